//! SARIF 2.1.0, which GitHub's and Azure's code scanning and many editors read.

use super::{Description, Listed, Place, Severity, word};
use serde_json::{Value, json};

/// `describe` tells what is known of a code.
pub fn sarif(files: &[Listed], version: &str, describe: &dyn Fn(&str) -> Option<Description>) -> String {
    let mut codes: Vec<&'static str> = files.iter().flat_map(|file| file.diagnostics).map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code, describe(code))).collect();
    let results: Vec<Value> = files.iter().flat_map(|file| results(file, &codes)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "rpuppet", "version": version, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: &str, description: Option<Description>) -> Value {
    match description {
        Some(Description { summary, page }) => {
            json!({"id": code, "shortDescription": {"text": summary}, "help": {"text": page, "markdown": page}})
        }
        None => json!({"id": code}),
    }
}

fn results(file: &Listed, codes: &[&'static str]) -> Vec<Value> {
    let result = |diagnostic: &super::Diagnostic| {
        let place = Place::of(diagnostic);
        json!({
            "ruleId": diagnostic.code,
            "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
            "level": level(diagnostic.severity),
            "message": {"text": diagnostic.message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": uri(file.path)},
                "region": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endLine": place.end_line,
                    "endColumn": place.end_column,
                },
            }}],
        })
    };
    file.diagnostics.iter().map(result).collect()
}

fn level(severity: Severity) -> &'static str {
    word(severity)
}

/// A path as part of a URI.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            byte if byte.is_ascii_alphanumeric() => out.push(byte as char),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
