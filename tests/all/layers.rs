//! The layers of the architecture: lib.rs lists the modules, and each uses only modules above it in that list.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Returns the modules in the order of lib.rs.
fn layers() -> Vec<String> {
    let text = fs::read_to_string(source().join("lib.rs")).expect("lib.rs can be read");
    let names = text.lines().filter_map(|l| l.strip_prefix("pub mod "));
    names.map(|n| n.trim_end_matches(';').to_owned()).collect()
}

/// Returns the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").path());
    entries
        .flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] })
        .collect()
}

/// Returns the modules of the crate that each module uses.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(&source()) {
        let inside = file.strip_prefix(source()).expect("the file is in src");
        let module = inside
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy();
        let module = module.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&file).expect("source is UTF-8");
        let code = text
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<String>();
        for part in code.split("crate::").skip(1) {
            let name: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if !name.is_empty() && name != module {
                found.entry(module.clone()).or_default().insert(name);
            }
        }
    }
    found
}

#[test]
fn a_module_uses_only_modules_above_it_in_the_list() {
    let layers = layers();
    assert_eq!(layers.len(), 18, "lib.rs lists the modules");
    let place = |module: &str| layers.iter().position(|m| m == module);
    for (module, used) in edges() {
        if module == "main" || module == "lib" {
            continue;
        }
        let from = place(&module).unwrap_or_else(|| panic!("{module} is not in lib.rs"));
        for name in used {
            let to = place(&name).unwrap_or_else(|| panic!("{name} is not in lib.rs"));
            assert!(to < from, "{module} uses {name}, which comes after it");
        }
    }
}

#[test]
fn only_the_map_the_program_and_the_settings_stand_beside_the_folders() {
    let entries = fs::read_dir(source()).expect("a folder");
    let names = entries.map(|e| {
        e.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let files: BTreeSet<String> = names.filter(|n| n.contains('.')).collect();
    assert_eq!(Vec::from_iter(files), ["config.rs", "lib.rs", "main.rs"]);
}

#[test]
fn forbidden_constructs_do_not_occur() {
    for file in files(&source()) {
        let text = fs::read_to_string(&file).expect("source is UTF-8");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for word in [
            "Rc<RefCell",
            "static mut",
            ".unwrap()",
            "unsafe {",
            "todo!(",
            "unimplemented!(",
        ] {
            assert!(!code.contains(word), "{} has {word}", file.display());
        }
    }
}

/// What differs between systems stands in one folder, so that no other file compiles on one system only.
#[test]
fn only_the_platform_depends_on_the_system() {
    for file in files(&source()) {
        if file.starts_with(source().join("platform")) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("source is UTF-8");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for word in [
            "cfg(unix",
            "cfg(windows",
            "cfg(not(unix",
            "cfg(not(windows",
            "cfg!(",
            "target_os",
            "target_family",
            "std::os::",
            "rustix::",
            "signal_hook::",
        ] {
            assert!(!code.contains(word), "{} has {word}", file.display());
        }
    }
}

/// The packages that the design names do the work, and not only in tests.
#[test]
fn the_packages_of_the_design_are_dependencies_that_the_program_uses() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest can be read");
    let manifest: toml::Table = manifest.parse().expect("the manifest is TOML");
    let sources = files(&source()).into_iter().map(fs::read_to_string);
    let sources: Vec<String> = sources.map(|s| s.expect("source is UTF-8")).collect();
    for package in ["ratatui", "crossterm", "serde", "toml", "chrono"] {
        let dependency = manifest["dependencies"].get(package).expect(package);
        assert_ne!(dependency.get("optional"), Some(&true.into()), "{package}");
        let used = format!("use {package}::");
        let uses = |s: &String| s.lines().any(|line| line.trim_start().starts_with(&used));
        assert!(sources.iter().any(uses), "{package} is not used");
    }
}
