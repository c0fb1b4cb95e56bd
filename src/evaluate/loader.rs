//! Finding and reading the files that define a name: `a::b::c` is looked for in `a/manifests/b/c.pp`, `b.pp`, `init.pp` of its module.

use super::compiler::Compiler;
use super::definition::{Definition, DefinitionKind, definitions, plain};
use super::function::Interrupt;
use super::scope::Scopes;
use crate::catalog::schema::METAPARAMETERS;
use crate::check;
use crate::diagnostic::render::first_line;
use crate::diagnostic::{Diagnostic, Label, Level, Precision, Severity, Strictness};
use crate::value::EcoString;
use crate::world::autoload;
use rpuppet_syntax::{Ast, Kind, Location, Node, SourceFile};
use std::sync::Arc;

/// How many mistakes of a file, and how many warnings, are told.
const MOST_TOLD: usize = 10;

/// A file of which there is nothing to say: the same for every compilation.
struct Sound {
    ast: Arc<Ast>,
    definitions: Vec<Arc<Definition>>,
    /// How strictly it was checked.
    strict: Strictness,
}

impl<'a> Compiler<'a> {
    /// Reads a text and registers what it defines.
    pub(super) fn load(&mut self, source: Arc<SourceFile>, module: Option<&EcoString>) -> Result<Arc<Ast>, Interrupt> {
        let known = source.path().and_then(|path| self.read_before(path));
        match known.filter(|known| known.ast.source.text() == source.text()) {
            Some(known) => self.define(&known),
            None => {
                let read = self.read(source, module)?;
                self.define(&read)
            }
        }
    }

    /// What another compilation made of a file.
    fn read_before(&self, path: &str) -> Option<Arc<Sound>> {
        self.inputs.world.shelf()?.get::<Sound>(path).filter(|known| known.strict == self.inputs.strict)
    }

    /// Parses and checks a text. The first mistake is the error; the others stand beside it.
    fn read(&mut self, source: Arc<SourceFile>, module: Option<&EcoString>) -> Result<Arc<Sound>, Interrupt> {
        let parsed = rpuppet_syntax::parse(source.clone(), Kind::Manifest);
        if let Some(first) = parsed.errors.first() {
            let mut diagnostic = syntax_diagnostic(&source, first).completed();
            let file = source.path().filter(|_| diagnostic.precision == Precision::Nowhere).map(|path| format!(" (file: {path})"));
            diagnostic.message = format!("{}{}{}", self.could_not_parse(module), diagnostic.message, file.unwrap_or_default());
            diagnostic.related.extend(
                parsed
                    .errors
                    .iter()
                    .skip(1)
                    .map(|error| Label { location: Location::new(&source, error.span), text: error.message.clone() }),
            );
            return Err(diagnostic.into());
        }
        for warning in &parsed.warnings {
            let warning = syntax_diagnostic(&source, warning);
            self.warn(Diagnostic { severity: Severity::Warning, ..warning });
        }
        let ast = Arc::new(parsed.ast);
        let is_silent = self.check(&ast, module)? && parsed.warnings.is_empty();
        let definitions = definitions(&ast, module);
        let sound = Arc::new(Sound { ast, definitions, strict: self.inputs.strict });
        if let (true, Some(path), Some(shelf)) = (is_silent, source.path(), self.inputs.world.shelf()) {
            shelf.put(path, sound.clone());
        }
        Ok(sound)
    }

    fn define(&mut self, file: &Sound) -> Result<Arc<Ast>, Interrupt> {
        for definition in &file.definitions {
            self.register(definition.clone())?;
        }
        for definition in &file.definitions {
            self.evaluate_types(definition)?;
        }
        Ok(file.ast.clone())
    }

    /// How a message about the site's own manifests begins.
    fn could_not_parse(&self, module: Option<&EcoString>) -> String {
        match module {
            None => format!("Could not parse for environment {}: ", self.inputs.node.environment),
            Some(_) => String::new(),
        }
    }

    /// The rules that the grammar leaves open: warnings are logged, a single mistake is the error, several are logged before it.
    /// Whether there was nothing to say.
    fn check(&mut self, ast: &Ast, module: Option<&EcoString>) -> Result<bool, Interrupt> {
        let mut found = if module.is_some() { self.misplaced(ast) } else { Vec::new() };
        found.extend(check::check(ast, self.inputs.strict));
        let (errors, warnings): (Vec<_>, Vec<_>) = found.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
        let warned = warnings.len();
        for warning in warnings.into_iter().take(MOST_TOLD) {
            self.warn(warning);
        }
        let mut errors = errors.into_iter();
        let (Some(mut first), more) = (errors.next(), errors.len()) else { return Ok(warned == 0) };
        let could_not = self.could_not_parse(module);
        if more == 0 {
            first.message = format!("{could_not}{}", first.message);
            return Err(first.completed().into());
        }
        for error in std::iter::once(first).chain(errors).take(MOST_TOLD) {
            (self.logger)(Level::Error, &first_line(&error), Some(&error));
        }
        let and_warnings = if warned > 0 { format!(", and {warned} warnings") } else { String::new() };
        let file = ast.source.path().map(|path| format!(" (file: {path})")).unwrap_or_default();
        let message = format!("{could_not}Language validation logged {} errors{and_warnings}. Giving up{file}", more + 1);
        Err(Diagnostic::error("SEVERAL_MISTAKES", message).completed().into())
    }

    /// What an autoloaded file may not hold.
    fn misplaced(&self, ast: &Ast) -> Vec<Diagnostic> {
        let Some(path) = ast.source.path() else { return Vec::new() };
        let inside = |base: &String| path.strip_prefix(base.as_str())?.strip_prefix('/');
        match self.inputs.module_path.iter().find_map(inside) {
            Some(relative) => check::check_location(ast, &check::ModuleFile::of(relative), path),
            None => Vec::new(),
        }
    }

    fn register(&mut self, definition: Arc<Definition>) -> Result<(), Interrupt> {
        if matches!(definition.kind, DefinitionKind::Class | DefinitionKind::Define) {
            self.check_metaparameters(&definition)?;
        }
        match definition.kind {
            DefinitionKind::Class => self.definitions.add_class(definition),
            DefinitionKind::Define => self.definitions.add_define(definition),
            DefinitionKind::Function => self.definitions.add_function(definition),
            DefinitionKind::TypeAlias => self.definitions.add_alias(definition),
            DefinitionKind::Node => self.add_node(definition),
        }
    }

    /// A parameter named like a metaparameter must have a default, and is warned of.
    fn check_metaparameters(&mut self, definition: &Definition) -> Result<(), Interrupt> {
        let ast = definition.ast.clone();
        for id in ast.items(definition.parameters) {
            let Node::Parameter { name, default, .. } = ast.node(*id) else { continue };
            let name = ast.text(name);
            if !METAPARAMETERS.contains(&name.as_str()) {
                continue;
            }
            let owner = &definition.name;
            if default.is_none() {
                let message = format!("{name} is a metaparameter; please choose another parameter name in the {owner} definition");
                return Err(Diagnostic::error("METAPARAMETER_AS_PARAMETER", message).shown_at(Some(ast.location(*id))).into());
            }
            let message = format!("{name} is a metaparam; this value will inherit to all contained resources in the {owner} definition");
            self.warn(Diagnostic::warning("METAPARAMETER_AS_PARAMETER", message).shown_at(Some(ast.location(*id))));
        }
        Ok(())
    }

    /// Types of parameters are evaluated where they are defined, whether or not anybody declares it.
    fn evaluate_types(&mut self, definition: &Definition) -> Result<(), Interrupt> {
        if matches!(definition.kind, DefinitionKind::Class | DefinitionKind::Define) {
            self.within(Scopes::TOP, |this| this.parameters_of(definition))?;
        }
        Ok(())
    }

    pub(super) fn find_class(&mut self, name: &str) -> Result<Option<Arc<Definition>>, Interrupt> {
        self.find(name, DefinitionKind::Class)
    }

    pub(super) fn find_define(&mut self, name: &str) -> Result<Option<Arc<Definition>>, Interrupt> {
        self.find(name, DefinitionKind::Define)
    }

    pub(super) fn find_function(&mut self, name: &str) -> Result<Option<Arc<Definition>>, Interrupt> {
        self.find(name, DefinitionKind::Function)
    }

    pub(super) fn find_alias(&mut self, name: &str) -> Result<Option<Arc<Definition>>, Interrupt> {
        self.find(name, DefinitionKind::TypeAlias)
    }

    fn known(&self, name: &str, kind: DefinitionKind) -> Option<Arc<Definition>> {
        let table = match kind {
            DefinitionKind::Class => &self.definitions.classes,
            DefinitionKind::Define => &self.definitions.defines,
            DefinitionKind::Function => &self.definitions.functions,
            DefinitionKind::TypeAlias | DefinitionKind::Node => &self.definitions.aliases,
        };
        table.get(name).cloned()
    }

    fn find(&mut self, name: &str, kind: DefinitionKind) -> Result<Option<Arc<Definition>>, Interrupt> {
        // most names are plain already
        if let Some(known) = self.known(name, kind) {
            return Ok(Some(known));
        }
        let name = plain(name);
        if let Some(known) = self.known(&name, kind) {
            return Ok(Some(known));
        }
        let wanted = (kind, name);
        if self.absent.contains(&wanted) {
            return Ok(None);
        }
        let found = self.find_file(&wanted.1, kind)?;
        if found.is_none() {
            self.absent.insert(wanted);
        }
        Ok(found)
    }

    /// Reads the files that may define a name, the most likely first.
    fn find_file(&mut self, name: &str, kind: DefinitionKind) -> Result<Option<Arc<Definition>>, Interrupt> {
        if !autoload::is_loadable(name) {
            return Ok(None);
        }
        let (module, inner) = name.split_once("::").unwrap_or((name, ""));
        if let Some(directory) = self.module_directory_of(module) {
            // as in Puppet, whatever class or define of a module is wanted, `init.pp` is read before: its mistakes are seen
            if matches!(kind, DefinitionKind::Class | DefinitionKind::Define) {
                let _of_init = self.load_file(&format!("{directory}/manifests/init.pp"), Some(module), name, kind)?;
            }
            for path in autoload::candidates(&directory, inner, kind.into()) {
                if let Some(found) = self.load_file(&path, Some(module), name, kind)? {
                    return Ok(Some(found));
                }
            }
        }
        if let Some(known) = self.known(name, kind) {
            return Ok(Some(known));
        }
        match self.environment_file(name, kind) {
            Some(path) => self.load_file(&path, None, name, kind),
            None => Ok(None),
        }
    }

    /// What a file defines under a name; `None` where it is not there, was read before or defines something else.
    fn load_file(
        &mut self,
        path: &str,
        module: Option<&str>,
        name: &str,
        kind: DefinitionKind,
    ) -> Result<Option<Arc<Definition>>, Interrupt> {
        if self.loaded.contains(path) {
            return Ok(None);
        }
        let before = self.read_before(path);
        if before.is_none() && !self.inputs.world.is_file(path) {
            return Ok(None);
        }
        self.loaded.insert(path.into());
        let ast = match before {
            Some(known) => self.define(&known)?,
            None => {
                let source = self.read_source(path)?;
                self.load(source, module.map(EcoString::from).as_ref())?
            }
        };
        match self.known(name, kind) {
            // a file of a type holds nothing else
            Some(_) if kind == DefinitionKind::TypeAlias && ast.definitions.len() > 1 => {
                wrong_content(&ast, path, name, kind).map(|()| None)
            }
            Some(found) => Ok(Some(found)),
            None => wrong_content(&ast, path, name, kind).map(|()| None),
        }
    }

    /// The file of the environment itself that may define a function or type: of its namespace `environment`, or of none.
    fn environment_file(&self, name: &str, kind: DefinitionKind) -> Option<String> {
        let folder = match kind {
            DefinitionKind::Function => "functions",
            DefinitionKind::TypeAlias => "types",
            _ => return None,
        };
        let directory = self.inputs.environment_directory.as_ref()?;
        let is_own = name.split_once("::").is_none_or(|(first, _)| first == "environment");
        let path = format!("{directory}/{folder}/{}.pp", name.replace("::", "/"));
        is_own.then_some(path)
    }

    /// The first directory of the module path that holds the module; remembered.
    pub(super) fn module_directory_of(&self, module: &str) -> Option<EcoString> {
        if let Some(known) = self.module_directories.borrow().get(module) {
            return known.clone();
        }
        let found = autoload::module_directory(self.inputs.world, &self.inputs.module_path, module).map(EcoString::from);
        self.module_directories.borrow_mut().insert(module.into(), found.clone());
        found
    }

    pub(super) fn read_source(&self, path: &str) -> Result<Arc<SourceFile>, Interrupt> {
        let bytes = self
            .inputs
            .world
            .read(path)
            .map_err(|cause| Interrupt::from(Diagnostic::error("FILE_UNREADABLE", format!("Could not read {path}: {cause}"))))?;
        let text = String::from_utf8(bytes).map_err(|cause| {
            let at = cause.utf8_error().valid_up_to();
            let message = format!("{path} is not valid UTF-8 (byte {at})");
            Interrupt::from(Diagnostic::error("NOT_UTF8", message).with_help("save the file as UTF-8 without a byte order mark"))
        })?;
        Ok(SourceFile::new(Some(path.to_string()), text))
    }
}

/// Reads the text of an EPP template for a function.
///
/// # Errors
/// The first mistake of the template, told as the function's.
pub fn read_template(function: &str, source: Arc<SourceFile>) -> Result<Arc<Ast>, Interrupt> {
    let parsed = rpuppet_syntax::parse(source.clone(), Kind::Template);
    let syntax = parsed.errors.first().map(|error| syntax_diagnostic(&source, error));
    let found = || check::check(&parsed.ast, Strictness::Error).into_iter().find(|found| found.severity == Severity::Error);
    let Some(wrong) = syntax.or_else(found) else { return Ok(Arc::new(parsed.ast)) };
    let told = match wrong.precision {
        Precision::Nowhere => format!("{}{}", wrong.message, source.path().map(|path| format!(" (file: {path})")).unwrap_or_default()),
        _ => first_line(&wrong),
    };
    let mut diagnostic = Diagnostic::error(wrong.code, format!("{function}(): Invalid EPP: {told}"));
    diagnostic.related.extend(wrong.location.map(|location| Label { location, text: wrong.message }));
    Err(diagnostic.into())
}

/// A file of a function or a type alias must define it.
fn wrong_content(ast: &Ast, path: &str, name: &str, kind: DefinitionKind) -> Result<(), Interrupt> {
    let (what, none) = match kind {
        DefinitionKind::Function => ("function", "no function found"),
        DefinitionKind::TypeAlias => ("type", "no type alias or type definition found"),
        _ => return Ok(()),
    };
    let loaded = format!("The code loaded from {path}");
    let message = match ast.definitions.as_slice() {
        [] => format!("{loaded} does not define the {what} '{name}' - it is empty."),
        [only] => match ast.node(*only) {
            Node::TypeAlias { name: actual, .. } if what == "type" => {
                let actual = ast.source.slice(ast.span(actual));
                format!("{loaded} produced type with the wrong name, expected '{name}', actual '{actual}'")
            }
            Node::Function { name: actual, .. } if what == "function" => {
                format!("{loaded} produced function with the wrong name, expected {name}, actual {}", ast.text(actual))
            }
            _ => format!("{loaded} does not define the {what} '{name}' - {none}."),
        },
        _ => format!("{loaded} must contain only the {what} '{name}' - it has additional definitions."),
    };
    Err(Interrupt::failure("WRONG_CONTENT", message))
}

/// A parser's mistake as a diagnostic.
pub fn syntax_diagnostic(source: &Arc<SourceFile>, error: &rpuppet_syntax::SyntaxError) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(error.code, error.message.clone()).at(Location::new(source, error.span));
    diagnostic.help.clone_from(&error.help);
    if matches!(error.code, "ILLEGAL_BOM" | "INTERNAL_ERROR") || (error.code == "SYNTAX_ERROR" && error.span.start == error.span.end) {
        // before the first character, at the end of the text, and of a number beyond all: Puppet tells no place for it
        diagnostic.precision = Precision::Nowhere;
    }
    if let Some((span, text)) = &error.related {
        diagnostic = diagnostic.with_related(Location::new(source, *span), text.clone());
    }
    diagnostic
}
