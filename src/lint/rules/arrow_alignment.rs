//! The `=>` of a resource's attributes stand in one column, one blank behind the longest name.
//!
//! ## Why
//! Names and values form two columns that can be read each for itself. Hashes in values are aligned each for themselves.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   ensure => file,
//!   mode => '0644',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   ensure => file,
//!   mode   => '0644',
//! }
//! ```
//! `--fix` moves the arrows, and gives each attribute a line of its own where others have one.

use super::{Edit, File, Findings, Kind, Resource, Rule, Span};
use crate::lint::word::Kinds;

pub const RULE: Rule = Rule::warning(look);

/// The arrows between a pair of braces.
#[derive(Default)]
struct Level {
    arrows: Vec<Arrow>,
    /// Where the arrows belong.
    column: u32,
    /// Where the first name stands.
    names: u32,
}

#[derive(Clone, Copy)]
struct Arrow {
    index: usize,
    line: u32,
    column: u32,
    /// What stands before the arrow.
    name: Span,
}

static ARROWS: Kinds = Kinds::of(&[Kind::FatArrow]);
static COUNTING: Kinds = Kinds::of(&[Kind::FatArrow, Kind::OpenBrace, Kind::CloseBrace, Kind::Semicolon]);

fn look(file: &File, found: &mut Findings) {
    file.resources().iter().for_each(|resource| in_resource(file, resource, found));
}

fn in_resource(file: &File, resource: &Resource, found: &mut Findings) {
    let mut arrows = file.among(resource.words(), &ARROWS);
    let (Some(first), Some(last)) = (arrows.next(), arrows.next_back()) else { return };
    if file.line(first) == file.line(last) {
        return;
    }
    let mut levels = vec![Level::default()];
    for index in file.among(resource.words(), &COUNTING) {
        match file.kind(index) {
            Kind::FatArrow => {
                if let Some(level) = levels.last_mut() {
                    level.add(file, index);
                }
            }
            Kind::OpenBrace => levels.push(Level::default()),
            Kind::CloseBrace | Kind::Semicolon => {
                if let Some(level) = levels.pop() {
                    level.report(file, found);
                }
            }
            _ => {}
        }
    }
}

impl Level {
    fn add(&mut self, file: &File, index: usize) {
        let line = file.line(index);
        // an arrow below its name is in no column
        if file.line(file.previous_code(index)) != line {
            return;
        }
        let name = name_before(file, index);
        let (start, length) = (file.column(name.start), file.slice(name.start, name.end).chars().count() as u32);
        if self.arrows.is_empty() {
            self.names = start;
        }
        let beside = self.arrows.last().is_some_and(|arrow| arrow.line == line);
        let wanted = if beside { self.names + length + 1 } else { file.column(name.end) + 1 };
        self.column = self.column.max(wanted);
        self.arrows.push(Arrow { index, line, column: file.column(file.word(index).start), name });
    }

    fn report(&self, file: &File, found: &mut Findings) {
        let on_one_line = self.arrows.windows(2).all(|pair| pair.first().map(|arrow| arrow.line) == pair.last().map(|arrow| arrow.line));
        if on_one_line {
            return;
        }
        for (place, arrow) in self.arrows.iter().enumerate().filter(|(_, arrow)| arrow.column != self.column) {
            let message = format!(
                "indentation of => is not properly aligned (expected in column {}, but found it in column {})",
                self.column, arrow.column
            );
            let finding = found.at(file.span(arrow.index), message);
            let before = place.checked_sub(1).and_then(|before| self.arrows.get(before));
            let beside = before.is_some_and(|other| other.line == arrow.line);
            finding.fix(if beside { self.own_line(file, arrow) } else { self.moved(file, arrow) });
        }
    }

    /// The arrow in its column.
    fn moved(&self, file: &File, arrow: &Arrow) -> Vec<Edit> {
        let before = file.previous(arrow.index);
        let space = match file.kind(before) {
            Kind::Space => file.text(before).chars().count() as u32,
            // an arrow on a line of its own is in no column
            kind if kind.is_layout() => return Vec::new(),
            _ => 0,
        };
        let start = file.word(arrow.index).start;
        match (space + self.column).checked_sub(arrow.column) {
            Some(width) => vec![Edit::replace(Span::new(start - space, start), " ".repeat(width as usize))],
            None => Vec::new(),
        }
    }

    /// The attribute on a line of its own, its arrow in the column.
    fn own_line(&self, file: &File, arrow: &Arrow) -> Vec<Edit> {
        let before = file.previous(file.word_at(arrow.name.start));
        let length = file.slice(arrow.name.start, arrow.name.end).chars().count() as u32;
        let Some(width) = self.column.checked_sub(self.names + length) else { return Vec::new() };
        let start = if file.kind(before) == Kind::Space { file.word(before).start } else { arrow.name.start };
        let indent = format!("\n{}", " ".repeat(self.names.saturating_sub(1) as usize));
        let arrow_start = file.word(arrow.index).start;
        vec![
            Edit::replace(Span::new(start, arrow.name.start), indent),
            Edit::replace(Span::new(arrow.name.end, arrow_start), " ".repeat(width as usize)),
        ]
    }
}

/// The name or key before an arrow; a string in parts is one.
fn name_before(file: &File, arrow: usize) -> Span {
    let last = file.previous_code(arrow);
    let mut first = last;
    if file.kind(last) == Kind::StringEnd {
        while !matches!(file.kind(first), Kind::StringStart | Kind::Edge) {
            first = file.previous(first);
        }
    }
    Span::new(file.word(first).start, file.word(last).end)
}
