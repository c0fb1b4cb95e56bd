//! Workflow commands that GitHub shows beside the lines of a change.

use super::{Listed, Place, word};
use std::borrow::Cow;
use std::fmt::Write;

pub fn github(files: &[Listed]) -> String {
    let mut text = String::new();
    for file in files {
        let path = escaped(file.path, PROPERTY);
        for diagnostic in file.diagnostics {
            let Place { line, column, end_line, end_column } = Place::of(diagnostic);
            let (kind, code, message) = (word(diagnostic.severity), diagnostic.code, escaped(&diagnostic.message, DATA));
            // a string takes every line that is written to it
            let _ = writeln!(
                text,
                "::{kind} file={path},line={line},endLine={end_line},col={column},endColumn={end_column},title={code}::{message}"
            );
        }
    }
    text
}

/// Characters that mean something in a message, and in a property.
const DATA: &[char] = &['%', '\r', '\n'];
const PROPERTY: &[char] = &['%', '\r', '\n', ':', ','];

fn escaped<'a>(text: &'a str, special: &[char]) -> Cow<'a, str> {
    if !text.bytes().any(|byte| special.contains(&char::from(byte))) {
        return Cow::Borrowed(text); // most have none
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match special.contains(&character) {
            true => drop(write!(out, "%{:02X}", u32::from(character))),
            false => out.push(character),
        }
    }
    Cow::Owned(out)
}
