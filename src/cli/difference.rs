//! How two texts differ, as `diff -u` writes it.

use similar::TextDiff;

pub fn unified(path: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(path, path).to_string()
}
