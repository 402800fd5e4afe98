//! Completions in real shells: a line is typed and Tab is pressed. A shell that is not installed is skipped.

use std::path::Path;
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::support::{Folder, NADWA, nadwa, root, run};
use crate::terminal::{Terminal, plain};

/// Tells whether a shell is installed.
fn is_installed(shell: &str) -> bool {
    run(shell, ["-c", "true"]).is_some()
}

/// Runs a shell whose PATH begins with the folder of nadwa.
fn shell(name: &str, args: &[&str]) -> Terminal {
    let folder = Path::new(NADWA).parent().expect("a folder").display();
    let mut command = CommandBuilder::new(name);
    command.args(args);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{folder}:{path}"));
    command.env("PS1", "$ ");
    // There is no programme in the folder `tests`, so the built-in one is completed.
    Terminal::run(plain(command))
}

#[test]
fn bash_completes_commands_options_and_ids() {
    if !is_installed("bash") {
        return;
    }
    let mut bash = shell("bash", &["--norc", "--noprofile", "-i"]);
    bash.press(
        "bind 'set show-all-if-ambiguous on'; source <(nadwa completions bash); echo 'rea''dy'\n",
    );
    bash.until_text("ready");
    bash.press("nadwa part\t");
    bash.until_text("partners");
    bash.press("\x15nadwa speaker uc\t");
    bash.until_text("nadwa speaker uclg-delegate");
    bash.press("\x15nadwa export ics --room f\t");
    bash.until_text("--room foyer");
    bash.press("\x15nadwa --theme co\t");
    bash.until_text("--theme contrast");
    bash.press("\x15nadwa -p data/one.toml session o\t");
    bash.until_text("nadwa -p data/one.toml session opening");
    bash.press("\x15exit\n");
    bash.end();
}

#[test]
fn zsh_completes_ids_and_diagnostics() {
    if !is_installed("zsh") {
        return;
    }
    let home = Folder::new();
    let dump = home.file("dump").display().to_string();
    let mut zsh = shell("zsh", &["-f", "-i"]);
    zsh.press(&format!("autoload -Uz compinit; compinit -u -d {dump}; source <(nadwa completions zsh); echo 'rea''dy'\n"));
    zsh.until_text("ready");
    zsh.press("nadwa speaker uc\t");
    zsh.until_text("nadwa speaker uclg-delegate");
    zsh.press("\x15nadwa explain room-ov\t");
    zsh.until_text("nadwa explain room-overlap");
    zsh.press("\x15exit\n");
    zsh.end();
}

#[test]
fn fish_completes_ids_and_values() {
    if !is_installed("fish") {
        return;
    }
    let home = Folder::new();
    let completions = |line: &str| {
        let folder = Path::new(NADWA).parent().expect("a folder").display();
        let script = format!(
            "set -x PATH {folder} $PATH; nadwa completions fish | source; complete -C '{line}'"
        );
        let out = Command::new("fish")
            .args(["--no-config", "-c", &script])
            .env("NADWA_LANG", "en")
            .env("HOME", &home.0)
            .env("XDG_CONFIG_HOME", &home.0)
            .current_dir(root().join("tests"))
            .output()
            .expect("fish runs");
        String::from_utf8(out.stdout).expect("UTF-8")
    };
    assert_eq!(
        completions("nadwa speaker uc"),
        "uclg-delegate\tUCLG delegate (to be confirmed)\n"
    );
    assert_eq!(completions("nadwa --bidi k"), "kitty\n");
}

#[test]
fn the_manual_has_every_command_and_section() {
    let out = nadwa().arg("man").output().expect("nadwa runs");
    let page = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(page.contains(".TH nadwa 1"), "{page}");
    let english = nadwa::i18n::Messages::english();
    for view in nadwa::view::VIEWS.iter().filter(|v| v.tab) {
        let doc = english.get(&format!("view-{}", view.name));
        assert!(page.contains(&doc), "{} is missing", view.name);
    }
    for part in [
        "SH KEYS",
        "SH SETTINGS",
        "SH FILES",
        "SH \"EXIT STATUS\"",
        "room\\-overlap",
    ] {
        assert!(page.contains(part), "{part} is missing:\n{page}");
    }
}
