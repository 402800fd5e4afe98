//! What the terminal sends: keys, pasted text, and replies to queries. crossterm's reader takes replies that it
//! does not know for keys, and cannot be given bytes, so the bytes are decoded here.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::platform::Received;
use crate::platform::tty::Tty;
use crate::world::key::{Key, KeyCode};

/// What the terminal has sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or the mouse was used.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The reply to a query, asked for or not: the whole control sequence.
    Reply(Vec<u8>),
    /// The size has changed, where no signal says so.
    Resize,
}

/// The place within a sequence of bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// After ESC.
    Escape,
    /// In a control sequence: `ESC [ …`.
    Csi,
    /// One byte before the end of a function key: `ESC O P`, `ESC [ [ A`.
    Function,
    /// In the three bytes of a mouse report: `ESC [ M …`.
    Mouse,
    /// In a control string, such as `ESC ] …`, which ends with BEL or `ESC \`.
    Text,
    /// After an ESC in a control string.
    TextEscape,
    /// In pasted text.
    Paste,
    /// In a character of several bytes.
    Utf8,
}

/// After this time without another byte, an unfinished sequence is decoded as the keys that were typed.
const QUIET: Duration = Duration::from_millis(50);
/// After this time, a sequence of [`MACHINE`] bytes or more, which nobody types so fast, is given up: over a slow line its
/// bytes come one by one.
const BROKEN: Duration = Duration::from_millis(500);
const MACHINE: usize = 3;
/// The most bytes of a sequence that are kept.
const LONGEST: usize = 4096;
/// The most bytes of a pasted text that are kept.
const LONGEST_PASTE: usize = 1 << 20;
const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
/// The end of a control string, as a control character of eight bits.
const STRING_END: u8 = 0x9c;
const CONTROL_C: u8 = 0x03;

/// Decodes bytes, in time proportional to their number.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of the unfinished sequence, or the pasted text so far.
    held: Vec<u8>,
    /// Whether a pasted text has not gone on for a while.
    stalled: bool,
    decoded: VecDeque<Input>,
}

impl Decoder {
    /// Takes bytes in the order in which they come.
    pub fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.take_byte(*byte);
        }
    }

    /// Gives up an unfinished sequence, because no byte has come for a while: ESC is a key then, and so are
    /// ESC and a letter. A pasted text goes on, unless Control-C comes next.
    pub fn quiet(&mut self) {
        match self.state {
            State::Paste => self.stalled = true,
            _ => self.give_up(),
        }
    }

    fn take_byte(&mut self, byte: u8) {
        match (self.state, byte) {
            (State::Paste, _) => self.paste(byte),
            (State::Ground, _) => self.first(byte),
            (State::Escape, _) => self.after_escape(byte),
            (State::Csi, 0x40..=0x7e) => self.end_csi(byte),
            // The number of the modifiers, which old terminals send: `ESC O 2 P`.
            (State::Function, b'1'..=b'9') if self.held.len() == 2 => self.hold(byte),
            (State::Function, 0x20..=0x7e) => {
                self.hold(byte);
                self.end(function(&self.held).map(Input::Key));
            }
            (State::Mouse, _) => {
                self.hold(byte);
                if self.held.len() == b"\x1b[M...".len() {
                    self.end(x10_mouse(&self.held));
                }
            }
            (State::Text, BEL) | (State::TextEscape, b'\\') => self.end_text(byte),
            // After a character of one byte, it cannot be a part of one.
            (State::Text, STRING_END) if self.held.last().is_some_and(u8::is_ascii) => {
                self.end_text(b'\\');
            }
            (State::Text, ESC) => self.state = State::TextEscape,
            (State::Csi, 0x20..=0x3f) | (State::Text, 0x08..=0x0d | 0x20..) => self.hold(byte),
            (State::TextEscape, _) => {
                self.give_up();
                self.first(ESC);
                self.take_byte(byte);
            }
            (State::Utf8, 0x80..=0xbf) => self.continue_utf8(byte),
            // The byte cannot belong to the sequence. So Control-C works within each.
            (State::Csi | State::Function | State::Text | State::Utf8, _) => {
                self.give_up();
                self.first(byte);
            }
        }
    }

    /// Takes a byte outside of sequences, or after `ESC` the byte of a key with Alt.
    fn first(&mut self, byte: u8) {
        match byte {
            ESC => self.begin(State::Escape, byte),
            0..=0x7f => {
                let key = Key {
                    alt: self.state == State::Escape,
                    ..ascii(byte)
                };
                self.end(Some(Input::Key(key)));
            }
            0xc2..=0xf4 => {
                self.state = State::Utf8;
                self.hold(byte);
            }
            // A control character of eight bits is short for ESC and one of seven (ECMA-35).
            0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f => {
                self.held.clear();
                self.begin(State::Escape, ESC);
                self.after_escape(byte - 0x40);
            }
            _ => self.end(None),
        }
    }

    fn after_escape(&mut self, byte: u8) {
        let state = match byte {
            b'[' => State::Csi,
            b'O' => State::Function,
            b'P' | b']' | b'^' | b'_' | b'X' => State::Text,
            ESC => {
                self.give_up();
                return self.first(ESC);
            }
            _ => return self.first(byte),
        };
        self.begin(state, byte);
    }

    fn begin(&mut self, state: State, byte: u8) {
        self.state = state;
        self.hold(byte);
    }

    fn hold(&mut self, byte: u8) {
        if self.held.len() < LONGEST {
            self.held.push(byte);
        }
    }

    /// Ends a sequence.
    fn end(&mut self, input: Option<Input>) {
        self.state = State::Ground;
        self.held.clear();
        self.decoded.extend(input);
    }

    /// Ends an unfinished sequence. What may have been typed is a key; the rest of a reply is nothing.
    fn give_up(&mut self) {
        let input = match (self.state, self.held.as_slice()) {
            (State::Utf8, _) => None,
            (_, [_]) => Some(Input::Key(Key::plain(KeyCode::Esc))),
            (_, [_, byte]) => Some(Input::Key(Key {
                alt: true,
                ..ascii(*byte)
            })),
            _ => None,
        };
        self.end(input);
    }

    fn end_csi(&mut self, byte: u8) {
        self.hold(byte);
        match self.held.as_slice() {
            b"\x1b[[" => self.state = State::Function,
            b"\x1b[M" => self.state = State::Mouse,
            PASTE => {
                self.end(None);
                self.state = State::Paste;
            }
            held => self.end(sequence(held)),
        }
    }

    fn end_text(&mut self, byte: u8) {
        if byte != BEL {
            self.hold(ESC);
        }
        self.hold(byte);
        let reply = std::mem::take(&mut self.held);
        self.end(Some(Input::Reply(reply)));
    }

    fn continue_utf8(&mut self, byte: u8) {
        self.hold(byte);
        let alt = self.held.first() == Some(&ESC);
        let bytes = self.held.get(usize::from(alt)..).unwrap_or_default();
        let length = match bytes.first() {
            Some(0xf0..) => 4,
            Some(0xe0..) => 3,
            _ => 2,
        };
        if bytes.len() == length {
            let c = std::str::from_utf8(bytes)
                .ok()
                .and_then(|s| s.chars().next());
            let key = |c| Key {
                alt,
                ..Key::plain(KeyCode::Char(c))
            };
            self.end(c.map(|c| Input::Key(key(c))));
        }
    }

    fn paste(&mut self, byte: u8) {
        if std::mem::take(&mut self.stalled) && byte == CONTROL_C {
            self.end(None);
            return self.first(byte);
        }
        self.held.push(byte);
        if let Some(text) = self.held.strip_suffix(PASTE_END) {
            let text = String::from_utf8_lossy(text).into_owned();
            self.end(Some(Input::Paste(text)));
        } else if self.held.len() > LONGEST_PASTE + PASTE_END.len() {
            // The last bytes are kept, for the end may be among them.
            self.held.remove(LONGEST_PASTE);
        }
    }
}

/// Returns the key of an ASCII character.
fn ascii(byte: u8) -> Key {
    let (code, ctrl) = match byte {
        b'\r' => (KeyCode::Enter, false),
        b'\t' => (KeyCode::Tab, false),
        ESC => (KeyCode::Esc, false),
        0x7f => (KeyCode::Backspace, false),
        0 => (KeyCode::Char(' '), true),
        0x01..=0x1a => (KeyCode::Char(char::from(byte - 1 + b'a')), true),
        0x1c..=0x1f => (KeyCode::Char(char::from(byte - 0x1c + b'4')), true),
        _ => (KeyCode::Char(char::from(byte)), false),
    };
    Key {
        ctrl,
        ..Key::plain(code)
    }
}

/// Returns the key of a sequence with a letter.
fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Returns the key of a sequence `ESC [ number ~`.
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28 | 29 => KeyCode::F(number - 13),
        31..=34 => KeyCode::F(number - 14),
        _ => return None,
    })
}

/// Returns the function key of `ESC O P` or, on the console of Linux, `ESC [ [ A`.
fn function(held: &[u8]) -> Option<Key> {
    let code = match held {
        [_, b'O', letter] => {
            return lettered(*letter)
                .map(Key::plain)
                .or_else(|| keypad(*letter));
        }
        [_, b'O', number, letter] => {
            let modifiers = number.saturating_sub(b'1');
            return Some(with_modifiers(lettered(*letter)?, modifiers));
        }
        [_, _, _, letter @ b'A'..=b'E'] => KeyCode::F(letter - b'A' + 1),
        _ => return None,
    };
    Some(Key::plain(code))
}

/// Returns the key of `ESC O p` and its like: of the VT100's numeric keypad, or rxvt's arrows with Control.
fn keypad(letter: u8) -> Option<Key> {
    let code = match letter {
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(letter - (b'p' - b'0'))),
        b'a'..=b'd' => {
            let arrow = lettered(letter.to_ascii_uppercase())?;
            return Some(with_modifiers(arrow, CONTROL));
        }
        _ => return None,
    };
    Some(Key::plain(code))
}

/// The bits of a number of modifiers.
const SHIFT: u8 = 1;
const ALT: u8 = 2;
const CONTROL: u8 = 4;

/// Returns a key with the modifiers of a sequence.
fn with_modifiers(code: KeyCode, modifiers: u8) -> Key {
    Key {
        code,
        ctrl: modifiers & CONTROL != 0,
        alt: modifiers & ALT != 0,
        // A character tells by itself.
        shift: modifiers & SHIFT != 0 && !matches!(code, KeyCode::Char(_)),
    }
}

/// Returns what a control sequence means: a key, or else a reply.
fn sequence(held: &[u8]) -> Option<Input> {
    let (last, start) = held.split_last()?;
    let parameters = std::str::from_utf8(start.get(2..)?).ok()?;
    let key = match (parameters.strip_prefix('<'), last) {
        (Some(mouse), b'M' | b'm') => return sgr_mouse(mouse, *last).map(Input::Key),
        _ => key_of(parameters, *last),
    };
    Some(key.map_or_else(|| Input::Reply(held.to_vec()), Input::Key))
}

fn key_of(parameters: &str, last: u8) -> Option<Key> {
    let mut numbers = parameters.split(';');
    let first = numbers.next().unwrap_or_default();
    let code = match last {
        // The position of the cursor has the form of F3 with modifiers.
        b'R' => return None,
        b'Z' => KeyCode::Tab,
        b'~' => numbered(first.parse().ok()?)?,
        b'u' => match first.parse().ok().and_then(char::from_u32)? {
            c if c.is_ascii_control() => ascii(u8::try_from(c).ok()?).code,
            c => KeyCode::Char(c),
        },
        _ if matches!(first, "" | "1") => lettered(last)?,
        _ => return None,
    };
    let modifiers = match numbers.next() {
        Some(modifiers) => modifiers.parse::<u8>().ok()?.saturating_sub(1),
        None => 0,
    };
    let tab = if last == b'Z' { SHIFT } else { 0 };
    Some(with_modifiers(code, modifiers | tab))
}

/// Returns a mouse report as a key: `button ; column ; row`, in decimal numbers.
fn sgr_mouse(report: &str, last: u8) -> Option<Key> {
    let mut numbers = report.split(';').map(str::parse);
    let mut next = || numbers.next()?.ok();
    let (button, column, row) = (next()?, next()?, next()?);
    match (last, button & !MODIFIERS) {
        // Only the left button does something when it is released.
        (b'm', 0) => Some(Key::plain(KeyCode::Release(column, row))),
        (b'm', _) => None,
        _ => mouse(button, column, row),
    }
}

/// Returns a mouse report as a key: the same numbers as characters, from a blank on.
fn x10_mouse(held: &[u8]) -> Option<Input> {
    let mut numbers = held.iter().skip(3).map(|b| u16::from(b.saturating_sub(32)));
    let mut next = || numbers.next();
    mouse(next()?, next()?, next()?).map(Input::Key)
}

/// The bits of the keys that are held down.
const MODIFIERS: u16 = 4 | 8 | 16;

/// Returns what the left button or the wheel does, whatever keys are held down.
fn mouse(button: u16, column: u16, row: u16) -> Option<Key> {
    let code = match button & !MODIFIERS {
        0 => KeyCode::Click(column, row),
        // Reports in bytes do not say which button was released.
        3 => KeyCode::Release(column, row),
        32 => KeyCode::Drag(column, row),
        64 => KeyCode::Wheel(false, column, row),
        65 => KeyCode::Wheel(true, column, row),
        _ => return None,
    };
    Some(Key::plain(code))
}

/// The terminal that keys are read from.
pub struct Keyboard {
    terminal: Tty,
    decoder: Decoder,
    /// When the last byte came.
    last: Instant,
    lent: Lent,
}

/// Whether another program reads the terminal: it does while this is locked.
pub type Lent = Arc<Mutex<()>>;

impl Keyboard {
    /// Opens the terminal.
    ///
    /// # Errors
    /// Returns an error if the program has no terminal.
    pub fn open() -> io::Result<Self> {
        Ok(Self {
            terminal: Tty::open()?,
            decoder: Decoder::default(),
            last: Instant::now(),
            lent: Lent::default(),
        })
    }

    /// Returns what to lock while another program reads the terminal.
    pub fn lent(&self) -> Lent {
        self.lent.clone()
    }

    /// Reads what has come, or waits for it as long as `timeout` says; returns whether the terminal is open.
    ///
    /// # Errors
    /// Returns the error of a terminal that cannot be read.
    pub fn read(&mut self, timeout: Option<Duration>) -> io::Result<bool> {
        let unfinished = self.decoder.state != State::Ground && !self.decoder.stalled;
        let quiet = if self.decoder.held.len() < MACHINE {
            QUIET
        } else {
            BROKEN
        };
        let left = unfinished.then(|| quiet.saturating_sub(self.last.elapsed()));
        let timeout = timeout.into_iter().chain(left).min();
        let mut chunk = [0; 4096];
        let was_lent = || {
            let was_lent = self.lent.try_lock().is_err();
            drop(self.lent.lock());
            was_lent
        };
        match self.terminal.read(timeout, &mut chunk, was_lent)? {
            Received::Bytes(n) => self.decoder.take(&chunk[..n]),
            Received::Key(key) => self.decoder.decoded.push_back(Input::Key(key)),
            Received::Resize => self.decoder.decoded.push_back(Input::Resize),
            Received::Nothing => return Ok(true),
            Received::Timeout => {
                if unfinished && self.last.elapsed() >= quiet {
                    self.decoder.quiet();
                }
                return Ok(true);
            }
            Received::Closed => return Ok(false),
        }
        self.last = Instant::now();
        Ok(true)
    }
}

/// Takes what has been read, in its order.
impl Iterator for Keyboard {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        self.decoder.decoded.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(pieces: &[&[u8]]) -> Vec<Input> {
        let mut decoder = Decoder::default();
        for piece in pieces {
            decoder.take(piece);
        }
        decoder.quiet();
        decoder.decoded.into()
    }

    /// Returns keys as they are displayed, and other input as it is.
    fn keys(bytes: &[u8]) -> String {
        let shown = decode(&[bytes]).into_iter().map(|input| match input {
            Input::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        });
        shown.collect::<Vec<String>>().join(" ")
    }

    const REPLIES: [&[u8]; 10] = [
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        b"\x1b]52;c;aGVsbG8=\x1b\\",
        b"\x1bP>|XTerm(379)\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[?64;1;2c",
        b"\x1b[>0;276;0c",
        b"\x1b[8;1$y",
        b"\x1b[8;24;80t",
        b"\x1b[1;2R",
    ];

    #[test]
    fn a_reply_is_a_reply_wherever_it_is_split() {
        for reply in REPLIES {
            for at in 0..=reply.len() {
                let (start, end) = reply.split_at(at);
                let decoded = decode(&[start, end, b"j"]);
                let key = Input::Key(Key::plain(KeyCode::Char('j')));
                let wanted = [Input::Reply(reply.to_vec()), key];
                let text = String::from_utf8_lossy(reply);
                assert_eq!(decoded, wanted, "{text:?} at {at}");
            }
        }
    }

    #[test]
    fn after_an_unfinished_sequence_keys_act() {
        for reply in REPLIES {
            for at in 1..reply.len() {
                let start = reply.get(..at).expect("a part");
                let text = String::from_utf8_lossy(start);
                // At once only a key that no sequence holds; after a while each.
                let decoded = decode(&[start, b"\x03"]);
                let control_c = Key {
                    ctrl: true,
                    ..Key::plain(KeyCode::Char('c'))
                };
                let last = decoded.last();
                let is_it = |key: &Key| *key == control_c || key.alt && key.code == control_c.code;
                assert!(
                    matches!(last, Some(Input::Key(key)) if is_it(key)),
                    "{text:?}"
                );
                let mut decoder = Decoder::default();
                decoder.take(start);
                decoder.quiet();
                decoder.take(b"j");
                let last = decoder.decoded.back();
                assert_eq!(
                    last,
                    Some(&Input::Key(Key::plain(KeyCode::Char('j')))),
                    "{text:?}"
                );
                // What may have been typed, else nothing.
                assert_eq!(
                    decoder.decoded.len(),
                    if at < 3 { 2 } else { 1 },
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn keys_of_common_terminals_are_known() {
        let cases: [(&[u8], &str); 29] = [
            (b"aZ\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80", "a Z é 中 😀"),
            (b"\r\t\x7f", "<enter> <tab> <bs>"),
            (b"\x01\x1a\x0a", "<c-a> <c-z> <c-j>"),
            (b"\x1b", "<esc>"),
            (b"\x1b\x1b", "<esc> <esc>"),
            (b"\x1bx\x1b\xc3\xa9", "<a-x> <a-é>"),
            (b"\x1b[", "<a-[>"),
            (b"\x1bO", "<a-O>"),
            (b"\x1bP", "<a-P>"),
            (b"\x1bP\x1bP", "<a-P> <a-P>"),
            (b"\x1b[A\x1b[B\x1b[C\x1b[D", "<up> <down> <right> <left>"),
            (b"\x1bOA\x1bOH\x1bOF", "<up> <home> <end>"),
            (
                b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~",
                "<home> <end> <home> <end> <home> <end>",
            ),
            (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "<ins> <del> <pgup> <pgdn>"),
            (
                b"\x1bOP\x1bOS\x1b[15~\x1b[17~\x1b[24~",
                "<f1> <f4> <f5> <f6> <f12>",
            ),
            (b"\x1b[[A\x1b[[E", "<f1> <f5>"),
            (
                b"\x1bO2P\x1bO5A\x1bOa\x1bOd",
                "<s-f1> <c-up> <c-up> <c-left>",
            ),
            (b"\x1bOp\x1bOy\x1bOk\x1bOj\x1bOM\x1bOX", "0 9 + * <enter> ="),
            // Of no key that is known.
            (b"\x1bOq\x1bO9q\x1bO$q", "1 q"),
            (b"\x9bA\x8fP\x9b1;5B", "<up> <f1> <c-down>"),
            (b"\x1b[Z", "<s-tab>"),
            (b"\x1b[1;5A\x1b[1;3B\x1b[1;2C", "<c-up> <a-down> <s-right>"),
            (b"\x1b[3;5~", "<c-del>"),
            (b"\x1b[97;5u\x1b[13u", "<c-a> <enter>"),
            (b"\x1b[<0;3;4M\x1b[<0;3;4m", "<click-3-4> <release-3-4>"),
            (
                b"\x1b[<64;3;4M\x1b[<65;3;4M\x1b[<35;3;4M",
                "<wheel-up-3-4> <wheel-down-3-4>",
            ),
            (b"\x1b[M #$", "<click-3-4>"),
            (
                b"\x1b[I\x1b[O\xff\xc3(",
                "Reply([27, 91, 73]) Reply([27, 91, 79]) (",
            ),
            (
                b"\x1b[200~q\x1b[A\r\x1b[201~q",
                "Paste(\"q\\u{1b}[A\\r\") q",
            ),
        ];
        for (bytes, wanted) in cases {
            assert_eq!(keys(bytes), wanted, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn control_characters_of_eight_bits_begin_and_end_replies() {
        let title = "Миграция".as_bytes();
        for (reply, wanted) in [
            (
                &b"\x9d52;c;aGVsbG8=\x9c"[..],
                &b"\x1b]52;c;aGVsbG8=\x1b\\"[..],
            ),
            (b"\x9d11;rgb:1e/1e/1e\x07", b"\x1b]11;rgb:1e/1e/1e\x07"),
            (b"\x90>|XTerm(379)\x9c", b"\x1bP>|XTerm(379)\x1b\\"),
            (b"\x9b?64;1;2c", b"\x1b[?64;1;2c"),
        ] {
            let decoded = decode(&[reply, b"j"]);
            let key = Input::Key(Key::plain(KeyCode::Char('j')));
            assert_eq!(decoded, [Input::Reply(wanted.to_vec()), key], "{reply:x?}");
        }
        // In the letters of a title, a byte of the same value ends nothing.
        let reply = [b"\x1b]l", title, b"\x1b\\"].concat();
        assert!(title.contains(&STRING_END));
        assert_eq!(decode(&[&reply]), [Input::Reply(reply.clone())]);
    }

    #[test]
    fn a_pasted_text_goes_on_after_a_pause_unless_control_c_comes() {
        let mut decoder = Decoder::default();
        decoder.take(b"\x1b[200~on");
        decoder.quiet();
        decoder.take(b"e\x03\x1b[201~\x1b[200~two");
        decoder.quiet();
        decoder.take(b"\x03q");
        let shown: Vec<String> = decoder.decoded.iter().map(|i| format!("{i:?}")).collect();
        assert_eq!(shown.len(), 3, "{shown:?}");
        assert_eq!(decoder.decoded[0], Input::Paste("one\x03".into()));
        assert_eq!(
            decoder.decoded[2],
            Input::Key(Key::plain(KeyCode::Char('q')))
        );
    }

    /// A decoder that looked at what it holds for each byte would take hours.
    #[test]
    fn what_never_ends_is_decoded_in_linear_time_and_bounded_memory() {
        const MANY: usize = 20 << 20;
        for start in [&b"\x1b["[..], b"\x1b]", b"\x1bP", b"\x1b[200~"] {
            let mut decoder = Decoder::default();
            decoder.take(start);
            decoder.take(&vec![b'0'; MANY]);
            assert!(decoder.held.len() <= LONGEST_PASTE + PASTE_END.len());
            assert!(decoder.decoded.is_empty());
        }
    }
}
