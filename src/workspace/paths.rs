//! Where nadwa's own files are: folders below those of the reader, and file names of ids.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::platform::file::is_valid_name;
use crate::platform::{Base, HOME};

/// Returns nadwa's folder below one of the reader: the one that its variable names if that is an absolute path, else the one
/// in the home directory; `None` without a home directory.
pub fn folder(base: Base) -> Option<PathBuf> {
    let set = value(base.variable).filter(|p| p.is_absolute());
    let folder = set.or_else(|| Some(home()?.join(base.below_home)))?;
    Some(folder.join(base.own))
}

/// Returns the home directory, if there is one.
pub fn home() -> Option<PathBuf> {
    value(HOME)
}

fn value(variable: &str) -> Option<PathBuf> {
    let value = std::env::var_os(variable).filter(|v| !v.is_empty());
    value.map(PathBuf::from)
}

/// The longest file name, in bytes, before the hash of a longer one.
const MAX_NAME: usize = 120;

/// Returns a file name for any id: bytes other than `a-z`, `0-9` and hyphens are written in hexadecimal. A long name is
/// cut, and a hash of the id (FNV-1a) keeps it apart from others.
pub fn file_name(id: &str) -> String {
    let mut name = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' => name.push(byte.into()),
            // Writing to a String cannot fail.
            _ => drop(write!(name, "%{byte:02X}")),
        }
    }
    if name.is_empty() {
        return "%".into();
    }
    // Such as `con` on Windows.
    if !is_valid_name(&name) {
        let first = format!("%{:02X}", name.as_bytes()[0]);
        name.replace_range(..1, &first);
    }
    if name.len() > MAX_NAME {
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        name.truncate(MAX_NAME);
        let _ = write!(name, "%{hash:016x}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn every_id_has_its_own_file_name() {
        assert_eq!(file_name("mcmc-2021"), "mcmc-2021");
        assert_eq!(file_name("../x"), "%2E%2E%2Fx");
        assert_eq!(file_name(""), "%");
        let long = |end: &str| file_name(&("é".repeat(400) + end));
        assert_ne!(long("a"), long("b"));
        assert!(long("a").len() < 150);
        // Files of older versions have these names.
        assert_eq!(
            file_name(&"é".repeat(400)),
            format!("{}%6454b507502675e5", "%C3%A9".repeat(20))
        );
        let a = "a".repeat(120);
        assert_eq!(file_name(&a), a);
        assert_eq!(file_name(&(a.clone() + "a")), a + "%ea8a536aa68d0114");
    }
}
