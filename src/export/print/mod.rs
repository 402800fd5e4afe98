//! Pages to print for those who run rooms: the run sheet, plates for the table of the speakers, cards of chairs, sheets of
//! delegations. They have no links, and each is one file with its style.

pub mod cards;
pub mod delegation;
pub mod plates;
pub mod sheet;

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Selection, hash};
use crate::model::color::{hex, readable};
use crate::text::{Lang, Localized};

const STYLE: &str = include_str!("print.css");

/// Returns the style sheet, with the programme's own colour for headings.
fn style(selection: &Selection) -> Cow<'static, str> {
    let Some(accent) = selection.world.program.accent else {
        return STYLE.into();
    };
    let color = hex(readable(accent, &[[255; 3]]));
    format!("{STYLE}:root {{ --accent: {color}; }}\n").into()
}

/// Returns a document; `class` is that of its body.
fn document(selection: &Selection, class: &str, body: &Markup) -> String {
    let world = selection.world;
    let style = style(selection);
    let hash = hash(&style);
    let policy = format!(
        "default-src 'none'; style-src '{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    let document = html! {
        (DOCTYPE) "\n"
        html lang=(world.lang().as_str()) dir=(dir(world.lang())) {
            "\n" head {
                "\n" meta charset="utf-8";
                "\n" meta http-equiv="Content-Security-Policy" content=(policy);
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" title { (selection.heading()) }
                "\n" link rel="icon" href="data:,";
                "\n" style { (PreEscaped(style)) }
                "\n"
            }
            "\n" body class=(class) { "\n" (body) "\n" }
            "\n"
        }
        "\n"
    };
    document.into_string()
}

fn dir(lang: Lang) -> &'static str {
    if lang.is_rtl() { "rtl" } else { "ltr" }
}

/// Returns the languages of a page: the reader's, then the programme's first one.
fn languages(selection: &Selection) -> Vec<Lang> {
    let own = selection.world.lang();
    let first = selection.world.program.languages.first().copied();
    let other = first.filter(|first| *first != own);
    std::iter::once(own).chain(other).collect()
}

/// Returns a text in exactly this language; one that names none is in the programme's first.
fn in_language<'t>(selection: &Selection, text: &'t Localized, lang: Lang) -> Option<&'t str> {
    let first = selection.world.program.languages.first();
    match text {
        Localized::Plain(text) if first.is_none_or(|first| *first == lang) => Some(text.as_str()),
        Localized::Many(all) => {
            let found = all.iter().find(|(own, _)| *own == lang);
            found.map(|(_, text)| text.as_str())
        }
        _ => None,
    }
}
