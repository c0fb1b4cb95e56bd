//! Puppet's settings: flags, `puppet.conf`, defaults. Precedence is decided here and nowhere else: flag, then section `[user]`, then `[main]`, then default.

use crate::value::{EcoString, Map, Value};
use std::cell::Cell;
use std::path::Path;

/// One setting: name, default (with `$other` references) and whether it is a switch.
struct Known {
    name: &'static str,
    default: &'static str,
    switch: bool,
}

/// References to other settings that are filled in for one value, and the bytes from which on no more are.
const MOST_REFERENCES: u32 = 1000;
const LONGEST_VALUE: usize = 1 << 16;

const fn text(name: &'static str, default: &'static str) -> Known {
    Known { name, default, switch: false }
}

const fn switch(name: &'static str, default: &'static str) -> Known {
    Known { name, default, switch: true }
}

/// The settings that have a meaning here. Those in `ACCEPTED` are understood and have none.
const KNOWN: &[Known] = &[
    text("basemodulepath", "$codedir/modules:/usr/share/puppet/modules:/opt/puppetlabs/puppet/modules"),
    text("certname", ""),
    text("clientyamldir", "$vardir/client_yaml"),
    text("codedir", "/etc/puppetlabs/code"),
    text("color", "ansi"),
    text("confdir", "/etc/puppetlabs/puppet"),
    text("config", "$confdir/puppet.conf"),
    text("environment", "production"),
    text("environmentpath", "$codedir/environments"),
    text("external_nodes", "none"),
    text("facts_terminus", "facter"),
    text("hiera_config", "$confdir/hiera.yaml"),
    text("manifest", ""),
    text("modulepath", ""),
    text("node_terminus", "plain"),
    text("node_name_value", "$certname"),
    text("skip_tags", ""),
    text("statedir", "$vardir/state"),
    text("strict", "error"),
    text("tags", ""),
    text("vardir", "/var/lib/rpuppet"),
    text("yamldir", "$vardir/yaml"),
    switch("ignoreschedules", "false"),
    switch("noop", "false"),
    switch("show_diff", "false"),
    switch("storeconfigs", "false"),
    switch("strict_variables", "true"),
];

/// Settings of Puppet that scripts pass and that change nothing here.
const ACCEPTED: &[(&str, bool)] = &[
    ("daemonize", true),
    ("disable_warnings", false),
    ("evaltrace", true),
    ("factpath", false),
    ("graph", true),
    ("graphdir", false),
    ("lastrunfile", false),
    ("lastrunreport", false),
    ("log_level", false),
    ("logdir", false),
    ("ordering", false),
    ("priority", false),
    ("profile", true),
    ("publicdir", false),
    ("report", true),
    ("reports", false),
    ("rundir", false),
    ("splay", true),
    ("ssldir", false),
    ("storeconfigs_backend", false),
    ("summarize", true),
    ("trace", true),
    ("usecacheonfailure", true),
];

/// The name of a section and its settings.
pub type Section = (String, Vec<(String, String)>);

/// The settings of one run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    values: Map<EcoString, String>,
}

/// A flag that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("the setting --{0} needs a value: --{0} VALUE")]
    NoValue(String),
    #[error("the setting --{0} is a switch: true or false, not '{1}'")]
    NotASwitch(String, String),
    #[error("{path}:{line}: {reason}")]
    Config { path: String, line: usize, reason: String },
}

impl Settings {
    /// Takes the settings out of a command line and gives the rest back: `--noop`, `--no-noop`, `--tags=a`, `--hiera-config F`.
    pub fn from_arguments(arguments: Vec<String>) -> Result<(Settings, Vec<String>), SettingsError> {
        let mut settings = Settings::default();
        let mut rest = Vec::with_capacity(arguments.len());
        let mut waiting = arguments.into_iter();
        while let Some(argument) = waiting.next() {
            if argument == "--" {
                rest.push(argument);
                rest.extend(waiting);
                break;
            }
            let Some(flag) = argument.strip_prefix("--") else {
                rest.push(argument);
                continue;
            };
            let (name, value) = flag.split_once('=').map_or((flag, None), |(name, value)| (name, Some(value.to_string())));
            let name = name.replace('-', "_");
            let (name, negated) = match name.strip_prefix("no_").filter(|positive| is_switch(positive) == Some(true)) {
                Some(positive) => (positive.to_string(), true),
                None => (name, false),
            };
            match (is_switch(&name), value) {
                (None, _) => rest.push(argument),
                (Some(true), None) => settings.set(&name, if negated { "false" } else { "true" }),
                (Some(true), Some(value)) if matches!(value.as_str(), "true" | "false") => settings.set(&name, &value),
                (Some(true), Some(value)) => return Err(SettingsError::NotASwitch(name, value)),
                (Some(false), Some(value)) => settings.set(&name, &value),
                (Some(false), None) => {
                    let value = waiting.next().ok_or_else(|| SettingsError::NoValue(name.clone()))?;
                    settings.set(&name, &value);
                }
            }
        }
        Ok((settings, rest))
    }

    /// Adds what `puppet.conf` says; what is already set stays.
    ///
    /// # Errors
    /// A line that is neither a section nor a setting, with its number.
    pub fn read_config(&mut self, path: &str, text: &str) -> Result<(), SettingsError> {
        let sections = Settings::sections(path, text)?;
        for wanted in ["user", "main"] {
            for (name, value) in sections.iter().filter(|(name, _)| name == wanted).flat_map(|(_, entries)| entries) {
                self.values.entry(name.as_str().into()).or_insert_with(|| value.clone());
            }
        }
        Ok(())
    }

    /// The sections of a file in the form of `puppet.conf`, with their settings; what stands before the first one is `main`.
    ///
    /// # Errors
    /// A line that is neither a section nor a setting, with its number.
    pub fn sections(path: &str, text: &str) -> Result<Vec<Section>, SettingsError> {
        let options = ini::ParseOption { enabled_quote: false, enabled_escape: false, ..ini::ParseOption::default() };
        let config = ini::Ini::load_from_str_opt(text, options).map_err(|error| SettingsError::Config {
            path: path.to_string(),
            line: error.line + 1,
            reason: error.msg.to_string(),
        })?;
        let pairs = |entries: &ini::Properties| entries.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Ok(config.iter().map(|(name, entries)| (name.unwrap_or("main").to_string(), pairs(entries))).collect())
    }

    /// A text with `$other` settings filled in.
    pub fn filled_in(&self, text: &str) -> String {
        self.filled(text, 0, &Cell::new(MOST_REFERENCES))
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.values.insert(name.into(), value.to_string());
    }

    pub fn is_set(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The value with `$other` settings filled in.
    pub fn get(&self, name: &str) -> String {
        self.resolved(name, 0, &Cell::new(MOST_REFERENCES))
    }

    pub fn is_on(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// A list separated by commas.
    pub fn list(&self, name: &str) -> Vec<String> {
        self.get(name).split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect()
    }

    fn resolved(&self, name: &str, depth: usize, left: &Cell<u32>) -> String {
        let default = || KNOWN.iter().find(|known| known.name == name).map_or("", |known| known.default).to_string();
        let raw = self.values.get(name).cloned().unwrap_or_else(default);
        self.filled(&raw, depth, left)
    }

    /// Settings refer to each other a few levels deep; a circle ends where too many levels or references (`left`) were met.
    fn filled(&self, text: &str, depth: usize, left: &Cell<u32>) -> String {
        if depth > 8 || left.get() == 0 || !text.contains('$') {
            return text.to_string();
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('$') {
            out.push_str(before);
            let end = after.find(|character: char| !(character.is_ascii_lowercase() || character == '_')).unwrap_or(after.len());
            let (reference, tail) = after.split_at(end);
            left.set(left.get().saturating_sub(1));
            out.push_str(&match reference {
                "" => "$".to_string(),
                name if left.get() == 0 || out.len() > LONGEST_VALUE => format!("${name}"),
                name => self.resolved(name, depth + 1, left),
            });
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// `$settings::NAME` of the language.
    pub fn variables(&self) -> Map<EcoString, Value> {
        let names = KNOWN.iter().map(|known| known.name);
        names.map(|name| (EcoString::from(name), self.variable(name))).collect()
    }

    fn variable(&self, name: &str) -> Value {
        let value = self.get(name);
        match is_switch(name) {
            Some(true) => Value::Boolean(value == "true"),
            _ => Value::from(value),
        }
    }

    /// The module path: the setting, else the environment's and the base, else the folder `modules` in or beside the manifest's folder.
    pub fn module_path(
        &self,
        manifest: Option<&Path>,
        environment: Option<&[String]>,
        is_directory: &dyn Fn(&Path) -> bool,
    ) -> Vec<String> {
        if self.is_set("modulepath") {
            return split_path(&self.get("modulepath"));
        }
        let beside = manifest.and_then(|manifest| nearest_modules(manifest, is_directory));
        let environment = environment.map_or_else(|| split_path(&self.get("basemodulepath")), <[String]>::to_vec);
        beside.into_iter().chain(environment).collect()
    }
}

/// The nearest folder `modules` that holds the manifest or lies beside one of the folders above it.
fn nearest_modules(manifest: &Path, is_directory: &dyn Fn(&Path) -> bool) -> Option<String> {
    let holds = |folder: &Path| folder.file_name().is_some_and(|name| name == "modules");
    for folder in manifest.ancestors().skip(1) {
        if holds(folder) {
            return Some(folder.to_string_lossy().into_owned());
        }
        let beside = folder.join("modules");
        if is_directory(&beside) {
            return Some(beside.to_string_lossy().into_owned());
        }
    }
    None
}

fn split_path(path: &str) -> Vec<String> {
    path.split(':').filter(|part| !part.is_empty()).map(str::to_string).collect()
}

/// Whether a name is a setting, and if so a switch.
fn is_switch(name: &str) -> Option<bool> {
    let known = KNOWN.iter().find(|known| known.name == name).map(|known| known.switch);
    known.or_else(|| ACCEPTED.iter().find(|(accepted, _)| *accepted == name).map(|(_, switch)| *switch))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> (Settings, Vec<String>) {
        Settings::from_arguments(arguments.iter().map(ToString::to_string).collect()).unwrap()
    }

    #[test]
    fn takes_settings_in_every_form_puppet_knows() {
        let (settings, rest) = parse(&["apply", "--no-strict_variables", "--hiera-config", "h.yaml", "--tags=a,b", "--noop", "site.pp"]);
        assert_eq!(rest, ["apply", "site.pp"]);
        assert!(!settings.is_on("strict_variables"));
        assert_eq!(settings.get("hiera_config"), "h.yaml");
        assert_eq!(settings.list("tags"), ["a", "b"]);
        assert!(settings.is_on("noop"));
    }

    #[test]
    fn a_flag_wins_over_the_file_and_references_are_filled_in() {
        let (mut settings, _) = parse(&["--vardir", "/tmp/v"]);
        settings.read_config("puppet.conf", "[main]\nvardir = /elsewhere\ncertname = node.example\n").unwrap();
        assert_eq!(settings.get("statedir"), "/tmp/v/state");
        assert_eq!(settings.get("node_name_value"), "node.example");
    }

    #[test]
    fn a_switch_takes_only_true_and_false() {
        let result = Settings::from_arguments(vec!["--noop=perhaps".into()]);
        assert_eq!(result.map(|_| ()), Err(SettingsError::NotASwitch("noop".into(), "perhaps".into())));
    }
}
