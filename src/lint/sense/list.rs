//! Which files of a module are read to know it, and which names its Ruby files stand for.

use super::part::{Role, Source};
use crate::world::World;

/// A module: its folder, and what its files say by their names alone.
#[derive(Clone, Debug, Default)]
pub struct Module {
    pub name: String,
    pub directory: String,
    pub sources: Vec<Source>,
    /// Functions in Ruby.
    pub functions: Vec<String>,
    /// Types in Ruby.
    pub types: Vec<String>,
    /// Data types in Ruby, lower case.
    pub data_types: Vec<String>,
}

/// Looks through a module's folder.
pub fn module(world: &dyn World, directory: &str, name: &str) -> Module {
    let mut module = Module { name: name.to_string(), directory: directory.to_string(), ..Module::default() };
    let source = |path: String, role: Role| Source { path, module: name.to_string(), role };
    for folder in ["manifests", "functions", "types"] {
        let files = below(world, &format!("{directory}/{folder}"), ".pp");
        module.sources.extend(files.into_iter().map(|path| source(path, Role::Manifest)));
    }
    module.sources.extend(below(world, &format!("{directory}/lib/facter"), ".rb").into_iter().map(|path| source(path, Role::Fact)));
    let external = below(world, &format!("{directory}/facts.d"), "");
    module.sources.extend(external.into_iter().map(|path| source(path, Role::ExternalFact)));
    let templates = format!("{directory}/templates");
    for path in below(world, &templates, "") {
        let inner = path.get(templates.len() + 1..).unwrap_or("").to_string();
        module.sources.push(source(path, Role::Template(format!("{name}/{inner}"))));
    }
    for folder in ["data", "hieradata"] {
        let files = below(world, &format!("{directory}/{folder}"), ".yaml");
        module.sources.extend(files.into_iter().map(|path| source(path, Role::Data)));
    }
    module.sources.push(source(format!("{directory}/metadata.json"), Role::Metadata));
    module.functions = ruby(world, &format!("{directory}/lib/puppet/functions"));
    module.functions.extend(ruby(world, &format!("{directory}/lib/puppet/parser/functions")));
    let types = format!("{directory}/lib/puppet/type");
    module.types = ruby(world, &types);
    for name in module.types.iter().filter(|name| !name.contains("::")) {
        module.sources.push(source(format!("{types}/{name}.rb"), Role::Type(name.clone())));
    }
    module.data_types = ruby(world, &format!("{directory}/lib/puppet/datatypes")).iter().map(|name| name.replace('_', "")).collect();
    module
}

/// Names from paths: `a/b.rb` is `a::b`.
fn ruby(world: &dyn World, folder: &str) -> Vec<String> {
    let files = below(world, folder, ".rb");
    files.iter().filter_map(|path| Some(path.get(folder.len() + 1..)?.strip_suffix(".rb")?.replace('/', "::"))).collect()
}

/// The files below a folder whose names end alike.
pub fn below(world: &dyn World, folder: &str, end: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_string()];
    while let Some(folder) = folders.pop() {
        for (name, is_directory) in world.entries(&folder) {
            let path = format!("{folder}/{name}");
            if !end.is_empty() && name.ends_with(end) {
                found.push(path);
            } else if (end.is_empty() || !name.contains('.')) && is_directory {
                folders.push(path);
            } else if end.is_empty() {
                found.push(path);
            }
        }
    }
    found
}
