//! JSON in the form of `puppet-lint --json`: a list for each file, with where a finding ends besides.
//!
//! It is written piece by piece: tens of thousands of findings are not made into a document first.

use super::super::Diagnostic;
use super::{Listed, Place, file_name, word};
use std::fmt::Write;

pub fn json(files: &[Listed]) -> String {
    json_of(&files.iter().map(json_list).collect::<Vec<_>>()).concat()
}

/// The document of all lists, in pieces.
pub fn json_of(lists: &[String]) -> Vec<&str> {
    if lists.is_empty() {
        return vec!["[]\n"];
    }
    let parted = lists.iter().enumerate().flat_map(|(index, list)| [if index == 0 { "[\n" } else { ",\n" }, list]);
    parted.chain(["\n]\n"]).collect()
}

/// The list of a file.
pub fn json_list(file: &Listed) -> String {
    if file.diagnostics.is_empty() {
        return "  []".into();
    }
    // the same for all findings of the file
    let paths = format!(
        "      \"fullpath\": {},\n      \"path\": {},\n      \"filename\": {},\n",
        quoted(file.full_path),
        quoted(file.path),
        quoted(file_name(file.path))
    );
    let mut text = String::from("  [\n");
    for (index, diagnostic) in file.diagnostics.iter().enumerate() {
        text.push_str(if index == 0 { "    {\n" } else { ",\n    {\n" });
        entry(&mut text, diagnostic, &paths);
    }
    text.push_str("\n  ]");
    text
}

fn entry(text: &mut String, diagnostic: &Diagnostic, paths: &str) {
    let Place { line, column, end_line, end_column } = Place::of(diagnostic);
    let kind = word(diagnostic.severity);
    // a string takes every line that is written to it
    let _ = writeln!(text, "      \"message\": {},", quoted(&diagnostic.message));
    let _ = writeln!(text, "      \"line\": {line},\n      \"column\": {column},");
    let _ = writeln!(text, "      \"end_line\": {end_line},\n      \"end_column\": {end_column},");
    let _ = writeln!(text, "      \"kind\": \"{kind}\",\n      \"check\": \"{}\",", diagnostic.code);
    let help = diagnostic.help.as_deref().map_or_else(|| "null".into(), quoted);
    let _ = writeln!(text, "      \"help\": {help},");
    text.push_str(paths);
    let _ = write!(text, "      \"KIND\": \"{}\"\n    }}", kind.to_uppercase());
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
