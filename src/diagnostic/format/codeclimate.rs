//! Code Climate's issues, which GitLab shows as code quality.

use super::{Listed, Place, Severity};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub fn codeclimate(files: &[Listed]) -> String {
    let issues: Vec<Value> = files.iter().flat_map(issues).collect();
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    text
}

fn issues(file: &Listed) -> Vec<Value> {
    let mut seen: Vec<String> = Vec::new();
    let mut issue = |diagnostic: &super::Diagnostic| {
        let place = Place::of(diagnostic);
        let source = diagnostic.location.as_ref().map(|location| location.source.text()).unwrap_or_default();
        let line = source.lines().nth(place.line.saturating_sub(1) as usize).unwrap_or_default();
        // by the text of the line, so that an issue stays the same when lines above it change
        let key = format!("{}\0{}\0{}\0{}", file.path, diagnostic.code, diagnostic.message, line.trim());
        let times = seen.iter().filter(|other| **other == key).count();
        let fingerprint = hex(&Sha256::digest(format!("{key}\0{times}")));
        seen.push(key);
        json!({
            "type": "issue",
            "check_name": diagnostic.code,
            "description": diagnostic.message,
            "categories": ["Style"],
            "severity": if diagnostic.severity == Severity::Error { "major" } else { "minor" },
            "fingerprint": fingerprint,
            "location": {
                "path": file.path,
                "lines": {"begin": place.line, "end": place.end_line},
            },
        })
    };
    file.diagnostics.iter().map(&mut issue).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
