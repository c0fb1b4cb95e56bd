//! A baseline: the findings that a code base has today, so that only new ones are told. A finding is known by its file, its rule and the
//! text of its line, so that it stays known when lines above it change.

use super::work::Checked;
use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The document that holds the findings of these files.
pub fn document(files: &[Checked]) -> String {
    let mut paths = Map::new();
    for file in files.iter().filter(|file| !file.diagnostics.is_empty()) {
        let mut rules = Map::new();
        for diagnostic in &file.diagnostics {
            let lines = rules.entry(diagnostic.code).or_insert_with(|| json!([]));
            if let Some(lines) = lines.as_array_mut() {
                lines.push(fingerprint(diagnostic).into());
            }
        }
        paths.insert(file.path.clone(), Value::Object(rules));
    }
    let mut text = serde_json::to_string_pretty(&json!({"version": 1, "findings": paths})).unwrap_or_default();
    text.push('\n');
    text
}

/// Takes the findings of a baseline out; each of its entries stands for one finding.
///
/// # Errors
/// It is no baseline.
pub fn leave_out(files: &mut [Checked], text: &str) -> Result<usize, String> {
    let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if document.get("version") != Some(&json!(1)) {
        return Err("it is no baseline of this version: let it be written again".into());
    }
    let mut left_out = 0;
    for file in files {
        let Some(rules) = document.get("findings").and_then(|paths| paths.get(&file.path)) else { continue };
        let mut rules = rules.clone();
        let before = file.diagnostics.len();
        file.diagnostics.retain(|diagnostic| !take(&mut rules, diagnostic));
        left_out += before - file.diagnostics.len();
    }
    Ok(left_out)
}

fn take(rules: &mut Value, diagnostic: &Diagnostic) -> bool {
    let Some(lines) = rules.get_mut(diagnostic.code).and_then(Value::as_array_mut) else { return false };
    let wanted = fingerprint(diagnostic);
    match lines.iter().position(|line| line.as_str() == Some(&wanted)) {
        Some(at) => {
            lines.remove(at);
            true
        }
        None => false,
    }
}

/// A digest, since a line may hold a secret.
fn fingerprint(diagnostic: &Diagnostic) -> String {
    let line = diagnostic.location.as_ref().map_or("", |location| {
        let line = location.line().saturating_sub(1) as usize;
        location.source.text().lines().nth(line).unwrap_or("")
    });
    Sha256::digest(line.trim()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
