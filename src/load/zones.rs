//! Time zones by the names that programs write: those of the IANA database, of Windows, of Rails, of libical, and offsets.

use std::borrow::Cow;
use std::str::FromStr;

use calcard::common::timezone::Tz;

use super::when::seconds;
use crate::model::zone::Zone;
use crate::text::fold::fold;

/// Names of Rails that are not cities of the database, and abbreviations of summer times.
#[rustfmt::skip] // A table: one row, one line.
const NAMES: &[(&str, &str)] = &[
    ("abu dhabi", "Asia/Muscat"), ("alaska", "America/Juneau"), ("american samoa", "Pacific/Pago_Pago"),
    ("arizona", "America/Phoenix"), ("astana", "Asia/Almaty"), ("atlantic time (canada)", "America/Halifax"),
    ("beijing", "Asia/Shanghai"), ("bern", "Europe/Zurich"), ("brasilia", "America/Sao_Paulo"), ("bst", "Europe/London"),
    ("cape verde is.", "Atlantic/Cape_Verde"), ("cdt", "America/Chicago"), ("central america", "America/Guatemala"),
    ("central time (us & canada)", "America/Chicago"), ("cest", "Europe/Berlin"), ("chatham is.", "Pacific/Chatham"),
    ("chennai", "Asia/Kolkata"), ("eastern time (us & canada)", "America/New_York"), ("edinburgh", "Europe/London"),
    ("edt", "America/New_York"), ("eest", "Europe/Athens"), ("ekaterinburg", "Asia/Yekaterinburg"),
    ("georgetown", "America/Guyana"), ("greenland", "America/Nuuk"), ("guadalajara", "America/Mexico_City"),
    ("hanoi", "Asia/Bangkok"), ("hawaii", "Pacific/Honolulu"), ("indiana (east)", "America/Indiana/Indianapolis"),
    ("international date line west", "Etc/GMT+12"), ("islamabad", "Asia/Karachi"), ("marshall is.", "Pacific/Majuro"),
    ("mdt", "America/Denver"), ("mid-atlantic", "Atlantic/South_Georgia"), ("midway island", "Pacific/Midway"),
    ("mountain time (us & canada)", "America/Denver"), ("mumbai", "Asia/Kolkata"), ("new caledonia", "Pacific/Noumea"),
    ("new delhi", "Asia/Kolkata"), ("newfoundland", "America/St_Johns"), ("nuku'alofa", "Pacific/Tongatapu"),
    ("osaka", "Asia/Tokyo"), ("pacific time (us & canada)", "America/Los_Angeles"), ("pdt", "America/Los_Angeles"),
    ("pretoria", "Africa/Johannesburg"), ("pst", "America/Los_Angeles"), ("quito", "America/Guayaquil"),
    ("samoa", "Pacific/Apia"), ("sapporo", "Asia/Tokyo"), ("saskatchewan", "America/Regina"),
    ("solomon is.", "Pacific/Guadalcanal"), ("sri jayawardenepura", "Asia/Colombo"), ("st. petersburg", "Europe/Moscow"),
    ("tokelau is.", "Pacific/Fakaofo"), ("wellington", "Pacific/Auckland"), ("west central africa", "Africa/Algiers"),
    ("west", "Europe/Lisbon"),
];

/// The regions of the database whose names are cities.
const REGIONS: &[&str] = &[
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// Returns the zone with this name.
pub fn find(name: &str) -> Option<Zone> {
    let name = name.trim();
    Zone::named(name)
        .or_else(|| of_path(name))
        .or_else(|| of_table(name))
        .or_else(|| of_offset(name))
        .or_else(|| of_city(name))
}

/// Returns the zone at the end of `/freeassociation.sourceforge.net/Europe/Paris`.
fn of_path(name: &str) -> Option<Zone> {
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
    let from = parts.len().saturating_sub(3);
    let mut ends = (from..parts.len()).filter(|at| parts.len() - at > 1);
    ends.find_map(|at| Zone::named(&parts[at..].join("/")))
}

/// Returns the zone of a program's own name. calcard knows those of Windows and Exchange.
fn of_table(name: &str) -> Option<Zone> {
    let folded = fold(name);
    let known = NAMES.iter().find(|(known, _)| *known == folded);
    let foreign = || Tz::from_str(name).ok()?.name().map(Cow::into_owned);
    match known {
        Some((_, zone)) => Zone::named(zone),
        None => Zone::named(&foreign()?),
    }
}

/// Returns the zone of `GMT+01:00`, `UTC-5`, `+0530` or `(UTC+01:00) Somewhere`.
fn of_offset(name: &str) -> Option<Zone> {
    let inner = name.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let name = inner.map_or(name, |(inner, _)| inner);
    let upper = name.to_ascii_uppercase();
    let offset = ["UTC", "GMT"]
        .iter()
        .find_map(|prefix| upper.strip_prefix(prefix));
    let offset = offset.unwrap_or(&upper).trim_start();
    let length = seconds(offset.get(1..)?)?;
    match offset.as_bytes().first()? {
        b'+' => Zone::of_offset(0, length),
        b'-' => Zone::of_offset(0, -length),
        _ => None,
    }
}

/// Returns the zone of a city: `Berlin`.
fn of_city(name: &str) -> Option<Zone> {
    let folded = fold(name).replace(' ', "_");
    let names = Zone::names();
    let city = |zone: &&String| {
        let (region, city) = zone.split_once('/').unwrap_or_default();
        let city = city.rsplit('/').next().unwrap_or_default();
        REGIONS.contains(&region) && city.eq_ignore_ascii_case(&folded)
    };
    names.iter().find(city).and_then(|zone| Zone::named(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_many_names() {
        let cases = [
            ("Europe/Berlin", Some("Europe/Berlin")),
            ("Berlin", Some("Europe/Berlin")),
            ("Buenos Aires", Some("America/Argentina/Buenos_Aires")),
            ("Eastern Time (US & Canada)", Some("America/New_York")),
            ("New Caledonia", Some("Pacific/Noumea")),
            ("Romance Standard Time", Some("Europe/Paris")),
            ("W. Europe Standard Time", Some("Europe/Berlin")),
            (
                "/freeassociation.sourceforge.net/Europe/Paris",
                Some("Europe/Paris"),
            ),
            (
                "/mozilla.org/20050126_1/America/Argentina/Cordoba",
                Some("America/Argentina/Cordoba"),
            ),
            ("/Europe/Vienna", Some("Europe/Vienna")),
            ("GMT+01:00", Some("Etc/GMT-1")),
            ("UTC-5", Some("Etc/GMT+5")),
            ("+0530", Some("Asia/Calcutta")),
            ("CEST", Some("Europe/Berlin")),
            ("Mars/Olympus", None),
            ("Nowhere", None),
            ("", None),
        ];
        for (name, wanted) in cases {
            let found = find(name);
            assert_eq!(found.as_ref().map(Zone::name), wanted, "{name}");
        }
    }
}
