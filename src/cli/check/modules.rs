//! Which modules are there: those that the checked files belong to, those beside them, and those of `--modulepath`.
#![allow(clippy::disallowed_methods, reason = "the command line's files")]

use super::arguments::CheckOptions;
use super::layers;
use super::pages;
use super::work::{Manifest, read};
use crate::cli::parallel;
use crate::lint::Config;
use crate::lint::sense::list::{Module, below, module};
use crate::lint::sense::part::{self, Part, Role, Source};
use crate::lint::sense::{Index, Natives};
use crate::pipeline;
use crate::value::{Map, Set};
use crate::world::World;
use crate::world::disk::Disk;
use rpuppet_syntax::{Kind, SourceFile};
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Folders of a module, by which the module's own is known.
const FOLDERS: &[&str] = &["manifests", "functions", "types", "templates", "lib", "data", "examples", "tests", "spec", "plans", "tasks"];

/// Folders of an environment that hold modules.
const OF_ENVIRONMENT: &[&str] = &["modules", "site-modules", "site"];

/// The modules that matter for some files, and what is to be read to know them.
#[derive(Default)]
pub struct Found {
    pub modules: Vec<Module>,
    pub sources: Vec<Source>,
    /// Folders that modules may be in.
    pub bases: Vec<String>,
}

/// What is known of all modules that matter for some files, and the manifests among these as they were read for it, by their paths from
/// the root.
pub fn index(options: &CheckOptions, config: &Config, paths: &[String]) -> (Index, Map<String, Manifest>) {
    let found = found(options, config, paths);
    pages::prepare(found.sources.len());
    let shown: Map<String, &str> = paths.iter().map(|path| (absolute(path), path.as_str())).collect();
    let read = parallel::each(&found.sources, |source| match shown.get(&source.path) {
        Some(shown) if source.role == Role::Manifest => manifest(source, shown),
        _ => (part(source), None),
    });
    let (parts, manifests): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let index = Index::new(natives(&found.modules), Arc::new(found.modules), parts.into_iter().flatten().collect());
    (index, manifests.into_iter().flatten().collect())
}

/// A manifest that is going to be looked at, under the name that people know it by, with what it contributes.
fn manifest(source: &Source, shown: &str) -> (Option<Arc<Part>>, Option<(String, Manifest)>) {
    let Some(text) = read(shown).ok().flatten() else { return (None, None) };
    let manifest = Manifest::read(SourceFile::new(Some(shown.to_string()), text), Kind::Manifest);
    let part = part::of_manifest(&source.module, &manifest.parsed, manifest.uses());
    (Some(Arc::new(part)), Some((source.path.clone(), manifest)))
}

/// What a file contributes; what cannot be read is told of where it is checked.
pub fn part(source: &Source) -> Option<Arc<Part>> {
    read(&source.path).ok().flatten().map(|text| Arc::new(part::read(source, text)))
}

/// Looks for modules.
pub fn found(options: &CheckOptions, config: &Config, paths: &[String]) -> Found {
    let full: Vec<String> = paths.iter().filter(|path| *path != "-").map(absolute).collect();
    let (mut found, mut bases, mut loose) = (Map::default(), Set::default(), Vec::new());
    bases.extend(options.modulepath.iter().chain(&config.module_path).flat_map(|list| list.split(':')).map(absolute));
    let mut seen = Map::default();
    for path in &full {
        match root(path, &bases, &mut seen) {
            Some(directory) => {
                found.entry(name(&directory)).or_insert(directory);
            }
            None => loose.push(path.clone()),
        }
    }
    let environments = environments(found.values(), &loose);
    bases.extend(beside(found.values(), &environments));
    for base in &bases {
        for name in Disk.list(base).into_iter().filter(|name| is_name(name)) {
            let directory = format!("{base}/{name}");
            if Path::new(&directory).is_dir() {
                found.entry(name).or_insert(directory);
            }
        }
    }
    gathered(found, loose, &environments, bases.into_iter().collect())
}

fn gathered(found: Map<String, String>, loose: Vec<String>, environments: &[String], bases: Vec<String>) -> Found {
    let found: Vec<(String, String)> = found.into_iter().collect();
    let modules: Vec<Module> = parallel::each(&found, |(name, directory)| module(&Disk, directory, name));
    let role = |path: &str| if path.ends_with(".pp") { Role::Manifest } else { Role::Data };
    let sites = loose.into_iter().map(|path| Source { role: role(&path), module: String::new(), path });
    let of_modules = modules.iter().flat_map(|module| module.sources.iter().cloned());
    let data = modules.iter().flat_map(|module| layers::sources(&module.directory, &module.name));
    let is_module = |directory: &String| modules.iter().any(|module| module.directory == **directory);
    let environments = environments.iter().filter(|directory| !is_module(directory)).flat_map(|directory| of_environment(directory));
    // a file is what it is first found to be
    let mut seen = Set::default();
    let sources = of_modules.chain(data).chain(environments).chain(sites).filter(|source| seen.insert(source.path.clone())).collect();
    Found { modules, sources, bases }
}

/// The manifests of an environment, and its data.
fn of_environment(directory: &str) -> Vec<Source> {
    let manifests = below(&Disk, &format!("{directory}/manifests"), ".pp").into_iter();
    let manifests = manifests.map(|path| Source { path, module: String::new(), role: Role::Manifest });
    manifests.chain(layers::sources(directory, "")).collect()
}

/// What the program and these modules bring.
pub fn natives(modules: &[Module]) -> Arc<Natives> {
    let parents: Set<String> = modules.iter().filter_map(|module| Some(module.directory.rsplit_once('/')?.0.to_string())).collect();
    Arc::new(pipeline::natives(&Disk, &parents.into_iter().collect::<Vec<_>>()))
}

/// A path from the root, without `.` and `..` at its beginning.
pub fn absolute(path: impl AsRef<str>) -> String {
    // the system is asked once where we are, not for each of thousands of files
    static HERE: LazyLock<Option<String>> = LazyLock::new(|| Some(std::path::absolute(".").ok()?.to_str()?.to_string()));
    let path = path.as_ref();
    let is_plain = !path.is_empty() && !path.starts_with(['/', '.']) && !path.ends_with('/');
    let is_straight = |pair: &[u8]| pair != b"//" && pair != b"/.";
    match HERE.as_deref() {
        Some(here) if here != "/" && is_plain && path.as_bytes().windows(2).all(is_straight) => format!("{here}/{path}"),
        _ => std::path::absolute(path).map_or_else(|_| path.to_string(), |full| full.to_string_lossy().trim_end_matches('/').to_string()),
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The folder of the module that a file belongs to.
fn root(path: &str, bases: &Set<String>, seen: &mut Map<String, bool>) -> Option<String> {
    let slashes: Vec<usize> = path.match_indices('/').map(|(at, _)| at).collect();
    for (index, at) in slashes.iter().enumerate().skip(1) {
        let (directory, rest) = (path.get(..*at)?, path.get(at + 1..)?);
        let next = rest.split('/').next().unwrap_or("");
        if !FOLDERS.contains(&next) || slashes.len() <= index + 1 {
            continue;
        }
        if let Some(known) = seen.get(directory) {
            if *known {
                return Some(directory.to_string());
            }
            continue;
        }
        let base = path.get(..*slashes.get(index - 1)?)?;
        let is_module = bases.contains(base)
            || OF_ENVIRONMENT.iter().any(|name| base.ends_with(&format!("/{name}")))
            || Path::new(&format!("{directory}/metadata.json")).is_file();
        seen.insert(directory.to_string(), is_module);
        if is_module {
            return Some(directory.to_string());
        }
    }
    None
}

/// The name of a module: its metadata has it, where the folder has another one.
fn name(directory: &str) -> String {
    let folder = directory.rsplit('/').next().unwrap_or(directory);
    if is_name(folder) {
        return folder.to_string();
    }
    let source = Source { path: format!("{directory}/metadata.json"), module: String::new(), role: Role::Metadata };
    let title = std::fs::read_to_string(&source.path).ok().and_then(|text| part::read(&source, text).title);
    title.unwrap_or_else(|| folder.to_string())
}

/// The environments that modules and files of none are in.
fn environments<'a>(modules: impl Iterator<Item = &'a String>, loose: &'a [String]) -> Vec<String> {
    let parents = loose.iter().filter_map(|path| Some(path.rsplit_once('/')?.0));
    let around: Set<&Path> = modules.map(String::as_str).chain(parents).flat_map(|folder| Path::new(folder).ancestors()).collect();
    let is_environment = |folder: &&Path| ["environment.conf", "Puppetfile"].iter().any(|name| folder.join(name).is_file());
    around.into_iter().filter(is_environment).map(|folder| folder.to_string_lossy().into_owned()).collect()
}

/// Folders of modules beside those that are checked: where they are, their fixtures, and those of the environments.
fn beside<'a>(directories: impl Iterator<Item = &'a String>, environments: &[String]) -> Vec<String> {
    let mut bases: Set<String> = Set::default();
    for directory in directories {
        let Some((base, _)) = directory.rsplit_once('/') else { continue };
        if OF_ENVIRONMENT.iter().any(|name| base.ends_with(&format!("/{name}"))) {
            bases.insert(base.to_string());
        }
        bases.insert(format!("{directory}/spec/fixtures/modules"));
    }
    for environment in environments {
        bases.extend(OF_ENVIRONMENT.iter().map(|name| format!("{environment}/{name}")));
    }
    bases.into_iter().filter(|base| Path::new(base).is_dir()).collect()
}
