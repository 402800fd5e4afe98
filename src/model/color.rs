//! The colours that a programme's file may name, and whether text in them can be read.

use super::subject::named;

named! {
    /// One of the sixteen colours of a terminal, in the order of their ANSI codes.
    Color {
        Black = "black", Red = "red", Green = "green", Yellow = "yellow", Blue = "blue", Magenta = "magenta",
        Cyan = "cyan", White = "white", BrightBlack = "bright-black", BrightRed = "bright-red",
        BrightGreen = "bright-green", BrightYellow = "bright-yellow", BrightBlue = "bright-blue",
        BrightMagenta = "bright-magenta", BrightCyan = "bright-cyan", BrightWhite = "bright-white",
    } default White
}

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The least contrast of a text (WCAG 2.2, level AA).
pub const READABLE: f64 = 4.5;

/// Parses `#0a6e8a` or `#08a`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    // A sign would be part of the number.
    let is_plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_plain)?;
    match digits.len() {
        3 => Some([8, 4, 0].map(|shift| 17 * (number >> shift & 15) as u8)),
        6 => Some([16, 8, 0].map(|shift| (number >> shift & 255) as u8)),
        _ => None,
    }
}

/// Writes a colour as `#0a6e8a`.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Returns the nearest colour in which text can be read on each of these backgrounds, all dark or all light.
pub fn readable(color: Rgb, backgrounds: &[Rgb]) -> Rgb {
    let least = |color: Rgb| {
        let all = backgrounds
            .iter()
            .map(|background| contrast(color, *background));
        all.fold(f64::INFINITY, f64::min)
    };
    let end = if least([0; 3]) > least([255; 3]) {
        [0; 3]
    } else {
        [255; 3]
    };
    let mut steps = (0..=50).map(|step| mix(color, end, f64::from(step) / 50.0));
    steps.find(|color| least(*color) >= READABLE).unwrap_or(end)
}

/// Returns a colour between two, in equal steps of red, green and blue.
pub fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|i| {
        let (from, to) = (f64::from(from[i]), f64::from(to[i]));
        // Between 0 and 255, as both are.
        #[allow(clippy::cast_sign_loss)]
        let byte = (from + (to - from) * share).round() as u8;
        byte
    })
}

/// Returns the contrast of two colours, from 1 to 21 (WCAG 2.2).
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |color: Rgb| {
        let linear = |byte: u8| match f64::from(byte) / 255.0 {
            c @ ..=0.03928 => c / 12.92,
            c => ((c + 0.055) / 1.055).powf(2.4),
        };
        let parts = color.map(linear).into_iter().zip([0.2126, 0.7152, 0.0722]);
        parts.map(|(light, part)| light * part).sum::<f64>()
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Returns red, green and blue of an indexed colour from 16 on: the colour cube and the greys of xterm.
pub fn rgb(index: u8) -> [u8; 3] {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index {
        232.. => [8 + 10 * (index - 232); 3],
        _ => [36, 6, 1].map(|n| STEPS[usize::from(index.saturating_sub(16) / n % 6)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_with_three_or_six_digits() {
        let cases = [
            ("#0a6e8a", Some([0x0a, 0x6e, 0x8a])),
            ("#0A6E8A", Some([0x0a, 0x6e, 0x8a])),
            ("#08a", Some([0x00, 0x88, 0xaa])),
            ("0a6e8a", None),
            ("#0a6e8", None),
            ("#0a6e8ag", None),
            ("teal", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(parse(text), wanted, "{text}");
        }
        assert_eq!(hex([0x0a, 0x6e, 0x8a]), "#0a6e8a");
    }

    #[test]
    fn a_colour_becomes_readable_and_one_that_is_stays() {
        for background in [[255; 3], [0x14, 0x17, 0x1b]] {
            for color in [[255, 255, 0], [0, 0, 64], [128; 3], [255; 3], [0; 3]] {
                let found = readable(color, &[background]);
                assert!(contrast(found, background) >= READABLE, "{color:?}");
                let is_readable = contrast(color, background) >= READABLE;
                assert_eq!(found == color, is_readable, "{color:?} on {background:?}");
            }
        }
    }
}
