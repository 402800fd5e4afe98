//! The kinds of pictures that browsers show.

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The endings of the names of such files.
    endings: &'static [&'static str],
    /// The type of its content (RFC 6838).
    pub media_type: &'static str,
    /// What is near the beginning of such a file.
    mark: &'static [u8],
}

const PICTURES: [Picture; 3] = [
    Picture {
        endings: &["svg"],
        media_type: "image/svg+xml",
        mark: b"<svg",
    },
    Picture {
        endings: &["png"],
        media_type: "image/png",
        mark: b"\x89PNG\r\n\x1a\n",
    },
    Picture {
        endings: &["jpg", "jpeg"],
        media_type: "image/jpeg",
        mark: b"\xff\xd8\xff",
    },
];

/// The number of bytes in which the mark of a picture is sought: texts may have a head.
const HEAD: usize = 4096;

impl Picture {
    /// Returns the kind of picture that a file of this name has.
    pub fn named(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let is = |known: &&str| known.eq_ignore_ascii_case(ending);
        let mut all = PICTURES.into_iter();
        all.find(|picture| picture.endings.iter().any(is))
    }

    /// Returns whether the content of a file is such a picture.
    pub fn is(self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(HEAD)];
        let has = |mark| memchr::memmem::find(head, mark).is_some();
        match self.mark {
            b"<svg" => has(b"<svg") && !has(b"<html"),
            mark => head.starts_with(mark),
        }
    }
}
