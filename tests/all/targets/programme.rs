//! Files of programmes: reading, checking, showing and exporting them.

use nadwa::export::{EXPORTS, Selection};
use nadwa::i18n::Messages;
use nadwa::layout::print;
use nadwa::load::{Loaded, load, load_strictly};
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, LISTED, Subject};
use nadwa::view::VIEWS;
use nadwa::world::World;

use super::cost::measured;

/// The largest programme that is shown and exported, in sessions.
const SHOWN: usize = 60;

/// A rule stands for up to 366 sessions and costs as much as so many bytes; the rules of a file stand for 10,000 at most.
const RULE: usize = 366 * 60;
const RULES: usize = 28;

/// Reads a file in the format that is detected, and shows and exports the programme.
pub fn check(file: &[u8]) {
    let rules = file.windows(5).filter(|word| word == b"RRULE").count();
    let bytes = file.len() + RULE * rules.min(RULES);
    let loaded = measured("reading", bytes, || load("f", file));
    check_loaded(&loaded);
    let strict = measured("checking", bytes, || load_strictly("f", file));
    check_loaded(&strict);
    assert!(strict.diagnostics.len() >= loaded.diagnostics.len());
    if loaded.program.sessions.is_empty() || loaded.program.sessions.len() > SHOWN {
        return;
    }
    let mut world = World::new(loaded, 1_638_264_900, Zone::utc(), None);
    world.make_impersonal();
    // Every programme is read; a part of them is shown, and another one exported, which take longer.
    match file.len() % 4 {
        0 => measured("showing", bytes, || show(&world)),
        1 => export(&world),
        _ => {}
    }
}

/// Checks what holds for every file.
fn check_loaded(loaded: &Loaded) {
    thread_local!(static ENGLISH: Messages = Messages::english());
    for fault in &loaded.diagnostics {
        assert!(
            fault.location.is_some() || fault.help.is_some(),
            "{fault:?}"
        );
        let place = fault.location.as_ref();
        assert!(
            place.is_none_or(|p| p.line >= 1 && p.column >= 1),
            "{fault:?}"
        );
    }
    for fault in loaded.diagnostics.iter().take(20) {
        let text = ENGLISH.with(|english| fault.render(english));
        assert!(
            !text.contains(|c: char| c.is_control() && c != '\n'),
            "{text:?}"
        );
    }
    let program = &loaded.program;
    for kind in LISTED {
        for ix in program.all_of(kind) {
            assert_eq!(program.find_any(&program.subject(ix)), Some(ix));
        }
    }
    let in_days: usize = program.days.iter().map(|d| d.sessions.len()).sum();
    let untimed = program.sessions.iter().filter(|s| s.slot.is_none()).count();
    assert_eq!(
        in_days + untimed,
        program.sessions.len(),
        "no session is lost"
    );
    let mut slots = program.sessions.iter().filter_map(|s| s.slot);
    assert!(slots.all(|s| s.until >= s.from));
    let empty = program.sessions.is_empty();
    assert!(
        !empty || !loaded.diagnostics.is_empty(),
        "no session and no problem"
    );
}

/// Prints every view of the programme, and those of the first subjects.
fn show(world: &World) {
    for view in VIEWS {
        let subjects: Vec<Subject> = match view.about {
            Kind::Program => vec![Subject::program()],
            kind if LISTED.contains(&kind) => {
                let all = world.program.all_of(kind).take(3);
                all.map(|ix| world.program.subject(ix)).collect()
            }
            _ => Vec::new(),
        };
        for subject in subjects {
            let page = (view.page)(world, &subject);
            assert!(!page.rows.is_empty(), "{}", view.name);
            let text = print(world, &page, 40, |piece| piece.text.clone());
            assert!(
                !text.contains(|c: char| c.is_control() && c != '\n'),
                "{text:?}"
            );
        }
    }
}

/// Exports the programme in every format of one file, and reads the exports.
fn export(world: &World) {
    let part = Selection::of(world, Subject::program());
    for export in EXPORTS.iter().filter(|e| !e.folder) {
        for (_, bytes) in (export.make)(&part).files {
            let again = load("f", bytes);
            assert!(
                export.name != "toml" || !again.is_broken(),
                "an export that is broken"
            );
        }
    }
}
