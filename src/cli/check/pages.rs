//! Memory for a great many files: in large pages, of which the system hands out one where it would hand out hundreds of small ones. Where it
//! does so only when asked (as Ubuntu does; Debian does for all programs), a check of a whole control repository spends a tenth of its time
//! on the small ones.

use rustix::mm::{Advice, madvise};
use std::ffi::c_void;

/// The size of a large page.
const LARGE: usize = 2 << 20;
/// How much of what follows the memory in use is asked for; a check of 1,400 manifests holds a third of it.
const AHEAD: usize = 256 << 20;
/// With fewer files than this, small pages do.
const MANY: usize = 256;

/// Asks for large pages before so many files are read. Where there are none, all is as it was.
#[allow(unsafe_code, reason = "the only call of the system that has no safe form")]
pub fn prepare(files: usize) {
    if files < MANY {
        return;
    }
    let inside = Box::new(0_u8);
    let start = (&raw const *inside as usize) & !(LARGE - 1);
    // SAFETY: the advice changes neither what memory holds nor who may read it, whatever the range takes in; the system passes over
    // what is not there.
    let _ = unsafe { madvise(start as *mut c_void, AHEAD, Advice::LinuxHugepage) };
}
