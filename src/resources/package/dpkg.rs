//! What dpkg says is installed: one question for all packages of a run. And package files, which dpkg installs itself.

use super::apt::Task;
use crate::plan::{Failure, Memory};
use crate::resources::run::{ask, run};
use crate::system::{Act, Command, Look};
use crate::value::Map;
use std::rc::Rc;

/// One package of dpkg's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub version: String,
    /// Really installed; otherwise only its configuration files are left.
    pub installed: bool,
    pub held: bool,
}

/// dpkg's list, by name and by `name:architecture`.
#[derive(Clone)]
pub(super) struct Installed(Rc<Map<String, Entry>>);

impl Installed {
    /// Asks dpkg once; later callers get the same answer until [`Installed::forget`].
    pub(super) fn known(memory: &mut Memory, look: &dyn Look) -> Result<Self, Failure> {
        memory.get_or_try(|| Installed::ask(look))
    }

    /// Packages were changed.
    pub(super) fn forget(memory: &mut Memory) {
        memory.forget::<Installed>();
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.0.get(name)
    }

    fn ask(look: &dyn Look) -> Result<Self, Failure> {
        let format = "${Status} ${Package} ${Version} ${Architecture}\\n";
        let output = ask(look, &Command::new("/usr/bin/dpkg-query", ["-W", "--showformat", format]))?;
        let mut entries = Map::default();
        for line in output.stdout_text().lines() {
            let Some((name, architecture, entry)) = parse(line) else { continue };
            if let Some(architecture) = architecture {
                entries.insert(format!("{name}:{architecture}"), entry.clone());
            }
            // Of two architectures the installed one counts.
            if entry.installed || !entries.contains_key(name) {
                entries.insert(name.to_string(), entry);
            }
        }
        Ok(Installed(Rc::new(entries)))
    }
}

/// `install ok installed NAME VERSION ARCHITECTURE`; a package that is not installed has no version and is left out.
fn parse(line: &str) -> Option<(&str, Option<&str>, Entry)> {
    let mut words = line.split_whitespace();
    let (desired, _error, status) = (words.next()?, words.next()?, words.next()?);
    let (name, version) = (words.next()?, words.next()?);
    if status == "not-installed" {
        return None;
    }
    let entry = Entry { version: version.to_string(), installed: status == "installed", held: desired == "hold" };
    Some((name, words.next(), entry))
}

/// Installs a package file, or removes a package, without apt.
pub(super) fn act(act: &mut dyn Act, task: &Task, name: &str, source: Option<String>) -> Result<(), Failure> {
    let arguments = match task {
        Task::Install(options) => {
            let replace = options.iter().any(|option| option.ends_with("confnew"));
            let kept = if replace { "--force-confnew" } else { "--force-confold" };
            let file = source.ok_or_else(|| Failure::new("You cannot install dpkg packages without a source"))?;
            vec![kept.to_string(), "-i".to_string(), file]
        }
        Task::Remove => vec!["-r".to_string(), name.to_string()],
        Task::Purge => vec!["--purge".to_string(), name.to_string()],
    };
    let environment = vec![("DEBIAN_FRONTEND".to_string(), "noninteractive".to_string())];
    run(act, &Command { environment, ..Command::new("/usr/bin/dpkg", arguments) }).map(drop)
}

/// The version of the package in a file.
pub(super) fn version_of(file: &str, look: &dyn Look) -> Result<String, Failure> {
    let shown = ask(look, &Command::new("/usr/bin/dpkg-deb", ["--show", file]))?.stdout_text();
    let version = shown.trim_end().split_once('\t').map(|(_, version)| version.to_string());
    version.ok_or_else(|| Failure::new(format!("{file} is no package file")))
}
