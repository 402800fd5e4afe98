//! What a piece of text is for.

/// What a piece of text is for.
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
    /// Said in passing.
    Faint,
    /// The label of a field.
    Label,
    /// Happening now.
    Now,
    /// A notice of the organisers.
    Notice,
    /// Needs attention.
    Warning,
    /// Is wrong.
    Error,
    /// Part of a code for a camera: dark on light.
    Code,
}
