//! External facts: `NAME=VALUE` and JSON files that the administrator puts into facts.d; they win over the host's own.

use super::Facts;
use crate::value::json::from_json;

/// The folders of facts.d; the last wins.
const FOLDERS: &[&str] = &["/etc/puppetlabs/facter/facts.d", "/etc/facter/facts.d"];

pub(super) fn add(facts: &mut Facts<'_>) {
    for folder in FOLDERS {
        if !facts.exists(folder) {
            continue;
        }
        for name in facts.list(folder) {
            let Some(text) = facts.file(&format!("{folder}/{name}")) else { continue };
            if name.ends_with(".txt") {
                add_lines(facts, &text);
            } else if name.ends_with(".json") {
                add_json(facts, &text);
            }
        }
    }
}

fn add_lines(facts: &mut Facts<'_>, text: &str) {
    for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
        facts.set(&name.trim().to_lowercase(), value.trim());
    }
}

fn add_json(facts: &mut Facts<'_>, text: &str) {
    if let Ok(serde_json::Value::Object(entries)) = serde_json::from_str(text) {
        for (name, value) in &entries {
            facts.set(&name.to_lowercase(), from_json(value));
        }
    }
}
