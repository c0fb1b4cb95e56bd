//! How much processor time it takes to compile every case of `tests/field` in one process, on all cores:
//! `FIELD_MODULES=CACHE cargo bench --bench field`.
//!
//! Prints cases, catalogs, processor seconds, seconds, and the most memory that the process had, in MB.
#![allow(clippy::disallowed_methods, reason = "reads what it is told to measure")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on ends")]
#![allow(dead_code, unused_imports, reason = "the tests' half of the driver is not called here")]

#[path = "../tests/harness/field.rs"]
mod field;

use nix::time::{ClockId, clock_gettime};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The program's allocator, or this would measure another one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let cache = PathBuf::from(std::env::var_os("FIELD_MODULES").unwrap());
    let cases: Vec<field::Case> = field::cases().into_iter().filter(|case| !case.is_template()).collect();
    let (before, started) = (cpu(), Instant::now());
    let field = field::Field::new(cache);
    let compiled = field::on_all(&cases, |case| field.compile(case).ok().map(drop));
    let (used, passed) = (cpu() - before, started.elapsed());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|rest| rest.split_whitespace().next()).unwrap();
    println!(
        "{} cases, {} catalogs: {:.2} CPU s, {:.2} s, {} MB",
        cases.len(),
        compiled.len(),
        used.as_secs_f64(),
        passed.as_secs_f64(),
        peak.parse::<u64>().unwrap() / 1024
    );
}

/// What this process has used; other work on the machine does not count.
fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).unwrap().into()
}
