//! Decodes files that are not UTF-8: UTF-16, and the code page of Windows for western languages.

use std::borrow::Cow;

/// The characters of Windows-1252 that are not those of Latin-1: bytes 0x80 to 0x9f.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Returns the character of a byte in Windows-1252.
pub fn of_windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Returns the bytes in UTF-8, and the name of their encoding if it is UTF-16.
pub fn without_utf16(bytes: Cow<[u8]>) -> (Cow<[u8]>, Option<&'static str>) {
    let zeros = |from: usize| {
        let all = bytes.iter().skip(from).step_by(2).take(64);
        // A table or a calendar begins with letters of ASCII.
        let starts = all.clone().count() > 1 && all.clone().take(4).all(|b| *b == 0);
        starts && all.filter(|b| **b == 0).count() * 2 > all_of(&bytes)
    };
    let (little, start) = match *bytes {
        [0xff, 0xfe, ..] => (true, 2),
        [0xfe, 0xff, ..] => (false, 2),
        _ if zeros(1) && !zeros(0) => (true, 0),
        _ if zeros(0) && !zeros(1) => (false, 0),
        _ => return (bytes, None),
    };
    let units = bytes[start..].chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    let decoded = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    let text: String = decoded.collect();
    (Cow::Owned(text.into_bytes()), Some("UTF-16"))
}

/// Returns the number of pairs of bytes that are looked at.
fn all_of(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(2).min(64)
}

/// Returns the text of a file in Windows-1252; `None` if it is UTF-8, or UTF-8 with damage.
pub fn windows(bytes: &[u8]) -> Option<String> {
    let foreign = || bytes.utf8_chunks().any(|c| !c.invalid().is_empty());
    let plain = || bytes.utf8_chunks().all(|c| c.valid().is_ascii());
    let ours = memchr::memchr(0, bytes).is_none() && plain() && foreign();
    ours.then(|| bytes.iter().map(|b| of_windows(*b)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let utf16 = |bytes: &[u8]| {
            let (text, name) = without_utf16(Cow::Borrowed(bytes));
            name.map(|_| String::from_utf8_lossy(&text).into_owned())
        };
        let little: Vec<u8> = "título".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "título".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let wanted = Some("título".to_owned());
        assert_eq!(utf16(&[&[0xff, 0xfe], &*little].concat()), wanted);
        assert_eq!(utf16(&[&[0xfe, 0xff], &*big].concat()), wanted);
        assert_eq!(utf16(&little), wanted);
        assert_eq!(utf16(&big), wanted);
        assert_eq!(utf16("título".as_bytes()), None);
        assert_eq!(utf16(b"\0\0\0\0"), None);
        assert_eq!(utf16(b""), None);
        assert_eq!(windows(b"5 \x80, Sal\xf3n").as_deref(), Some("5 €, Salón"));
        assert_eq!(windows("Salón".as_bytes()), None);
        assert_eq!(windows(b"Sal\xc3\xb3n \xf3"), None);
        assert_eq!(windows(b"plain"), None);
    }
}
