//! The fuzz targets, whose bodies the tests of nadwa share, and what their costs are measured with.

#[path = "../../tests/all/targets/mod.rs"]
pub mod targets;

use peak_alloc::PeakAlloc;
use targets::cost::{METER, Meter};
pub use targets::run;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many times slower the instrumented program is: each comparison calls the fuzzer.
const SLOWER: u128 = 10;

/// Starts measuring.
pub fn start() {
    targets::warm_up();
    METER.get_or_init(|| Meter {
        memory: Some(&MEMORY),
        slower: SLOWER,
    });
}
