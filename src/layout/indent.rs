//! How far lines are indented: one level for each line before that opens brackets which close on lines of their own, one more for the
//! attributes below a title that has its own line, and one more for a single line after `=`. What goes on otherwise is not indented
//! further. The rule `strict_indent` wants the same, but for lines that end with brackets of lines before.

use super::atom::{Atom, Gap};
use super::group::Groups;
use super::places::Places;
use crate::lint::word::Kind;
use std::ops::Range;

const STEP: usize = 2;

/// The way through the lines.
struct Walk<'a> {
    atoms: &'a [Atom],
    groups: &'a Groups,
    places: &'a Places,
    /// The number of each atom's line.
    lines: Vec<usize>,
    levels: usize,
    /// The line of the title whose attributes are one level deeper.
    title: Option<usize>,
    /// Whether the line before ends with `=`.
    goes_on: bool,
}

/// The indentation of each atom's line.
pub fn indents(atoms: &[Atom], groups: &Groups, places: &Places) -> Vec<usize> {
    let lines = lines(atoms);
    let mut walk = Walk { atoms, groups, places, lines, levels: 0, title: None, goes_on: false };
    let mut indents = Vec::with_capacity(atoms.len());
    let mut start = 0;
    while start < atoms.len() {
        let later = atoms.iter().enumerate().skip(start + 1).find(|(_, atom)| atom.gap > Gap::Beside);
        let end = later.map_or(atoms.len(), |(index, _)| index);
        let indent = walk.line(start..end);
        indents.extend(std::iter::repeat_n(indent, end - start));
        start = end;
    }
    indents
}

fn lines(atoms: &[Atom]) -> Vec<usize> {
    let count = |line: &mut usize, atom: &Atom| {
        *line += usize::from(atom.gap > Gap::Beside);
        Some(*line)
    };
    atoms.iter().scan(0, count).collect()
}

impl Walk<'_> {
    /// The indentation of a line; afterwards that of the next one is known but for what it begins with.
    fn line(&mut self, line: Range<usize>) -> usize {
        let number = self.lines.get(line.start).copied().unwrap_or(0);
        let mut opened_on = Vec::new();
        let leading = line.clone().take_while(|index| self.kind(*index).closes()).count();
        let rest = line.start + leading;
        (line.start..rest).for_each(|index| self.close(index, number, &mut opened_on));
        let alone = self.title.is_some() && line.len() == 1 && self.kind(line.start) == Kind::Semicolon;
        let indent = STEP * (self.levels + usize::from(self.goes_on)).saturating_sub(usize::from(alone));
        (rest..line.end).for_each(|index| self.close(index, number, &mut opened_on));
        self.end(line, number);
        indent
    }

    fn kind(&self, index: usize) -> Kind {
        self.atoms.get(index).map_or(Kind::Edge, |atom| atom.kind)
    }

    fn line_of(&self, index: usize) -> usize {
        self.lines.get(index).copied().unwrap_or(usize::MAX)
    }

    /// A bracket that closes what a line before opened.
    fn close(&mut self, index: usize, number: usize, opened_on: &mut Vec<usize>) {
        if !self.kind(index).closes() {
            return;
        }
        let open = self.groups.get(self.groups.owned(index)).map_or(usize::MAX, |group| self.line_of(group.open));
        if open < number && !opened_on.contains(&open) {
            self.levels = self.levels.saturating_sub(1);
            opened_on.push(open);
        }
        if self.kind(index) == Kind::CloseBrace && self.title.is_some_and(|title| open < title) {
            self.levels = self.levels.saturating_sub(1);
            self.title = None;
        }
    }

    fn end(&mut self, line: Range<usize>, number: usize) {
        let mut closing = Vec::new();
        for index in line.clone().filter(|index| self.kind(*index).opens()) {
            let close = self.groups.get(self.groups.owned(index)).map_or(usize::MAX, |group| self.line_of(group.close));
            if close > number && !closing.contains(&close) {
                closing.push(close);
            }
        }
        self.levels += closing.len();
        let last = line.rev().find(|index| !self.kind(*index).is_comment());
        let last = last.and_then(|last| self.atoms.get(last));
        self.goes_on = last.is_some_and(|last| last.kind == Kind::Equals);
        match last {
            Some(last) if self.places.ends_title(last) && self.title.is_none() && closing.is_empty() => {
                self.title = Some(number);
                self.levels += 1;
            }
            Some(last) if last.kind == Kind::Semicolon && self.title.is_some() => {
                self.title = None;
                self.levels = self.levels.saturating_sub(1);
            }
            _ => {}
        }
    }
}
