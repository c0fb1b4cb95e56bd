//! The house's rules as tests: which room may use which, and how large a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms that it may name (`ARCHITECTURE.md`); everything may name `value` and `diagnostic`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("value", &[]),
    ("diagnostic", &[]),
    ("system", &[]),
    ("world", &[]),
    ("crypto", &[]),
    ("ruby", &["catalog", "world"]),
    ("template", &["ruby", "world"]),
    ("datatype", &["catalog"]),
    ("catalog", &[]),
    ("lookup", &["crypto", "datatype", "world"]),
    ("evaluate", &["catalog", "check", "datatype", "lookup", "template", "world"]),
    ("functions", &["catalog", "crypto", "datatype", "evaluate", "lookup", "ruby", "template", "world"]),
    ("plan", &["catalog", "system"]),
    ("resources", &["catalog", "plan", "system"]),
    ("report", &["catalog", "plan"]),
    ("apply", &["catalog", "plan", "report", "system"]),
    ("explain", &["catalog", "plan"]),
    ("facts", &["system"]),
    ("compare", &["catalog", "template"]),
    ("check", &[]),
    ("lint", &["catalog", "datatype", "world"]),
    ("layout", &["lint"]),
];
const EVERYWHERE: &[&str] = &["value", "diagnostic"];
const MOST_LINES: usize = 500;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&root.join("src"), &mut found);
    sources(&root.join("grammar/src"), &mut found);
    assert!(found.len() > 100, "only {} source files", found.len());
    found.sort();
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn rooms_use_only_what_lies_below() {
    let mut wrong = Vec::new();
    for (name, text) in all_sources() {
        let Some(room) = name.strip_prefix("src/").and_then(|rest| rest.split_once('/')).map(|(room, _)| room) else { continue };
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == room) else { continue };
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for (index, _) in code.match_indices("crate::") {
            let used: String =
                code[index + 7..].chars().take_while(|character| character.is_ascii_lowercase() || *character == '_').collect();
            let known = ALLOWED.iter().any(|(known, _)| *known == used);
            if known && used != room && !allowed.contains(&used.as_str()) && !EVERYWHERE.contains(&used.as_str()) {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small() {
    let large: Vec<String> = all_sources()
        .iter()
        .filter(|(_, text)| text.lines().count() > MOST_LINES)
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    assert!(large.is_empty(), "{}", large.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = all_sources().iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name.clone()).collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
