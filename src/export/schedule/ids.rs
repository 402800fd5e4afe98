//! What other programs call things by: numbers, UUIDs, file names, each the same for ever.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::model::{Kind, Program};
use crate::text::hash;

/// The UUID of a thing: its id, where that is one; else version 5 (RFC 9562) of the programme's id and
/// its own.
pub fn guid(program: &Program, kind: Kind, id: &str) -> Uuid {
    let own = Uuid::try_parse(id).ok();
    let bare = id.strip_prefix("person-");
    let own = own.or_else(|| Uuid::try_parse(bare?).ok());
    own.unwrap_or_else(|| {
        let name = format!("{}/{}/{id}", program.id, kind.name());
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    })
}

/// A positive number for each id of a list: the id, where it is one, else made of it.
pub fn numbers<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u32> {
    let mut all: Vec<&str> = ids.collect();
    all.sort_unstable();
    let mut taken: HashSet<u32> = HashSet::new();
    let mut found = HashMap::new();
    let own = |id: &str| {
        let number = id.strip_prefix("person-").unwrap_or(id).parse().ok();
        number.filter(|n| (1..=0x7fff_ffff).contains(n))
    };
    // Those that are numbers keep theirs.
    let (plain, other): (Vec<&str>, Vec<&str>) = all.iter().partition(|id| own(id).is_some());
    for id in plain.into_iter().chain(other) {
        let mut number = own(id).unwrap_or(hash(id) & 0x7fff_ffff).max(1);
        while !taken.insert(number) {
            number = number % 0x7fff_ffff + 1;
        }
        found.insert(id, number);
    }
    found
}

/// An address as schemas take it (RFC 3986): a plain server, and no signs that have to be escaped.
pub fn strict(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let server = rest.split(['/', '?', '#']).next()?;
    let (name, port) = server.split_once(':').unwrap_or((server, "0"));
    let named = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    let plain = |b: u8| b.is_ascii_graphic() && !b"<>\"{}|\\^`[]".contains(&b);
    let good = !name.is_empty()
        && name.bytes().all(named)
        && !port.is_empty()
        && port.bytes().all(|b| b.is_ascii_digit())
        && rest.bytes().all(plain)
        && rest.matches('#').count() < 2;
    let mut escapes = rest.split('%').skip(1);
    let hex = |e: &str| e.len() > 1 && e.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    (good && escapes.all(hex)).then_some(url)
}

/// A name for a file: the id as far as it is plain and short, and a number that tells it from others.
pub fn file(id: &str) -> String {
    const LONGEST: usize = 48;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let stem: String = id.chars().filter(|c| plain(*c)).take(LONGEST).collect();
    format!("{stem}-{:06x}", hash(id) & 0xff_ffff)
}

/// Letters, digits and underscores, four at least, as `conference/acronym` has to be.
pub fn acronym(id: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let mut name: String = id.chars().map(letter).collect();
    while name.len() < 4 {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_each_once() {
        let found = numbers(["7", "opening", "person-9", "0", ""].into_iter());
        assert_eq!((found["7"], found["person-9"]), (7, 9));
        let all: std::collections::HashSet<u32> = found.values().copied().collect();
        assert_eq!(all.len(), 5);
        assert!(all.iter().all(|n| *n > 0));
        assert_ne!(file("a/b"), file("ab"));
        assert_eq!(file("../x"), format!("x-{:06x}", hash("../x") & 0xff_ffff));
        assert_eq!(acronym("mcmc-2021"), "mcmc_2021");
        assert_eq!(acronym("é"), "____");
    }
}
