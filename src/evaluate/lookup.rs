//! Hiera's side of the compiler: what data may ask of it, and the `Puppet::LookupContext` that data functions get.

use super::compiler::Compiler;
use super::function::{Block, Evaluated, Interrupt, LookupOptions};
use crate::datatype;
use crate::diagnostic::render::first_line;
use crate::diagnostic::{Level, Precision, Strictness};
use crate::lookup::{Answer, ConversionError, FunctionContext, HieraScope, LookupError};
use crate::value::{EcoString, Type, Value, ValueHash, format};

fn failed(error: &LookupError) -> Interrupt {
    match error.is_complete() {
        true => Interrupt::complete("LOOKUP", error.to_string()),
        false => Interrupt::failure("LOOKUP_ARGUMENT", error.to_string()),
    }
}

impl Compiler<'_> {
    /// A key in Hiera.
    pub(super) fn lookup_key(&mut self, key: &str, options: &LookupOptions) -> Result<Option<Value>, Interrupt> {
        let hiera = self.inputs.hiera;
        hiera.lookup(key, self, options).map_err(|error| failed(&error))
    }

    /// The content of a data file.
    pub(super) fn read_data(&mut self, function: &str, path: &str) -> Evaluated {
        let hiera = self.inputs.hiera;
        hiera.data_file(function, path, self).map_err(|error| failed(&error))
    }

    /// A key of an encrypted data file.
    pub(super) fn read_encrypted(&mut self, key: &str, path: &str, options: &ValueHash) -> Evaluated {
        let hiera = self.inputs.hiera;
        let found = hiera.encrypted(key, path, options, self).map_err(|error| failed(&error))?;
        found.ok_or_else(|| self.no_such_key())
    }

    fn no_such_key(&self) -> Interrupt {
        match self.inputs.hiera.is_looking_up() {
            true => Interrupt::NoSuchKey,
            false => Interrupt::failure("NO_SUCH_KEY", "uncaught throw :no_such_key"),
        }
    }

    /// A method of a lookup context; `None` where the receiver is none or has no such method.
    pub(super) fn context_method(&mut self, name: &str, arguments: &[Value], block: Option<&Block>) -> Option<Evaluated> {
        let (receiver, arguments) = arguments.split_first()?;
        let context = self.inputs.hiera.context_of(receiver)?;
        self.method_of(&context, name, arguments, block)
    }

    fn method_of(&mut self, context: &FunctionContext, name: &str, arguments: &[Value], block: Option<&Block>) -> Option<Evaluated> {
        let hiera = self.inputs.hiera;
        let argument = |index: usize| arguments.get(index).cloned().unwrap_or_default();
        Some(match name {
            "not_found" => Err(self.no_such_key()),
            "environment_name" => Ok(Value::String(self.inputs.node.environment.clone())),
            "module_name" => Ok(context.module.clone().map_or(Value::Undef, Value::String)),
            "interpolate" => hiera.interpolate(&argument(0), self).map_err(|error| failed(&error)),
            "explain" => self.explained(block),
            "cache" => {
                context.cache.borrow_mut().insert(argument(0), argument(1));
                Ok(argument(1))
            }
            "cache_all" => {
                let entries = argument(0);
                context.cache.borrow_mut().extend(entries.as_hash().cloned().unwrap_or_default());
                Ok(Value::Undef)
            }
            "cache_has_key" => Ok(Value::Boolean(context.cache.borrow().contains_key(&argument(0)))),
            "cached_value" => Ok(context.cache.borrow().get(&argument(0)).cloned().unwrap_or_default()),
            "cached_entries" => self.cached_entries(context, block),
            "cached_file_data" => self.cached_file(&argument(0), block),
            _ => return None,
        })
    }

    fn explained(&mut self, block: Option<&Block>) -> Evaluated {
        let hiera = self.inputs.hiera;
        if let Some(block) = block.filter(|_| hiera.is_explaining()) {
            let text = self.call_lambda(block, &[])?;
            hiera.explain_text(format::interpolated(&text).to_string());
        }
        Ok(Value::Undef)
    }

    fn cached_entries(&mut self, context: &FunctionContext, block: Option<&Block>) -> Evaluated {
        let entries = context.cache.borrow().clone();
        let Some(block) = block else {
            let sequence = datatype::sequence(&Value::hash(entries));
            return Ok(sequence.map_or(Value::Undef, |sequence| Value::Iterator(sequence.into())));
        };
        for pair in entries.into_iter().map(|(key, value)| vec![key, value]) {
            let arguments = if block.most == Some(1) { vec![Value::array(pair)] } else { pair };
            self.call_lambda(block, &arguments)?;
        }
        Ok(Value::Undef)
    }

    fn cached_file(&mut self, path: &Value, block: Option<&Block>) -> Evaluated {
        let hiera = self.inputs.hiera;
        let path = path.as_str().unwrap_or("").to_string();
        if let Some(known) = hiera.files.cached.borrow().get(&path) {
            return Ok(known.clone());
        }
        if !self.inputs.world.is_file(&path) {
            let message = format!("No such file or directory @ rb_file_s_stat - {path}");
            return Err(Interrupt::failure("MISSING_FILE", message));
        }
        let text = Value::from(hiera.file_text(&path).map_err(|error| failed(&error))?);
        let value = match block {
            Some(block) => self.call_lambda(block, &[text])?,
            None => text,
        };
        hiera.files.cached.borrow_mut().insert(path, value.clone());
        Ok(value)
    }
}

impl HieraScope for Compiler<'_> {
    fn variable(&mut self, name: &str) -> Result<Value, String> {
        if let Some((class, _)) = name.trim_start_matches("::").rsplit_once("::") {
            // a class that is not evaluated is told apart from one that does not exist
            self.find_class(class).map_err(message_of)?;
        }
        self.find_variable(name)
    }

    fn strictness(&self) -> Strictness {
        self.inputs.strict
    }

    fn calling_class(&self) -> Option<EcoString> {
        self.current_definition().map(|definition| definition.name.clone())
    }

    fn convert(&mut self, value: Value, arguments: &[Value]) -> Result<(Value, String), ConversionError> {
        let mut arguments = arguments.to_vec();
        if let Some(Value::String(text)) = arguments.first() {
            let parsed = self.parse_type_text(&text.clone());
            let data_type =
                parsed.map_err(|interrupt| ConversionError::Type { source: text.to_string(), message: message_of(interrupt) })?;
            if let Some(first) = arguments.first_mut() {
                *first = Value::data_type(data_type);
            }
        }
        let shown = format::interpolated(&Value::array(arguments.clone())).to_string();
        arguments.insert(1.min(arguments.len()), value);
        let converted = self.dispatch("new", &arguments, None, None).map_err(|interrupt| ConversionError::Value(message_of(interrupt)))?;
        Ok((converted, shown))
    }

    fn function(&mut self, name: &str) -> Result<Option<Type>, LookupError> {
        if self.inputs.functions.function(name).is_some() {
            return Ok(Some(Type::Any));
        }
        let told = |interrupt| LookupError::Mismatch(message_of(interrupt));
        let Some(definition) = self.find_function(name).map_err(told)? else { return Ok(None) };
        match definition.return_type.some() {
            Some(returned) => self.type_of(&definition.ast, returned).map(Some).map_err(told),
            None => Ok(Some(Type::Any)),
        }
    }

    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Answer, LookupError> {
        match self.call_named(name, arguments, None, None) {
            Ok(value) => Ok(Answer::Found(value)),
            Err(Interrupt::NoSuchKey) => Ok(Answer::NotFound),
            // without a place: the function was not even entered
            Err(Interrupt::Failure(failure)) if failure.location.is_none() && failure.precision != Precision::Nowhere => {
                Err(LookupError::Argument(failure.message))
            }
            Err(interrupt) => Err(LookupError::Mismatch(message_of(interrupt))),
        }
    }

    fn warn(&mut self, message: &str) {
        (self.logger)(Level::Warning, message, None);
    }
}

/// The message of a failure with its place.
fn message_of(interrupt: Interrupt) -> String {
    match interrupt {
        Interrupt::Failure(diagnostic) => first_line(&diagnostic),
        _ => "control flow out of a lookup".to_string(),
    }
}
