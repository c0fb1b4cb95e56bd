//! The journal of owed refreshes. A service that has to be restarted because its file was changed must be restarted even if the run is
//! killed in between: in the next run the file is as it shall be, and nothing would tell of the restart any more.
//!
//! So before a resource is changed, everything that would be refreshed by that is written down (one small file in the state directory, 0600,
//! replaced as a whole and synced). A refresh is crossed out when it was carried out, or when it became needless. What is still there at
//! the beginning of a run is delivered in that run. A refresh that failed, or was skipped because something before it failed, stays owed.
//! One that was carried out just before a kill may be carried out once more; none is lost.

use crate::catalog::Reference;
use crate::system::{Act, Follow, Look, Ownership, SystemError};
use crate::value::Map;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

const FILE_NAME: &str = "owed_refreshes.json";

/// Whether a refresh is already due or would only become so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Debt {
    /// Written down because a change is about to be tried.
    Possible,
    Certain,
}

#[derive(Debug, Default)]
pub struct Journal {
    /// `None`: nothing is kept.
    path: Option<PathBuf>,
    owed: Map<Reference, Debt>,
    /// The file says something else.
    dirty: bool,
}

impl Journal {
    /// What earlier runs left. A file that cannot be read is told of and counts as empty.
    pub fn load(look: &dyn Look, directory: Option<&Path>) -> (Self, Option<String>) {
        let Some(path) = directory.map(|directory| directory.join(FILE_NAME)) else { return (Journal::default(), None) };
        let mut journal = Journal { path: Some(path.clone()), ..Journal::default() };
        let content = match look.metadata(&path, Follow::Nothing) {
            Ok(None) => return (journal, None),
            Ok(Some(_)) => look.read(&path),
            Err(error) => Err(error),
        };
        let json: Result<Json, String> = content
            .map_err(|error| error.to_string())
            .and_then(|content| serde_json::from_slice(&content).map_err(|error| format!("Could not parse {}: {error}", path.display())));
        match json {
            Ok(json) => {
                let names = json.get("owed").and_then(Json::as_array).into_iter().flatten();
                let references = names.filter_map(Json::as_str).filter_map(Reference::parse);
                journal.owed.extend(references.map(|reference| (reference, Debt::Certain)));
                (journal, None)
            }
            Err(problem) => (journal, Some(problem)),
        }
    }

    /// The refreshes that are owed, oldest first.
    pub fn owed(&self) -> Vec<Reference> {
        self.owed.keys().cloned().collect()
    }

    /// These will be owed if the change that is about to be tried succeeds. An error means that the change must not be tried.
    pub fn intend(&mut self, act: &mut dyn Act, targets: &[Reference]) -> Result<(), SystemError> {
        for target in targets {
            if !self.owed.contains_key(target) {
                self.owed.insert(target.clone(), Debt::Possible);
                self.dirty = true;
            }
        }
        self.save(act)
    }

    /// The change was made: these are owed.
    pub fn confirm(&mut self, targets: &[Reference]) {
        for target in targets {
            self.dirty |= self.owed.insert(target.clone(), Debt::Certain).is_none();
        }
    }

    /// The change was not made: what was only possible is not owed.
    pub fn withdraw(&mut self, targets: &[Reference]) {
        for target in targets.iter().filter(|target| self.owed.get(*target) == Some(&Debt::Possible)).cloned().collect::<Vec<_>>() {
            self.cross_out(&target);
        }
    }

    /// Carried out, or needless by now.
    pub fn cross_out(&mut self, target: &Reference) {
        self.dirty |= self.owed.shift_remove(target).is_some();
    }

    /// Brings the file up to date; no file where nothing is owed.
    pub fn save(&mut self, act: &mut dyn Act) -> Result<(), SystemError> {
        let Some(path) = self.path.as_deref().filter(|_| self.dirty) else { return Ok(()) };
        if self.owed.is_empty() {
            act.remove(path)?;
        } else {
            let names: Vec<String> = self.owed.keys().map(Reference::to_string).collect();
            make_folders(act, path)?;
            let content = json!({ "owed": names }).to_string();
            act.write(path, content.as_bytes(), &Ownership { mode: Some(0o600), ..Ownership::default() }, None)?;
        }
        self.dirty = false;
        Ok(())
    }
}

/// Makes the folders above a file of the state directory (0750).
pub fn make_folders(act: &mut dyn Act, path: &Path) -> Result<(), SystemError> {
    let mut missing = Vec::new();
    for folder in path.ancestors().skip(1) {
        if act.metadata(folder, Follow::Links)?.is_some() {
            break;
        }
        missing.push(folder);
    }
    let ownership = Ownership { mode: Some(0o750), ..Ownership::default() };
    missing.iter().rev().try_for_each(|folder| act.make_directory(folder, &ownership))
}
