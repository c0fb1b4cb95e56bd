//! Workflow commands that GitHub shows beside the lines of a change.

use super::{Listed, Place, number, word};
use std::borrow::Cow;
use std::fmt::Write;

pub fn github(files: &[Listed]) -> String {
    let mut text = String::new();
    for file in files {
        let path = escaped(file.path, true);
        for diagnostic in file.diagnostics {
            let Place { line, column, end_line, end_column } = Place::of(diagnostic);
            text.extend(["::", word(diagnostic.severity), " file=", &path]);
            for (name, value) in [(",line=", line), (",endLine=", end_line), (",col=", column), (",endColumn=", end_column)] {
                text.push_str(name);
                number(&mut text, value);
            }
            text.extend([",title=", diagnostic.code, "::", &escaped(&diagnostic.message, false), "\n"]);
        }
    }
    text
}

/// A text without characters that mean something in a message, or in a property, which has two more of them.
fn escaped(text: &str, in_property: bool) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_plain = memchr::memchr3(b'%', b'\r', b'\n', bytes).is_none() && !(in_property && memchr::memchr2(b':', b',', bytes).is_some());
    if is_plain {
        return Cow::Borrowed(text); // most have none
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match matches!(character, '%' | '\r' | '\n') || in_property && matches!(character, ':' | ',') {
            // a string takes all that is written to it
            true => drop(write!(out, "%{:02X}", u32::from(character))),
            false => out.push(character),
        }
    }
    Cow::Owned(out)
}
