//! Identifiers for other programs: numbers, UUIDs, file names. They never change as long as the id does not.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::model::{Kind, Program};
use crate::text::hash;

/// The largest number: that of a signed 32-bit integer.
const MAX_NUMBER: u32 = 0x7fff_ffff;

/// Returns the UUID of a thing: its id if that is a UUID, else one of version 5 (RFC 9562) from the ids of
/// the programme and the thing.
pub fn guid(program: &Program, kind: Kind, id: &str) -> Uuid {
    let own = Uuid::try_parse(id).ok();
    let bare = id.strip_prefix("person-");
    let own = own.or_else(|| Uuid::try_parse(bare?).ok());
    own.unwrap_or_else(|| {
        let name = format!("{}/{}/{id}", program.id, kind.name());
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    })
}

/// Returns a positive number for each id: the id itself if it is a number, else a hash of it.
pub fn numbers<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u32> {
    let mut all: Vec<&str> = ids.collect();
    all.sort_unstable();
    let mut taken: HashSet<u32> = HashSet::new();
    let mut numbers = HashMap::new();
    let own = |id: &str| {
        let number = id.strip_prefix("person-").unwrap_or(id).parse().ok();
        number.filter(|n| (1..=MAX_NUMBER).contains(n))
    };
    // Ids that are numbers come first, so that no hash takes their number.
    let (numeric, other): (Vec<&str>, Vec<&str>) = all.iter().partition(|id| own(id).is_some());
    for id in numeric.into_iter().chain(other) {
        let mut number = own(id).unwrap_or(hash(id) & MAX_NUMBER).max(1);
        while !taken.insert(number) {
            number = number % MAX_NUMBER + 1;
        }
        numbers.insert(id, number);
    }
    numbers
}

/// Returns the server of an address that the schemas accept, with its scheme: `https://example.org`. It has no character with
/// a meaning in a policy for contents.
pub fn origin(url: &str) -> Option<&str> {
    let (scheme, rest) = web_url(url)?.split_once("://")?;
    let server = rest.split(['/', '?', '#']).next()?;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    is_web.then(|| &url[..scheme.len() + "://".len() + server.len()])
}

/// Returns an address if the schemas accept it: a host name, and only characters that need no escape
/// (RFC 3986).
pub fn web_url(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let server = rest.split(['/', '?', '#']).next()?;
    let (host, port) = server.split_once(':').unwrap_or((server, "0"));
    let in_host = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    let in_url = |b: u8| b.is_ascii_graphic() && !b"<>\"{}|\\^`[]".contains(&b);
    let is_escape = |e: &str| e.len() > 1 && e.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    let is_valid = !host.is_empty()
        && host.bytes().all(in_host)
        && !port.is_empty()
        && port.bytes().all(|b| b.is_ascii_digit())
        && rest.bytes().all(in_url)
        && rest.matches('#').count() < 2
        && rest.split('%').skip(1).all(is_escape);
    is_valid.then_some(url)
}

/// Returns a unique file name without extension: the start of the id, without unsafe characters, and a hash.
pub fn file_stem(id: &str) -> String {
    const MAX_LENGTH: usize = 48;
    let is_safe = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    let stem: String = id.chars().filter(is_safe).take(MAX_LENGTH).collect();
    format!("{stem}-{:06x}", hash(id) & 0xff_ffff)
}

/// Returns an acronym as the schemas require it: at least four letters, digits and underscores.
pub fn acronym(id: &str) -> String {
    let allowed = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let mut name: String = id.chars().map(allowed).collect();
    while name.len() < 4 {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_file_names_are_unique() {
        let found = numbers(["7", "opening", "person-9", "0", ""].into_iter());
        assert_eq!((found["7"], found["person-9"]), (7, 9));
        let all: HashSet<u32> = found.values().copied().collect();
        assert_eq!(all.len(), 5);
        assert!(all.iter().all(|n| *n > 0));
        assert_ne!(file_stem("a/b"), file_stem("ab"));
        assert_eq!(
            file_stem("../x"),
            format!("x-{:06x}", hash("../x") & 0xff_ffff)
        );
        assert_eq!(acronym("mcmc-2021"), "mcmc_2021");
        assert_eq!(acronym("é"), "____");
    }
}
