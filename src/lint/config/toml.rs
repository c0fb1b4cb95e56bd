//! `rpuppet.toml`: which rules are checked for which files.
//!
//! ```toml
//! [check]
//! groups = ["puppet-lint", "voxpupuli", "sense"]
//! fail-on = "warning"
//! ignore-paths = ["vendor/**"]
//! top-scope-variables = ["role"]
//! module-path = ["../modules"]
//!
//! [check.rules]
//! 140chars = "off"
//!
//! [[check.paths]]
//! files = ["site/**"]
//! rules = { documentation = "off", code_on_top_scope = "error" }
//! ```

use super::{Config, Level, Section, UnknownRule, rule_index};
use crate::diagnostic::Severity;
use crate::lint::rule::Group;
use toml::{Table, Value};

/// What is wrong with an `rpuppet.toml`.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TomlError {
    /// The message of the parser shows the place.
    #[error("{0}")]
    Syntax(String),
    #[error(transparent)]
    Rule(#[from] UnknownRule),
    #[error("'{0}' is not known here; known are {1}")]
    Unknown(String, &'static str),
    #[error("'{0}' has to be {1}")]
    Value(String, &'static str),
}

const LEVELS: &str = "\"off\", \"on\", \"warning\" or \"error\"";

/// Takes in the text of an `rpuppet.toml`; what other parts of the program are told there is let be.
///
/// # Errors
/// The first thing that is not as it has to be.
pub fn read(config: &mut Config, text: &str) -> Result<(), TomlError> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| TomlError::Syntax(error.to_string()))?;
    let Some(check) = table.get("check") else { return Ok(()) };
    for (key, value) in as_table("check", check)? {
        match key.as_str() {
            "groups" => config.groups = strings(key, value)?.iter().map(|name| group(name)).collect::<Result<_, _>>()?,
            "ignore-paths" => config.ignored_paths = strings(key, value)?,
            "top-scope-variables" => config.options.top_scope_variables = strings(key, value)?,
            "module-path" => config.module_path = strings(key, value)?,
            "relative" => config.options.relative = value.as_bool().ok_or_else(|| wrong(key, "true or false"))?,
            "fail-on" => config.fail_on = severity(key, value)?,
            "rules" => {
                // what is said of all files comes before what is said of some
                config.sections.insert(0, Section { files: Vec::new(), rules: levels(key, value)? });
            }
            "paths" => paths(config, value)?,
            _ => {
                return Err(TomlError::Unknown(
                    key.clone(),
                    "groups, ignore-paths, top-scope-variables, module-path, relative, fail-on, rules, paths",
                ));
            }
        }
    }
    Ok(())
}

fn paths(config: &mut Config, value: &Value) -> Result<(), TomlError> {
    for section in value.as_array().ok_or_else(|| wrong("paths", "a list of tables: [[check.paths]]"))? {
        let table = as_table("paths", section)?;
        let files = table.get("files").ok_or_else(|| wrong("paths", "a table with `files` and `rules`"))?;
        let rules = table.get("rules").ok_or_else(|| wrong("paths", "a table with `files` and `rules`"))?;
        if let Some(other) = table.keys().find(|key| !matches!(key.as_str(), "files" | "rules")) {
            return Err(TomlError::Unknown(other.clone(), "files, rules"));
        }
        config.sections.push(Section { files: strings("files", files)?, rules: levels("rules", rules)? });
    }
    Ok(())
}

fn levels(key: &str, value: &Value) -> Result<Vec<(usize, Level)>, TomlError> {
    as_table(key, value)?.iter().map(|(name, value)| Ok((rule_index(name)?, level(name, value)?))).collect()
}

fn level(name: &str, value: &Value) -> Result<Level, TomlError> {
    match value.as_str() {
        Some("off") => Ok(Level::Off),
        Some("on") => Ok(Level::On),
        Some("warning") => Ok(Level::Warning),
        Some("error") => Ok(Level::Error),
        _ => Err(wrong(name, LEVELS)),
    }
}

fn severity(key: &str, value: &Value) -> Result<Severity, TomlError> {
    match value.as_str() {
        Some("warning") => Ok(Severity::Warning),
        Some("error") => Ok(Severity::Error),
        _ => Err(wrong(key, "\"warning\" or \"error\"")),
    }
}

fn group(name: &str) -> Result<Group, TomlError> {
    [Group::Core, Group::VoxPupuli, Group::Sense]
        .into_iter()
        .find(|group| group.name() == name)
        .ok_or_else(|| TomlError::Unknown(name.to_string(), "puppet-lint, voxpupuli, sense"))
}

fn as_table<'a>(key: &str, value: &'a Value) -> Result<&'a Table, TomlError> {
    value.as_table().ok_or_else(|| wrong(key, "a table"))
}

fn strings(key: &str, value: &Value) -> Result<Vec<String>, TomlError> {
    let items = value.as_array().ok_or_else(|| wrong(key, "a list of strings"))?;
    items.iter().map(|item| item.as_str().map(str::to_string).ok_or_else(|| wrong(key, "a list of strings"))).collect()
}

fn wrong(key: &str, expected: &'static str) -> TomlError {
    TomlError::Value(key.to_string(), expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rules::entry_index;

    #[test]
    fn levels_are_told_by_path() {
        let mut config = Config::default();
        let text = "[check.rules]\n140chars = 'error'\n[[check.paths]]\nfiles = ['site/**']\nrules = { 140chars = 'off' }\n";
        read(&mut config, text).unwrap();
        let rule = entry_index("140chars").unwrap();
        assert_eq!(config.selection("modules/a.pp").severity(rule), Some(Severity::Error));
        assert_eq!(config.selection("site/a.pp").severity(rule), None);
    }

    #[test]
    fn mistakes_are_told() {
        let told = |text| read(&mut Config::default(), text).unwrap_err().to_string();
        assert_eq!(
            told("[check]\nfial-on = 'error'"),
            "'fial-on' is not known here; known are groups, ignore-paths, top-scope-variables, relative, fail-on, rules, paths"
        );
        assert_eq!(told("[check.rules]\n140chars = 3"), "'140chars' has to be \"off\", \"on\", \"warning\" or \"error\"");
        assert_eq!(told("[check.rules]\ndocumentaton = 'off'"), "there is no check called 'documentaton'; did you mean 'documentation'?");
        assert!(told("[check").contains("line 1"));
    }
}
