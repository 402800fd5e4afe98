//! Keeps the time stamps of calendar entries that have not changed since the calendar was last written: a programme often does
//! not say when its sessions changed.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDateTime};

use crate::model::zone::Timestamp;

const BEGIN: &str = "BEGIN:VEVENT\r\n";
const END: &str = "END:VEVENT\r\n";
/// The properties that say when an entry changed (RFC 5545, 3.8.7).
const STAMPS: [&str; 3] = ["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"];

/// An entry of a calendar, taken apart.
#[derive(Default)]
struct Entry<'t> {
    /// The lines of its identifier; a long one is folded.
    uid: String,
    /// The lines that are stamps, in the order of [`STAMPS`].
    stamps: [Option<&'t str>; 3],
    /// All other lines, before and behind the identifier.
    content: [String; 2],
}

impl<'t> Entry<'t> {
    fn parse(text: &'t str) -> Self {
        let mut entry = Self::default();
        let mut is_uid = false;
        for line in text.split_inclusive('\n') {
            is_uid = if line.starts_with([' ', '\t']) {
                is_uid
            } else {
                line.starts_with("UID:")
            };
            if is_uid {
                entry.uid.push_str(line);
            } else if let Some(at) = STAMPS.iter().position(|name| line.starts_with(name)) {
                entry.stamps[at] = Some(line).filter(|line| is_plausible(line));
            } else {
                entry.content[usize::from(!entry.uid.is_empty())].push_str(line);
            }
        }
        entry
    }

    /// Returns its sequence number; 0 without one.
    fn sequence(&self) -> i64 {
        let [.., sequence] = self.stamps;
        let number = sequence.and_then(|line| line.strip_prefix(STAMPS[2]));
        number.and_then(|n| n.trim().parse().ok()).unwrap_or(0)
    }

    /// Writes the entry with these stamps behind its identifier.
    fn write(&self, stamps: [Option<&str>; 3], out: &mut String) {
        let [before, behind] = &self.content;
        out.push_str(before);
        out.push_str(&self.uid);
        stamps.iter().flatten().for_each(|line| out.push_str(line));
        out.push_str(behind);
    }
}

/// Returns the calendar `new` with the stamps that its entries have in `old`, the file that it replaces. Those that are new or
/// differ changed at `changed_at`, unless the programme says when.
pub fn with_stamps(new: &str, old: &str, changed_at: Timestamp) -> String {
    // Version control may have changed the ends of lines.
    let old = if old.contains(BEGIN) {
        Cow::Borrowed(old)
    } else {
        old.replace('\n', "\r\n").into()
    };
    let old: HashMap<String, Entry> = entries(&old).map(|e| (e.uid.clone(), e)).collect();
    let mut out = String::with_capacity(new.len());
    let mut rest = new;
    while let Some((head, text, tail)) = next(rest) {
        out.push_str(head);
        let entry = Entry::parse(text);
        match old.get(&entry.uid) {
            Some(same) if same.content == entry.content && same.stamps[0].is_some() => {
                entry.write(same.stamps, &mut out);
            }
            before => {
                let (stamp, sequence) = changed(&entry, before, changed_at);
                let stamps = [Some(&*stamp), entry.stamps[1], sequence.as_deref()];
                entry.write(stamps, &mut out);
            }
        }
        rest = tail;
    }
    out + rest
}

/// Returns the time stamp and the sequence number of an entry that has changed since it was `before`. Neither goes back.
fn changed(entry: &Entry, before: Option<&Entry>, at: Timestamp) -> (String, Option<String>) {
    let [stamp, modified, sequence] = entry.stamps;
    let known = stamp.filter(|_| modified.is_some()).map(str::to_owned);
    let time = DateTime::from_timestamp(at, 0).unwrap_or_default();
    let stamp = known.unwrap_or_else(|| format!("DTSTAMP:{}\r\n", time.format("%Y%m%dT%H%M%SZ")));
    let stamp = match before.and_then(|before| before.stamps[0]) {
        // The texts are in the order of the times.
        Some(old) if *old > *stamp => old.to_owned(),
        _ => stamp,
    };
    let sequence = match before.map(Entry::sequence) {
        Some(before) => Some(entry.sequence().max(before.saturating_add(1))),
        None => sequence.map(|_| entry.sequence()),
    };
    let sequence = sequence.map(|n| format!("SEQUENCE:{}\r\n", n.min(i32::MAX.into())));
    (stamp, sequence)
}

/// Returns whether a stamp is a number, or a time in UTC since calendars have had this format.
fn is_plausible(line: &str) -> bool {
    let (name, value) = line.split_once(':').unwrap_or_default();
    let time = NaiveDateTime::parse_from_str(value.trim_end(), "%Y%m%dT%H%M%SZ");
    match name {
        "SEQUENCE" => value.trim_end().parse::<i64>().is_ok(),
        _ => time.is_ok_and(|time| (1998..=2100).contains(&time.year())),
    }
}

fn entries(text: &str) -> impl Iterator<Item = Entry<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, entry, tail) = next(rest)?;
        rest = tail;
        Some(Entry::parse(entry))
    })
}

/// Splits a text before and behind its first entry.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(BEGIN)?;
    let end = start + text[start..].find(END)? + END.len();
    Some((&text[..start], &text[start..end], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: &str = "DTSTAMP:19700101T000000Z\r\n";

    /// The start of the year 2020.
    const DAY: Timestamp = 1_577_836_800;

    fn entry(uid: &str, stamps: &str, title: &str) -> String {
        format!("{BEGIN}UID:{uid}\r\n{stamps}SUMMARY:{title}\r\n{END}")
    }

    #[test]
    fn an_entry_keeps_its_stamps_until_it_changes() {
        let known = "DTSTAMP:20211130T080000Z\r\nLAST-MODIFIED:20211130T080000Z\r\nSEQUENCE:9\r\n";
        let new = |title| [entry("a", UNKNOWN, title), entry("b", known, title)].concat();
        let first = with_stamps(&new("x"), "", DAY);
        let at_day = "DTSTAMP:20200101T000000Z\r\n";
        assert_eq!(first, entry("a", at_day, "x") + &entry("b", known, "x"));
        assert_eq!(with_stamps(&new("x"), &first, 2 * DAY), first);
        assert_eq!(
            with_stamps(&new("x"), &first.replace('\r', ""), 2 * DAY),
            first
        );
        let second = with_stamps(&new("y"), &first, DAY + 86400);
        let once = "DTSTAMP:20200102T000000Z\r\nSEQUENCE:1\r\n";
        let later = known.replace("SEQUENCE:9", "SEQUENCE:10");
        assert_eq!(second, entry("a", once, "y") + &entry("b", &later, "y"));
        let third = with_stamps(&new("z"), &second, DAY);
        assert!(
            third.contains("DTSTAMP:20200102T000000Z\r\nSEQUENCE:2\r\n"),
            "{third}"
        );
        assert_eq!(
            with_stamps("no calendar", "BEGIN:VEVENT\r\n", 0),
            "no calendar"
        );
    }

    #[test]
    fn a_damaged_stamp_is_not_kept() {
        let new = entry("a", UNKNOWN, "x");
        let fresh = with_stamps(&new, "", DAY);
        for damaged in [
            "DTSTAMP:x\r\n",
            "",
            UNKNOWN,
            "DTSTAMP:29990101T000000Z\r\nSEQUENCE:?\r\n",
        ] {
            let written = with_stamps(&new, &entry("a", damaged, "x"), DAY);
            assert_eq!(written.replace("SEQUENCE:1\r\n", ""), fresh, "{damaged}");
        }
    }

    #[test]
    fn a_folded_identifier_stays_whole_and_is_compared_whole() {
        let uid = |end: &str| format!("{}\r\n {end}", "x".repeat(71));
        let new = entry(&uid("1"), UNKNOWN, "x") + &entry(&uid("2"), UNKNOWN, "y");
        let first = with_stamps(&new, "", DAY);
        assert_eq!(first, new.replace("1970", "2020"));
        assert_eq!(with_stamps(&new, &first, 2 * DAY), first);
    }

    #[test]
    fn a_sequence_number_never_overflows() {
        let last = format!("DTSTAMP:20211130T080000Z\r\nSEQUENCE:{}\r\n", i64::MAX);
        let new = entry("a", UNKNOWN, "y");
        let written = with_stamps(&new, &entry("a", &last, "x"), 0);
        assert!(written.contains("SEQUENCE:2147483647\r\n"), "{written}");
    }
}
