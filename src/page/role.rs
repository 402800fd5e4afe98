//! The roles of texts, from which themes choose styles.

/// The role of a text on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// The name of the page or of a thing.
    Title,
    /// A heading inside a page.
    Heading,
    /// A time.
    Time,
    /// Something that can be opened.
    Link,
    /// Less important.
    Faint,
    /// The label of a field.
    Label,
    /// Something that is on now.
    Now,
    /// A notice from the organisers.
    Notice,
    /// Something that needs attention.
    Warning,
    /// Something that is wrong.
    Error,
    /// A part of a QR code, always dark on light.
    Code,
    /// A rule between areas.
    Rule,
}
