//! How quickly texts become trees, in this process: `cargo bench --bench parse -- RUNS < PATHS`
//!
//! Two figures, of the quickest run over all files: MB a second from text to tree, and with the rules of the language checked too.
#![allow(clippy::disallowed_methods, reason = "reads what it is told to measure")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on ends")]

use nix::time::{ClockId, clock_gettime};
use rpuppet::check::check;
use rpuppet::diagnostic::Strictness;
use rpuppet_syntax::{Kind, Parsed, SourceFile, parse};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

/// The program's allocator, or this would measure another one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let runs: u32 = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap();
    let sources: Vec<(Arc<SourceFile>, Kind)> = std::io::stdin().lines().map(|path| source(&path.unwrap())).collect();
    let megabytes = sources.iter().map(|(source, _)| source.text().len()).sum::<usize>() as f64 / 1e6;
    let rate = |work: &dyn Fn(Parsed)| {
        let run = || {
            let started = cpu();
            sources.iter().for_each(|(source, kind)| work(parse(source.clone(), *kind)));
            cpu() - started
        };
        megabytes / (0..runs).map(|_| run()).min().unwrap().as_secs_f64()
    };
    let parsing = rate(&|parsed| drop(black_box(parsed)));
    let checking = rate(&|parsed| drop(black_box(check(&parsed.ast, Strictness::Error))));
    println!("{parsing:.1} {checking:.1}");
}

fn source(path: &str) -> (Arc<SourceFile>, Kind) {
    let kind = if path.ends_with(".epp") { Kind::Template } else { Kind::Manifest };
    (SourceFile::new(Some(path.to_string()), std::fs::read_to_string(path).unwrap()), kind)
}

/// What this process has used; other work on the machine does not count.
fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).unwrap().into()
}
