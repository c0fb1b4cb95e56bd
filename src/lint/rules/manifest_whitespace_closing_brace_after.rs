//! A `}` is followed by a punctuation mark or a line break, or by a blank and something else.
//!
//! ## Why
//! All blocks and hashes look alike.
//!
//! ## Example
//! ```puppet
//! $a = [{ 'b' => 1 } , { 'b' => 2 }]
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = [{ 'b' => 1 }, { 'b' => 2 }]
//! ```
//! `--fix` takes blanks before punctuation marks away.

use super::manifest_whitespace_closing_bracket_after::behind;
use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be either a bracket, punctuation mark, closing quote or a newline after a closing brace, \
or whitespace and none of the aforementioned";

fn look(file: &File, found: &mut Findings) {
    for brace in file.all(Kind::CloseBrace) {
        behind(file, brace, MESSAGE, found);
    }
}
