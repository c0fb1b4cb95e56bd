//! Lists of diagnostics as documents that other programs read.

mod codeclimate;
mod github;
mod json;
mod junit;
mod sarif;

pub use codeclimate::codeclimate;
pub use github::github;
pub use json::{json, json_list, json_of};
pub use junit::{escaped as xml_text, junit};
pub use sarif::sarif;

use super::{Diagnostic, Severity};
use rpuppet_syntax::Span;

/// A file with what is said of it.
pub struct Listed<'a> {
    /// As the user named it.
    pub path: &'a str,
    /// From the root on.
    pub full_path: &'a str,
    pub diagnostics: &'a [Diagnostic],
}

/// What is known of a diagnostic's code.
pub struct Description {
    pub summary: String,
    pub page: String,
}

/// First and last place of a diagnostic, counted from 1.
struct Place {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl Place {
    fn of(diagnostic: &Diagnostic) -> Place {
        let Some(location) = &diagnostic.location else { return Place { line: 1, column: 1, end_line: 1, end_column: 1 } };
        let Span { start, end } = location.span;
        let ((line, column), (end_line, end_column)) = location.source.positions(Span::new(start, end.max(start)));
        Place { line, column, end_line, end_column }
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Writes a number: documents have four for each finding.
fn number(text: &mut String, number: u32) {
    if number > 9 {
        self::number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The name of a file at the end of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
