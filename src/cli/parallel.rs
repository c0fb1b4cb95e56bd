//! Work on many files side by side, with room for deeply nested texts.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

/// What a thread that reads a deeply nested text has room for, as much as the first one.
const STACK: usize = 8 << 20;

/// The same threads for all that is done side by side, with what they have of memory.
static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).build().ok());

/// What `work` makes of each item, in the order of the items.
pub fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    match items {
        [only] => vec![work(only)],
        items => match &*POOL {
            Some(pool) => pool.install(|| items.par_iter().map(work).collect()),
            None => items.iter().map(work).collect(),
        },
    }
}
