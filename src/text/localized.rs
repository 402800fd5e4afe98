//! Language tags, and texts in several languages.

use std::fmt;

use super::Text;

/// A language tag (BCP 47) of at most twelve ASCII characters, in lower case: `ar`, `zh-hant-tw`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang([u8; 12]);

impl Lang {
    /// Parses a tag: two or more letters, then subtags after hyphens.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts
            .next()
            .is_some_and(|p| p.len() >= 2 && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = parts.all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        let fits = tag.len() <= 12 && first && rest;
        fits.then(|| {
            let mut bytes = [0; 12];
            for (to, from) in bytes.iter_mut().zip(tag.bytes()) {
                *to = from.to_ascii_lowercase();
            }
            Self(bytes)
        })
    }

    /// Returns the tag without subtags: `ar` for `ar-ma`.
    pub fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// Returns whether the language is written from right to left.
    pub fn is_rtl(&self) -> bool {
        ["ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi"].contains(&self.primary())
    }

    /// Returns the tag.
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..len]).expect("a tag is ASCII")
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

/// A text in an unspecified language, or in several languages.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Localized {
    /// No text.
    #[default]
    Empty,
    /// A text without a language.
    Plain(Text),
    /// A text for each language, in the order of the file; at least one.
    Many(Box<[(Lang, Text)]>),
}

/// The text that was chosen from a [`Localized`].
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The text.
    pub text: &'a Text,
    /// The language of the text, if there is none in the requested language.
    pub fallback: Option<Lang>,
}

impl Localized {
    /// Returns the text in `lang`, or in the first of the programme's `languages`, or the first text.
    pub fn choose(&self, lang: Lang, languages: &[Lang]) -> Option<Choice<'_>> {
        match self {
            Self::Empty => None,
            Self::Plain(text) => Some(Choice {
                text,
                fallback: None,
            }),
            Self::Many(all) => {
                let exact = |l: Lang| all.iter().find(|(have, _)| *have == l);
                let similar = |l: Lang| all.iter().find(|(have, _)| have.primary() == l.primary());
                let find = |l: Lang| exact(l).or_else(|| similar(l));
                let (have, text) = find(lang)
                    .or_else(|| languages.first().and_then(|&l| find(l)))
                    .or_else(|| all.first())?;
                Some(Choice {
                    text,
                    fallback: (have.primary() != lang.primary()).then_some(*have),
                })
            }
        }
    }

    /// Returns the texts of all languages, each with its language where it has one.
    pub fn with_languages(&self) -> impl Iterator<Item = (Option<Lang>, &Text)> {
        let (plain, many): (Option<&Text>, &[(Lang, Text)]) = match self {
            Self::Empty => (None, &[]),
            Self::Plain(text) => (Some(text), &[]),
            Self::Many(all) => (None, all),
        };
        let plain = plain.into_iter().map(|text| (None, text));
        plain.chain(many.iter().map(|(lang, text)| (Some(*lang), text)))
    }

    /// Returns the texts of all languages.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        self.with_languages().map(|(_, text)| text)
    }

    /// Returns whether the text is empty in every language.
    pub fn is_empty(&self) -> bool {
        self.all().all(|t| t.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_the_first_and_is_marked() {
        let [ar, es, fr, en] = ["ar", "es", "fr", "en"].map(|l| Lang::parse(l).expect("a tag"));
        let text = Localized::Many([(es, "hola".into()), (en, "hello".into())].into());
        let choose = |lang, first| {
            text.choose(lang, &[first])
                .map(|c| (c.text.to_string(), c.fallback))
        };
        assert_eq!(choose(en, ar), Some(("hello".into(), None)));
        assert_eq!(choose(fr, en), Some(("hello".into(), Some(en))));
        assert_eq!(choose(fr, ar), Some(("hola".into(), Some(es))));
        let plain = Localized::Plain("x".into());
        assert_eq!(plain.choose(fr, &[ar]).and_then(|c| c.fallback), None);
        assert!(Localized::Empty.choose(fr, &[ar]).is_none());
    }
}
