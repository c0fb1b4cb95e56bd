//! SIGINT and SIGTERM: the run ends after the resource that is being worked on, so the handler only takes note.
#![allow(unsafe_code, reason = "setting a signal handler is unsafe; ours stores to an atomic and nothing else")]

use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

static RECEIVED: AtomicBool = AtomicBool::new(false);
/// A long sleep looks for signals this often.
const NAP: Duration = Duration::from_millis(100);

extern "C" fn take_note(_signal: i32) {
    RECEIVED.store(true, Ordering::SeqCst);
}

/// From now on the signals are taken note of.
pub fn listen() {
    let action = SigAction::new(SigHandler::Handler(take_note), SaFlags::SA_RESTART, SigSet::empty());
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        // SAFETY: the handler only stores to an atomic, which is safe at any point of the program.
        let _ = unsafe { sigaction(signal, &action) };
    }
}

/// Does something in a thread of its own at the first of the signals, which then ends nothing. To be called before other threads are made.
pub fn on_stop(act: impl FnOnce() + Send + 'static) {
    let signals: SigSet = [Signal::SIGINT, Signal::SIGTERM].into_iter().collect();
    // without it the signals end the program, as they do anywhere else
    if signals.thread_block().is_ok() {
        std::thread::spawn(move || signals.wait().map(|_| act()));
    }
}

pub fn received() -> bool {
    RECEIVED.load(Ordering::SeqCst)
}

/// Sleeps; a signal ends it early.
pub fn sleep(duration: Duration) {
    let end = Instant::now().checked_add(duration);
    while !received() {
        let left = end.map_or(NAP, |end| end.saturating_duration_since(Instant::now()));
        if left.is_zero() {
            return;
        }
        std::thread::sleep(left.min(NAP));
    }
}
