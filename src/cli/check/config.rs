//! Where the configuration comes from: puppet-lint's files, then `rpuppet.toml`, then the command line; a later one has the last word.
#![allow(clippy::disallowed_methods, reason = "the configuration's files and the home folder's name")]

use super::arguments::{CheckOptions, FailOn};
use crate::diagnostic::Severity;
use crate::lint::config::{Level, rc, toml};
use crate::lint::rule::Group;
use crate::lint::{Config, ENTRIES};
use std::path::Path;

/// The configuration of a run.
///
/// # Errors
/// A file or an option that is not as it has to be.
pub fn config(options: &CheckOptions) -> Result<Config, String> {
    let mut config = Config::default();
    match &options.config {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
            take_in(&mut config, path, &text)?;
        }
        None if options.no_config => {}
        None => found(&mut config)?,
    }
    flags(&mut config, options)?;
    Ok(config)
}

/// Our own files in the current folder; the first that is there counts.
const OURS: [&str; 2] = ["rpuppet.toml", ".rpuppet.toml"];

/// The files that a configuration may come from, whether they are there or not.
pub fn candidates(options: &CheckOptions) -> Vec<String> {
    match &options.config {
        Some(path) => vec![path.clone()],
        None if options.no_config => Vec::new(),
        None => of_puppet_lint().into_iter().chain(OURS.map(str::to_string)).collect(),
    }
}

fn of_puppet_lint() -> Vec<String> {
    let home = std::env::var("HOME").map(|home| format!("{home}/.puppet-lint.rc"));
    [Some("/etc/puppet-lint.rc".to_string()), home.ok(), Some(".puppet-lint.rc".into())].into_iter().flatten().collect()
}

/// The files that puppet-lint reads, and our own.
fn found(config: &mut Config) -> Result<(), String> {
    let ours = OURS.into_iter().find(|path| Path::new(path).is_file()).map(str::to_string);
    for path in of_puppet_lint().into_iter().chain(ours) {
        if let Ok(text) = std::fs::read_to_string(&path) {
            take_in(config, &path, &text)?;
        }
    }
    Ok(())
}

fn take_in(config: &mut Config, path: &str, text: &str) -> Result<(), String> {
    if path.ends_with(".toml") {
        return toml::read(config, text).map_err(|error| format!("{path}: {error}"));
    }
    // an option for a check of some plugin that is not known here says nothing of the others
    rc::read(config, text).iter().for_each(|(line, error)| eprintln!("Warning: {path}:{line}: {error}"));
    Ok(())
}

fn flags(config: &mut Config, options: &CheckOptions) -> Result<(), String> {
    if options.plugins {
        config.groups.push(Group::VoxPupuli);
    }
    if options.all_checks {
        config.last.extend((0..ENTRIES.len()).map(|rule| (rule, Level::On)));
    }
    if !options.only_checks.is_empty() {
        config.only(&options.only_checks.join(",")).map_err(|error| error.to_string())?;
    }
    if !options.ignore_paths.is_empty() {
        config.ignored_paths.clone_from(&options.ignore_paths);
    }
    config.options.top_scope_variables.extend(options.top_scope_variables.iter().cloned());
    config.options.relative |= options.relative;
    match options.fail_on {
        Some(FailOn::Error) => config.fail_on = Severity::Error,
        Some(FailOn::Warning) => config.fail_on = Severity::Warning,
        None if options.fail_on_warnings => config.fail_on = Severity::Warning,
        None => {}
    }
    options.rules.iter().try_for_each(|option| rc::option(config, option)).map_err(|error| error.to_string())
}
