//! No attribute of a resource is given by a selector.
//!
//! ## Why
//! A resource is easier to read when it says only what is wanted; the choice is made in a variable before it.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   mode => $strict ? { true => '0600', default => '0644' },
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! $mode = $strict ? { true => '0600', default => '0644' }
//! file { '/tmp/a':
//!   mode => $mode,
//! }
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for question in file.all(Kind::Question) {
        let arrow = file.previous_code(operand(file, question));
        let inside = || file.resources().iter().any(|resource| resource.words().contains(&arrow));
        if file.kind(arrow) == Kind::FatArrow && inside() {
            found.at(file.span(arrow), "selector inside resource block");
        }
    }
}

/// The variable before a `?`, its index passed over.
fn operand(file: &File, question: usize) -> usize {
    let mut at = file.previous_code(question);
    while file.kind(at) == Kind::CloseBracket {
        at = file.previous_code(file.partner(at));
    }
    if file.kind(at) == Kind::Variable { at } else { usize::MAX }
}
