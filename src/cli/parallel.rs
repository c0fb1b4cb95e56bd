//! Work on many files side by side, with room for deeply nested texts.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

/// What a thread that reads a deeply nested text has room for, as much as the first one.
const STACK: usize = 8 << 20;

/// What `work` makes of each item, in the order of the items.
pub fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    match items {
        [only] => vec![work(only)],
        items => match ThreadPoolBuilder::new().stack_size(STACK).build() {
            Ok(pool) => pool.install(|| items.par_iter().map(work).collect()),
            Err(_) => items.iter().map(work).collect(),
        },
    }
}
