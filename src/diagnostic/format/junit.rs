//! JUnit's XML, which most servers for continuous integration read: a suite for each file, a failure for each finding.

use super::{Listed, Place, word};
use std::fmt::Write;

pub fn junit(files: &[Listed]) -> String {
    let tests: usize = files.iter().map(|file| file.diagnostics.len().max(1)).sum();
    let failures: usize = files.iter().map(|file| file.diagnostics.len()).sum();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // a string takes every line that is written to it
    let _ = writeln!(text, "<testsuites name=\"rpuppet check\" tests=\"{tests}\" failures=\"{failures}\">");
    files.iter().for_each(|file| suite(&mut text, file));
    text.push_str("</testsuites>\n");
    text
}

fn suite(text: &mut String, file: &Listed) {
    let (path, count) = (escaped(file.path), file.diagnostics.len());
    let _ = writeln!(text, "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{count}\">", count.max(1));
    if count == 0 {
        let _ = writeln!(text, "    <testcase name=\"check\" classname=\"{path}\"/>");
    }
    for diagnostic in file.diagnostics {
        let place = Place::of(diagnostic);
        let (code, message) = (escaped(diagnostic.code), escaped(&diagnostic.message));
        let _ = writeln!(text, "    <testcase name=\"{code}\" classname=\"{path}\">");
        let at = format!("{path}:{}:{}", place.line, place.column);
        let _ = writeln!(text, "      <failure type=\"{}\" message=\"{message}\">{at}</failure>", word(diagnostic.severity));
        text.push_str("    </testcase>\n");
    }
    text.push_str("  </testsuite>\n");
}

/// A text as XML has it.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            // XML has no way to write these
            letter if letter.is_control() && letter != '\t' || matches!(letter, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn any_text_is_one_of_xml() {
        assert_eq!(escaped("<a & \"b\">\u{1b}\u{fffe}\n"), "&lt;a &amp; &quot;b&quot;&gt;\u{fffd}\u{fffd}&#10;");
    }
}
