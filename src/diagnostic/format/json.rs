//! JSON in the form of `puppet-lint --json`: a list for each file, with where a finding ends besides.

use super::{Listed, Place, file_name, word};
use serde_json::{Value, json};

pub fn json(files: &[Listed]) -> String {
    let lists: Vec<Value> = files.iter().map(|file| Value::Array(list(file))).collect();
    let mut text = serde_json::to_string_pretty(&lists).unwrap_or_default();
    text.push('\n');
    text
}

fn list(file: &Listed) -> Vec<Value> {
    let entry = |diagnostic: &super::Diagnostic| {
        let place = Place::of(diagnostic);
        let kind = word(diagnostic.severity);
        json!({
            "message": diagnostic.message,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "kind": kind,
            "check": diagnostic.code,
            "help": diagnostic.help,
            "fullpath": file.full_path,
            "path": file.path,
            "filename": file_name(file.path),
            "KIND": kind.to_uppercase(),
        })
    };
    file.diagnostics.iter().map(entry).collect()
}
