//! How much longer than in every change the long proofs run.

/// `NADWA_TIMES`, else 1: `NADWA_TIMES=500` makes cases 500 times as many.
pub fn times() -> u32 {
    std::env::var("NADWA_TIMES").map_or(1, |n| n.parse().expect("a number"))
}
