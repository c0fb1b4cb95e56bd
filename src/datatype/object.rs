//! `Object` types: what they and their instances have, and the types that their type parameters make of them.

mod define;

pub use define::define;

use super::{accepts, alias, describe_mismatch, is_assignable, pcore};
use crate::value::data_type::{Object, ObjectAttribute};
use crate::value::{EcoString, Map, Rich, Type, Value, equality};
use std::sync::Arc;

/// What messages call an object type.
pub(super) fn label(object: &Object) -> &str {
    object.name.as_deref().unwrap_or("Object")
}

pub(super) fn as_object(data_type: &Type) -> Option<&Object> {
    match alias::resolved(data_type) {
        Type::Object(Some(object)) => Some(object),
        _ => None,
    }
}

/// An object type and those it inherits from, the topmost one first.
fn lineage(object: &Object) -> Vec<&Object> {
    let mut chain = vec![object];
    while let Some(parent) = chain.last().and_then(|object| object.parent.as_ref()).and_then(as_object)
        && chain.len() < super::DEPTH_LIMIT
    {
        chain.push(parent);
    }
    chain.reverse();
    chain
}

/// Members by name; an overriding one stands where the overridden one stood.
fn merged<'a>(object: &'a Object, members: impl Fn(&'a Object) -> &'a [ObjectAttribute]) -> Vec<ObjectAttribute> {
    let mut all: Map<EcoString, ObjectAttribute> = Map::default();
    for object in lineage(object) {
        all.extend(members(object).iter().map(|member| (member.name.clone(), member.clone())));
    }
    all.into_values().collect()
}

/// All attributes, the inherited ones first.
pub fn attributes(object: &Object) -> Vec<ObjectAttribute> {
    merged(object, |object| &object.attributes)
}

/// All functions, the inherited ones first.
pub fn functions(object: &Object) -> Vec<ObjectAttribute> {
    merged(object, |object| &object.functions)
}

fn type_parameters(object: &Object) -> Vec<ObjectAttribute> {
    merged(object, |object| &object.type_parameters)
}

/// The names of the attributes that tell instances apart.
pub(super) fn equality_names(object: &Object) -> Vec<EcoString> {
    let own = |object: &Object| match &object.equality {
        Some(names) => names.clone(),
        None => object.attributes.iter().filter(|attribute| !attribute.is_constant()).map(|attribute| attribute.name.clone()).collect(),
    };
    lineage(object).into_iter().flat_map(own).collect()
}

/// Whether a type is the wanted one or inherits from it.
pub(super) fn is_kind_of(object: &Object, wanted: &Object) -> bool {
    let mut current = Some(object);
    for _ in 0..super::DEPTH_LIMIT {
        let Some(own) = current else { return false };
        let same_name = own.name.is_some() && own.name == wanted.name;
        if same_name || (own.name.is_none() && own == wanted) {
            return true;
        }
        current = own.parent.as_ref().and_then(as_object);
    }
    false
}

/// The type of an instance: with type parameters the type for just its values of them.
pub(super) fn of_instance(object: &Arc<Object>, value: &Value) -> Arc<Object> {
    let parameters = type_parameters(object);
    if parameters.is_empty() {
        return object.clone();
    }
    let given = parameters.into_iter().map(|parameter| {
        let own = member(value, &parameter.name).unwrap_or_default();
        (parameter.name, own)
    });
    Arc::new(Object { given: given.collect(), ..object.as_ref().clone() })
}

/// The type as it is without values for its type parameters.
pub(super) fn base(object: &Arc<Object>) -> Arc<Object> {
    match object.given.as_slice() {
        [] => object.clone(),
        _ => Arc::new(Object { given: Vec::new(), ..object.as_ref().clone() }),
    }
}

/// Whether an instance has what a type's parameters ask for.
pub(super) fn has_parameters(wanted: &Object, value: &Value) -> bool {
    wanted.given.iter().all(|(name, wanted)| member(value, name).is_some_and(|own| fits(&own, wanted)))
}

/// Whether the values of one type's parameters are among those of another's.
pub(super) fn are_parameters_assignable(wanted: &Object, given: &Object) -> bool {
    wanted.given.iter().all(|(name, wanted)| {
        let own = given.given.iter().find(|(own, _)| own == name).map(|(_, value)| value);
        own.is_some_and(|own| match (own, wanted) {
            (Value::Type(own), Value::Type(wanted)) if is_assignable(wanted, own) => true,
            _ => fits(own, wanted),
        })
    })
}

/// As an option of `case` fits a value.
fn fits(own: &Value, wanted: &Value) -> bool {
    match wanted {
        Value::Default => true,
        Value::Type(wanted) => accepts(wanted, own),
        Value::Regex(regex) => own.as_str().is_some_and(|text| regex.is_match(text)),
        other => equality::equals(own, other),
    }
}

/// An attribute of an object, or a part of a URI, by name; `None` where it has none of this name.
pub fn member(value: &Value, name: &str) -> Option<Value> {
    let Value::Rich(rich) = value else { return None };
    match rich.as_ref() {
        Rich::Object { attributes: own, of, .. } => {
            let name = if name == "message" && of.name.as_deref() == Some(pcore::ERROR) { "msg" } else { name };
            let given = own.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
            let default = || attributes(of).into_iter().find(|known| known.name == name).map(|known| known.default.unwrap_or_default());
            given.or_else(default)
        }
        Rich::Deferred { name: function, arguments } => match name {
            "name" => Some(Value::String(function.clone())),
            "arguments" => Some(if arguments.is_empty() { Value::Undef } else { Value::array(arguments.clone()) }),
            _ => None,
        },
        Rich::Uri(text) => super::uri::part(text, name),
        _ => None,
    }
}

/// `X[1]`, `X[{p => 1}]`: the type with what its parameters are to be.
pub(super) fn with_parameters(object: &Object, arguments: &[Value]) -> Result<Object, String> {
    let label = label(object);
    let parameters = type_parameters(object);
    let optional = |parameter: &ObjectAttribute| Type::Optional(parameter.data_type.clone().into());
    let Some(first) = parameters.first() else {
        return Err(format!("The {label}-Type cannot be parameterized using []"));
    };
    let by_name = match arguments {
        [named @ Value::Hash(entries)] if !accepts(&optional(first), named) => Some(entries),
        _ => None,
    };
    for (name, _) in by_name.into_iter().flat_map(|entries| entries.iter()) {
        if !parameters.iter().any(|parameter| Some(parameter.name.as_str()) == name.as_str()) {
            return Err(format!("'{}' is not a known type parameter for {label}-Type", name.as_str().unwrap_or("")));
        }
    }
    let mut given = Vec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        let value = by_name.map_or_else(|| arguments.get(index), |entries| entries.get(&Value::String(parameter.name.clone())));
        let Some(value) = value.filter(|value| **value != Value::Default) else { continue };
        let wanted = optional(parameter);
        if !accepts(&wanted, value) {
            let definer = definer(object, &parameter.name);
            return Err(describe_mismatch(&format!("type_parameter {definer}[{}] has wrong type,", parameter.name), &wanted, value));
        }
        given.push((parameter.name.clone(), value.clone()));
    }
    if given.is_empty() {
        return Err(format!("The {label}-Type cannot be parameterized using an empty parameter list"));
    }
    Ok(Object { given, ..object.clone() })
}

/// The type that has a type parameter of its own.
fn definer<'a>(object: &'a Object, name: &str) -> &'a str {
    let has = |object: &&Object| object.type_parameters.iter().any(|parameter| parameter.name == name);
    lineage(object).into_iter().rfind(has).map_or("Object", label)
}

/// What stands between the brackets of a type with values for its type parameters: by position, or of more than two by name.
pub(super) fn shown_parameters(object: &Object) -> Vec<Value> {
    let parameters = type_parameters(object);
    if parameters.len() > 2 {
        let by_name = object.given.iter().map(|(name, value)| (Value::String(name.clone()), value.clone()));
        return vec![Value::hash(by_name.collect())];
    }
    let value = |parameter: &ObjectAttribute| object.given.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value.clone());
    let mut shown: Vec<Value> = parameters.iter().map(|parameter| value(parameter).unwrap_or(Value::Default)).collect();
    while shown.last() == Some(&Value::Default) {
        shown.pop();
    }
    shown
}
