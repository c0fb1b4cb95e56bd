//! The steps in which a resource gets its values, as Puppet takes them: each attribute validated and munged in the type's order, then
//! defaults, then the type's own `validate`. Code that is outside of the small Ruby is passed over and noted.

use super::code::{AttributeCode, DefaultCode, Parent};
use super::instance::{Held, Instance};
use crate::catalog::AttributeKind;
use crate::ruby::RubyError;
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::methods::class::is_a;
use crate::ruby::object::{Exception, Object};
use crate::ruby::tree::Definition;
use crate::value::{EcoString, Map, Rich, Value};
use std::rc::Rc;
use std::sync::Arc;

/// What a piece of a type's code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Validate,
    Munge,
    Default,
    /// `validate` and `initialize` of the type.
    Whole,
    Relation,
}

/// Code that was passed over.
#[derive(Clone, Debug)]
pub struct Unrun {
    pub step: Step,
    /// Empty for the type's own code.
    pub attribute: EcoString,
    /// The construct and its line.
    pub error: RubyError,
}

/// What came of a piece of code.
pub(super) enum Noted<T> {
    Done(T),
    Raised(Rc<Exception>, u32),
    /// It is outside of the small Ruby.
    PassedOver,
}

impl Interpreter<'_> {
    /// Gives a new resource its values.
    ///
    /// # Errors
    /// The first that is refused: the attribute, where it is one, and an exception with what Puppet says of it.
    pub(super) fn fill(
        &mut self,
        instance: &Rc<Instance>,
        given: &Map<EcoString, Object>,
        providers: &[EcoString],
    ) -> Result<(), (Option<EcoString>, Flow)> {
        let Some(code) = instance.code.clone() else { return Ok(()) };
        if let Some((key, value)) = code.name_variable().and_then(|key| Some((key, given.get(key)?))) {
            self.set_attribute(instance, key, value.clone()).map_err(|flow| (Some(key.clone()), flow))?;
        }
        let known = code.in_order();
        let is_known = |name: &&EcoString| code.attributes.contains_key(*name);
        let (others, mut missing) = (given.keys().filter(|name| !is_known(name)), Vec::new());
        for name in known.iter().map(|attribute| &attribute.name).chain(others) {
            match given.get(name) {
                Some(_) if code.name_variable() == Some(name) => {}
                Some(value) => {
                    let set = match name.as_str() {
                        "provider" if !code.attributes.contains_key("provider") => set_provider(instance, value, providers),
                        _ => self.set_attribute(instance, name, value.clone()),
                    };
                    set.map_err(|flow| (Some(name.clone()), unforeseen(flow, name, &code.name)))?;
                }
                None => missing.extend(code.attributes.get(name)),
            }
        }
        for attribute in missing {
            self.set_default(instance, attribute).map_err(|flow| (Some(attribute.name.clone()), flow))?;
        }
        self.validate_whole(instance).map_err(|flow| (None, flow))
    }

    /// `resource[name] = value`.
    pub(in crate::ruby) fn set_attribute(&mut self, instance: &Rc<Instance>, name: &str, value: Object) -> Result<(), Flow> {
        let name = EcoString::from(instance.resolve(name));
        if value.is_nil() {
            return Err(Flow::raise("Puppet::Error", format!("Got nil value for {name}")));
        }
        let held = instance.hold(&name);
        self.give(&held, value).map_err(|flow| match flow {
            Flow::Raise(exception, line) if is_error(&exception, &["Puppet::Error", "ArgumentError"]) => {
                let message = format!("Parameter {name} failed on {}: {}{}", instance.reference, exception.message, instance.place);
                raised("Puppet::ResourceError", message, line)
            }
            other => other,
        })
    }

    /// The value as others see it: an attribute may have a method of its own for it.
    pub(in crate::ruby) fn value_of_attribute(&mut self, held: &Rc<Held>) -> Evaluated {
        let getters: &[&str] = if held.kind == AttributeKind::Property { &["value", "should"] } else { &["value"] };
        let own = held.code.as_ref().and_then(|code| getters.iter().find_map(|name| code.methods.get(*name).cloned()));
        match own {
            Some(getter) => self.run_method(held, &getter, Vec::new()),
            None => Ok(held.value()),
        }
    }

    /// The attribute's own `should=` or `value=`, or what it has from Puppet.
    pub(in crate::ruby) fn give(&mut self, held: &Rc<Held>, value: Object) -> Result<(), Flow> {
        let setters: &[&str] = if held.kind == AttributeKind::Property { &["value=", "should="] } else { &["value="] };
        let own = held.code.as_ref().and_then(|code| setters.iter().find_map(|name| code.methods.get(*name).cloned()));
        match own {
            Some(setter) => self.run_method(held, &setter, vec![value]).map(drop),
            None => self.give_plainly(held, value),
        }
    }

    pub(in crate::ruby) fn give_plainly(&mut self, held: &Rc<Held>, value: Object) -> Result<(), Flow> {
        if held.kind == AttributeKind::Parameter {
            self.validate(held, &value)?;
            let munged = self.munge(held, value)?;
            held.store(munged);
            return Ok(());
        }
        let values = value.items().unwrap_or_else(|| vec![value]);
        values.iter().try_for_each(|value| self.validate(held, value))?;
        let munged: Result<Vec<Object>, Flow> = values.into_iter().map(|value| self.munge(held, value)).collect();
        held.store(Object::array(munged?));
        Ok(())
    }

    /// What is refused of a default is told as it is, without the attribute's name: Puppet does so.
    fn set_default(&mut self, instance: &Rc<Instance>, code: &Arc<AttributeCode>) -> Result<(), Flow> {
        if instance.held(&code.name).is_some() {
            return Ok(());
        }
        let held = instance.hold(&code.name);
        let result = self.default_of(instance, &held, code);
        let default = match self.noted(result, Step::Default, &code.name)? {
            Noted::Raised(exception, line) => return Err(Flow::Raise(exception, line)),
            Noted::Done(default) => default,
            Noted::PassedOver => Object::Nil,
        };
        match default.is_truthy() {
            true => self.give(&held, default),
            false => {
                instance.drop_held(&code.name);
                Ok(())
            }
        }
    }

    fn default_of(&mut self, instance: &Rc<Instance>, held: &Rc<Held>, code: &AttributeCode) -> Evaluated {
        let itself = Itself::Attribute(Rc::clone(held));
        match &code.default {
            Some(DefaultCode::Value(node, scope)) => self.value_of(node, scope, itself),
            Some(DefaultCode::Block(block)) => self.run_block(block, itself, "default", Vec::new()),
            None if code.parent == Parent::Ensure && instance.is_managed() => Ok(Object::symbol("present")),
            None => Ok(Object::Nil),
        }
    }

    /// The type's own `validate`, and what it does on top of Puppet's `initialize`.
    fn validate_whole(&mut self, instance: &Rc<Instance>) -> Result<(), Flow> {
        let Some(code) = instance.code.clone() else { return Ok(()) };
        let has_deferred = instance.attributes.borrow().values().any(|held| is_deferred(&held.value()));
        if let Some(block) = code.validate.as_ref().filter(|_| !has_deferred) {
            let result = self.run_block(block, Itself::Resource(Rc::clone(instance)), "unsafe_validate", Vec::new());
            if let Noted::Raised(exception, line) = self.noted(result, Step::Whole, "")? {
                return Err(match is_error(&exception, &["Puppet::Error", "ArgumentError"]) {
                    true => {
                        let message = format!("Validation of {} failed: {}{}", instance.reference, exception.message, instance.place);
                        raised("Puppet::ResourceError", message, line)
                    }
                    false => Flow::Raise(exception, line),
                });
            }
        }
        let Some(method) = code.methods.get("initialize").cloned() else { return Ok(()) };
        let itself = Itself::Resource(Rc::clone(instance));
        let arguments = vec![Object::Nil; method.parameters.len().min(1)];
        let result = self.become_for(itself, |interpreter| interpreter.call_definition(&method, arguments, None));
        match self.noted(result, Step::Whole, "")? {
            Noted::Raised(exception, line) => Err(Flow::Raise(exception, line)),
            _ => Ok(()),
        }
    }

    pub(super) fn run_method(&mut self, held: &Rc<Held>, method: &Definition, arguments: Vec<Object>) -> Evaluated {
        self.become_for(Itself::Attribute(Rc::clone(held)), |interpreter| interpreter.call_definition(method, arguments, None))
    }

    /// Takes a result apart. Code that is outside of the small Ruby is noted; an exception is handed on to be told.
    pub(super) fn noted<T>(&mut self, result: Result<T, Flow>, step: Step, attribute: &str) -> Result<Noted<T>, Flow> {
        match result {
            Ok(value) => Ok(Noted::Done(value)),
            Err(Flow::Raise(exception, line)) => Ok(Noted::Raised(exception, line)),
            Err(Flow::Stop(error)) if error.is_outside() => {
                self.unrun.push(Unrun { step, attribute: attribute.into(), error: *error });
                Ok(Noted::PassedOver)
            }
            Err(other) => Err(other),
        }
    }
}

/// An exception at a line of the code.
pub(super) fn raised(class: &str, message: String, line: u32) -> Flow {
    Flow::Raise(Rc::new(Exception { class: class.into(), message }), line)
}

/// The provider is one of the type's own, by name.
fn set_provider(instance: &Rc<Instance>, value: &Object, providers: &[EcoString]) -> Result<(), Flow> {
    let name = EcoString::from(value.to_text());
    if !providers.is_empty() && !providers.contains(&name) {
        let (reference, place) = (&instance.reference, &instance.place);
        let type_name = reference.type_name.to_lowercase();
        let message = format!("Parameter provider failed on {reference}: Invalid {type_name} provider '{name}'{place}");
        return Err(Flow::raise("Puppet::ResourceError", message));
    }
    instance.hold(&"provider".into()).store(Object::Symbol(name));
    Ok(())
}

pub(super) fn is_error(exception: &Rc<Exception>, classes: &[&str]) -> bool {
    let object = Object::Exception(Rc::clone(exception));
    classes.iter().any(|class| is_a(&object, class))
}

/// What a deferred call will give is not known yet.
pub(super) fn is_deferred(value: &Object) -> bool {
    matches!(value, Object::Puppet(Value::Rich(rich)) if matches!(rich.as_ref(), Rich::Deferred { .. }))
}

/// What no code foresaw is told with the attribute.
fn unforeseen(flow: Flow, attribute: &str, type_name: &str) -> Flow {
    match flow {
        Flow::Raise(exception, line) if !is_error(&exception, &["Puppet::Error", "ArgumentError", "TypeError"]) => {
            raised("Puppet::DevError", format!("Could not set {attribute} on {type_name}: {}", exception.message), line)
        }
        other => other,
    }
}
