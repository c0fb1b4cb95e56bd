//! The text: lines, blanks, arrows in columns, and the texts of heredocs behind the lines that they belong to.

use super::atom::{Atom, Gap};
use super::group::{self, Content, Group, Groups};
use super::places::Places;
use super::space;
use crate::lint::File;
use crate::lint::word::Kind;
use rpuppet_syntax::Span;

/// Up to which width parameters are aligned.
const WIDEST_PARAMETER: usize = 80;

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
    let columns = columns(plan);
    let mut out = String::with_capacity(plan.file.source().len() + 256);
    let (mut waiting, mut next_text) = (0, 0);
    for (index, atom) in plan.atoms.iter().enumerate() {
        if atom.dropped {
            continue;
        }
        if index > 0 && atom.gap > Gap::Beside {
            texts(plan, &mut out, &mut waiting, &mut next_text);
            out.push_str(if atom.gap == Gap::EmptyLine { "\n\n" } else { "\n" });
            out.extend(std::iter::repeat_n(' ', plan.indents.get(index).copied().unwrap_or(0)));
        } else if let Some(blanks) = columns.get(index).copied().filter(|blanks| *blanks > 0) {
            out.extend(std::iter::repeat_n(' ', blanks));
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

/// For each arrow or `=` that stands in a column: how many blanks are before it.
fn columns(plan: &Plan) -> Vec<usize> {
    let mut blanks = vec![0; plan.atoms.len()];
    for (number, group) in plan.groups.all.iter().enumerate().filter(|(_, group)| group.broken) {
        if matches!(group.content, Content::List | Content::Attributes) {
            in_group(plan, number, group, &mut blanks);
        }
        if group.titles > 1 {
            behind_titles(plan, number, group, &mut blanks);
        }
    }
    blanks
}

/// Aligns the arrows of a group, those of each title by themselves; of parameters, the `=`.
fn in_group(plan: &Plan, number: usize, group: &Group, blanks: &mut [usize]) {
    let parameters = group::follows_definition(plan.atoms, group.open);
    let mut arrows: Vec<(usize, usize)> = Vec::new();
    let mut start = group.open + 1;
    let mut seen = false;
    let mut index = group.open + 1;
    while index < group.close {
        let Some(atom) = plan.atoms.get(index) else { break };
        if plan.groups.around(index) == number {
            if atom.gap > Gap::Beside && !seen {
                start = index;
            }
            match atom.kind {
                // what stands beside a title is not below the others
                Kind::Colon if plan.places.ends_title(atom.start) => start = index + 1,
                Kind::Comma => seen = false,
                Kind::Semicolon => {
                    align(&arrows, blanks);
                    arrows.clear();
                    seen = false;
                }
                kind if !seen && (matches!(kind, Kind::FatArrow | Kind::PlusArrow) || (parameters && kind == Kind::Equals)) => {
                    seen = true;
                    arrows.extend(width(plan, start, index).map(|width| (index, width)));
                }
                _ => {}
            }
        }
        // what is inside of others is theirs
        index =
            if atom.kind.opens() { plan.groups.get(plan.groups.owned(index)).map_or(index + 1, |group| group.close) } else { index + 1 };
    }
    // a parameter with a very long type does not push the others away
    let narrow = |(_, width): &(usize, usize)| !parameters || *width <= WIDEST_PARAMETER;
    arrows.retain(narrow);
    align(&arrows, blanks);
}

/// Aligns what stands behind titles on their lines.
fn behind_titles(plan: &Plan, number: usize, group: &Group, blanks: &mut [usize]) {
    let mut first = Vec::new();
    let mut start = group.open + 1;
    for index in group.open + 1..group.close {
        let Some(atom) = plan.atoms.get(index).filter(|_| plan.groups.around(index) == number) else { continue };
        if atom.gap > Gap::Beside {
            start = index;
        }
        let beside = plan.atoms.get(index + 1).is_some_and(|next| next.gap == Gap::Beside && !next.is_comment() && !next.kind.closes());
        if plan.places.ends_title(atom.start) && beside {
            first.extend(width(plan, start, index + 1).map(|width| (index + 1, width)));
        }
    }
    align(&first, blanks);
}

fn align(arrows: &[(usize, usize)], blanks: &mut [usize]) {
    let widest = arrows.iter().map(|(_, width)| *width).max().unwrap_or(0);
    for (arrow, width) in arrows {
        if let Some(place) = blanks.get_mut(*arrow) {
            *place = widest - width + 1;
        }
    }
}

/// How wide a line is before an arrow; nothing where it does not begin with what the arrow is for.
fn width(plan: &Plan, start: usize, arrow: usize) -> Option<usize> {
    let first = plan.atoms.get(start)?;
    if first.gap == Gap::Beside || plan.atoms.get(start + 1..arrow)?.iter().any(|atom| atom.gap > Gap::Beside) {
        return None;
    }
    let mut width = 0;
    for index in start..arrow {
        let atom = plan.atoms.get(index)?;
        let text = plan.file.slice(atom.start, atom.end);
        if text.contains('\n') {
            return None;
        }
        width += text.chars().count() + usize::from(index > start && space::before(plan.atoms, plan.places, index));
    }
    Some(width)
}
