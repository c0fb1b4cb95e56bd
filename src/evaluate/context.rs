//! What functions and templates may ask of the compiler: [`Context`], and the scope that ERB and Hiera see.

use super::annotation::Annotations;
use super::class::setting;
use super::compiler::{Compiler, SETTINGS};
use super::declared::Kind;
use super::function::{Block, Context, Evaluated, Form, Inclusion, Interrupt, LookupOptions};
use super::relationship::reference_of;
use super::resource::add_tags;
use super::scope::{Frame, ScopeKind, Scopes};
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::{Diagnostic, Level, Strictness};
use crate::template::{TemplateFile, TemplateScope};
use crate::template::{erb, tera};
use crate::value::{EcoString, Map, Set, Type, Value, ValueHash};
use crate::world::World;
use rpuppet_syntax::{Ast, Location, Node, SourceFile};
use std::fmt::Display;
use std::sync::Arc;

impl Context for Compiler<'_> {
    fn call_block(&mut self, block: &Block, arguments: &[Value]) -> Evaluated {
        self.call_lambda(block, arguments)
    }

    fn call_function(&mut self, name: &str, arguments: &[Value], block: Option<&Block>) -> Evaluated {
        let location = self.call_location.clone();
        self.call_named(name, arguments, block, location)
    }

    fn variable(&self, name: &str) -> Option<Value> {
        match name.parse::<usize>() {
            Ok(group) => Some(self.scopes.matched(self.scope, group)),
            Err(_) => self.find_variable(name).ok(),
        }
    }

    fn look_up_variable(&self, name: &str) -> Result<Option<Value>, String> {
        match self.find_variable(name) {
            Ok(value) => Ok(Some(value)),
            Err(reason) if self.inputs.strict_variables && !super::assign::BUILT_IN.contains(&name) => Err(reason),
            Err(_) => Ok(None),
        }
    }

    fn resource_defaults(&self, type_name: &str) -> Vec<(EcoString, Value)> {
        let defaults = self.scopes.defaults(self.scope, &crate::catalog::reference::capitalized(type_name));
        defaults.into_iter().map(|(name, setting)| (name, setting.value)).collect()
    }

    fn lookup_context(&mut self, module: Option<EcoString>) -> Value {
        self.inputs.hiera.new_context(module)
    }

    fn annotations(&mut self) -> &mut Annotations {
        &mut self.annotations
    }

    fn has_match(&self) -> bool {
        self.scopes.latest_match(self.scope).is_some()
    }

    fn visible_variables(&self) -> Vec<(EcoString, Value)> {
        let mut seen: Map<EcoString, Value> = Map::default();
        let mut at = Some(self.scope);
        while let Some(scope) = at.and_then(|id| self.scopes.get(id)) {
            let frames = scope.frames.iter().rev().filter_map(|frame| match frame {
                Frame::Variables(variables) => Some(variables),
                Frame::Matched(_) => None,
            });
            for (name, value) in frames.chain([&scope.variables]).flatten() {
                seen.entry(name.clone()).or_insert_with(|| value.clone());
            }
            at = at.and_then(|id| self.scopes.next(id));
        }
        seen.into_iter().collect()
    }

    fn with_variables(&mut self, variables: Vec<(EcoString, Value)>, run: &mut dyn FnMut(&mut dyn Context) -> Evaluated) -> Evaluated {
        self.with_frame(variables.into_iter().collect(), |this| run(this))
    }

    fn log(&mut self, level: Level, message: &str) {
        let source = match self.container().and_then(|id| self.resource(id)) {
            Some(container) => format!("Scope({}): {message}", container.reference),
            None => message.to_string(),
        };
        (self.logger)(level, &source, None);
    }

    fn say(&mut self, level: Level, message: &str) {
        (self.logger)(level, message, None);
    }

    fn warn_once(&mut self, key: &str, message: &str, location: Option<&Location>) {
        if self.warned.insert(key.into()) {
            let place = match location {
                Some(place) => format!("(file: {}, line: {})", place.source.path().unwrap_or("unknown"), place.line()),
                None => "(file & line not available)".to_string(),
            };
            (self.logger)(Level::Warning, &format!("{message}\n   {place}"), None);
        }
    }

    fn deprecate(&mut self, function: &str, message: &dyn Display) {
        if self.inputs.strict != Strictness::Off && self.warned.insert(function.into()) {
            (self.logger)(Level::Warning, &message.to_string(), None);
        }
    }

    fn location(&self) -> Option<Location> {
        self.call_location.clone()
    }

    fn module_name(&self) -> Option<EcoString> {
        self.current_definition().and_then(|definition| definition.module.clone())
    }

    fn world(&self) -> &dyn World {
        self.inputs.world
    }

    fn environment(&self) -> EcoString {
        self.inputs.node.environment.clone()
    }

    fn module_directory(&self, name: &str) -> Option<String> {
        self.module_directory_of(name).map(String::from)
    }

    fn facts(&self) -> Value {
        self.inputs.node.facts.clone()
    }

    fn setting(&self, name: &str) -> Option<Value> {
        self.inputs.settings.get(name).cloned()
    }

    fn parse_type(&mut self, text: &str) -> Result<Type, Interrupt> {
        self.parse_type_text(text)
    }

    fn parse_signature(&mut self, text: &str, local: &[EcoString]) -> Result<datatype::Parameters, Interrupt> {
        let mut known = self.types_named_in(text)?;
        for definition in local {
            let Some((name, meaning)) = definition.split_once('=') else { continue };
            known.extend(self.types_named_in(meaning)?);
            let meaning = datatype::parse(meaning.trim(), &known).map_err(|error| Interrupt::failure(error.code, error.message))?;
            known.define(name.trim(), meaning);
        }
        datatype::signature::parse(text, &known).map_err(|error| Interrupt::failure(error.code, error.message))
    }

    fn is_instance(&self, data_type: &Type, value: &Value) -> bool {
        datatype::accepts(data_type, value)
    }

    fn include(&mut self, classes: &[Value], how: Inclusion) -> Evaluated {
        self.include_classes(classes, how)
    }

    fn create_resources(&mut self, type_name: &str, resources: &Value, defaults: &Value, form: Form) -> Evaluated {
        let type_name = super::definition::plain(type_name);
        let location = self.stack_location();
        if type_name == "class" && form != Form::Regular {
            return Err(Diagnostic::error("CLASS_NOT_VIRTUALIZABLE", "Evaluation Error: Classes are not virtualizable")
                .at_line(location)
                .into());
        }
        let mut references = Vec::new();
        for (title, parameters) in resources.as_hash().into_iter().flatten() {
            if parameters.as_hash().is_none() {
                let class = if parameters.is_undef() { "nil".to_string() } else { super::wording::label_of(parameters) };
                return Err(Interrupt::failure("ILLEGAL_ARGUMENTS", format!("no implicit conversion of {class} into Hash")));
            }
            let mut settings = Map::default();
            for (name, value) in defaults.as_hash().into_iter().flatten().chain(parameters.as_hash().into_iter().flatten()) {
                let mut setting = setting(value.clone());
                setting.source = self.current_definition();
                setting.location.clone_from(&location);
                settings.insert(crate::value::format::interpolated(name), setting);
            }
            let form = match form {
                Form::Regular => rpuppet_syntax::ast::Form::Regular,
                Form::Virtual => rpuppet_syntax::ast::Form::Virtual,
                Form::Exported => rpuppet_syntax::ast::Form::Exported,
            };
            let text = crate::value::format::interpolated(title);
            let id = self.create_resource(&type_name, &text, settings, form, location.clone())?;
            if let Some(declared) = self.resources.get_mut(id.0).filter(|declared| title.as_str().is_none() && !declared.is_class()) {
                declared.set_title_apart();
            }
            references.extend(self.resource(id).map(|declared| super::relationship::value_of(&declared.reference)));
        }
        Ok(Value::array(references))
    }

    fn realize(&mut self, references: &[Value]) -> Result<(), Interrupt> {
        let mut wanted = Vec::new();
        for value in references {
            match value {
                Value::Array(items) => self.realize(items)?,
                Value::Type(data_type) if reference_of(data_type).is_some() => wanted.extend(reference_of(data_type)),
                Value::String(text) if Reference::parse(text).is_some() => wanted.extend(Reference::parse(text)),
                other => {
                    let text = match other {
                        Value::Type(data_type) if matches!(data_type.as_ref(), Type::Resource { .. } | Type::Class(_)) => {
                            format!("{data_type}[]")
                        }
                        Value::Regex(regex) => regex.literal(),
                        other => crate::value::printf::plain(other),
                    };
                    let location = self.call_location.clone();
                    self.collect_none(self.no_reference(&text), location);
                }
            }
        }
        if !wanted.is_empty() {
            let location = self.call_location.clone();
            self.collect_these(wanted, location);
        }
        Ok(())
    }

    fn has_resource(&self, type_name: &str, title: &str) -> bool {
        let title = if type_name.eq_ignore_ascii_case("class") { capitalized(&title.to_lowercase()) } else { title.into() };
        self.find_resource(&Reference::new(&type_name.to_lowercase(), title)).is_some()
    }

    fn is_known(&mut self, name: &str) -> bool {
        let plain = super::definition::plain(name);
        self.is_resource_type(&plain).unwrap_or(false) || matches!(self.find_class(&plain), Ok(Some(_)))
    }

    fn is_function(&mut self, name: &str) -> bool {
        let inputs = self.inputs;
        inputs.functions.function(name).is_some()
            || self.find_function(name).is_ok_and(|found| found.is_some())
            || inputs.module_functions.find(name).is_ok_and(|found| found.is_some())
    }

    fn class_parameters(&mut self, name: &str) -> Option<Vec<EcoString>> {
        let class = self.find_class(name).ok().flatten()?;
        let parameters = self.within(Scopes::TOP, |this| this.parameters(&class.ast, class.parameters)).ok()?;
        Some(parameters.items.iter().map(|parameter| parameter.name.clone()).collect())
    }

    fn resource_parameter(&mut self, type_name: &str, title: &str, parameter: &str) -> Option<Value> {
        let title = if type_name.eq_ignore_ascii_case("class") { capitalized(&title.to_lowercase()) } else { title.into() };
        let id = self.find_resource(&Reference::new(&type_name.to_lowercase(), title))?;
        self.parameter_of(id, parameter)
    }

    fn tag(&mut self, tags: &[EcoString]) -> Result<(), Interrupt> {
        let Some(container) = self.container().and_then(|id| self.resources.get_mut(id.0)) else { return Ok(()) };
        let tags = setting(Value::array(tags.iter().cloned().map(Value::String).collect::<Vec<_>>()));
        add_tags(container, &tags)
    }

    fn tagged(&self, tags: &[EcoString]) -> bool {
        let own: Option<&Set<EcoString>> = self.container().and_then(|id| self.resource(id)).map(|container| &container.tags);
        // the catalog itself has the names of all classes so far, and their parts
        let of_catalog = |tag: &str| self.classes.iter().any(|class| class == tag || class.split("::").any(|part| part == tag));
        let is_tagged = |tag: &EcoString| {
            let tag = tag.to_lowercase();
            own.is_some_and(|own| own.contains(tag.as_str())) || of_catalog(&tag)
        };
        tags.iter().all(is_tagged)
    }

    fn lookup(&mut self, key: &str, options: &LookupOptions) -> Result<Option<Value>, Interrupt> {
        self.lookup_key(key, options)
    }

    fn data_file(&mut self, function: &str, path: &str) -> Evaluated {
        self.read_data(function, path)
    }

    fn encrypted_data(&mut self, key: &str, path: &str, options: &ValueHash) -> Evaluated {
        self.read_encrypted(key, path, options)
    }

    /// An inline template sees the calling scope, a file's the top scope.
    fn evaluate_epp(&mut self, ast: &Arc<Ast>, parameters: &Value) -> Evaluated {
        let inline = ast.source.path() == Some("inlined-epp-text");
        let Node::Epp { parameters: declared, has_parameters, body } = ast.node(ast.root) else {
            return Ok(Value::from(""));
        };
        let scope = if inline { self.scope } else { self.global_scope() };
        let mut given: Map<EcoString, Value> = Map::default();
        for (name, value) in parameters.as_hash().into_iter().flatten() {
            given.insert(crate::value::format::interpolated(name), value.clone());
        }
        let ast = ast.clone();
        // a file does not see the lambdas that the call stands in
        let hidden = (!inline).then(|| std::mem::take(&mut self.scopes.get_mut(scope).frames));
        let result = self.within(scope, |this| {
            let declared = this.parameters(&ast, declared)?;
            let frame = given.clone();
            let completed = this.with_frame_of(frame, |this| this.complete(&ast, &declared.items, &mut given, &"lambda").map(drop));
            completed?;
            if has_parameters {
                this.check_parameters(&"lambda", &declared, &given.iter().collect::<Vec<_>>())?;
            }
            this.with_frame(given, |this| this.rendering(|this| this.evaluate(&ast, body)))
        });
        if let Some(hidden) = hidden {
            self.scopes.get_mut(scope).frames = hidden;
        }
        result
    }

    fn evaluate_code(&mut self, source: &Arc<SourceFile>) -> Evaluated {
        let ast = self.load(source.clone(), None)?;
        self.evaluate(&ast, ast.root)
    }

    fn evaluate_template(&mut self, file: Option<&TemplateFile>, text: &str) -> Evaluated {
        let rendered = match file {
            Some(file) if file.path.ends_with(".tera") => tera::render(Some(file), text, self),
            _ => erb::render(file, text, self),
        };
        rendered.map(Value::from).map_err(|error| match error.detail.strip_prefix("stack level too deep") {
            // Templates that call each other without end: saying so once is enough.
            Some(_) => Interrupt::failure("STACK_TOO_DEEP", error.detail),
            None => {
                let diagnostic = Diagnostic::error("TEMPLATE", error.to_string());
                let told = error.file.is_some() || error.line == 0;
                if told { diagnostic } else { diagnostic.with_help(format!("Line: {} of the template", error.line)) }.into()
            }
        })
    }
}

impl Compiler<'_> {
    /// What cannot be realized, as Puppet says it when the classes have been evaluated.
    fn no_reference(&self, text: &str) -> Box<Diagnostic> {
        let text = crate::value::printf::inspected(&text.into());
        let failed = "Puppet::Parser::Compiler failed with error ArgumentError:";
        let message = format!("{failed} No title provided and {text} is not a valid resource reference");
        Box::new(Diagnostic::error("NO_REFERENCE", message).shown_at(self.call_location.clone()))
    }

    /// Where a function of the catalog was called from: code that has no file is of an unknown one.
    fn stack_location(&self) -> Option<Location> {
        let location = self.call_location.clone()?;
        if location.source.path().is_some() {
            return Some(location);
        }
        let unknown = SourceFile::new(Some("unknown".to_string()), location.source.text().to_string());
        Some(Location::new(&unknown, location.span))
    }

    /// Node scope if there is one around, else the top scope.
    fn global_scope(&self) -> super::scope::ScopeId {
        match self.current().map(|scope| scope.kind) {
            Some(ScopeKind::Node | ScopeKind::Top) => self.scope,
            _ => self.scopes.enclosing(self.scope).unwrap_or(Scopes::TOP),
        }
    }

    fn with_frame_of(
        &mut self,
        variables: Map<EcoString, Value>,
        work: impl FnOnce(&mut Self) -> Result<(), Interrupt>,
    ) -> Result<(), Interrupt> {
        self.with_frame(variables, |this| work(this).map(|()| Value::Undef)).map(drop)
    }

    /// A parameter of a declared resource: what was set, else the default that its scope or definition gives.
    pub(super) fn parameter_of(&self, id: super::declared::DeclaredId, name: &str) -> Option<Value> {
        let declared = self.resource(id)?;
        if name == "title" {
            return Some(Value::String(declared.reference.title.clone()));
        }
        if let Some(value) = declared.get(name) {
            return Some(value.clone());
        }
        let known = match &declared.kind {
            Kind::Native(schema) => schema.accepts(name),
            Kind::Class(definition) | Kind::Define(definition) | Kind::Node(definition) => {
                crate::catalog::schema::METAPARAMETERS.contains(&name)
                    || definition.ast.items(definition.parameters).iter().any(|id| {
                        matches!(definition.ast.node(*id), Node::Parameter { name: parameter, .. } if definition.ast.text(parameter) == name)
                    })
            }
        };
        known.then_some(Value::Undef)
    }
}

impl TemplateScope for Compiler<'_> {
    fn variable(&mut self, name: &str) -> Option<Value> {
        Context::variable(self, name)
    }

    fn look_up(&mut self, name: &str) -> Result<Option<Value>, String> {
        self.look_up_variable(name)
    }

    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        self.visible_variables()
    }

    fn classes(&self) -> Vec<EcoString> {
        std::iter::once(SETTINGS.into()).chain(self.classes.iter().cloned()).collect()
    }

    /// The names of all classes and their parts; what every class is tagged with once one of them is evaluated.
    fn catalog_tags(&self) -> Vec<EcoString> {
        let current = self.current_definition().map(|definition| definition.name.clone());
        let mut tags: Set<EcoString> = Set::default();
        tags.insert(SETTINGS.into());
        for class in &self.classes {
            tags.insert(class.clone());
            tags.extend(class.split("::").map(EcoString::from));
            if current.as_ref() != Some(class) {
                tags.insert("class".into());
            }
        }
        tags.into_iter().collect()
    }

    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let location = self.call_location.clone();
        self.call_named(name, arguments, None, location).map_err(text_of)
    }

    fn changed(&mut self, name: &str, value: &Value) {
        let Some(scope) = self.scopes.set(self.scope, name, value) else { return };
        let container = self.scopes.get(scope).and_then(|scope| scope.container);
        // a parameter's value is the same array or hash
        let parameter = container.and_then(|id| self.resources.get_mut(id.0)).and_then(|declared| declared.parameters.get_mut(name));
        if let Some(setting) = parameter {
            setting.value = value.clone();
        }
    }

    fn world(&self) -> Option<&dyn World> {
        Some(self.inputs.world)
    }

    fn template(&mut self, name: &str) -> Result<(String, String), String> {
        let missing = || format!("Could not find template '{name}'");
        let path = match name.split_once('/') {
            _ if name.starts_with('/') => name.to_string(),
            Some((module, file)) => format!("{}/templates/{file}", self.module_directory_of(module).ok_or_else(missing)?),
            None => return Err(missing()),
        };
        let bytes = self.inputs.world.read(&path).map_err(|_| missing())?;
        String::from_utf8(bytes).map(|text| (path, text)).map_err(|_| format!("Template '{name}' is not valid UTF-8"))
    }
}

fn text_of(interrupt: Interrupt) -> String {
    match interrupt {
        Interrupt::Failure(diagnostic) => diagnostic.message,
        _ => "control flow out of a lookup".to_string(),
    }
}
