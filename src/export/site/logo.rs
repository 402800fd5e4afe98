//! The logo of the programme at the head of each page. It is part of the style sheet, which browsers keep, and no script in it runs.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::export::Output;
use crate::model::Picture;

/// The name of the style sheet.
const SHEET: &str = "style.css";

/// Adds a logo with this name to a site; returns whether it is such a picture.
pub fn add_logo(site: &mut Output, name: &str, bytes: &[u8]) -> bool {
    let Some(picture) = Picture::named(name).filter(|picture| picture.is(bytes)) else {
        return false;
    };
    let data = BASE64_STANDARD.encode(bytes);
    let rule = format!(
        "\nheader::before {{ content: \"\"; display: block; block-size: 3.5rem; margin-block-end: .75rem; \
         background: url(\"data:{};base64,{data}\") left / contain no-repeat; }}\n\
         [dir=rtl] header::before {{ background-position-x: right; }}\n",
        picture.media_type
    );
    let mut sheets = site.files.iter_mut().filter(|(name, _)| name == SHEET);
    if let Some((_, sheet)) = sheets.next() {
        sheet.extend_from_slice(rule.as_bytes());
    }
    true
}
