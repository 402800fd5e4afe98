//! Reads any bytes in the format that is detected, exports the programme in every format that can be read, and reads
//! the exports.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nadwa::export::{EXPORTS, Selection};
use nadwa::i18n::Messages;
use nadwa::load::{load, load_strictly, read_updates};
use nadwa::model::zone::Zone;
use nadwa::model::{LISTED, Subject};
use nadwa::update::to_toml;
use nadwa::world::World;

fuzz_target!(|bytes: &[u8]| {
    let loaded = load("f", bytes);
    let english = Messages::english();
    for fault in load_strictly("f", bytes).diagnostics {
        assert!(fault.location.is_some() || fault.help.is_some());
        assert!(!fault.render(&english).contains('\x1b'));
    }
    // Updates are written as they were read.
    let log = read_updates("f", bytes);
    assert!(read_updates("f", to_toml(&log).as_bytes()).same_records(&log));
    let program = &loaded.program;
    for kind in LISTED {
        for ix in program.all_of(kind) {
            assert_eq!(program.find_any(&program.subject(ix)), Some(ix));
        }
    }
    if program.sessions.is_empty() || program.sessions.len() > 50 {
        return;
    }
    let mut world = World::new(loaded, 0, Zone::utc(), None);
    world.make_impersonal();
    let part = Selection::of(&world, Subject::program());
    for export in EXPORTS.iter().filter(|e| !e.folder) {
        for (_, bytes) in (export.make)(&part).files {
            let again = load("f", bytes);
            assert!(export.name != "toml" || !again.is_broken());
        }
    }
});
