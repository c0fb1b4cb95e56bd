//! Where types come from: what `puppet generate types` wrote for the environment, Puppet's core, what modules declare, and the rest of the
//! native ones.

use crate::catalog::schema::CORE_TYPES;
use crate::catalog::{Schema, Schemas, generated};
use crate::diagnostic::Diagnostic;
use crate::resources::NativeSchemas;
use crate::ruby::declarations::Declarations;
use crate::value::EcoString;
use crate::world::{World, read_once};
use rpuppet_syntax::SourceFile;
use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

/// The folder of an environment with its generated types.
const GENERATED: &str = ".resource_types";

/// Types by name.
pub(super) struct Types<'a> {
    natives: &'static NativeSchemas,
    declarations: Declarations<'a>,
    world: &'a dyn World,
    /// Of generated types: the folder, and the names of its files.
    generated: Option<(String, Vec<String>)>,
    /// The first of its files that was asked for and holds something else.
    broken: OnceLock<Box<Diagnostic>>,
}

/// What a file of generated types holds; `None`: anything else.
struct Generated(Option<Arc<Schema>>);

impl<'a> Types<'a> {
    pub(super) fn new(world: &'a dyn World, module_path: &[String], environment_directory: Option<&String>) -> Self {
        let folder = environment_directory.map(|directory| format!("{directory}/{GENERATED}"));
        let generated = folder.filter(|folder| world.is_directory(folder)).map(|folder| {
            let files = world.list(&folder);
            (folder, files)
        });
        Types {
            natives: NativeSchemas::shared(),
            declarations: Declarations::new(world, module_path),
            world,
            generated,
            broken: OnceLock::new(),
        }
    }

    fn generated(&self, name: &str) -> Option<Arc<Schema>> {
        let (folder, files) = self.generated.as_ref()?;
        let file = format!("{name}.pp");
        if !files.contains(&file) {
            return None;
        }
        let path = format!("{folder}/{file}");
        let read = || {
            let text = self.world.read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
            let schema = generated::read(SourceFile::new(Some(path.clone()), text)).filter(|schema| schema.name == name);
            Ok::<_, Infallible>(Generated(schema.map(Arc::new)))
        };
        let schema = read_once(self.world, &path, read).ok()?.0.clone();
        if schema.is_none() {
            self.broken.get_or_init(|| Box::new(no_type(name, &path)));
        }
        schema
    }

    /// A file of generated types that was asked for and cannot be used: nothing that was compiled with others in its place counts.
    pub(super) fn broken(self) -> Option<Box<Diagnostic>> {
        self.broken.into_inner()
    }
}

fn no_type(name: &str, path: &str) -> Diagnostic {
    let message = format!(
        "The code loaded from {path} does not create the resource type '{name}' - no call to Puppet::Resource::ResourceType3.new found."
    );
    let opening = "Evaluation Error: Error while evaluating a Resource Statement, ";
    Diagnostic::error("GENERATED_TYPE", format!("{opening}{message}")).with_help("puppet generate types --force writes it anew")
}

impl Schemas for Types<'_> {
    fn schema(&self, name: &str) -> Option<Arc<Schema>> {
        if let Some(schema) = self.generated(name) {
            return Some(schema);
        }
        if CORE_TYPES.contains(&name) {
            return self.natives.schema(name);
        }
        self.declarations.schema(name).or_else(|| self.natives.schema(name))
    }

    fn names(&self) -> Vec<EcoString> {
        let mut names = self.natives.names();
        names.extend(self.declarations.names());
        let files = self.generated.iter().flat_map(|(_, files)| files);
        names.extend(files.filter_map(|file| file.strip_suffix(".pp")).map(EcoString::from));
        names
    }
}
