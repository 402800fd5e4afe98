//! Runs every fuzz target with the inputs that were kept for it in `fuzz/corpus`, without a fuzzer.

use std::fs;
use std::panic::catch_unwind;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::root;
use crate::targets::cost::{METER, Meter};
use crate::targets::{TARGETS, run, warm_up};

/// How many times slower the tests are than an optimized program, on a machine that is busy.
const SLOWER: u128 = 20;

#[test]
fn every_target_holds_for_its_corpus() {
    let corpus = root().join("fuzz/corpus");
    if !corpus.is_dir() {
        eprintln!("skipped: {} not found", corpus.display());
        return;
    }
    warm_up();
    // Memory is not measured: other tests run at the same time.
    METER.get_or_init(|| Meter {
        memory: None,
        slower: SLOWER,
    });
    for target in TARGETS {
        let path = corpus.join(target.name).with_extension("txt");
        let list = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
        for line in list.lines() {
            let input = STANDARD.decode(line).expect("a line of base64");
            let result = catch_unwind(|| run(target.name, &input));
            assert!(result.is_ok(), "{} fails with {line}", target.name);
        }
        assert!(!list.is_empty(), "{} has no corpus", target.name);
        eprintln!("{}: {} inputs", target.name, list.lines().count());
    }
}

#[test]
fn every_target_is_a_binary_for_the_fuzzer() {
    let path = root().join("fuzz/Cargo.toml");
    let Ok(manifest) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} not found", path.display());
        return;
    };
    let manifest: toml::Table = manifest.parse().expect("the manifest is TOML");
    let bins = manifest["bin"].as_array().expect("the binaries");
    let bins: Vec<_> = bins.iter().map(|bin| bin["name"].as_str()).collect();
    let targets: Vec<_> = TARGETS.iter().map(|t| Some(t.name)).collect();
    assert_eq!(bins, targets);
}
