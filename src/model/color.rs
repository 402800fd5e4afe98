//! The colours that a programme's file may name for tracks.

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

/// Returns red, green and blue of an indexed colour from 16 on: the colour cube and the greys of xterm.
pub fn rgb(index: u8) -> [u8; 3] {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index {
        232.. => [8 + 10 * (index - 232); 3],
        _ => [36, 6, 1].map(|n| STEPS[usize::from(index.saturating_sub(16) / n % 6)]),
    }
}
