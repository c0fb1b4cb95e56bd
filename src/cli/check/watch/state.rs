//! What is known between two rounds, so that a change costs only what it reaches: a file is looked at again if its text changed, or if one
//! of the questions that were asked for it has another answer.

use super::super::arguments::CheckOptions;
use super::super::modules::{self, Found};
use super::super::work::{Checked, Way};
use super::super::{ENDINGS, config, paths, shown, style, take_out_known, work};
use super::changes::Changes;
use super::folders;
use crate::cli::parallel;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rule::Group;
use crate::lint::sense::list::Module;
use crate::lint::sense::part::{Part, Role, Source};
use crate::lint::sense::question::{Answer, Question};
use crate::lint::sense::{Index, Modules, Natives};
use crate::lint::{Config, Selections};
use crate::value::{Map, Set};
use crate::world::World;
use crate::world::disk::Disk;
use rpuppet_syntax::Span;
use std::sync::Arc;

/// A file that is looked at.
pub struct Entry {
    /// As people know it.
    pub path: String,
    /// What was found; nothing in a file that is none of Puppet's, a message where it cannot be read.
    pub checked: Result<Option<Checked>, String>,
    /// What is said of it for people.
    pub text: String,
    questions: Vec<(Question, Answer)>,
}

impl Entry {
    /// Whether the same is said of the same text.
    fn says(&self, other: &Checked) -> bool {
        let Ok(Some(known)) = &self.checked else { return false };
        let same = |one: &[Diagnostic], two: &[Diagnostic]| one.iter().map(essence).eq(two.iter().map(essence));
        let silenced = known.silenced.iter().map(|(one, _)| essence(one)).eq(other.silenced.iter().map(|(one, _)| essence(one)));
        same(&known.diagnostics, &other.diagnostics) && silenced && known.fixable == other.fixable
    }
}

/// What tells a finding from others of the same text.
fn essence(diagnostic: &Diagnostic) -> (&str, &str, Severity, Option<Span>) {
    (diagnostic.code, &diagnostic.message, diagnostic.severity, diagnostic.location.as_ref().map(|location| location.span))
}

pub struct State {
    config: Config,
    /// By their paths from the root, in the order of being told.
    pub entries: Map<String, Entry>,
    /// The files that modules are known by, with what each contributes.
    known: Map<String, (Source, Option<Arc<Part>>)>,
    modules: Arc<Vec<Module>>,
    natives: Option<Arc<Natives>>,
    index: Option<Arc<Index>>,
}

impl State {
    /// Looks at everything.
    ///
    /// # Errors
    /// As for one check: of the configuration, of paths.
    pub fn new(options: &CheckOptions, changes: &mut Changes) -> Result<State, String> {
        let mut state = State {
            config: config::config(options)?,
            entries: Map::default(),
            known: Map::default(),
            modules: Arc::default(),
            natives: None,
            index: None,
        };
        let fresh = state.list(options, changes)?;
        state.put_together();
        state.look(options, &fresh, &fresh)?;
        Ok(state)
    }

    /// Takes in that something was done to some paths; the files that are new, changed or gone, or of which something else is said now.
    ///
    /// # Errors
    /// As for one check.
    pub fn take_in(&mut self, options: &CheckOptions, touched: &Set<String>, changes: &mut Changes) -> Result<Set<String>, String> {
        let before = self.paths();
        let mut stale: Set<String> = touched.iter().filter(|path| self.entries.contains_key(*path)).cloned().collect();
        self.read(touched);
        if touched.iter().any(|path| self.is_of_lists(path)) {
            stale.extend(self.list(options, changes)?);
        }
        let news = stale.clone();
        if touched.iter().any(|path| is_of_natives(path)) {
            (self.natives, self.index) = (None, None);
        }
        if let Some(index) = self.put_together() {
            stale.extend(self.reached(&index, &stale));
        }
        stale.retain(|path| self.entries.contains_key(path));
        let mut told = self.look(options, &stale, &news)?;
        told.extend(before.into_iter().filter(|path| !self.entries.contains_key(path)));
        Ok(told)
    }

    /// All files, from the root.
    pub fn paths(&self) -> Set<String> {
        self.entries.keys().cloned().collect()
    }

    /// What is said of modules that are not there.
    pub fn absent(&self) -> Vec<String> {
        self.index.as_ref().map(|index| index.absent()).unwrap_or_default()
    }

    /// Whether something that was done to a path may have made another set of files, or of modules.
    fn is_of_lists(&self, path: &str) -> bool {
        let lists_files = |(source, _): &(Source, _)| matches!(source.role, Role::Metadata | Role::Layer { .. });
        let known = self.known.get(path);
        match known.is_some() || self.entries.contains_key(path) {
            true => !Disk.is_file(path) || known.is_some_and(lists_files),
            false => Disk.is_directory(path) || Disk.is_file(path) && self.may_be_listed(path),
        }
    }

    /// Whether a file that is not known would be in a list: other files of a folder are let be, however often they are written.
    fn may_be_listed(&self, path: &str) -> bool {
        let is_inside = |module: &Module| path.strip_prefix(&module.directory).is_some_and(|rest| rest.starts_with('/'));
        let marks = [".json", ".conf", ".eyaml", "Puppetfile"];
        ENDINGS.iter().chain(&marks).any(|end| path.ends_with(end)) || self.modules.iter().any(is_inside)
    }

    /// Lists files and modules; those of the files that are new. What was known of the others stays.
    fn list(&mut self, options: &CheckOptions, changes: &mut Changes) -> Result<Set<String>, String> {
        let (mut files, mut found) = (Vec::new(), Found::default());
        // what came after a list was made and before its folders were watched is in the next one
        for _ in 0..3 {
            files = paths(options, &self.config)?;
            found = if self.config.uses(Group::Sense) { modules::found(options, &self.config, &files) } else { Found::default() };
            if !changes.cover(folders::watched(options, &files, &found))? {
                break;
            }
        }
        let mut entries = std::mem::take(&mut self.entries);
        let mut fresh = Set::default();
        for path in files {
            let full = modules::absolute(&path);
            let entry = entries.swap_remove(&full).unwrap_or_else(|| {
                fresh.insert(full.clone());
                Entry { path, checked: Ok(None), text: String::new(), questions: Vec::new() }
            });
            self.entries.insert(full, entry);
        }
        let known = std::mem::take(&mut self.known);
        let parts = parallel::each(&found.sources, |source| match known.get(&source.path) {
            Some((before, part)) if before == source => part.clone(),
            _ => modules::part(source),
        });
        self.known = found.sources.into_iter().zip(parts).map(|(source, part)| (source.path.clone(), (source, part))).collect();
        (self.modules, self.index) = (Arc::new(found.modules), None);
        Ok(fresh)
    }

    /// Reads again what modules are known by.
    fn read(&mut self, touched: &Set<String>) {
        for path in touched {
            if let Some((source, part)) = self.known.get_mut(path) {
                *part = modules::part(source);
                self.index = None;
            }
        }
    }

    /// Makes an index of what was read, if something of it has changed.
    fn put_together(&mut self) -> Option<Arc<Index>> {
        if self.index.is_some() || !self.config.uses(Group::Sense) {
            return None;
        }
        let natives = self.natives.get_or_insert_with(|| modules::natives(&self.modules)).clone();
        let parts = self.known.values().filter_map(|(_, part)| part.clone()).collect();
        self.index = Some(Arc::new(Index::new(natives, self.modules.clone(), parts)));
        self.index.clone()
    }

    /// The other files for which something has another answer.
    fn reached(&self, index: &Index, stale: &Set<String>) -> Vec<String> {
        let others: Vec<(&String, &Entry)> = self.entries.iter().filter(|(path, _)| !stale.contains(*path)).collect();
        let differs = |(question, answer): &(Question, Answer)| question.answer(index) != *answer;
        let reached = parallel::each(&others, |(path, entry)| entry.questions.iter().any(differs).then(|| (*path).clone()));
        reached.into_iter().flatten().collect()
    }

    /// Looks at files, and writes down what was asked for each; those that are news, or of which something else is said than before.
    fn look(&mut self, options: &CheckOptions, stale: &Set<String>, news: &Set<String>) -> Result<Set<String>, String> {
        let (config, index) = (&self.config, &self.index);
        let stale: Vec<(&String, &str)> = stale.iter().filter_map(|path| Some((path, self.entries.get(path)?.path.as_str()))).collect();
        let (none, selections) = (Map::default(), Selections::new(config));
        let looked = parallel::each(&stale, |(full, path)| {
            let modules = index.clone().map(Modules::noting);
            let checked =
                work::checked(path, &Way { config, selections: &selections, modules: modules.as_ref(), fixing: false, known: &none });
            let asked = modules.map(Modules::asked).unwrap_or_default().into_iter();
            let answered = asked.filter_map(|question| index.as_ref().map(|index| question.answer(index)).map(|answer| (question, answer)));
            ((*full).clone(), checked, answered.collect())
        });
        let (mut files, mut told) = (Vec::new(), Set::default());
        for (full, checked, questions) in looked {
            let Some(entry) = self.entries.get_mut(&full) else { continue };
            entry.questions = questions;
            match checked {
                Ok(Some(checked)) => files.push(checked),
                other => {
                    (entry.checked, entry.text) = (other, String::new());
                    told.insert(full);
                }
            }
        }
        if let Some(baseline) = &options.baseline {
            take_out_known(baseline, &mut files)?;
        }
        files.retain(|file| news.contains(&file.full_path) || !self.entries.get(&file.full_path).is_some_and(|entry| entry.says(file)));
        let style = style(options);
        let texts = parallel::each(&files, |file| shown(file, options, style));
        for (text, file) in texts.into_iter().zip(files) {
            if let Some(entry) = self.entries.get_mut(&file.full_path) {
                told.insert(file.full_path.clone());
                (entry.text, entry.checked) = (text, Ok(Some(file)));
            }
        }
        Ok(told)
    }
}

/// Whether a path is of the types that modules declare in Ruby, which are then read anew when something is asked of them.
fn is_of_natives(path: &str) -> bool {
    path.ends_with(".rb") && path.contains("/lib/puppet")
}
