//! Work that objects do by themselves: comparing, showing and converting what is inside them, where no interpreter is at hand.
//!
//! Arrays that share their parts can be small in memory and endless to walk over. So walks count their steps here; one that takes too many
//! is cut, and the interpreter that is running finds out at its next step and stops the program.

use std::cell::Cell;

thread_local! {
    static TAKEN: Cell<u64> = const { Cell::new(0) };
    static ALLOWED: Cell<u64> = const { Cell::new(0) };
}

/// Steps that were taken on this thread so far.
pub fn taken() -> u64 {
    TAKEN.get()
}

/// Allows so many steps from now on; gives what was taken before.
pub fn allow(steps: u64) -> u64 {
    let before = taken();
    ALLOWED.set(ALLOWED.get().max(before.saturating_add(steps)));
    before
}

/// Counts one step; `false` where the walk has to end.
pub fn step() -> bool {
    let taken = TAKEN.get().saturating_add(1);
    TAKEN.set(taken);
    taken <= ALLOWED.get()
}
