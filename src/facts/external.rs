//! External facts: what the administrator and modules put into `facts.d`, in every form that Facter reads: `NAME=VALUE` lines (`.txt`),
//! JSON, YAML, and programs that print one of these. They win over the host's own.

use super::Facts;
use crate::system::{Command, FileKind, Follow};
use crate::value::json::from_json;
use crate::value::{Value, format};
use std::path::Path;
use std::time::Duration;

/// The folders of facts.d; the last wins.
const FOLDERS: &[&str] = &["/opt/puppetlabs/facter/facts.d", "/etc/puppetlabs/facter/facts.d", "/etc/facter/facts.d"];
/// How long a program may take to print its facts.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where external facts are found besides Facter's folders, and how YAML is read.
pub struct External {
    /// Folders `facts.d` of modules; Facter's own win over them.
    pub folders: Vec<String>,
    pub read_yaml: fn(&str) -> Option<Value>,
}

/// Adds them; gives a line for each file that cannot be used.
pub(super) fn add(facts: &mut Facts<'_>, external: &External) -> Vec<String> {
    let mut told = Vec::new();
    for folder in external.folders.iter().map(String::as_str).chain(FOLDERS.iter().copied()) {
        if !facts.exists(folder) {
            continue;
        }
        for name in facts.list(folder) {
            let path = format!("{folder}/{name}");
            if let Err(reason) = add_file(facts, &path, external) {
                told.push(format!("The external facts of {path} are left out: {reason}"));
            }
        }
    }
    told
}

fn add_file(facts: &mut Facts<'_>, path: &str, external: &External) -> Result<(), String> {
    let text = || facts.file(path).ok_or_else(|| "it cannot be read".to_string());
    let read = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("txt") => lines(&text()?),
        Some("json") => json(&text()?)?,
        Some("yaml" | "yml") => (external.read_yaml)(&text()?).filter(is_hash).ok_or("it is no YAML hash")?,
        _ if facts.is_program(path) => printed(facts, path, external)?,
        _ => return Ok(()),
    };
    for (name, value) in read.as_hash().into_iter().flatten() {
        facts.set(&format::interpolated(name).to_lowercase(), value.clone());
    }
    Ok(())
}

fn is_hash(value: &Value) -> bool {
    value.as_hash().is_some()
}

fn lines(text: &str) -> Value {
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    Value::hash(pairs.map(|(name, value)| (Value::from(name.trim()), Value::from(value.trim()))).collect())
}

fn json(text: &str) -> Result<Value, String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Some(from_json(&value)).filter(is_hash).ok_or_else(|| "it is no JSON object".to_string())
}

/// What a program prints: YAML or JSON where it is a hash, else lines.
fn printed(facts: &Facts<'_>, path: &str, external: &External) -> Result<Value, String> {
    let command = Command { timeout: Some(PATIENCE), ..Command::new(path, Vec::<String>::new()) };
    let output = facts.look.query(&command).map_err(|error| error.to_string())?;
    if !output.success() {
        return Err("the program failed".to_string());
    }
    let text = output.stdout_text();
    Ok((external.read_yaml)(&text).filter(is_hash).unwrap_or_else(|| lines(&text)))
}

impl Facts<'_> {
    fn is_program(&self, path: &str) -> bool {
        let metadata = self.look.metadata(Path::new(path), Follow::Links);
        metadata.ok().flatten().is_some_and(|found| found.kind == FileKind::File && found.mode & 0o111 != 0)
    }
}
