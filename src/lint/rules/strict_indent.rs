//! Each line is indented by two blanks for each level around it.
//!
//! ## Why
//! The indentation shows what is inside of what.
//!
//! ## Example
//! ```puppet
//! class ntp {
//!     include motd
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp {
//!   include motd
//! }
//! ```
//! `--fix` indents anew; texts of heredocs are left to people.

use super::{Edit, File, Findings, Kind, Rule};
use crate::lint::word::Kinds;

pub const RULE: Rule = Rule::warning(look).plugin();
const BLANKS: i32 = 2;

/// What makes other lines deeper, and what ends that.
static COUNTING: Kinds = Kinds::of(&[
    Kind::OpenBrace,
    Kind::OpenBracket,
    Kind::OpenParen,
    Kind::CloseBrace,
    Kind::CloseBracket,
    Kind::CloseParen,
    Kind::Heredoc,
    Kind::Semicolon,
]);

/// What is known on the way through the lines.
#[derive(Default)]
struct Indentation {
    levels: i32,
    /// The line of the `:` whose attributes are one level deeper.
    title: Option<u32>,
}

fn look(file: &File, found: &mut Findings) {
    let mut indentation = Indentation::default();
    let counting: Vec<usize> = file.among(0..=file.words().len(), &COUNTING).collect();
    let (mut ended, mut rest) = (&[][..], counting.as_slice());
    let mut newlines = file.all(Kind::Newline).peekable();
    if let Some(end) = newlines.peek() {
        ended = line(&mut rest, *end);
    }
    while let Some(newline) = newlines.next() {
        let first = file.next(newline);
        if file.kind(first) == Kind::Edge {
            continue;
        }
        let begun = line(&mut rest, newlines.peek().copied().unwrap_or(usize::MAX));
        let once = indentation.after_line(file, ended, newline) + indentation.before_line(file, begun);
        ended = begun;
        if indentation.levels < 0 {
            return;
        }
        let (wanted, is) = ((indentation.levels + once) * BLANKS, width(file, first));
        if wanted != is && !matches!(file.kind(first), Kind::Comment | Kind::Newline) {
            let finding = found.at(file.span(first), format!("indent should be {wanted} chars and is {is}"));
            let blanks = " ".repeat(usize::try_from(wanted).unwrap_or(0));
            match file.kind(first) {
                Kind::Indent => finding.fix([Edit::replace(file.span(first), blanks)]),
                Kind::HeredocText | Kind::HeredocStart => {}
                _ => finding.fix([Edit::insert(file.word(first).start, blanks)]),
            }
        }
    }
}

impl Indentation {
    /// Takes in the line that ends; what it adds to the next line alone is given back.
    fn after_line(&mut self, file: &File, line: &[usize], newline: usize) -> i32 {
        let mut once = 0;
        let mut groups = 0;
        let mut closed_on: Vec<u32> = Vec::new();
        for at in line.iter().rev().copied() {
            if !file.kind(at).opens() {
                once += i32::from(file.kind(at) == Kind::Heredoc);
                continue;
            }
            let end = file.line(file.partner(at));
            if end == 0 {
                groups += 1;
            } else if end > file.line(at) && !closed_on.contains(&end) {
                groups += 1;
                closed_on.push(end);
            }
        }
        self.levels += groups;
        once + self.line_end(file, newline, groups == 0)
    }

    fn line_end(&mut self, file: &File, newline: usize, is_flat: bool) -> i32 {
        let mut last = file.previous(newline);
        while matches!(file.kind(last), Kind::Space | Kind::Comment) {
            last = file.previous(last);
        }
        match file.kind(last) {
            Kind::Colon if is_flat && self.title.is_none() => {
                self.title = Some(file.line(last));
                self.levels += 1;
            }
            Kind::Semicolon if self.title.is_some() => {
                self.title = None;
                self.levels -= 1;
            }
            Kind::Equals | Kind::FatArrow => return 1,
            _ => {}
        }
        0
    }

    /// Takes in what the line that begins closes.
    fn before_line(&mut self, file: &File, line: &[usize]) -> i32 {
        let mut once = 0;
        let mut opened_on: Vec<u32> = Vec::new();
        for at in line.iter().copied() {
            if file.kind(at).closes() {
                let start = file.line(file.partner(at));
                if start > 0 && start < file.line(at) && !opened_on.contains(&start) {
                    self.levels -= 1;
                    opened_on.push(start);
                }
                let ends_resource = file.kind(at) == Kind::CloseBrace && start > 0;
                if ends_resource && self.title.is_some_and(|title| start < title) {
                    self.levels -= 1;
                    self.title = None;
                }
            } else if file.kind(at) == Kind::Semicolon && self.title.is_some() && is_alone(file, at) {
                once -= 1;
            }
        }
        once
    }
}

/// Takes the words before the end of a line.
fn line<'a>(rest: &mut &'a [usize], end: usize) -> &'a [usize] {
    let length = rest.iter().take_while(|word| **word < end).count();
    let (line, more) = rest.split_at(length);
    *rest = more;
    line
}

/// Whether a word is alone on its line.
fn is_alone(file: &File, index: usize) -> bool {
    let before = matches!(file.kind(file.previous(index)), Kind::Indent | Kind::Newline);
    before && matches!(file.kind(file.next(index)), Kind::Newline | Kind::Edge)
}

/// By how much a line is indented; the text of a heredoc by what is before its `|`.
fn width(file: &File, first: usize) -> i32 {
    let text = match file.kind(first) {
        Kind::Indent => file.text(first),
        Kind::HeredocText => margin(file.text(first)),
        Kind::HeredocStart => {
            let end = file.all(Kind::HeredocEnd).find(|end| *end > first);
            end.map_or("", |end| margin(file.text(end)))
        }
        _ => "",
    };
    i32::try_from(text.chars().count()).unwrap_or(i32::MAX)
}

fn margin(text: &str) -> &str {
    let last = text.rsplit('\n').next().unwrap_or("");
    last.split_once('|').map_or("", |(margin, _)| margin)
}
