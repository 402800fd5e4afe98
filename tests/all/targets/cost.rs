//! Measures what a call costs, against the size of its input.

use std::sync::OnceLock;

use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;

/// The processor time that a call may take: so many nanoseconds for each byte of its input, and for any input.
const NANOS_A_BYTE: u128 = 20_000;
const NANOS: u128 = 20_000_000;
/// The memory in bytes that a call may take: so many times its input, and for any input. The constant part is what the records
/// of any file may take, the list of its problems, and the list of time zones in which an unknown name is looked for.
const TIMES: usize = 40;
const LEAST: usize = (4 << 20) + (10 << 20) + (2 << 20);

/// How costs are measured in this process.
#[derive(Default)]
pub struct Meter {
    /// The allocator, if it is one that counts and no other thread allocates.
    pub memory: Option<&'static PeakAlloc>,
    /// How many times slower the program may be than one that is optimized.
    pub slower: u128,
}

/// The meter of this process; without one, nothing is measured.
pub static METER: OnceLock<Meter> = OnceLock::new();

/// Calls a function whose input is so many bytes long.
///
/// # Panics
/// When it takes more memory or processor time than its input allows.
pub fn measured<T>(what: &str, bytes: usize, call: impl FnOnce() -> T) -> T {
    let Some(meter) = METER.get() else {
        return call();
    };
    let before = meter.memory.map_or(0, PeakAlloc::current_usage);
    meter.memory.inspect(|memory| memory.reset_peak_usage());
    let start = ThreadTime::now();
    let result = call();
    let nanos = start.elapsed().as_nanos();
    let peak = meter.memory.map_or(0, PeakAlloc::peak_usage);
    let used = peak.saturating_sub(before);
    assert!(
        used <= TIMES * bytes + LEAST,
        "{what}: {used} bytes of memory for {bytes} bytes"
    );
    assert!(
        nanos <= (NANOS_A_BYTE * bytes as u128 + NANOS) * meter.slower,
        "{what}: {nanos} ns of processor time for {bytes} bytes"
    );
    result
}
