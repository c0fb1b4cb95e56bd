//! Workflow commands that GitHub shows beside the lines of a change.

use super::{Listed, Place, number, word};
use std::borrow::Cow;
use std::fmt::Write;

pub fn github(files: &[Listed]) -> String {
    let mut text = String::new();
    for file in files {
        let path = escaped(file.path, PROPERTY);
        for diagnostic in file.diagnostics {
            let Place { line, column, end_line, end_column } = Place::of(diagnostic);
            text.extend(["::", word(diagnostic.severity), " file=", &path]);
            for (name, value) in [(",line=", line), (",endLine=", end_line), (",col=", column), (",endColumn=", end_column)] {
                text.push_str(name);
                number(&mut text, value);
            }
            text.extend([",title=", diagnostic.code, "::", &escaped(&diagnostic.message, DATA), "\n"]);
        }
    }
    text
}

/// Characters that mean something in a message, and in a property.
const DATA: &[u8] = b"%\r\n";
const PROPERTY: &[u8] = b"%\r\n:,";

fn escaped<'a>(text: &'a str, special: &[u8]) -> Cow<'a, str> {
    if !text.bytes().any(|byte| special.contains(&byte)) {
        return Cow::Borrowed(text); // most have none
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match u8::try_from(character).is_ok_and(|byte| special.contains(&byte)) {
            // a string takes all that is written to it
            true => drop(write!(out, "%{:02X}", u32::from(character))),
            false => out.push(character),
        }
    }
    Cow::Owned(out)
}
