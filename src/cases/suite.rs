//! A folder with cases: what is in it, and what its cases are compiled with.

use super::case::Case;
use super::facts::{self, FactSet};
use crate::environments::{Environment, manifest_files};
use crate::settings::Settings;
use crate::value::Set;
use crate::world::{World, autoload};
use rpuppet_syntax::SourceFile;
use serde_json::Value as Json;
use std::sync::Arc;

/// Where cases are by default, below a module or a control repository.
pub const FOLDER: &str = "tests/catalogs";
/// Golden files, below the folder with cases.
const GOLDEN: &str = "golden";
const FACTS: &str = "facts";

/// The cases of one module or control repository; what is read of it is read once.
pub struct Suite {
    pub world: Box<dyn World>,
    /// The module or control repository, an absolute path.
    pub root: String,
    /// The folder with cases.
    pub folder: String,
    pub module_path: Vec<String>,
    /// The module as the module path finds it, where the root is a module.
    pub module: Option<String>,
    /// The root, where it is an environment.
    pub environment: Option<String>,
    /// The environment's own manifests.
    pub manifests: Vec<Arc<SourceFile>>,
    pub settings: Settings,
    pub cases: Vec<Case>,
    pub facts: Vec<FactSet>,
}

impl Suite {
    /// Reads what is below `root`; `folder` is where its cases are, `facts` another folder with sets of facts.
    ///
    /// # Errors
    /// Something that cannot be read.
    pub fn read(world: Box<dyn World>, root: &str, folder: &str, facts: Option<&str>, settings: &Settings) -> Result<Self, String> {
        let folder = format!("{root}/{folder}");
        let is_module = world.is_file(&format!("{root}/metadata.json")) && !world.is_file(&format!("{root}/environment.conf"));
        let settings = alone(settings, &folder);
        let environment = (!is_module).then(|| Environment::at(root, &settings, &*world)).transpose()?;
        let name = is_module.then(|| module_name(root, &*world)).transpose()?;
        let module_path = match (&environment, &name) {
            _ if settings.is_set("modulepath") => split(&settings.get("modulepath")),
            (Some(environment), _) => environment.module_path.clone(),
            (None, name) => of_module(root, name.as_deref().unwrap_or_default(), &*world)?,
        };
        let module = name.and_then(|name| autoload::module_directory(&*world, &module_path, &name));
        let mut sets = facts::of_folder(facts.map_or(format!("{folder}/{FACTS}"), str::to_string).as_str(), &*world)?;
        if sets.is_empty() {
            sets = facts::shipped()?;
        }
        let cases = cases(&folder, &*world)?;
        let own = environment.iter().flat_map(|environment| manifest_files(&environment.manifest, &*world));
        let manifests = own.filter(|path| world.is_file(path)).map(|path| source(&path, &*world)).collect::<Result<_, String>>()?;
        let environment = environment.map(|_| root.to_string());
        Ok(Suite { world, root: root.to_string(), folder, module_path, module, environment, manifests, settings, cases, facts: sets })
    }

    /// Where the golden file of a case with a set of facts is.
    pub fn golden(&self, name: &str) -> String {
        format!("{}/{name}.json", self.golden_folder())
    }

    pub fn golden_folder(&self) -> String {
        format!("{}/{GOLDEN}", self.folder)
    }

    /// Golden files that belong to no case.
    pub fn stale(&self) -> Vec<String> {
        let pairs = self.cases.iter().flat_map(|case| self.facts.iter().map(move |set| (case, set)));
        let pairs = pairs.filter(|(case, set)| case.is_for(&set.name));
        let known: Set<String> = pairs.map(|(case, set)| format!("{}@{}.json", case.name, set.name)).collect();
        let files = self.world.list(&self.golden_folder()).into_iter();
        files.filter(|file| file.contains('@') && file.ends_with(".json") && !known.contains(file)).collect()
    }
}

/// Nothing of this machine's own configuration has a part in the catalogs, unless it is asked for.
fn alone(settings: &Settings, folder: &str) -> Settings {
    let mut settings = settings.clone();
    for (name, value) in [("basemodulepath", String::new()), ("hiera_config", format!("{folder}/hiera.yaml"))] {
        if !settings.is_set(name) {
            settings.set(name, &value);
        }
    }
    settings
}

fn split(path: &str) -> Vec<String> {
    path.split(':').filter(|part| !part.is_empty()).map(str::to_string).collect()
}

/// `trove`, of `openstack-trove`.
fn module_name(root: &str, world: &dyn World) -> Result<String, String> {
    let path = format!("{root}/metadata.json");
    let bytes = world.read(&path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    let metadata: Json = serde_json::from_slice(&bytes).map_err(|cause| format!("{path}: {cause}"))?;
    let full = metadata.get("name").and_then(Json::as_str).unwrap_or_default();
    Ok(full.rsplit(['-', '/']).next().unwrap_or_default().to_string())
}

/// The folder that holds the module, and the one with the modules that its tests need.
fn of_module(root: &str, name: &str, world: &dyn World) -> Result<Vec<String>, String> {
    let (parent, folder) = root.rsplit_once('/').unwrap_or(("", root));
    let fixtures = format!("{root}/spec/fixtures/modules");
    if folder != name && !world.is_directory(&format!("{fixtures}/{name}")) {
        let link = format!("ln -s ../../.. {fixtures}/{name}");
        return Err(format!("{root} holds the module {name}, which is found by this name only; give the folder that name, or: {link}"));
    }
    let parent = if parent.is_empty() { "/" } else { parent };
    Ok(vec![fixtures, parent.to_string()].into_iter().filter(|folder| world.is_directory(folder)).collect())
}

fn source(path: &str, world: &dyn World) -> Result<Arc<SourceFile>, String> {
    let bytes = world.read(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{path} is not valid UTF-8; save it as UTF-8"))?;
    Ok(SourceFile::new(Some(path.to_string()), text))
}

fn cases(folder: &str, world: &dyn World) -> Result<Vec<Case>, String> {
    let names = world.list(folder).into_iter().filter_map(|file| file.strip_suffix(".pp").map(str::to_string));
    let read = |name: String| {
        let path = format!("{folder}/{name}.pp");
        Ok(Case::read(&name, source(&path, world)?))
    };
    names.map(read).collect()
}
