//! What stands in columns: the arrows of a list or resource, the `=` of parameters, and the `=` of assignments where the author began it.

use super::atom::{Atom, Gap};
use super::group::{self, Content, Group};
use super::space;
use super::write::Plan;
use crate::lint::word::Kind;

/// Up to which width parameters are aligned.
const WIDEST_PARAMETER: usize = 80;

/// For each arrow or `=` that stands in a column: how many blanks are before it.
pub fn columns(plan: &Plan) -> Vec<usize> {
    let mut blanks = vec![0; plan.atoms.len()];
    for (number, group) in plan.groups.all.iter().enumerate().filter(|(_, group)| group.broken) {
        if matches!(group.content, Content::List | Content::Attributes) {
            in_group(plan, number, group, &mut blanks);
        }
        if group.content == Content::Block {
            assignments(plan, group, &mut blanks);
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
                _ if plan.places.ends_title(atom) => start = index + 1,
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

/// The `=` of a statement that assigns to a variable.
struct Assignment {
    equals: usize,
    /// How wide the name is.
    width: usize,
    /// Where the author put the `=`, counted from the name's start.
    column: u32,
}

/// Aligns the `=` of assignments that follow each other without an empty line.
fn assignments(plan: &Plan, block: &Group, blanks: &mut [usize]) {
    let mut neighbours = Vec::new();
    let mut index = block.open.wrapping_add(1);
    while let Some(atom) = plan.atoms.get(index).filter(|_| index < block.close) {
        let next = if atom.gap > Gap::Beside { assignment(plan, index) } else { None };
        let parts = || atom.gap == Gap::EmptyLine || (next.is_none() && atom.gap > Gap::Beside && plan.places.starts(atom.start));
        if !neighbours.is_empty() && parts() {
            finish(&mut neighbours, blanks);
        }
        neighbours.extend(next);
        index = if atom.kind.opens() { plan.groups.get(plan.groups.owned(index)).map_or(index, |group| group.close) } else { index } + 1;
    }
    finish(&mut neighbours, blanks);
}

fn assignment(plan: &Plan, start: usize) -> Option<Assignment> {
    let [variable, equals] = plan.atoms.get(start..start + 2)? else { return None };
    if variable.kind != Kind::Variable || equals.kind != Kind::Equals || equals.gap > Gap::Beside {
        return None;
    }
    Some(Assignment { equals: start + 1, width: width(plan, start, start + 1)?, column: equals.start - variable.start })
}

/// A column is finished where it was begun: two neighbours have their `=` in it, though their names differ in length.
fn finish(neighbours: &mut Vec<Assignment>, blanks: &mut [usize]) {
    let begins = |pair: &[Assignment]| matches!(pair, [one, other] if one.column == other.column && one.width != other.width);
    if neighbours.windows(2).any(begins) {
        let places: Vec<(usize, usize)> = neighbours.iter().map(|assignment| (assignment.equals, assignment.width)).collect();
        align(&places, blanks);
    }
    neighbours.clear();
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
        let beside = |next: &Atom| next.gap == Gap::Beside && !next.is_comment() && !next.kind.closes();
        if plan.places.ends_title(atom) && plan.atoms.get(index + 1).is_some_and(beside) {
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
