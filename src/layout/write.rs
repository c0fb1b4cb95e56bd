//! The text: lines, blanks, and the texts of heredocs behind the lines that they belong to.

use super::atom::{Atom, Gap};
use super::group::Groups;
use super::places::Places;
use super::{columns, space};
use crate::lint::File;
use rpuppet_syntax::Span;

/// All that is settled.
pub struct Plan<'a> {
    pub file: &'a File<'a>,
    pub atoms: &'a [Atom],
    pub groups: &'a Groups,
    pub places: &'a Places,
    pub indents: &'a [usize],
    pub heredocs: &'a [Span],
}

/// Writes a file down.
pub fn written(plan: &Plan) -> String {
    let columns = columns::columns(plan);
    let mut out = String::with_capacity(plan.file.source().len() + 256);
    let (mut waiting, mut next_text) = (0, 0);
    for (index, atom) in plan.atoms.iter().enumerate() {
        if atom.dropped {
            continue;
        }
        if index > 0 && atom.gap > Gap::Beside {
            texts(plan, &mut out, &mut waiting, &mut next_text);
            out.push_str(if atom.gap == Gap::EmptyLine { "\n\n" } else { "\n" });
            put_blanks(&mut out, plan.indents.get(index).copied().unwrap_or(0));
        } else if let Some(blanks) = columns.get(index).copied().filter(|blanks| *blanks > 0) {
            put_blanks(&mut out, blanks);
        } else if index > 0 && space::before(plan.atoms, plan.places, index) {
            out.push(' ');
        }
        out.push_str(plan.file.slice(atom.start, atom.end));
        if atom.comma {
            out.push(',');
        }
        waiting += atom.heredocs;
    }
    texts(plan, &mut out, &mut waiting, &mut next_text);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn put_blanks(out: &mut String, count: usize) {
    const BLANKS: &str = "                                                                ";
    for start in (0..count).step_by(BLANKS.len()) {
        out.push_str(BLANKS.get(..count - start).unwrap_or(BLANKS));
    }
}

/// The texts of the heredocs that the line before began.
fn texts(plan: &Plan, out: &mut String, waiting: &mut u32, next: &mut usize) {
    for _ in 0..*waiting {
        if let Some(span) = plan.heredocs.get(*next) {
            out.push('\n');
            out.push_str(plan.file.slice(span.start, span.end));
        }
        *next += 1;
    }
    *waiting = 0;
}
