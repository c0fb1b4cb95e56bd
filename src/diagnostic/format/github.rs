//! Workflow commands that GitHub shows beside the lines of a change.

use super::{Listed, Place, word};
use std::fmt::Write;

pub fn github(files: &[Listed]) -> String {
    let mut text = String::new();
    for file in files {
        for diagnostic in file.diagnostics {
            let Place { line, column, end_line, end_column } = Place::of(diagnostic);
            let (kind, path, code) = (word(diagnostic.severity), property(file.path), diagnostic.code);
            let place = format!("file={path},line={line},endLine={end_line},col={column},endColumn={end_column}");
            // a string takes every line that is written to it
            let _ = writeln!(text, "::{kind} {place},title={code}::{}", data(&diagnostic.message));
        }
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
