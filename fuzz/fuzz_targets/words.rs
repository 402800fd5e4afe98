//! Uses any text as a query, keys, settings and a search; folds, truncates, wraps and arranges it for every terminal.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nadwa::config::Config;
use nadwa::i18n::Messages;
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::search::{Index, phonetic};
use nadwa::text::bidi::{self, Dir, Mode};
use nadwa::text::{self, Lang, Lines, Text, fold};
use nadwa::tui::commands::keymap;
use nadwa::world::World;
use nadwa::world::key::Key;
use nadwa::world::keymap::Keymap;
use nadwa::world::query::Query;

const PROGRAM: &str = include_str!("../../program.toml");

thread_local! {
    static WORLD: (World, Index) = {
        let world = World::new(load("f", PROGRAM.as_bytes()), 1_638_264_900, Zone::utc(), None);
        let index = Index::new(&world.program);
        (world, index)
    };
}

static KEYS: LazyLock<Keymap> = LazyLock::new(keymap);

fuzz_target!(|raw: &str| {
    let _ = Key::parse_all(raw);
    let english = Messages::english();
    let problems = Config::parse("f", raw).problems;
    assert!(problems.iter().all(|problem| !problem.text(&english).contains('\x1b')));
    let _ = Lang::parse(raw);
    let _ = Zone::named(raw);
    let _ = KEYS.named(raw);
    let clean = Text::clean(raw, Lines::Many).0;
    assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
    let text = Text::clean(raw, Lines::One).0;
    let folded = fold::fold(&text);
    assert_eq!(fold::fold(&folded), folded, "folding a folded text changes nothing");
    for word in folded.split(' ') {
        let _ = phonetic::skeletons(word);
    }
    let _ = fold::find(&text, &[folded.clone()]);
    WORLD.with(|(world, index)| {
        let _ = Query::parse(&text).matching(world);
        let _ = index.find(&text);
    });
    let wide = bidi::width(&text);
    let cut = text::truncate(&text, wide / 2);
    assert!(bidi::width(&cut) <= wide / 2);
    assert!(text::wrap(&text, 10).iter().all(|line| bidi::width(line) <= 10));
    for dir in [Dir::Ltr, Dir::Rtl] {
        for mode in [Mode::Application, Mode::Terminal, Mode::Kitty, Mode::Off, Mode::Text] {
            let cells = bidi::arrange(&text, dir, mode);
            let all: usize = cells.iter().map(|c| usize::from(c.width)).sum();
            assert_eq!(all, wide);
        }
    }
});
