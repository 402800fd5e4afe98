//! Reads dates, times of day and lengths of time as people and spreadsheets write them. Texts are folded first, so
//! digits are those of ASCII, and letters have neither case nor accents.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::value::minutes;
use crate::model::zone::Timestamp;
use crate::text::fold::fold;

/// The folded names of each month in English, Spanish, French and Arabic; first those that are typed in searches.
#[rustfmt::skip] // A table: one row, one line.
pub const MONTHS: [(&[&str], &[&str]); 12] = [
    (&["january", "enero", "janvier", "يناير"], &["جانفي", "كانون الثاني"]),
    (&["february", "febrero", "fevrier", "فبراير"], &["فيفري", "شباط"]),
    (&["march", "marzo", "mars", "مارس"], &["اذار"]),
    (&["april", "abril", "avril", "ابريل"], &["افريل", "نيسان"]),
    (&["may", "mayo", "mai", "ماي", "مايو"], &["ايار"]),
    (&["june", "junio", "juin", "يونيو"], &["يونيه", "جوان", "حزيران"]),
    (&["july", "julio", "juillet", "يوليوز", "يوليو"], &["يوليه", "جويليه", "تموز"]),
    (&["august", "agosto", "aout", "غشت", "اغسطس"], &["اوت", "اب"]),
    (&["september", "septiembre", "septembre", "شتنبر", "سبتمبر"], &["setiembre", "ايلول"]),
    (&["october", "octubre", "octobre", "اكتوبر"], &["تشرين الاول"]),
    (&["november", "noviembre", "novembre", "نونبر", "نوفمبر"], &["تشرين الثاني"]),
    (&["december", "diciembre", "decembre", "دجنبر", "ديسمبر"], &["كانون الاول"]),
];

/// The marks of the halves of a day, folded and without blanks, and the hours that they add.
const HALVES: &[(&str, i64)] = &[
    ("a.m.", 0),
    ("a.m", 0),
    ("am", 0),
    ("صباحا", 0),
    ("ص", 0),
    ("p.m.", 12),
    ("p.m", 12),
    ("pm", 12),
    ("مسا", 12),
    ("ظهرا", 12),
    ("م", 12),
];

/// The units of lengths, folded, with their minutes.
const UNITS: &[(&[&str], u32)] = &[
    (
        &[
            "m",
            "mn",
            "min",
            "mins",
            "minute",
            "minutes",
            "minuto",
            "minutos",
            "دقيقه",
            "دقايق",
        ],
        1,
    ),
    (
        &[
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "hora",
            "horas",
            "heure",
            "heures",
            "ساعه",
            "ساعات",
        ],
        60,
    ),
    (
        &[
            "d", "day", "days", "dia", "dias", "jour", "jours", "يوم", "ايام",
        ],
        24 * 60,
    ),
];

/// The longest text that is a date with a time, in bytes.
const LONGEST: usize = 96;

/// The days of a spreadsheet, counted from the end of 1899, that are dates of this century.
const SERIAL: std::ops::Range<i64> = 36_526..73_051;

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Date(NaiveDate),
    /// Two numbers whose meaning depends on the order, and the year.
    Slashed([u32; 3]),
}

impl Written {
    /// Returns the date, with the day before the month or behind it.
    pub fn date(self, month_first: bool) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Slashed([month, day, year]) if month_first => of(year, month, day),
            Self::Slashed([day, month, year]) => of(year, month, day),
        }
    }

    /// Returns the date if its numbers have no other meaning.
    pub fn certain(self) -> Option<NaiveDate> {
        match (self, self.date(false), self.date(true)) {
            (Self::Slashed([.., year]), ..) if year < 100 => None,
            (_, Some(first), Some(second)) => (first == second).then_some(first),
            (_, first, second) => first.or(second),
        }
    }
}

fn of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    // A year of two digits is in this century.
    let year = if year < 100 { 2000 + year } else { year };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Returns the date that a text is, in any spelling; of two numbers that may both be the month, the second is.
pub fn written_date(text: &str) -> Option<NaiveDate> {
    date(text.trim())?.date(false)
}

/// Reads a date: `2026-11-20`, `20.11.26`, `20 November 2026`, `Fri, Nov 20th, 2026`, `46346`.
pub fn date(text: &str) -> Option<Written> {
    if text.len() > LONGEST {
        return None;
    }
    if text.contains(':') {
        return None;
    }
    // `20-11-26` is no date of the year 20.
    let is_iso = text.trim().len() == 10 && text.trim().as_bytes()[4] == b'-';
    if is_iso && let Ok(date) = text.trim().parse() {
        return Some(Written::Date(date));
    }
    let folded = fold(text);
    let apart = |c: &char| !c.is_alphanumeric();
    let (mut numbers, mut words): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let same = |c: &char| !apart(c) && c.is_ascii_digit() == first.is_ascii_digit();
        let length: usize = rest.chars().take_while(same).map(char::len_utf8).sum();
        let (token, behind) = rest.split_at(length.max(first.len_utf8()));
        if first.is_ascii_digit() {
            numbers.push(token);
        } else if !apart(&first) {
            words.push(token);
        }
        rest = behind;
    }
    let month = month(&words);
    let read = |n: &str| n.parse::<u32>().ok();
    match (month, numbers.as_slice()) {
        (Some(month), &[a, b]) if a.len() > 2 => of(read(a)?, month, read(b)?),
        (Some(month), &[a, b]) => of(read(b)?, month, read(a)?),
        (None, &[year, month, day]) if year.len() == 4 && words.is_empty() => {
            of(read(year)?, read(month)?, read(day)?)
        }
        (None, &[a, b, year]) if words.len() < 3 => {
            let numbers = [read(a)?, read(b)?, read(year)?];
            let dated = numbers[..2].iter().all(|n| (1..=31).contains(n)) && year.len() <= 4;
            return dated.then_some(Written::Slashed(numbers));
        }
        (None, &[one]) if words.is_empty() && one.len() == 8 && folded.trim() == one => {
            of(read(&one[..4])?, read(&one[4..6])?, read(&one[6..])?)
        }
        (None, _) if words.is_empty() => return Some(Written::Date(serial(&folded)?.date())),
        _ => None,
    }
    .map(Written::Date)
}

/// Returns the month of a date, whose last word it is: `mar. 24 nov.` is a Tuesday.
fn month(words: &[&str]) -> Option<u32> {
    let is = |at: usize| {
        let word = words[at];
        let pair = words.get(at + 1).map(|next| format!("{word} {next}"));
        let known = |name: &str| {
            let begun = word.is_ascii() && word.len() > 2 && name.starts_with(word);
            begun || name == word || pair.as_deref() == Some(name)
        };
        let found = MONTHS
            .iter()
            .position(|(typed, others)| typed.iter().chain(*others).any(|n| known(n)));
        found.and_then(|n| u32::try_from(n + 1).ok())
    };
    (0..words.len()).rev().find_map(is)
}

/// Returns the date and the time of a spreadsheet's number.
fn serial(text: &str) -> Option<NaiveDateTime> {
    let number = decimal(text)?;
    if !SERIAL.contains(&(number as i64)) {
        return None;
    }
    let seconds = (number * 86_400.0).round() as i64;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    start.checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// Returns a number that has only digits and at most one sign between them.
fn decimal(text: &str) -> Option<f64> {
    let text = text.trim().replace([',', '٫'], ".");
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.parse().ok().filter(|_| plain)
}

/// The dates that spreadsheets write before a time of day without one.
const NO_DATES: [&str; 4] = ["1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01"];

/// Returns the time of day behind a date that is none.
fn without_date(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let rest = NO_DATES.iter().find_map(|date| text.strip_prefix(date))?;
    rest.strip_prefix([' ', 'T'])
}

/// Reads a time of day: `11:00`, `9:30 AM`, `1:30 p. m.`, `9h30`, `9.30`, `10 PM`; `24:30` is half past twelve in the night
/// after; `0.4375` is a spreadsheet's number.
pub fn clock(text: &str) -> Option<TimeDelta> {
    let text = without_date(text).unwrap_or(text);
    let bytes = text.as_bytes();
    // Most are dates of ISO or times of five digits, in very many rows.
    if text.len() > LONGEST || bytes.get(4) == Some(&b'-') {
        return None;
    }
    if let &[
        a @ b'0'..=b'2',
        b @ b'0'..=b'9',
        b':',
        c @ b'0'..=b'5',
        d @ b'0'..=b'9',
    ] = bytes
    {
        let [a, b, c, d] = [a, b, c, d].map(|digit| i64::from(digit - b'0'));
        return Some(TimeDelta::minutes((a * 10 + b) * 60 + c * 10 + d));
    }
    let folded = fold(text);
    let whole: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let half = HALVES
        .iter()
        .find_map(|(mark, add)| Some((whole.strip_suffix(mark)?, *add)));
    let (time, add) = half.map_or((&*whole, None), |(time, add)| (time, Some(add)));
    let of_sheet = decimal(time).filter(|n| *n < 1.0);
    let of_sheet = of_sheet.filter(|_| time.len() > 4 || matches!(time, "0.5" | "0,5"));
    if let (Some(part), None) = (of_sheet, add) {
        return TimeDelta::try_seconds((part * 86_400.0).round() as i64);
    }
    let number = |text: &str| -> Option<i64> {
        let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| digits)
    };
    // `9.30`, but not `1.5`.
    let pair = time.len() - time.find('.').unwrap_or(time.len()) == 3;
    if !time.contains([':', 'h']) && add.is_none() && !pair {
        return None;
    }
    let hour = time.strip_suffix('h');
    let parts = hour.unwrap_or(time).split([':', 'h', '.', '٫']);
    let (hours, minutes, seconds) = match *parts.collect::<Vec<_>>() {
        [hours] if add.is_some() || hour.is_some() => (number(hours)?, 0, 0),
        [hours, minutes] => (number(hours)?, number(minutes)?, 0),
        // What follows the seconds is a part of one.
        [hours, minutes, seconds] | [hours, minutes, seconds, _] => {
            (number(hours)?, number(minutes)?, number(seconds)?)
        }
        _ => return None,
    };
    let hours = match add {
        Some(add) if (1..=12).contains(&hours) => hours % 12 + add,
        _ => hours,
    };
    let valid = hours < 48 && minutes < 60 && seconds < 61;
    valid.then(|| TimeDelta::seconds((hours * 60 + minutes) * 60 + seconds.min(59)))
}

/// Reads a date with a time of day, in either order.
pub fn moment(text: &str) -> Option<(Written, TimeDelta)> {
    let text = text.trim();
    if text.len() > LONGEST || without_date(text).is_some() {
        return None;
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let splits = text.char_indices().filter(|&(at, c)| {
        c.is_whitespace() || c == ',' || c == 'T' && at > 0 && digit(at - 1) && digit(at + 1)
    });
    let lead = |c: char| !c.is_numeric();
    let mut found = splits.filter_map(|(at, _)| {
        let (first, second) = text.split_at(at);
        let usual = || Some((date(first)?, clock(second.trim_start_matches(lead))?));
        let other = || Some((date(second)?, clock(first)?));
        usual().or_else(other)
    });
    let of_sheet = || {
        serial(&fold(text)).map(|t| (Written::Date(t.date()), t - NaiveDateTime::from(t.date())))
    };
    found.next().or_else(of_sheet)
}

/// Returns the time that a text is, in any spelling; a date alone is taken at the time `usual`.
pub fn written_moment(text: &str, usual: NaiveTime) -> Option<NaiveDateTime> {
    if let Some((date, clock)) = moment(text) {
        let midnight = date.date(false)?.and_time(NaiveTime::MIN);
        return midnight.checked_add_signed(clock);
    }
    Some(written_date(text)?.and_time(usual))
}

/// Reads a time with a date that has one meaning, and its offset in seconds east of UTC.
pub fn stamp(text: &str) -> Option<(NaiveDateTime, Option<i64>)> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        let offset = i64::from(time.offset().local_minus_utc());
        // chrono represents a leap second as nanoseconds.
        let second = time.timestamp() + offset;
        return Some((
            DateTime::from_timestamp(second, 0)?.naive_utc(),
            Some(offset),
        ));
    }
    let (text, offset) = split_offset(text.trim());
    let (Written::Date(date), time) = moment(text)? else {
        return None;
    };
    let start: NaiveDateTime = date.into();
    Some((start.checked_add_signed(time)?, offset))
}

/// Returns the instant of a time with an offset, and the offset in seconds east of UTC.
pub fn offset(text: &str) -> Option<(Timestamp, i64)> {
    let (local, offset) = stamp(text.trim())?;
    Some((local.and_utc().timestamp() - offset?, offset?))
}

/// Splits the offset from a time: `Z`, `UTC`, `+01:00`, `+0100`, `+01`, `GMT+1`.
pub fn split_offset(text: &str) -> (&str, Option<i64>) {
    let none = (text, None);
    let named = ["UTC", "GMT", "utc", "gmt"];
    let without_name = |head: &str| -> Option<usize> {
        let cut = named.iter().find_map(|name| head.strip_suffix(name));
        cut.map(|head| head.trim_end().len())
    };
    if let Some(head) = text.strip_suffix(['Z', 'z']) {
        let timed = head.ends_with(|c: char| c.is_ascii_digit());
        return if timed { (head, Some(0)) } else { none };
    }
    if let Some(length) = without_name(text) {
        return (&text[..length], Some(0));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return none;
    };
    let (head, tail) = (text[..at].trim_end(), &text[at + 1..]);
    let length = without_name(head);
    let iso = head.split('T').nth(1);
    let iso = iso.is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    // `2026-11-20 10:00-11:00` is from ten to eleven.
    let sure = iso || head.matches(':').count() == 2 || length.is_some();
    let sure = sure || text[at..].starts_with('+');
    if !head.contains(':') && !iso || !sure {
        return none;
    }
    match seconds(tail) {
        Some(seconds) => {
            let sign = if text[at..].starts_with('-') { -1 } else { 1 };
            (&head[..length.unwrap_or(head.len())], Some(sign * seconds))
        }
        None => none,
    }
}

/// Returns the seconds of `1`, `01`, `0100` or `01:00`.
pub fn seconds(text: &str) -> Option<i64> {
    let (hours, minutes) = match (text.split_once(':'), text.len()) {
        (Some(parts), _) => parts,
        (None, 4) => text.split_at_checked(2)?,
        (None, 1 | 2) => (text, "0"),
        _ => return None,
    };
    let digits = [hours, minutes]
        .iter()
        .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (digits && hours < 16 && minutes < 60).then_some((hours * 60 + minutes) * 60)
}

/// Reads a length of time in minutes: `90`, `1:30`, `1h30`, `48 hours`, `1.5 h`, `1 hora 15 minutos`, `PT1H30M`.
pub fn length(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    if let Some(minutes) = minutes(&fold(text)) {
        return Some(minutes);
    }
    let mut folded = fold(text);
    for and in [" and ", " y ", " et ", " و "] {
        folded = folded.replace(and, " ");
    }
    let iso = folded
        .strip_prefix('p')
        .filter(|rest| rest.contains(|c: char| c.is_ascii_digit()));
    let mut rest = iso.map_or(folded.clone(), |rest| rest.replace('t', " "));
    let mut total = 0.0;
    // A number without a unit counts the next smaller one: 1h30.
    let mut unit = None;
    while !rest.trim().is_empty() {
        let now = rest.trim_start();
        let number = now.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        let (number, behind) = now.split_at(number.unwrap_or(now.len()));
        let word = behind.trim_start();
        let end = word
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(word.len());
        let (name, behind) = word.split_at(end);
        let size = match UNITS.iter().find(|(names, _)| names.contains(&name)) {
            Some((_, size)) => *size,
            None if name.is_empty() && unit == Some(60) => 1,
            None => return None,
        };
        total += decimal(number)? * f64::from(size);
        unit = Some(size);
        rest = behind.trim_start_matches([' ', '.', ',']).to_owned();
    }
    unit.map(|_| total.round() as i64)
        .filter(|n| (0..100_000).contains(n))
}

/// Returns a length of time of ISO 8601 in hours and minutes as a clock shows it: `10:30` of `PT10H30M00S`.
pub fn length_of_day(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.split_once('M')?;
    let seconds = seconds.trim_end_matches('S').replace(',', ".");
    let number = |text: &str| text.parse::<u32>().ok();
    let minutes = number(hours)?
        .checked_mul(60)?
        .checked_add(number(minutes)?)?;
    // A spreadsheet computes with fractions of a day.
    let seconds = seconds.parse::<f64>().unwrap_or(0.0).round() as i64;
    let all = i64::from(minutes) * 60 + seconds.clamp(0, 60);
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    Some(match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        seconds => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Written {
        Written::Date(text.parse().expect("a date"))
    }

    #[test]
    fn dates_are_read_in_every_spelling() {
        let friday = Some(day("2026-11-20"));
        let cases = [
            ("2026-11-20", friday),
            ("2026/11/20", friday),
            ("20261120", friday),
            ("46346", friday),
            ("46346.0", friday),
            ("2026-Nov-20", friday),
            ("20-nov-26", friday),
            ("20-11-26", Some(Written::Slashed([20, 11, 26]))),
            ("20 November 2026", friday),
            ("Friday, November 20th, 2026", friday),
            ("viernes, 20 de noviembre de 2026", friday),
            ("ven. 20 nov. 2026", friday),
            ("الجمعة ٢٠ نوفمبر ٢٠٢٦", friday),
            ("20 تشرين الثاني 2026", friday),
            ("mar. 24 nov. 2026", Some(day("2026-11-24"))),
            ("1er décembre 2026", Some(day("2026-12-01"))),
            ("20/11/2026", Some(Written::Slashed([20, 11, 2026]))),
            ("20.11.26", Some(Written::Slashed([20, 11, 26]))),
            ("٢٠/١١/٢٠٢٦", Some(Written::Slashed([20, 11, 2026]))),
            ("40/11/2026", None),
            ("2026", None),
            ("November", None),
            ("31 February 2026", None),
            ("10:00", None),
            ("soon", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(date(text), wanted, "{text}");
        }
    }

    #[test]
    fn times_of_day_are_read_in_every_spelling() {
        let at = |hours: i64, minutes: i64| Some(TimeDelta::minutes(hours * 60 + minutes));
        let cases = [
            ("9:30", at(9, 30)),
            ("09:30:00", at(9, 30)),
            ("09:30:00.000", at(9, 30)),
            ("9:30 AM", at(9, 30)),
            ("9:30 a. m.", at(9, 30)),
            ("1:30 p.m.", at(13, 30)),
            ("1:30\u{a0}p.\u{a0}m.", at(13, 30)),
            ("12:05 am", at(0, 5)),
            ("12 PM", at(12, 0)),
            ("9h30", at(9, 30)),
            ("9 h", at(9, 0)),
            ("9.30", at(9, 30)),
            ("١٠:٠٠", at(10, 0)),
            ("١:٣٠ م", at(13, 30)),
            ("9:00 صباحًا", at(9, 0)),
            ("24:00", at(24, 0)),
            ("25:15", at(25, 15)),
            ("0.4375", at(10, 30)),
            ("0,4375", at(10, 30)),
            ("1899-12-30 10:00:00", at(10, 0)),
            ("1900-01-01T09:30", at(9, 30)),
            ("48:00", None),
            ("9:60", None),
            ("9", None),
            ("20.11.2026", None),
            ("10:00-11:00", None),
            ("10:00+01:00", None),
            ("noon", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(clock(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_date_and_a_time_stand_in_either_order() {
        let of = |hours: i64, minutes: i64| {
            Some((day("2026-11-20"), TimeDelta::minutes(hours * 60 + minutes)))
        };
        let cases = [
            ("2026-11-20 10:00", of(10, 0)),
            ("2026-11-20 10:00:00", of(10, 0)),
            ("20 November 2026 at 10:00 AM", of(10, 0)),
            ("Nov 20, 2026, 1:30 PM", of(13, 30)),
            ("viernes 20 de noviembre de 2026, a las 9:30", of(9, 30)),
            ("٢٠ نوفمبر ٢٠٢٦ الساعة ١٠:٠٠", of(10, 0)),
            ("10:00 2026-11-20", of(10, 0)),
            ("46346.4375", of(10, 30)),
            ("2026-11-20", None),
            ("10:00", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(moment(text), wanted, "{text}");
        }
    }

    #[test]
    fn offsets_are_read_in_every_spelling() {
        let hour = Some((1_795_165_200, 3600));
        let cases = [
            ("2026-11-20T10:00:00+01:00", hour),
            ("2026-11-20T10:00:00+0100", hour),
            ("2026-11-20T10:00:00+01", hour),
            ("2026-11-20T10:00+01:00", hour),
            ("2026-11-20 10:00:00 +0100", hour),
            ("2026-11-20 10:00 GMT+1", hour),
            ("2026-11-20T09:00Z", Some((1_795_165_200, 0))),
            ("2026-11-20T09:00:00.000Z", Some((1_795_165_200, 0))),
            ("2026-11-20 09:00:00 UTC", Some((1_795_165_200, 0))),
            ("2026-11-20T04:30-04:30", Some((1_795_165_200, -16_200))),
            ("2026-11-20 04:00:00-05", Some((1_795_165_200, -18_000))),
            ("2026-11-20 10:00", None),
            ("2026-11-20 10:00-11:00", None),
            ("2026-11-20", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(offset(text), wanted, "{text}");
        }
    }

    #[test]
    fn lengths_have_units() {
        let cases = [
            ("90", Some(90)),
            ("1:30", Some(90)),
            ("90 min", Some(90)),
            ("1h30", Some(90)),
            ("1 h 30 min", Some(90)),
            ("1.5 hours", Some(90)),
            ("1,5 h", Some(90)),
            ("1 hora 30 minutos", Some(90)),
            ("PT1H30M", Some(90)),
            ("٩٠ دقيقة", Some(90)),
            ("48 hours", Some(2880)),
            ("2 days", Some(2880)),
            ("soon", None),
            ("90 lamps", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(length(text), wanted, "{text}");
        }
    }
}
