//! Decodes files that are not UTF-8: UTF-16, and the code pages of Windows for western languages and Arabic.

use std::borrow::Cow;

use encoding_rs::{WINDOWS_1252, WINDOWS_1256};

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

/// Returns the text of a file in a code page of Windows, and the name of that; `None` if it is UTF-8, or UTF-8 with damage.
pub fn windows(bytes: &[u8]) -> Option<(String, &'static str)> {
    let foreign = || bytes.utf8_chunks().any(|c| !c.invalid().is_empty());
    let plain = || bytes.utf8_chunks().all(|c| c.valid().is_ascii());
    let ours = memchr::memchr(0, bytes).is_none() && plain() && foreign();
    let page = if is_arabic(bytes) {
        WINDOWS_1256
    } else {
        WINDOWS_1252
    };
    let text = || page.decode_without_bom_handling(bytes).0.into_owned();
    ours.then(|| {
        (
            text(),
            if page == WINDOWS_1256 {
                "Windows-1256"
            } else {
                "Windows-1252"
            },
        )
    })
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
