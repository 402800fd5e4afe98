//! Announcements as update logs store them: JSON with the text, in one or several languages, its end and its urgency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::format::rfc3339;
use crate::model::Announcement;
use crate::model::zone::Timestamp;
use crate::text::{Lang, Lines, Localized, Text};

/// The longest text, in characters.
pub const MAX_ANNOUNCEMENT: usize = 300;

/// An announcement as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    text: Texts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    urgent: bool,
}

/// A text in an unspecified language, or a text for each language.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(BTreeMap<String, String>),
}

/// Returns an announcement as a value of an update.
pub fn to_value(announcement: &Announcement) -> Text {
    let text = match &announcement.text {
        Localized::Many(all) => {
            let all = all.iter().map(|(lang, text)| (lang, text.to_string()));
            Texts::Many(all.map(|(l, text)| (l.as_str().to_owned(), text)).collect())
        }
        one => Texts::One(one.all().next().map(Text::to_string).unwrap_or_default()),
    };
    let stored = Stored {
        text,
        until: announcement.until.map(rfc3339),
        urgent: announcement.urgent,
    };
    let json = serde_json::to_string(&stored).expect("texts and times are JSON");
    json.as_str().into()
}

/// Returns the announcement of a value; `None` where it has no text.
pub fn from_value(value: &str) -> Option<Announcement> {
    let stored: Stored = serde_json::from_str(value).ok()?;
    let text = match stored.text {
        Texts::One(text) => Localized::Plain(clean(&text)),
        Texts::Many(all) => {
            let all = all.iter().filter(|(_, text)| !text.trim().is_empty());
            let all = all.filter_map(|(lang, text)| Some((Lang::parse(lang)?, clean(text))));
            Localized::Many(all.collect())
        }
    };
    let until = stored.until.map(|until| instant(&until));
    (!text.is_empty()).then_some(Announcement {
        text,
        // One whose end cannot be read does not stay for ever.
        until: until.map(Option::unwrap_or_default),
        urgent: stored.urgent,
    })
}

/// Returns the time that [`rfc3339`] has written.
fn instant(text: &str) -> Option<Timestamp> {
    let time = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(time.timestamp())
}

/// Returns a text of one line, cut to [`MAX_ANNOUNCEMENT`] characters.
fn clean(text: &str) -> Text {
    let short: String = text.chars().take(MAX_ANNOUNCEMENT).collect();
    Text::clean(short, Lines::One).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<(Vec<String>, Option<Timestamp>, bool)> {
        let read = from_value(value)?;
        let texts = read.text.all().map(Text::to_string).collect();
        Some((texts, read.until, read.urgent))
    }

    #[test]
    fn an_announcement_is_read_as_it_was_written() {
        let [ar, en] = ["ar", "en"].map(|l| Lang::parse(l).expect("a tag"));
        for text in [
            Localized::Plain("Lunch: \"in\" the garden".into()),
            Localized::Many([(ar, "الغداء".into()), (en, "Lunch".into())].into()),
        ] {
            let announcement = Announcement {
                text: text.clone(),
                until: Some(1_638_264_900),
                urgent: true,
            };
            let again = from_value(&to_value(&announcement)).expect("an announcement");
            assert_eq!(
                (again.text, again.until, again.urgent),
                (text, Some(1_638_264_900), true)
            );
        }
    }

    #[test]
    fn a_value_without_a_text_is_none_and_one_with_an_unreadable_end_is_over() {
        for value in [
            "",
            "Lunch",
            "{}",
            r#"{"text": ""}"#,
            r#"{"text": {"en": " "}}"#,
            r#"{"text": {"!": "x"}}"#,
        ] {
            assert_eq!(read(value), None, "{value}");
        }
        let over = read(r#"{"text": "Lunch", "until": "noon"}"#);
        assert_eq!(over, Some((vec!["Lunch".into()], Some(0), false)));
    }
}
