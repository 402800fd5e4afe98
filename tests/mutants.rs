//! Schedules of real conferences with a few bytes changed: each is read or has a fault with its place, and memory
//! stays in proportion to the size of the file. `NADWA_TIMES=500` makes it 500 times as many mutants.

#[path = "all/times.rs"]
mod times;

use std::fs;
use std::path::{Path, PathBuf};

use nadwa::load::{Loaded, load};
use peak_alloc::PeakAlloc;
use times::times;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The number of mutants of all files together.
const MUTANTS: u64 = 20_000;
/// Bytes of each file that are used; more would only be slower.
const PART: usize = 24 << 10;
/// The memory that reading a file may take: so many times its size, some for any file, some for each problem, because
/// each has its line, and for each session, because a line may repeat it.
const TIMES: usize = 80;
const LEAST: usize = 256 << 10;
const PROBLEM: usize = 2 << 10;
const SESSION: usize = 2 << 10;

/// Bytes that replace others.
const PIECES: &[&[u8]] = &[
    b"",
    b"\"",
    b"'",
    b"\"\"\"",
    b"[",
    b"]",
    b"{",
    b"}",
    b"<",
    b">",
    b"</",
    b"&",
    b"&#0;",
    b"&a;",
    b"<![CDATA[",
    b"-->",
    b"=",
    b",",
    b";",
    b":",
    b"\n",
    b"\r",
    b"\r\n ",
    b"\\",
    b"\\ud800",
    b"\0",
    b"\x1b[",
    b"\xff",
    b"\xe2\x80\xae",
    b"\xf0\x9f",
    b"0",
    b"-1",
    b"99999999999",
    b"1e999",
    b"2021-02-30",
    b"9999-12-31T23:59:59",
    b"24:60",
    b"null",
    b"true",
    b"RRULE:FREQ=DAILY\r\n",
    b"DTSTART:",
    b"END:VEVENT\r\n",
    b"[[sessions]]\n",
    b"duration = \"65535h\"\n",
    b"<event id=\"1\">",
    b"</day>",
];

/// A generator of random numbers, repeatable by its seed (xorshift).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// Returns the built-in programme and other schedules, each with the first part of its bytes.
fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("program.toml")];
    for folder in ["tests/data", "../shared/schedules"] {
        let folder = root.join(folder);
        match fs::read_dir(&folder) {
            Ok(entries) => paths.extend(entries.map(|e| e.expect("an entry").path())),
            Err(_) => eprintln!("skipped: {} not found", folder.display()),
        }
    }
    let known = ["toml", "xml", "json", "ics", "csv", "xlsx", "html"];
    paths.retain(|p| p.extension().is_some_and(|e| known.iter().any(|k| e == *k)));
    paths.sort();
    let read = |path: PathBuf| {
        let mut bytes = fs::read(&path).expect("the file can be read");
        bytes.truncate(PART);
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

/// Makes up to four changes: a bit flipped, bytes removed, repeated, truncated, moved or replaced.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.throw(4) {
        let at = dice.throw(bytes.len());
        let end = (at + dice.throw(60)).min(bytes.len());
        match dice.throw(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.throw(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes.truncate(at),
            4 => {
                let other = dice.throw(bytes.len());
                let moved: Vec<u8> = bytes.drain(at..end).collect();
                let to = other.min(bytes.len());
                bytes.splice(to..to, moved);
            }
            _ => {
                let piece = PIECES[dice.throw(PIECES.len())];
                let end = if dice.throw(2) == 0 { at } else { end };
                bytes.splice(at..end, piece.iter().copied());
            }
        }
    }
}

/// Asserts that faults have a place or a help, and that no session is lost.
fn assert_consistent(loaded: &Loaded, what: &str) {
    for fault in &loaded.diagnostics {
        assert!(
            fault.location.is_some() || fault.help.is_some(),
            "{what}: {fault:?}"
        );
        assert!(
            fault
                .location
                .as_ref()
                .is_none_or(|p| p.line >= 1 && p.column >= 1),
            "{what}: {fault:?}"
        );
    }
    let program = &loaded.program;
    let in_days: usize = program.days.iter().map(|d| d.sessions.len()).sum();
    let untimed = program.sessions.iter().filter(|s| s.slot.is_none()).count();
    assert_eq!(
        in_days + untimed,
        program.sessions.len(),
        "{what}: no session is lost"
    );
    let empty = program.sessions.is_empty();
    assert!(
        !empty || !loaded.diagnostics.is_empty(),
        "{what}: no session and no fault"
    );
}

/// The only test of this program, because it measures the memory of the process.
#[test]
fn a_mutant_is_read_or_has_a_fault_in_memory_proportional_to_its_size() {
    let mutants = MUTANTS * u64::from(times());
    let files = files();
    let (mut worst, mut broken, mut shown) = (0, 0, 0);
    // The time zones are read once, from a table of several MiB; all of them if none has the offset of a file.
    load("f", b"title,timezone\na,Europe/Nowhere\n".as_slice());
    let odd = include_str!("data/lists.json").replace("+01:00", "+00:37");
    load("f", odd.into_bytes());
    for n in 0..mutants {
        let (path, whole) = &files[n as usize % files.len()];
        let mut bytes = whole.clone();
        mutate(
            &mut bytes,
            &mut Dice(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
        );
        let what = format!("mutant {n} of {}", path.display());
        let length = bytes.len();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        // A panic is reported with the number of the mutant.
        let loaded = std::panic::catch_unwind(|| load("f", bytes));
        let loaded = loaded.unwrap_or_else(|_| panic!("{what}: the reader panicked"));
        let used = MEMORY.peak_usage() - before.min(MEMORY.peak_usage());
        let (problems, sessions) = (loaded.diagnostics.len(), loaded.program.sessions.len());
        let constant = LEAST + PROBLEM * problems + SESSION * sessions;
        assert!(
            used <= TIMES * length + constant,
            "{what}: {used} bytes for {length}, {problems} problems, {sessions} sessions"
        );
        worst = worst.max(used.saturating_sub(constant).div_ceil(length.max(1)));
        assert_consistent(&loaded, &what);
        broken += usize::from(loaded.is_broken());
        shown += usize::from(!loaded.program.sessions.is_empty());
    }
    eprintln!(
        "{} mutants of {} files: {broken} broken, {shown} with sessions, at most {worst} times the file in memory, beyond the constant part",
        mutants,
        files.len()
    );
    assert!(broken > 0 && shown > 0);
}
