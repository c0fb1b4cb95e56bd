//! Which rules are checked where, and how bad their findings are.

pub mod rc;
pub mod toml;

use super::file::Options;
use super::glob;
use super::rule::Group;
use super::rules::{ENTRIES, entry_index};
use crate::diagnostic::{Severity, similar};
use std::borrow::Cow;

/// What is said of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Off,
    /// As bad as the rule itself says.
    On,
    Warning,
    Error,
}

/// How bad each rule's findings are; `None` for those that are not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Vec<Option<Severity>>);

/// The selections of a configuration: one for all files, where none is told apart.
pub struct Selections<'a> {
    config: &'a Config,
    same: Option<Selection>,
}

impl<'a> Selections<'a> {
    pub fn new(config: &'a Config) -> Self {
        let tells_apart = config.sections.iter().any(|section| !section.files.is_empty());
        Selections { config, same: (!tells_apart).then(|| config.selection("")) }
    }

    /// The rules for a file.
    pub fn of(&self, path: &str) -> Cow<'_, Selection> {
        self.same.as_ref().map_or_else(|| Cow::Owned(self.config.selection(path)), Cow::Borrowed)
    }
}

/// Levels for some files.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Patterns of paths; every file where there is none.
    pub files: Vec<String>,
    /// Indexes of rules; a later one wins.
    pub rules: Vec<(usize, Level)>,
}

/// All that is said, in the order of saying.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub options: Options,
    pub ignored_paths: Vec<String>,
    pub groups: Vec<Group>,
    /// Folders with modules.
    pub module_path: Vec<String>,
    pub sections: Vec<Section>,
    /// What the command line says of rules: it has the last word.
    pub last: Vec<(usize, Level)>,
    /// Only these rules, whatever else is said.
    pub only: Option<Vec<usize>>,
    /// How bad a finding has to be for the check to fail.
    pub fail_on: Severity,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            options: Options::default(),
            ignored_paths: vec!["vendor/**/*.pp".into()],
            groups: vec![Group::Core, Group::Sense],
            module_path: Vec::new(),
            sections: Vec::new(),
            last: Vec::new(),
            only: None,
            fail_on: Severity::Error,
        }
    }
}

impl Config {
    /// Whether a file is left out.
    pub fn ignores(&self, path: &str) -> bool {
        self.ignored_paths.iter().any(|pattern| glob::fits(pattern, path))
    }

    /// Whether a rule of a group may be checked.
    pub fn uses(&self, group: Group) -> bool {
        let of_group = |index: &usize| ENTRIES.get(*index).is_some_and(|entry| entry.rule.group == group);
        let said = self.sections.iter().flat_map(|section| &section.rules).chain(&self.last);
        let on = said.filter(|(_, level)| *level != Level::Off).any(|(index, _)| of_group(index));
        self.only.as_ref().map_or(on || self.groups.contains(&group), |only| only.iter().any(of_group))
    }

    /// The rules for a file.
    pub fn selection(&self, path: &str) -> Selection {
        let mut chosen: Vec<Option<Severity>> = ENTRIES.iter().enumerate().map(|(index, _)| self.at_first(index)).collect();
        let fits = |section: &&Section| section.files.is_empty() || section.files.iter().any(|pattern| glob::fits(pattern, path));
        let said = self.sections.iter().filter(fits).flat_map(|section| &section.rules).chain(&self.last);
        for (index, level) in said {
            if self.only.as_ref().is_some_and(|only| !only.contains(index)) {
                continue;
            }
            if let (Some(place), Some(entry)) = (chosen.get_mut(*index), ENTRIES.get(*index)) {
                *place = match level {
                    Level::Off => None,
                    Level::On => Some(entry.rule.severity),
                    Level::Warning => Some(Severity::Warning),
                    Level::Error => Some(Severity::Error),
                };
            }
        }
        Selection(chosen)
    }

    /// Takes in a list of rules' names: only these are checked.
    ///
    /// # Errors
    /// A name that no rule has.
    pub fn only(&mut self, names: &str) -> Result<(), UnknownRule> {
        let indexes = names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(rule_index);
        self.only = Some(indexes.collect::<Result<_, _>>()?);
        Ok(())
    }

    /// What a rule is before anything is said of it alone.
    fn at_first(&self, index: usize) -> Option<Severity> {
        let rule = ENTRIES.get(index)?.rule;
        match &self.only {
            Some(only) => only.contains(&index).then_some(rule.severity),
            // the plugins of a group are off until the group is named
            None if rule.group == Group::VoxPupuli => self.groups.contains(&rule.group).then_some(rule.severity),
            None => (rule.enabled && self.groups.contains(&rule.group)).then_some(rule.severity),
        }
    }
}

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("there is no check called '{name}'{}", similar.map(|other| format!("; did you mean '{other}'?")).unwrap_or_default())]
pub struct UnknownRule {
    pub name: String,
    pub similar: Option<&'static str>,
}

/// The index of a rule.
///
/// # Errors
/// A name that no rule has.
pub fn rule_index(name: &str) -> Result<usize, UnknownRule> {
    entry_index(name).ok_or_else(|| {
        let similar = similar::closest(name, ENTRIES.iter().map(|entry| entry.name));
        UnknownRule { name: name.to_string(), similar }
    })
}

impl Selection {
    /// How bad a rule's findings are, if it is checked.
    pub fn severity(&self, rule: usize) -> Option<Severity> {
        self.0.get(rule).copied().flatten()
    }

    /// Every rule there is.
    pub fn all() -> Selection {
        Selection(ENTRIES.iter().map(|entry| Some(entry.rule.severity)).collect())
    }
}
