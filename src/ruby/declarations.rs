//! The types that modules declare in `lib/puppet/type`, read when they are first asked for.

use super::declaration::{TypeFile, provider_attribute, read_provider, read_type};
use super::parse::parse;
use super::tree::Node;
use super::types::TypeCode;
use crate::catalog::{Declaration, Schema, Schemas};
use crate::value::{EcoString, Map};
use crate::world::{World, autoload, read_once};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A file of a module that should declare a type or provider and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
pub struct Unreadable {
    pub path: String,
    pub line: u32,
    pub message: String,
}

/// The types that modules declare, by name.
pub struct Declarations<'a> {
    world: &'a dyn World,
    module_path: Vec<String>,
    files: OnceLock<Arc<Files>>,
    known: Mutex<Map<EcoString, Option<Arc<Declared>>>>,
    /// What types required, by path.
    trees: Mutex<Map<String, Option<Arc<Node>>>>,
    unreadable: Mutex<Vec<Unreadable>>,
}

/// Where modules keep types and providers; each folder is listed once.
#[derive(Debug, Default)]
struct Files {
    /// The module that declares a type, the first one on the module path.
    types: Map<EcoString, String>,
    /// Folders that hold the providers of a type.
    providers: Map<EcoString, Vec<String>>,
    /// Folders of modules that bring Ruby files for others.
    libraries: Vec<String>,
}

impl Files {
    fn list(world: &dyn World, module_path: &[String]) -> Self {
        let mut files = Files::default();
        for module in autoload::modules(world, module_path).into_values() {
            for file in world.list(&format!("{module}/lib/puppet/type")) {
                if let Some(name) = file.strip_suffix(".rb") {
                    files.types.entry(name.into()).or_insert_with(|| module.clone());
                }
            }
            for name in world.list(&format!("{module}/lib/puppet/provider")) {
                let folder = format!("{module}/lib/puppet/provider/{name}");
                files.providers.entry(name.into()).or_default().push(folder);
            }
            if !world.list(&format!("{module}/lib/puppet_x")).is_empty() {
                files.libraries.push(module);
            }
        }
        files
    }
}

/// A declaration with its schema ready to be shared.
#[derive(Debug)]
struct Declared {
    schema: Arc<Schema>,
    declaration: Declaration,
    code: Option<Arc<TypeCode>>,
}

impl<'a> Declarations<'a> {
    /// `module_path`: directories that hold modules, first wins.
    pub fn new(world: &'a dyn World, module_path: &[String]) -> Self {
        let module_path = module_path.to_vec();
        Declarations {
            world,
            module_path,
            files: OnceLock::new(),
            known: Mutex::default(),
            trees: Mutex::default(),
            unreadable: Mutex::default(),
        }
    }

    fn files(&self) -> &Files {
        self.files.get_or_init(|| {
            let list = || Ok::<_, Infallible>(Files::list(self.world, &self.module_path));
            read_once(self.world, &self.module_path.join(":"), list).unwrap_or_default()
        })
    }

    /// What a module says about a type: providers, autorequires. `None` for types that no module declares.
    pub fn declaration(&self, name: &str) -> Option<Declaration> {
        let mut declaration = self.declared(name)?.declaration.clone();
        self.add_providers(&mut declaration);
        Some(declaration)
    }

    /// The code of a type; `None` where no module declares it, or in another form than `newtype`.
    pub fn code(&self, name: &str) -> Option<Arc<TypeCode>> {
        self.declared(name)?.code.clone()
    }

    /// Files that could not be read so far.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn declared(&self, name: &str) -> Option<Arc<Declared>> {
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            return known.clone();
        }
        let found = self.type_file(name).and_then(|path| read_once(self.world, &path, || self.read(name, &path).ok_or(())).ok());
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(name.into(), found.clone());
        found
    }

    /// The file that declares a type.
    fn type_file(&self, name: &str) -> Option<String> {
        let module = self.files().types.get(name)?;
        Some(format!("{module}/lib/puppet/type/{name}.rb"))
    }

    fn read(&self, name: &str, path: &str) -> Option<Declared> {
        let module = self.files().types.get(name)?;
        let mut required = |wanted: &str| self.required(module, wanted);
        match read_type(&self.text(path)?, &mut required) {
            Ok(TypeFile { mut declaration, code }) => {
                declaration.schema.name = name.into();
                declaration.file = path.into();
                // to compile it is enough to know that there are some; they are read when the host is managed
                if self.provider_files(name).next().is_some() {
                    declaration.schema.attributes.entry("provider".into()).or_insert_with(provider_attribute);
                }
                let code = code.map(|code| Arc::new(TypeCode { name: name.into(), path: path.to_string(), ..code }));
                Some(Declared { schema: Arc::new(declaration.schema.clone()), declaration, code })
            }
            Err(error) => {
                self.note(path, &error);
                None
            }
        }
    }

    /// A file that a type requires: of its own module, or of one that brings such files for others.
    fn required(&self, module: &str, wanted: &str) -> Option<Arc<Node>> {
        let elsewhere = || {
            let libraries = self.files().libraries.iter().filter(|_| wanted.starts_with("puppet_x/"));
            libraries.into_iter().find_map(|library| self.tree(format!("{library}/lib/{wanted}.rb")))
        };
        self.tree(format!("{module}/lib/{wanted}.rb")).or_else(elsewhere)
    }

    /// A file that many types may require is parsed once.
    fn tree(&self, path: String) -> Option<Arc<Node>> {
        let mut trees = self.trees.lock().unwrap_or_else(PoisonError::into_inner);
        trees.entry(path).or_insert_with_key(|path| self.text(path).and_then(|text| parse(&text).ok()).map(Arc::new)).clone()
    }

    fn add_providers(&self, declaration: &mut Declaration) {
        for path in self.provider_files(&declaration.schema.name) {
            match read_provider(&self.text(&path).unwrap_or_default()) {
                Ok(providers) => declaration.providers.extend(providers),
                Err(error) => self.note(&path, &error.into()),
            }
        }
    }

    /// `lib/puppet/provider/NAME/*.rb` of all modules.
    fn provider_files(&self, name: &str) -> impl Iterator<Item = String> {
        self.files().providers.get(name).into_iter().flatten().flat_map(|folder| {
            let files = self.world.list(folder).into_iter().filter(|file| file.ends_with(".rb"));
            files.map(move |file| format!("{folder}/{file}"))
        })
    }

    fn text(&self, path: &str) -> Option<String> {
        self.world.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn note(&self, path: &str, error: &super::declaration::DeclarationError) {
        let line = match error {
            super::declaration::DeclarationError::Syntax(error) => error.line,
            super::declaration::DeclarationError::NoType => 1,
        };
        let unreadable = Unreadable { path: path.to_string(), line, message: error.to_string() };
        self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).push(unreadable);
    }
}

impl Schemas for Declarations<'_> {
    fn schema(&self, name: &str) -> Option<Arc<Schema>> {
        self.declared(name).map(|declared| Arc::clone(&declared.schema))
    }

    fn names(&self) -> Vec<EcoString> {
        self.files().types.keys().cloned().collect()
    }
}
