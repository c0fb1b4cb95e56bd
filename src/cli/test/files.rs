//! Which modules and control repositories have cases, and their golden files on disk.
#![allow(clippy::disallowed_methods, reason = "writes golden files")]

use super::super::arguments::TestOptions;
use super::super::output::Output;
use crate::cases::Suite;
use crate::cases::format::Told;
use crate::settings::Settings;
use crate::world::World;
use crate::world::disk::Disk;
use crate::world::shelf::Shelved;
use std::path::{Component, Path, PathBuf};

/// A module or control repository, and the one case that is meant where a case was named.
struct Root {
    path: PathBuf,
    only: Option<String>,
}

/// The cases below the paths that are given.
pub fn suites(options: &TestOptions, settings: &Settings) -> Result<Vec<Suite>, String> {
    let paths = if options.paths.is_empty() { vec![".".to_string()] } else { options.paths.clone() };
    let facts = options.facts.as_deref().map(|folder| absolute(Path::new(folder)).to_string_lossy().into_owned());
    if let Some(folder) = facts.as_ref().filter(|folder| !Path::new(folder).is_dir()) {
        return Err(format!("there is no folder {folder} with facts"));
    }
    let settings = with_absolute_paths(settings);
    let mut suites = Vec::new();
    for path in &paths {
        for root in roots(path, &options.cases)? {
            let world = Box::new(Shelved::new(Disk));
            let mut suite = Suite::read(world, &root.path.to_string_lossy(), &options.cases, facts.as_deref(), &settings)?;
            suite.cases.retain(|case| root.only.as_ref().is_none_or(|only| *only == case.name));
            suites.push(suite);
        }
    }
    Ok(suites)
}

fn with_absolute_paths(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    for name in ["modulepath", "hiera_config"] {
        if settings.is_set(name) {
            let paths = settings.get(name);
            let parts = paths.split(':').filter(|part| !part.is_empty());
            let parts: Vec<String> = parts.map(|part| absolute(Path::new(part)).to_string_lossy().into_owned()).collect();
            settings.set(name, &parts.join(":"));
        }
    }
    settings
}

/// The path itself, the folder that a case lies in, or the modules in a folder.
fn roots(path: &str, cases: &str) -> Result<Vec<Root>, String> {
    let path = absolute(Path::new(path));
    if !path.exists() {
        return Err(format!("there is no {}", path.display()));
    }
    let depth = Path::new(cases).components().count();
    if path.extension().is_some_and(|ending| ending == "pp") {
        let root = path.ancestors().nth(depth + 1).filter(|root| root.join(cases) == path.parent().unwrap_or(root));
        let root = root.ok_or_else(|| format!("{} is no case: it does not lie in a folder {cases}", path.display()))?;
        let only = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        return Ok(vec![Root { path: root.to_path_buf(), only }]);
    }
    let whole = |path: PathBuf| Root { path, only: None };
    if path.join(cases).is_dir() {
        return Ok(vec![whole(path)]);
    }
    if let Some(root) = path.ancestors().nth(depth).filter(|root| root.join(cases) == path) {
        return Ok(vec![whole(root.to_path_buf())]);
    }
    let folders = [path.clone(), path.join("modules"), path.join("site"), path.join("site-modules")];
    let inside = folders.iter().flat_map(|folder| Disk.list(&folder.to_string_lossy()).into_iter().map(|name| folder.join(name)));
    Ok(inside.filter(|module| module.join(cases).is_dir()).map(whole).collect())
}

/// From the root on, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// A path as people name it: from where they are.
pub fn shown(path: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    Path::new(path).strip_prefix(here).map_or(path.to_string(), |inside| inside.to_string_lossy().into_owned())
}

/// Writes what is to be written; how many files that were.
pub fn write(told: &[Told<'_>]) -> Result<usize, String> {
    let mut count = 0;
    for one in told {
        let Some(text) = &one.outcome.golden else { continue };
        let suite = one.job.suite;
        let path = suite.golden(&one.outcome.name);
        let written = std::fs::create_dir_all(suite.golden_folder()).and_then(|()| std::fs::write(&path, text));
        written.map_err(|cause| format!("could not write {path}: {cause}"))?;
        count += 1;
    }
    Ok(count)
}

/// Golden files of no case are deleted, or told of: whether there are none.
pub fn stale(suites: &[Suite], delete: bool, output: &Output) -> Result<bool, String> {
    let mut is_well = true;
    for (suite, file) in suites.iter().flat_map(|suite| suite.stale().into_iter().map(move |file| (suite, file))) {
        let path = format!("{}/{file}", suite.golden_folder());
        if delete {
            std::fs::remove_file(&path).map_err(|cause| format!("could not delete {path}: {cause}"))?;
        } else {
            output.error(&format!("{} belongs to no case; 'rpuppet test --update' deletes it", shown(&path)));
            is_well = false;
        }
    }
    Ok(is_well)
}
