//! Where modules keep functions in Ruby, and what their files say; each file is read when its function is first called.

use super::function::{FunctionError, RubyFunction};
use super::parse::parse;
use super::tree::Node;
use crate::value::{EcoString, Map};
use crate::world::{World, autoload, read_once};
use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

/// The functions of an environment that are written in Ruby.
pub struct RubyFunctions<'a> {
    world: &'a dyn World,
    module_path: Vec<String>,
    /// The environment's own folder `lib` comes before the modules.
    environment_directory: Option<String>,
    libraries: OnceLock<Arc<Libraries>>,
}

/// Functions without a namespace: any module may bring them, so each folder is listed once.
#[derive(Debug, Default)]
struct Libraries {
    /// Folders `lib` in the order of the module path.
    folders: Vec<String>,
    /// Files by the function's name.
    plain: Map<EcoString, String>,
}

const MODERN: &str = "puppet/functions";
const LEGACY: &str = "puppet/parser/functions";

impl Libraries {
    fn list(world: &dyn World, module_path: &[String], environment_directory: Option<&String>) -> Self {
        let modules = autoload::modules(world, module_path).into_values();
        let libraries = environment_directory.cloned().into_iter().chain(modules).map(|directory| format!("{directory}/lib"));
        let folders: Vec<String> = libraries.filter(|folder| world.is_directory(folder)).collect();
        let mut plain = Map::default();
        for kind in [MODERN, LEGACY] {
            for folder in &folders {
                for file in world.list(&format!("{folder}/{kind}")) {
                    if let Some(name) = file.strip_suffix(".rb") {
                        plain.entry(name.into()).or_insert_with(|| format!("{folder}/{kind}/{file}"));
                    }
                }
            }
        }
        Libraries { folders, plain }
    }
}

impl<'a> RubyFunctions<'a> {
    /// `module_path`: directories that hold modules, first wins.
    pub fn new(world: &'a dyn World, module_path: &[String], environment_directory: Option<&String>) -> Self {
        let environment_directory = environment_directory.cloned();
        RubyFunctions { world, module_path: module_path.to_vec(), environment_directory, libraries: OnceLock::new() }
    }

    fn libraries(&self) -> &Libraries {
        self.libraries.get_or_init(|| {
            let environment = self.environment_directory.as_ref();
            let list = || Ok::<_, Infallible>(Libraries::list(self.world, &self.module_path, environment));
            let key = format!("{}:{}", self.module_path.join(":"), environment.map_or("", String::as_str));
            read_once(self.world, &key, list).unwrap_or_default()
        })
    }

    /// The function of a name, `a::b` or `b`; `None` where no module has it.
    ///
    /// # Errors
    /// The path of its file, and why it cannot be used.
    pub fn find(&self, name: &str) -> Result<Option<Arc<RubyFunction>>, (String, FunctionError)> {
        let Some(path) = self.file(name) else { return Ok(None) };
        let read = || {
            let source = self.text(&path).unwrap_or_default();
            RubyFunction::read(&path, name, &source, &mut |wanted| self.required(&path, wanted))
        };
        read_once(self.world, &path, read).map(Some).map_err(|error| (path.clone(), error))
    }

    /// Names without a namespace, for "did you mean".
    pub fn names(&self) -> Vec<EcoString> {
        self.libraries().plain.keys().cloned().collect()
    }

    fn file(&self, name: &str) -> Option<String> {
        let libraries = self.libraries();
        let Some((namespace, _)) = name.split_once("::") else { return libraries.plain.get(name).cloned() };
        let owner = |folder: &&String| {
            let module = folder.strip_suffix("/lib").and_then(|module| module.rsplit('/').next());
            namespace == "environment" || module == Some(namespace)
        };
        let candidates = libraries.folders.iter().filter(owner).map(|folder| format!("{folder}/{MODERN}/{}.rb", name.replace("::", "/")));
        candidates.into_iter().find(|path| self.world.is_file(path))
    }

    /// A file that a function requires: of its own module, or of another that brings it.
    fn required(&self, path: &str, wanted: &str) -> Option<Arc<Node>> {
        let (library, _) = path.rsplit_once("/puppet/")?;
        let own = format!("{library}/{wanted}.rb");
        let others = self.libraries().folders.iter().map(|folder| format!("{folder}/{wanted}.rb"));
        let path = std::iter::once(own).chain(others).find(|path| self.world.is_file(path))?;
        let tree = || self.text(&path).and_then(|text| parse(&text).ok()).ok_or(());
        read_once(self.world, &path, tree).ok()
    }

    fn text(&self, path: &str) -> Option<String> {
        self.world.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}
