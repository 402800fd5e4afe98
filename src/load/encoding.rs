//! Decodes files that are not UTF-8: UTF-16, the code pages of Windows for western languages and Arabic, and what an XML
//! declaration names.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use crate::model::diagnostic::Span;

/// Returns the character of a byte in Windows-1252.
pub fn of_windows(byte: u8) -> char {
    let bytes = [byte];
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Returns the bytes in UTF-8, and the name of their encoding if it is UTF-16.
pub fn without_utf16(bytes: Cow<[u8]>) -> (Cow<[u8]>, Option<&'static str>) {
    let zeros = |from: usize| {
        let all = bytes.iter().skip(from).step_by(2).take(64);
        // A table or a calendar begins with letters of ASCII.
        let starts = all.clone().count() > 1 && all.clone().take(4).all(|b| *b == 0);
        starts && all.filter(|b| **b == 0).count() * 2 > pairs_examined(&bytes)
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

/// The encoding that an XML declaration names.
pub struct Declared {
    /// The name as written, and its place.
    pub name: String,
    pub span: Span,
    /// Whether the file is in another encoding.
    pub is_wrong: bool,
}

/// The bytes at the beginning of a file in which its XML declaration is looked for.
const HEAD: usize = 512;

/// Returns the bytes of an XML document in UTF-8, and the encoding that its declaration names. `wide` says that they were in UTF-16.
pub fn declared(bytes: Cow<[u8]>, wide: bool) -> (Cow<[u8]>, Option<Declared>) {
    let Some((name, span)) = declaration(&bytes) else {
        return (bytes, None);
    };
    let named = Encoding::for_label(name.as_bytes()).filter(|named| *named != REPLACEMENT);
    let valid = str::from_utf8(&bytes).is_ok();
    let (decoded, is_wrong) = match named {
        None => (None, true),
        Some(named) if [UTF_16LE, UTF_16BE].contains(&named) => (None, !wide),
        // Damage of a file in UTF-8 is reported as such.
        Some(named) if named == UTF_8 => (None, wide || windows(&bytes).is_some()),
        // A text of another encoding is hardly ever valid UTF-8 by chance.
        Some(named) if valid && named.is_ascii_compatible() => (None, wide || !bytes.is_ascii()),
        Some(named) => (Some(named.decode_without_bom_handling(&bytes).0), false),
    };
    let decoded = decoded.map(|text| Cow::Owned(text.into_owned().into_bytes()));
    let declared = Declared {
        name,
        span,
        is_wrong,
    };
    (decoded.unwrap_or(bytes), Some(declared))
}

/// Returns the name of the encoding in an XML declaration, and its place.
fn declaration(bytes: &[u8]) -> Option<(String, Span)> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let start = head.iter().position(|b| !b.is_ascii_whitespace())?;
    let end = start + memchr::memmem::find(head.get(start..)?, b"?>")?;
    let inside = head.get(start..end)?.strip_prefix(b"<?xml")?;
    let at = end - inside.len() + memchr::memmem::find(inside, b"encoding")? + b"encoding".len();
    let from = at
        + head
            .get(at..end)?
            .iter()
            .position(|b| matches!(b, b'"' | b'\''))?
        + 1;
    let quote = head.get(from - 1)?;
    let until = from + head.get(from..end)?.iter().position(|b| b == quote)?;
    let name = str::from_utf8(head.get(from..until)?).ok()?;
    let span = Span {
        start: from as u32,
        end: until as u32,
    };
    Some((name.to_owned(), span))
}

/// Returns the number of pairs of bytes that are examined.
fn pairs_examined(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(2).min(64)
}

/// Returns the text of a file in a code page of Windows, and the name of that; `None` if it is UTF-8, or UTF-8 with damage.
pub fn windows(bytes: &[u8]) -> Option<(String, &'static str)> {
    let has_invalid = || bytes.utf8_chunks().any(|c| !c.invalid().is_empty());
    let valid_is_ascii = || bytes.utf8_chunks().all(|c| c.valid().is_ascii());
    let is_code_page = memchr::memchr(0, bytes).is_none() && valid_is_ascii() && has_invalid();
    if !is_code_page {
        return None;
    }
    let (page, name) = if is_arabic(bytes) {
        (WINDOWS_1256, "Windows-1256")
    } else {
        (WINDOWS_1252, "Windows-1252")
    };
    let text = page.decode_without_bom_handling(bytes).0.into_owned();
    Some((text, name))
}

/// Returns whether a text in a code page is Arabic: its letters stand together, and many are an alef or a lam.
fn is_arabic(bytes: &[u8]) -> bool {
    let is_letter = |b: &u8| *b >= 0xc0;
    let count = |letter: u8| memchr::memchr_iter(letter, bytes).count();
    let letters = bytes.iter().filter(|b| is_letter(b)).count();
    let pairs = bytes.windows(2).filter(|pair| pair.iter().all(is_letter));
    pairs.count() * 2 > letters
        && [0xc7, 0xe1]
            .iter()
            .all(|letter| count(*letter) * 25 > letters)
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
        let western = windows(b"5 \x80, Sal\xf3n, N\xedvel, a\xf1o");
        let wanted = "5 €, Salón, Nível, año".to_owned();
        assert_eq!(western, Some((wanted, "Windows-1252")));
        let arabic = "العنوان,البداية\nعسل,10:00\n";
        let bytes = WINDOWS_1256.encode(arabic).0;
        assert_eq!(windows(&bytes), Some((arabic.to_owned(), "Windows-1256")));
        assert_eq!(windows("Salón".as_bytes()), None);
        assert_eq!(windows(b"Sal\xc3\xb3n \xf3"), None);
        assert_eq!(windows(b"plain"), None);
    }
}
