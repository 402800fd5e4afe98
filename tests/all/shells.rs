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

/// A programme with two sessions whose ids a shell would run, or nadwa take for an option, and with a plain one.
const HOSTILE: &str = "[program]
id = \"p\"
title = \"A programme\"
timezone = \"Europe/Madrid\"

[[sessions]]
id = \"opening;touch PWNED;\"
title = \"Opening\"
start = 2021-11-30T09:30:00
duration = \"1h\"

[[sessions]]
id = \"--theme=light\"
title = \"Theme\"
start = 2021-11-30T11:30:00
duration = \"1h\"

[[sessions]]
id = \"plain\"
title = \"Plain\"
start = 2021-11-30T12:30:00
duration = \"1h\"
";

/// Returns what nadwa prints to the script of a shell that completes the last of these words.
fn candidates(shell: &str, folder: &Folder, words: &[&str]) -> String {
    let out = nadwa()
        .args(["--", "nadwa"])
        .args(words)
        .env("NADWA_COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_IFS", "\n")
        .env("NADWA_LANG", "en")
        .current_dir(&folder.0)
        .output()
        .expect("nadwa runs");
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[test]
fn no_shell_is_offered_an_id_that_it_would_run() {
    let folder = Folder::new();
    folder.write("p.toml", HOSTILE);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        for words in [&["p.toml", "session", ""][..], &["p.toml", "set", ""]] {
            let offered = candidates(shell, &folder, words);
            assert!(offered.contains("plain"), "{shell}: {offered}");
            assert!(!offered.contains("PWNED"), "{shell}: {offered}");
            assert!(!offered.contains("--theme=light"), "{shell}: {offered}");
        }
    }
}

#[test]
fn a_shell_that_does_not_quote_is_not_offered_a_path_that_it_would_run() {
    let folder = Folder::new();
    std::fs::create_dir(folder.file("p;touch PWNED;")).expect("a folder can be made");
    for name in ["p.toml", "p;touch PWNED;.toml", "p$(touch PWNED).toml"] {
        folder.write(name, HOSTILE);
    }
    for words in [&["p"][..], &["diff", "p"], &["-p", "p"], &["publish", "p"]] {
        for shell in ["bash", "powershell"] {
            let offered = candidates(shell, &folder, words);
            assert!(offered.contains("p.toml"), "{shell}: {offered}");
            assert!(!offered.contains("PWNED"), "{shell}: {offered}");
        }
        for shell in ["elvish", "fish", "zsh"] {
            let offered = candidates(shell, &folder, words);
            assert!(
                offered.contains("p;touch PWNED;.toml"),
                "{shell}: {offered}"
            );
        }
    }
}

/// Completes ids and a file in a running shell, and runs the lines.
fn complete_and_run(shell: &mut Terminal, folder: &Folder) {
    shell.press(&format!("cd {}; echo in-''folder\n", folder.0.display()));
    shell.until_text("in-folder");
    for (n, typed) in ["-p a.toml session o\t", "-p a.toml set o\t", "--print x\t"]
        .iter()
        .enumerate()
    {
        shell.press(&format!("nadwa {typed}\n\x15echo do''ne{n}\n"));
        shell.until_text(&format!("done{n}"));
    }
    shell.press("exit\n");
    shell.end();
    assert!(!folder.file("PWNED").exists(), "{}", shell.text());
}

/// Returns a folder with a programme and a file whose name a shell would run.
fn hostile_folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.toml", HOSTILE);
    folder.write("x;touch PWNED;", HOSTILE);
    folder
}

#[test]
fn bash_does_not_run_what_it_completes() {
    if !is_installed("bash") {
        return;
    }
    let folder = hostile_folder();
    let mut bash = shell("bash", &["--norc", "--noprofile", "-i"]);
    bash.press("source <(nadwa completions bash)\n");
    complete_and_run(&mut bash, &folder);
}

#[test]
fn zsh_does_not_run_what_it_completes() {
    if !is_installed("zsh") {
        return;
    }
    let folder = hostile_folder();
    let dump = folder.file("dump").display().to_string();
    let mut zsh = shell("zsh", &["-f", "-i"]);
    zsh.press(&format!(
        "autoload -Uz compinit; compinit -u -d {dump}; source <(nadwa completions zsh)\n"
    ));
    complete_and_run(&mut zsh, &folder);
}

#[test]
fn fish_does_not_run_what_it_completes() {
    if !is_installed("fish") {
        return;
    }
    let folder = hostile_folder();
    let mut fish = shell("fish", &["--no-config", "-i"]);
    fish.press("nadwa completions fish | source\n");
    complete_and_run(&mut fish, &folder);
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
        "SH COPYRIGHT",
        "Roman Czyborra",
        "SIL OPEN FONT LICENSE",
    ] {
        assert!(page.contains(part), "{part} is missing:\n{page}");
    }
}
