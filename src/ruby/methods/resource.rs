//! A resource, as the code of its type sees it, and the catalog around it.

use super::attribute::complain;
use super::{Answer, Request, class, object, some, truth};
use crate::catalog::{AttributeKind, Reference};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::object::{Exception, Object};
use crate::ruby::types::instance::{Instance, Members, class_of};
use crate::value::EcoString;
use std::rc::Rc;

/// What only a host's provider could answer.
const OF_PROVIDER: [&str; 8] = ["provider", "exists?", "retrieve", "flush", "suitable?", "refresh", "generate", "instances"];

/// What is asked of a resource from outside: methods of its type are run as it.
pub fn ask(interpreter: &mut Interpreter<'_>, instance: &Rc<Instance>, request: &Request<'_>) -> Answer {
    let own = instance.code.as_ref().and_then(|code| code.methods.get(request.name)).cloned();
    let Some(method) = own else { return call(interpreter, instance, request) };
    let (arguments, block) = (request.arguments.to_vec(), request.block.cloned());
    let itself = Itself::Resource(Rc::clone(instance));
    interpreter.become_for(itself, |interpreter| interpreter.call_definition(&method, arguments, block)).map(Some)
}

/// What every resource answers; methods of the type come first, where they are called without a receiver.
pub fn call(interpreter: &mut Interpreter<'_>, instance: &Rc<Instance>, request: &Request<'_>) -> Answer {
    if instance.code.as_ref().is_some_and(|code| code.methods.contains_key(request.name)) && interpreter.is_running_as(instance) {
        return Ok(None);
    }
    match request.name {
        "[]" => value(interpreter, instance, &valid(instance, request)?),
        "[]=" => {
            let value = request.argument(1)?.clone();
            interpreter.set_attribute(instance, &request.argument(0)?.to_text(), value.clone())?;
            some(value)
        }
        "value" => value(interpreter, instance, &request.argument(0)?.to_text()),
        "should" => {
            let held = instance.held(&request.argument(0)?.to_text());
            let property = held.filter(|held| held.kind == AttributeKind::Property);
            property.map_or(Ok(Object::Nil), |held| interpreter.value_of_attribute(&held)).map(Some)
        }
        "parameter" | "property" => some(instance.held(&request.argument(0)?.to_text()).map_or(Object::Nil, Object::Attribute)),
        "propertydefined?" => truth(instance.held(&request.argument(0)?.to_text()).is_some()),
        "parameters" => some(instance.variable("parameters").unwrap_or(Object::Nil)),
        "delete" => {
            instance.drop_held(&request.argument(0)?.to_text());
            some(Object::Nil)
        }
        "name" => some(instance.value("name")),
        "title" => some(Object::string(instance.reference.title.as_str())),
        "ref" | "to_s" => some(Object::string(instance.reference.to_string())),
        "path" => some(Object::string(format!("/{}", instance.reference))),
        "type" => some(Object::symbol(instance.reference.type_name.to_lowercase())),
        "catalog" => some(instance.catalog.borrow().upgrade().map_or(Object::Nil, Object::Catalog)),
        "managed?" => truth(instance.is_managed()),
        "class" => some(Object::Class(instance.class.as_str().into())),
        "is_a?" | "kind_of?" | "instance_of?" => {
            let Object::Class(name) = request.argument(0)? else { return Err(Flow::type_error("class or module required")) };
            truth(instance.class == name.as_str() || name == "Puppet::Type")
        }
        "respond_to?" => {
            let name = request.argument(0)?.to_text();
            truth(instance.code.as_ref().is_some_and(|code| code.methods.contains_key(name.as_str()) || is_question(instance, &name)))
        }
        name if is_question(instance, name) => {
            let value = instance.value(name.trim_end_matches('?'));
            some(if value.is_truthy() && value.to_text() == "true" { Object::Boolean(true) } else { Object::Nil })
        }
        name if OF_PROVIDER.contains(&name) => Err(Flow::outside(&format!("the resource's {name}"))),
        "send" | "public_send" | "__send__" | "tap" | "nil?" | "==" | "!=" | "!" | "freeze" => {
            object::common(interpreter, &Object::Resource(Rc::clone(instance)), request)
        }
        _ => complain(interpreter, &instance.place, instance.reference.to_string(), request),
    }
}

fn value(interpreter: &mut Interpreter<'_>, instance: &Rc<Instance>, name: &str) -> Answer {
    let held = instance.held(instance.resolve(name));
    held.map_or(Ok(Object::Nil), |held| interpreter.value_of_attribute(&held)).map(Some)
}

/// `replace?` of an attribute `replace`.
fn is_question(instance: &Instance, name: &str) -> bool {
    let attribute = name.strip_suffix('?');
    attribute.is_some_and(|attribute| instance.code.as_ref().is_some_and(|code| code.attributes.contains_key(attribute)))
}

/// The name of an attribute that the type or every type has.
fn valid(instance: &Instance, request: &Request<'_>) -> Result<String, Flow> {
    let name = request.argument(0)?.to_text();
    let code = instance.code.as_ref();
    let is_known = code.is_none_or(|code| code.attributes.contains_key(name.as_str()))
        || matches!(name.as_str(), "name" | "provider")
        || crate::catalog::schema::METAPARAMETERS.contains(&name.as_str());
    if is_known { Ok(name) } else { Err(Flow::raise("Puppet::Error", format!("Invalid parameter {name}(:{name})"))) }
}

/// The catalog.
pub fn catalog(members: &Rc<Members>, request: &Request<'_>) -> Answer {
    match request.name {
        "resources" => some(Object::array(members.instances.values().cloned().map(Object::Resource).collect())),
        "resource" => {
            let first = request.argument(0)?.to_text();
            let reference = match request.arguments.get(1) {
                Some(title) => Some(Reference::new(&first, title.to_text())),
                None => Reference::parse(&first),
            };
            some(reference.and_then(|reference| members.find(&reference)).map_or(Object::Nil, Object::Resource))
        }
        name => Err(Flow::outside(&format!("the catalog's {name}"))),
    }
}

/// `Puppet::Type.type(:x)`, and what is asked of the class of a resource: methods that the type's file has for it.
pub fn type_class(interpreter: &mut Interpreter<'_>, class: &str, request: &Request<'_>) -> Answer {
    match (class, request.name) {
        ("Puppet::Type", "type") => some(Object::Class(class_of(&request.argument(0)?.to_text()).into())),
        (_, "name" | "to_s" | "===" | "==" | "!=") => class::plain(class, request),
        (class, name) => {
            let (arguments, block) = (request.arguments.to_vec(), request.block.cloned());
            match interpreter.call_of_class(name, arguments, block) {
                Some(answer) => answer.map(Some),
                None => Err(Flow::outside(&format!("{class}.{name}"))),
            }
        }
    }
}

impl Interpreter<'_> {
    fn is_running_as(&self, instance: &Rc<Instance>) -> bool {
        matches!(&self.itself, Itself::Resource(running) if Rc::ptr_eq(running, instance))
    }
}

/// `fail MESSAGE` and `fail CLASS, MESSAGE` of resources and attributes: a `Puppet::Error`, where nothing else is said.
pub(super) fn failure(place: &str, request: &Request<'_>) -> Flow {
    let (class, rest) = match request.arguments {
        [Object::Class(class), rest @ ..] => (class.clone(), rest),
        rest => (EcoString::from("Puppet::Error"), rest),
    };
    // the last one of several is the exception behind it
    let told = if rest.len() > 1 { rest.split_last().map_or(rest, |(_, told)| told) } else { rest };
    let message = told.iter().map(Object::to_text).collect::<Vec<_>>().join(" ");
    let is_placed = matches!(class.as_str(), "Puppet::ResourceError" | "Puppet::DevError" | "Puppet::ParseError");
    let message = if is_placed { format!("{message}{place}") } else { message };
    Flow::Raise(Rc::new(Exception { class, message }), 0)
}
