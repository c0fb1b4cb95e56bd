//! A line has no more than 140 characters.
//!
//! ## Why
//! Longer ones do not fit beside each other when two versions are compared. Lines with a URL or a call of `template()` are let be.
//!
//! ## Example
//! A line of 150 characters.
//!
//! ## Use instead
//! Lines that end where a thought does.

use super::{File, Findings, Rule, Span};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    longer_than(140, file, "line has more than 140 characters", found);
}

/// Finds the lines that have more than so many characters.
pub fn longer_than(most: usize, file: &File, message: &'static str, found: &mut Findings) {
    // a line has no more characters than bytes
    for span in file.ast.source.lines().filter(|line| (line.end - line.start) as usize > most) {
        let line = file.slice(span.start, span.end);
        let beyond = if line.is_ascii() { Some(most) } else { line.char_indices().nth(most).map(|(at, _)| at) };
        if let Some(at) = beyond
            && let Some(last) = line.get(at..).and_then(|rest| rest.chars().next())
            && !line.contains("://")
            && !line.contains("template(")
        {
            let at = span.start + at as u32;
            found.at(Span::new(at, at + last.len_utf8() as u32), message);
        }
    }
}
