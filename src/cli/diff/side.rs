//! One side of a comparison: a folder, or a state of a git repository that is laid out in a temporary one.

use super::super::arguments::DiffOptions;
use super::super::{parallel, site};
use super::git;
use crate::cases::golden;
use crate::compare::Canonical;
use crate::diagnostic::render::first_line;
use crate::environments::{Environment, manifest_files};
use crate::pipeline::{self, Site, compile_site};
use crate::resources::Sources;
use crate::settings::Settings;
use crate::value::Value;
use crate::world::World;
use crate::world::disk::Disk;
use crate::world::shelf::Shelved;
use rpuppet_syntax::SourceFile;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

pub struct Side {
    /// As it was named.
    pub name: String,
    world: Shelved<Disk>,
    root: String,
    environment: String,
    module_path: Vec<String>,
    manifests: Vec<Arc<SourceFile>>,
    settings: Settings,
    /// Deleted with the side.
    _laid_out: Option<TempDir>,
}

impl Side {
    /// Reads a side by its name.
    pub fn of(name: &str, options: &DiffOptions, settings: &Settings) -> Result<Self, String> {
        let (root, laid_out) = located(name)?;
        let mut settings = settings.clone();
        let environments = format!("{root}/environments/{}", settings.get("environment"));
        let directory = if Path::new(&environments).is_dir() { environments } else { root.clone() };
        let own = format!("{root}/hiera.yaml");
        if !settings.is_set("hiera_config") && directory != root && Path::new(&own).is_file() {
            settings.set("hiera_config", &own);
        }
        let environment = Environment::at(&directory, &settings, &Disk)?;
        let module_path = match settings.is_set("modulepath") {
            true => settings.get("modulepath").split(':').filter(|part| !part.is_empty()).map(|part| within(&root, part)).collect(),
            false => with_module(&directory, environment.module_path),
        };
        let manifests = manifests(&root, &environment.manifest, options)?;
        Ok(Side {
            name: name.to_string(),
            world: Shelved::new(Disk),
            environment: directory,
            module_path,
            manifests,
            root,
            settings,
            _laid_out: laid_out,
        })
    }

    /// The catalogs of all nodes, or why there is none.
    pub fn catalogs(&self, nodes: &[(String, Value)]) -> Vec<Result<Canonical, String>> {
        parallel::each(nodes, |(node, facts)| self.catalog(node, facts))
    }

    fn catalog(&self, node: &str, facts: &Value) -> Result<Canonical, String> {
        let site = Site {
            manifests: self.manifests.clone(),
            module_path: self.module_path.clone(),
            environment: self.settings.get("environment"),
            environment_directory: Some(self.environment.clone()),
            facts: facts.clone(),
            certname: node.into(),
            ..Site::default()
        };
        let catalog = compile_site(&site, &self.settings, &self.world, &mut |_| {});
        let catalog = catalog.map_err(|diagnostic| first_line(&diagnostic).replace(&format!("{}/", self.root), ""))?;
        let sources = Sources { module_path: self.module_path.clone(), ruby_providers: None };
        Ok(golden::canonical(&catalog, &pipeline::actors(&catalog, sources, &self.world), &self.root))
    }
}

/// Where a side is. What begins with `.` or `/` is a folder; any other name is one of git's, else a folder's.
fn located(name: &str) -> Result<(String, Option<TempDir>), String> {
    if name.starts_with('-') {
        return Err(format!("'{name}' is neither a folder nor a commit: names do not begin with '-'"));
    }
    let folder = || std::fs::canonicalize(name).map_or_else(|_| name.to_string(), |path| path.to_string_lossy().into_owned());
    let is_folder = Path::new(name).is_dir();
    if name.starts_with(['.', '/']) {
        return if is_folder { Ok((folder(), None)) } else { Err(format!("there is no folder {name}")) };
    }
    match (git::commit(name), is_folder) {
        (Ok(_), true) => Err(format!("'{name}' is a folder and a name of git's: write ./{name}, or refs/heads/{name}")),
        (Ok(commit), false) => {
            let laid_out = tempfile::tempdir().map_err(|cause| format!("could not make a folder: {cause}"))?;
            let found = git::lay_out(&commit, laid_out.path())?;
            if !found.missing.is_empty() {
                let (which, all) = (found.missing.join(", "), "git submodule update --init --recursive");
                eprintln!("Warning: {name} is compared without the files of submodules that are not here: {which} ('{all}' fetches them)");
            }
            Ok((found.root, Some(laid_out)))
        }
        (Err(_), true) => Ok((folder(), None)),
        (Err(reason), false) => Err(reason),
    }
}

/// A module that lies alone is found beside itself, with the modules that its tests need.
fn with_module(directory: &str, mut path: Vec<String>) -> Vec<String> {
    if Path::new(&format!("{directory}/metadata.json")).is_file() {
        path.push(format!("{directory}/spec/fixtures/modules"));
        path.extend(directory.rsplit_once('/').map(|(parent, _)| parent.to_string()));
    }
    path.retain(|folder| Disk.is_directory(folder));
    path
}

fn manifests(root: &str, of_environment: &str, options: &DiffOptions) -> Result<Vec<Arc<SourceFile>>, String> {
    if let Some(code) = &options.execute {
        return Ok(vec![SourceFile::new(None, code.clone())]);
    }
    match &options.manifest {
        Some(path) => site::manifests(&within(root, path)),
        None => {
            manifest_files(of_environment, &Disk).iter().filter(|path| Disk.is_file(path)).map(|path| site::read_source(path)).collect()
        }
    }
}

fn within(root: &str, path: &str) -> String {
    if path.starts_with('/') { path.to_string() } else { format!("{root}/{path}") }
}
