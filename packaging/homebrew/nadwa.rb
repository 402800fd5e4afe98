class Nadwa < Formula
  desc "@summary@"
  homepage "@homepage@"
  url "@downloads@/@source@.tar.gz"
  sha256 "@source_sha256@"
  license @licence_homebrew@

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"nadwa", "completions")
    (man1/"nadwa.1").write Utils.safe_popen_read(bin/"nadwa", "man")
    doc.install "program.toml"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/nadwa --version")
  end
end
