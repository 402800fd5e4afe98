//! The layers of the architecture: which module may use which. lib.rs defines them by the order of its
//! `mod` lines: a group of lines is a layer, and a module uses its own layer and the layers above it in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Returns the layer of each module, counted from 1.
fn layers() -> BTreeMap<String, usize> {
    let text = fs::read_to_string(source().join("lib.rs")).expect("lib.rs can be read");
    let mut layer = 1;
    let mut found = BTreeMap::new();
    for line in text.lines().skip_while(|l| !l.starts_with("pub mod ")) {
        match line.strip_prefix("pub mod ") {
            Some(name) => {
                found.insert(name.trim_end_matches(';').to_owned(), layer);
            }
            None => layer += 1,
        }
    }
    found
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
fn a_module_uses_only_its_layer_and_those_below() {
    let layers = layers();
    assert!(layers.len() > 20, "lib.rs lists the modules");
    for (module, used) in edges() {
        for name in used {
            let (Some(from), Some(to)) = (layers.get(&module), layers.get(&name)) else {
                assert!(
                    module == "main" || module == "lib",
                    "{module} or {name} has no layer"
                );
                continue;
            };
            assert!(
                to <= from,
                "{module} (layer {from}) uses {name} (layer {to})"
            );
        }
    }
}

#[test]
fn no_two_modules_use_each_other() {
    let edges = edges();
    let none = BTreeSet::new();
    let used = |m: &str| edges.get(m).unwrap_or(&none);
    for start in edges.keys() {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = used(start).iter().collect();
        while let Some(module) = next.pop() {
            assert!(module != start, "{start} uses itself through others");
            if seen.insert(module) {
                next.extend(used(module));
            }
        }
    }
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
