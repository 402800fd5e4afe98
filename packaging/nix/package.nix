# nix-build --expr '(import <nixpkgs> { }).callPackage ./package.nix { }'
{
  lib,
  fetchurl,
  installShellFiles,
  rustPlatform,
}:

rustPlatform.buildRustPackage {
  pname = "nadwa";
  version = "@version@";
  src = fetchurl {
    url = "@downloads@/@source@.tar.gz";
    sha256 = "@source_sha256@";
  };
  cargoLock.lockFile = ./Cargo.lock;

  # The tests run other programs, and read files that the archive does not have.
  doCheck = false;

  nativeBuildInputs = [ installShellFiles ];
  postInstall = ''
    $out/bin/nadwa man > nadwa.1
    installManPage nadwa.1
    for shell in bash zsh fish; do
      $out/bin/nadwa completions $shell > nadwa.$shell
    done
    installShellCompletion nadwa.bash nadwa.zsh nadwa.fish
    install -Dm644 README.md program.toml LICENSE-* -t $out/share/doc/nadwa
  '';

  meta = {
    description = "@summary@";
    homepage = "@homepage@";
    license = "@licence@";
    mainProgram = "nadwa";
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };
}
