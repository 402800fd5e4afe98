//! The number of cases of the tests over random input.

/// Returns the factor for the number of cases: `NADWA_TIMES`, by default 1.
pub fn times() -> u32 {
    std::env::var("NADWA_TIMES").map_or(1, |n| n.parse().expect("a number"))
}
