//! What is laid out: words, with strings in parts as one, comments, and the texts of heredocs.

use crate::lint::File;
use crate::lint::word::Kind;
use rpuppet_syntax::Span;

/// What stands before an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The same line; whether a blank parts the two is another matter.
    Beside,
    Line,
    /// A line break and an empty line.
    EmptyLine,
}

/// One thing to be laid out.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
    pub gap: Gap,
    /// Whether white space of any kind was before it.
    pub spaced: bool,
    /// It was a comma before a closing bracket that is not wanted.
    pub dropped: bool,
    /// A comma is wanted behind it.
    pub comma: bool,
    /// How many heredocs' texts follow the line that it is on.
    pub heredocs: u32,
}

impl Atom {
    pub fn is_comment(&self) -> bool {
        self.kind.is_comment()
    }

    /// A comment behind code on its line.
    pub fn is_trailing(&self) -> bool {
        self.is_comment() && self.gap == Gap::Beside
    }
}

/// The atoms of a file, and the places of its heredocs' texts, end tags included, which are apart from them.
pub fn atoms(file: &File) -> (Vec<Atom>, Vec<Span>) {
    let mut atoms: Vec<Atom> = Vec::with_capacity(file.words().len() / 2);
    let mut texts = Vec::new();
    let (mut breaks, mut spaced) = (0, false);
    let mut index = 0;
    while let Some(word) = file.words().get(index) {
        match word.kind {
            Kind::Newline => (breaks, spaced) = (breaks + 1, true),
            Kind::Space | Kind::Indent => spaced = true,
            kind => {
                let last = last_part(file, index, kind);
                let gap = match breaks {
                    // the first line begins with what stands there
                    0 if atoms.is_empty() => Gap::Line,
                    0 => Gap::Beside,
                    1 => Gap::Line,
                    _ => Gap::EmptyLine,
                };
                let end = file.word(last).end;
                if matches!(kind, Kind::HeredocText | Kind::HeredocStart) {
                    texts.push(Span::new(word.start, end));
                } else {
                    let heredocs = (index..=last).filter(|index| file.kind(*index) == Kind::Heredoc).count() as u32;
                    atoms.push(Atom { kind, start: word.start, end, gap, spaced, dropped: false, comma: false, heredocs });
                }
                (breaks, spaced, index) = (0, false, last);
            }
        }
        index += 1;
    }
    (atoms, texts)
}

/// The last word of a string in parts that begins here.
fn last_part(file: &File, first: usize, kind: Kind) -> usize {
    let (start, end) = match kind {
        Kind::StringStart => (Kind::StringStart, Kind::StringEnd),
        Kind::HeredocStart => (Kind::HeredocStart, Kind::HeredocEnd),
        _ => return first,
    };
    let mut depth = 0;
    let mut at = first;
    loop {
        let kind = file.kind(at);
        depth += i32::from(kind == start) - i32::from(kind == end);
        if depth == 0 || kind == Kind::Edge {
            return at;
        }
        at += 1;
    }
}
