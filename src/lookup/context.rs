//! What answers for an entry of a hierarchy: Puppet's own data functions, or a function of the site, which gets a `Puppet::LookupContext`.

use super::config::Kind;
use super::files::Format;
use super::interpolation::Allowed;
use super::key::Key;
use super::layer::{Layer, OPTIONS};
use super::provider::{Place, Provider};
use super::search::Search;
use super::strategy::{checked, read};
use super::text::to_s;
use super::{Answer, Hiera, HieraScope, LookupError, eyaml};
use crate::datatype::{describe_type_mismatch, is_assignable, pcore};
use crate::diagnostic::Strictness;
use crate::value::{Collection, EcoString, Map, Rich, Type, Value, ValueHash};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The type of the last argument of data functions.
pub const CONTEXT_TYPE: &str = "Puppet::LookupContext";
/// The attribute that leads back to the context's memory.
const HANDLE: &str = "handle";
/// Values deeper than this count as no data.
const DEEPEST: usize = 400;

/// What is remembered for one entry of a hierarchy and one place.
#[derive(Default)]
pub struct FunctionContext {
    pub module: Option<EcoString>,
    handle: usize,
    hash: RefCell<Option<Arc<Collection<ValueHash>>>>,
    /// Answers by key; `None` was no answer.
    answers: RefCell<Map<EcoString, Value>>,
    /// What the function itself stored.
    pub cache: RefCell<ValueHash>,
}

/// Whether data may hold the value.
pub fn is_data(value: &Value, depth: usize) -> bool {
    let is_key = |key: &Value| matches!(key, Value::String(_) | Value::Integer(_) | Value::Float(_));
    match value {
        _ if depth > DEEPEST => false,
        Value::Array(items) => items.iter().all(|item| is_data(item, depth + 1)),
        Value::Hash(entries) => entries.iter().all(|(key, value)| is_key(key) && is_data(value, depth + 1)),
        _ => true,
    }
}

/// Where a place stands among an entry's places, and the place.
type At<'a> = (usize, Option<&'a Place>);

impl Search<'_, '_> {
    fn context(&mut self, layer: &Layer, provider: &Provider, index: usize) -> Result<Rc<FunctionContext>, LookupError> {
        if let Some(known) = provider.contexts.borrow().get(&index) {
            return Ok(Rc::clone(known));
        }
        if Format::of_function(&provider.function).is_none() {
            self.check_function(layer, provider)?;
        }
        let context = self.hiera.add_context(layer.module().cloned());
        provider.contexts.borrow_mut().insert(index, Rc::clone(&context));
        Ok(context)
    }

    /// The function must be there, and may not promise what is no data.
    fn check_function(&mut self, layer: &Layer, provider: &Provider) -> Result<(), LookupError> {
        let (kind, name) = (provider.kind.name(), &provider.function);
        let Some(returned) = self.scope.function(name)? else {
            let path = self.config(layer)?.and_then(|config| config.path.clone());
            return Err(LookupError::Issue { message: format!("Unable to find '{kind}' function named '{name}'"), path, line: None });
        };
        let expected = read(if provider.kind == Kind::DataHash { "Hash[Variant[String, Numeric], RichData]" } else { "RichData" });
        if returned == Type::Any || is_assignable(&expected, &returned) {
            return Ok(());
        }
        let subject = format!("Return type of '{kind}' function named '{name}' is incorrect,");
        Err(LookupError::Mismatch(describe_type_mismatch(&subject, &expected, &returned)))
    }

    fn call(&mut self, provider: &Provider, context: &FunctionContext, mut arguments: Vec<Value>) -> Result<Option<Value>, LookupError> {
        if provider.kind == Kind::OldDataHash {
            arguments.clear();
            return self.answer_of(provider, &arguments);
        }
        arguments.push(self.hiera.value_of(context));
        self.answer_of(provider, &arguments)
    }

    fn answer_of(&mut self, provider: &Provider, arguments: &[Value]) -> Result<Option<Value>, LookupError> {
        match self.scope.call_function(&provider.function, arguments)? {
            Answer::Found(value) => Ok(Some(value)),
            Answer::NotFound => Ok(None),
        }
    }

    /// The content of the file that a function of Puppet's own reads.
    fn file(&mut self, provider: &Provider, format: Format, place: Option<&Place>) -> Result<Value, LookupError> {
        let Some(place) = place.filter(|place| !place.is_uri) else {
            let list = "one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in hiera.yaml when using this";
            let (name, kind) = (&provider.function, provider.kind.name());
            let colon = if provider.kind == Kind::DataHash { "" } else { ":" };
            return Err(LookupError::Argument(format!("'{name}'{colon} {list} {kind} function")));
        };
        let mut warnings = Vec::new();
        let is_strict = self.scope.strictness() == Strictness::Error;
        let data = self.hiera.files.data(self.hiera.world, &place.path, format, is_strict, &mut |warning| warnings.push(warning));
        warnings.iter().for_each(|warning| self.scope.warn(warning));
        data
    }

    /// A key in the hash that a `data_hash` function gives.
    pub fn in_data_hash(&mut self, layer: &Layer, provider: &Provider, at: At<'_>, key: &Key) -> Result<Option<Value>, LookupError> {
        let (index, place) = at;
        let context = self.context(layer, provider, index)?;
        let known = context.hash.borrow().clone();
        let hash = match known {
            Some(hash) => hash,
            None => {
                let hash = self.data_hash(layer, provider, place, &context)?;
                context.hash.replace(hash.clone());
                let Some(hash) = hash else { return Ok(None) };
                hash
            }
        };
        let Some(value) = hash.get(&Value::String(key.root.clone())) else { return Ok(None) };
        self.check_value(value, || Self::origin(provider, place, &format!("Value for key '{}', in hash", key.root)))?;
        self.interpolate(value, Allowed::Methods, 0).map(Some)
    }

    fn data_hash(
        &mut self,
        layer: &Layer,
        provider: &Provider,
        place: Option<&Place>,
        context: &FunctionContext,
    ) -> Result<Option<Arc<Collection<ValueHash>>>, LookupError> {
        let value = match Format::of_function(&provider.function) {
            Some(format) => self.file(provider, format, place)?,
            None => match self.call(provider, context, vec![provider.options_for(place)])? {
                Some(value) => value,
                None => return Ok(None),
            },
        };
        let origin = || Self::origin(provider, place, "Value");
        let Value::Hash(hash) = value else { return checked(&origin(), &read("Hash"), &value).map(|()| None) };
        let Some(module) = layer.module() else { return Ok(Some(hash)) };
        let prefix = format!("{module}::");
        let is_own = |key: &Value| key.as_str().is_some_and(|key| key == OPTIONS || key.starts_with(&prefix));
        if hash.keys().all(is_own) {
            return Ok(Some(hash));
        }
        for key in hash.keys().filter(|key| !is_own(key)) {
            let problem = "must use keys qualified with the name of the module; got";
            self.scope.warn(&format!("Module '{module}': {} {problem} {}", origin(), to_s(key)));
        }
        let own = hash.iter().filter(|(key, _)| is_own(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
        let Value::Hash(own) = Value::hash(own) else { return Ok(None) };
        Ok(Some(own))
    }

    /// What a `lookup_key` function gives for the root of a key.
    pub fn by_lookup_key(&mut self, layer: &Layer, provider: &Provider, at: At<'_>, key: &Key) -> Result<Option<Value>, LookupError> {
        let (index, place) = at;
        let context = self.context(layer, provider, index)?;
        if let Some(known) = context.answers.borrow().get(&key.root) {
            return Ok(Some(known.clone()));
        }
        let found = if provider.function == eyaml::FUNCTION {
            self.decrypted(provider, place, key)?
        } else {
            self.call(provider, &context, vec![Value::String(key.root.clone()), provider.options_for(place)])?
        };
        let Some(value) = found else { return Ok(None) };
        self.check_value(&value, || Self::origin(provider, place, &format!("Value for key '{}',", key.root)))?;
        context.answers.borrow_mut().insert(key.root.clone(), value.clone());
        Ok(Some(value))
    }

    /// A key of an encrypted file.
    fn decrypted(&mut self, provider: &Provider, place: Option<&Place>, key: &Key) -> Result<Option<Value>, LookupError> {
        let data = self.file(provider, Format::Yaml, place)?;
        let Some(value) = data.as_hash().and_then(|data| data.get(&Value::String(key.root.clone()))) else { return Ok(None) };
        let path = place.map_or("", |place| place.path.as_str());
        let value = self.hiera.decrypted(value, &key.root, path, &provider.options)?;
        self.interpolate(&value, Allowed::Methods, 0).map(Some)
    }

    /// What a `data_dig` function gives for all segments of a key.
    pub fn by_data_dig(&mut self, layer: &Layer, provider: &Provider, at: At<'_>, key: &Key) -> Result<Option<Value>, LookupError> {
        let (index, place) = at;
        let context = self.context(layer, provider, index)?;
        let known = context.answers.borrow().get(&key.whole).cloned();
        let found = match known {
            Some(known) => Some(known),
            None => self.call(provider, &context, vec![key.all(), provider.options_for(place)])?,
        };
        let Some(value) = found else { return Ok(None) };
        context.answers.borrow_mut().insert(key.whole.clone(), value.clone());
        self.check_value(&value, || Self::origin(provider, place, &format!("Value for key '{}',", key.whole)))?;
        Ok(Some(value))
    }
}

impl Hiera<'_> {
    /// A key of an encrypted file, for a function of the site that calls Puppet's own.
    pub fn encrypted(&self, key: &str, path: &str, options: &ValueHash, scope: &mut dyn HieraScope) -> Result<Option<Value>, LookupError> {
        let data = self.data_file(eyaml::FUNCTION, path, scope)?;
        let Some(value) = data.as_hash().and_then(|data| data.get(&Value::from(key))) else { return Ok(None) };
        let value = self.decrypted(value, key, path, options)?;
        self.interpolate(&value, scope).map(Some)
    }

    fn decrypted(&self, value: &Value, key: &str, path: &str, options: &ValueHash) -> Result<Value, LookupError> {
        eyaml::decrypted(value, self.world, options, &|text, cause| {
            let problem = format!("decrypting {text} when looking up {key} in {path}");
            LookupError::Failed(format!("hiera-eyaml backend error {problem}. Error was {cause}"))
        })
    }

    fn add_context(&self, module: Option<EcoString>) -> Rc<FunctionContext> {
        let mut contexts = self.contexts.borrow_mut();
        let context = Rc::new(FunctionContext { module, handle: contexts.len(), ..FunctionContext::default() });
        contexts.push(Rc::clone(&context));
        context
    }

    /// A new `Puppet::LookupContext`.
    pub fn new_context(&self, module: Option<EcoString>) -> Value {
        self.value_of(&self.add_context(module))
    }

    fn value_of(&self, context: &FunctionContext) -> Value {
        Value::Rich(Arc::new(Rich::Object {
            type_name: CONTEXT_TYPE.into(),
            of: pcore::object(CONTEXT_TYPE),
            attributes: vec![
                ("environment_name".into(), Value::String(self.settings.environment.as_str().into())),
                ("module_name".into(), context.module.clone().map_or(Value::Undef, Value::String)),
                (HANDLE.into(), Value::Integer(context.handle as i64)),
            ],
        }))
    }

    /// The memory behind a `Puppet::LookupContext`.
    pub fn context_of(&self, value: &Value) -> Option<Rc<FunctionContext>> {
        let Value::Rich(rich) = value else { return None };
        let Rich::Object { type_name, attributes, .. } = rich.as_ref() else { return None };
        let (_, handle) = attributes.iter().find(|(name, _)| type_name == CONTEXT_TYPE && name == HANDLE)?;
        let Value::Integer(handle) = handle else { return None };
        usize::try_from(*handle).ok().and_then(|handle| self.contexts.borrow().get(handle).cloned())
    }
}
