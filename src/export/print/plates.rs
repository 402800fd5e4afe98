//! Name plates: a sheet of A4 for each speaker, to fold into a roof. A name stands there in two scripts, if it has them.

use maud::{Markup, html};

use super::{dir, document, languages};
use crate::export::{Output, Selection};
use crate::model::{Ix, Kind, Speaker, Subject};
use crate::page::item::organisation;
use crate::text::{Lang, Localized, Text};

pub fn make(selection: &Selection) -> Output {
    let program = &selection.world.program;
    let is_meant = |ix: &Ix<Speaker>| {
        selection.of.kind != Kind::Speaker || program.subject(*ix) == selection.of
    };
    let speakers = selection.used::<Speaker>().filter(is_meant);
    let sides = speakers.map(|ix| side(selection, &program[ix], selection.name(ix)));
    let sides: Vec<Markup> = sides.collect();
    let body = html! {
        @for side in &sides {
            section { "\n" div class="back" { (side) } "\n" div { (side) } "\n" }
            "\n"
        }
    };
    Output::file(document(selection, "plates", &body))
}

/// Returns what both sides of a plate show.
fn side(selection: &Selection, speaker: &Speaker, name: &str) -> Markup {
    let organisation = organisation(selection.world, speaker);
    let event = selection.world.name(&Subject::program());
    html! {
        p class="name" dir="auto" { (name) }
        @if let Some((lang, other)) = in_other_script(selection, &speaker.name, name) {
            p class="name" lang=(lang.as_str()) dir=(dir(lang)) { (other) }
        }
        @if !organisation.is_empty() { p class="organisation" dir="auto" { (organisation) } }
        p class="event" dir="auto" { (event) }
    }
}

/// Returns the name in a language of the other text direction, unless that is the name that is `shown`.
pub(super) fn in_other_script<'t>(
    selection: &Selection,
    name: &'t Localized,
    shown: &str,
) -> Option<(Lang, &'t str)> {
    let Localized::Many(all) = name else {
        return None;
    };
    let own = selection.world.lang().is_rtl();
    let preferred = languages(selection);
    let other = |(lang, text): &&(Lang, Text)| lang.is_rtl() != own && text.as_str() != shown;
    let mut found = all.iter().filter(other);
    let found = found
        .clone()
        .find(|(lang, _)| preferred.contains(lang))
        .or_else(|| found.next());
    found.map(|(lang, text)| (*lang, text.as_str()))
}
