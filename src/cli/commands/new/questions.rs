//! What `nadwa new` asks; an entry in [`QUESTIONS`] each.

use chrono::Datelike as _;

use super::outline::Outline;
use crate::i18n::{Message, language_called};
use crate::load::{written_date, zone_called};
use crate::model::zone::Zone;
use crate::text::fold::fold;
use crate::text::{Lang, Lines, Text};

/// The most days, and the most rooms, that a new programme begins with.
const MOST: usize = 30;

/// The years of the programmes that people begin.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

/// A question, and the option that answers it.
pub struct Question {
    pub option: &'static str,
    /// The name of the option's value.
    pub value: &'static str,
    /// The description in the help.
    pub doc: &'static str,
    /// The key of the message that asks.
    pub message: &'static str,
    /// Returns the answer that is taken where none is given; may be empty.
    pub default: fn(&Outline) -> String,
    /// Takes an answer, or returns what is wrong with it.
    pub answer: fn(&mut Outline, &str) -> Result<(), Message>,
}

/// The questions in their order.
pub const QUESTIONS: &[Question] = &[
    Question {
        option: "title",
        value: "TEXT",
        doc: "the title of the event",
        message: "new-ask-title",
        default: |_| String::new(),
        answer: |outline, typed| {
            outline.title = one_line(typed);
            if outline.title.is_empty() {
                return Err(Message::new("new-no-title"));
            }
            Ok(())
        },
    },
    Question {
        option: "date",
        value: "DATE",
        doc: "the first day, such as 2026-11-20 or '20 November 2026'; today by default",
        message: "new-ask-date",
        default: |outline| outline.first.to_string(),
        answer: |outline, typed| {
            let wrong = || Message::new("new-wrong-date").arg("typed", typed);
            let date = written_date(typed).filter(|date| YEARS.contains(&date.year()));
            outline.first = date.ok_or_else(wrong)?;
            Ok(())
        },
    },
    Question {
        option: "days",
        value: "N",
        doc: "the number of days; 1 by default",
        message: "new-ask-days",
        default: |_| "1".into(),
        answer: |outline, typed| {
            let days = fold(typed).parse().ok().filter(|n| (1..=MOST).contains(n));
            let wrong = || {
                Message::new("new-wrong-days")
                    .arg("typed", typed)
                    .arg("most", MOST)
            };
            outline.days = days.ok_or_else(wrong)?;
            Ok(())
        },
    },
    Question {
        option: "place",
        value: "TEXT",
        doc: "the town or the venue",
        message: "new-ask-place",
        default: |_| String::new(),
        answer: |outline, typed| {
            outline.place = one_line(typed);
            // The last part is usually the town: "Palacio de Congresos, Sevilla".
            let parts = outline.place.rsplit([',', '،']).map(str::trim);
            let town = |zone: &Zone| zone.name().contains('/');
            if let Some(zone) = parts.filter_map(zone_called).find(town) {
                outline.zone = zone;
            }
            Ok(())
        },
    },
    Question {
        option: "timezone",
        value: "ZONE",
        doc: "the time zone: an IANA name or one of its towns; by default that of the place, else your own",
        message: "new-ask-timezone",
        default: |outline| outline.zone.name().into(),
        answer: |outline, typed| {
            let found = zone_called(typed).filter(Zone::is_named);
            let wrong = || Message::new("new-wrong-timezone").arg("typed", typed);
            outline.zone = found.ok_or_else(wrong)?;
            Ok(())
        },
    },
    Question {
        option: "rooms",
        value: "NAMES",
        doc: "the rooms, with commas between them",
        message: "new-ask-rooms",
        default: Outline::room,
        answer: |outline, typed| {
            let names = typed.split([',', '،', ';', '؛']).map(one_line);
            outline.rooms = names.filter(|name| !name.is_empty()).collect();
            let fits = (1..=MOST).contains(&outline.rooms.len());
            let wrong = || Message::new("new-wrong-rooms").arg("most", MOST);
            if fits { Ok(()) } else { Err(wrong()) }
        },
    },
    Question {
        option: "languages",
        value: "CODES",
        doc: "the languages of the programme, such as ar,es; the first one is the default",
        message: "new-ask-languages",
        default: |outline| outline.languages[0].as_str().into(),
        answer: |outline, typed| {
            let codes = typed
                .split([',', '،', ';', '؛', ' '])
                .filter(|code| !code.is_empty());
            let mut all: Vec<Lang> = Vec::new();
            for code in codes {
                let wrong = || Message::new("new-wrong-language").arg("typed", code);
                let lang = language_called(code).ok_or_else(wrong)?;
                if !all.contains(&lang) {
                    all.push(lang);
                }
            }
            if all.is_empty() || all.len() > MOST {
                return Err(Message::new("new-wrong-language").arg("typed", typed));
            }
            outline.languages = all;
            Ok(())
        },
    },
];

fn one_line(text: &str) -> String {
    Text::clean(text.trim(), Lines::One).0.to_string()
}
