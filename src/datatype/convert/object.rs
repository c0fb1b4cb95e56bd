//! Instances of `Object` types, by position or by name; `Deferred('f', […])` is such.

use super::constructor::{Constructor, Way};
use super::{failed, named, rich};
use crate::datatype::{Parameters, TypeError, describe_signatures, object};
use crate::value::data_type::{Object, ObjectAttribute, Signature, Size, StructMember};
use crate::value::{Rich, Type, Value};
use std::sync::Arc;

macro_rules! function_name {
    () => {
        r"Pattern[/\A[$]?[a-z][a-z0-9_]*(?:::[a-z][a-z0-9_]*)*\z/]"
    };
}

pub(super) static DEFERRED: Constructor = Constructor {
    of: "Deferred",
    name: "new_Deferred",
    types: &[],
    ways: &[
        Way {
            signature: concat!("Callable[Struct[{'name' => ", function_name!(), ", Optional['arguments'] => Optional[Array]}] $hash]"),
            make: deferred,
        },
        Way { signature: concat!("Callable[", function_name!(), " $name, Optional[Array] $arguments, 1, 2]"), make: deferred },
    ],
    mismatches: &[],
};

/// Types of Puppet's own that are not made of a hash.
const BY_POSITION: &[&str] = &["Puppet::LookupContext"];

fn deferred(arguments: &[Value]) -> Result<Value, TypeError> {
    let name = named(arguments, "name").or(arguments.first()).and_then(Value::as_str).unwrap_or("");
    let list = named(arguments, "arguments").or(arguments.get(1)).and_then(Value::as_array).unwrap_or(&[]);
    Ok(rich(Rich::Deferred { name: name.into(), arguments: list.to_vec() }))
}

pub(super) fn instance(object: &Arc<Object>, arguments: &[Value]) -> Result<Value, TypeError> {
    let type_name = object.name.clone().unwrap_or_else(|| "Object".into());
    let attributes: Vec<ObjectAttribute> =
        object::attributes(object).into_iter().filter(|one| !one.is_constant() && one.kind.as_deref() != Some("derived")).collect();
    let (required, optional): (Vec<_>, Vec<_>) = attributes.iter().partition(|attribute| attribute.default.is_none());
    let ordered: Vec<&ObjectAttribute> = required.iter().chain(&optional).copied().collect();
    // those that may be undef need not be given either, but stand where the required ones do
    let required = required.into_iter().filter(|attribute| !crate::datatype::is_assignable(&attribute.data_type, &Type::Undef)).count();
    let (by_hash, by_position) = (of_hash(&attributes), of_positions(&ordered, required));
    let takes_no_hash = BY_POSITION.contains(&type_name.as_str());
    let given = if !takes_no_hash && by_hash.accepts(arguments, None) {
        attributes.iter().map(|attribute| (attribute, named(arguments, &attribute.name))).collect()
    } else if by_position.accepts(arguments, None) {
        let positions: Vec<_> = ordered.iter().zip(arguments).map(|(attribute, value)| (*attribute, Some(value))).collect();
        attributes
            .iter()
            .filter_map(|attribute| positions.iter().find(|(other, _)| other.name == attribute.name).copied())
            .collect::<Vec<_>>()
    } else {
        let ways: &[&Parameters] = if takes_no_hash { &[&by_position] } else { &[&by_hash, &by_position] };
        return Err(failed(describe_signatures(&format!("new_{type_name}"), ways, arguments, None)));
    };
    let telling = given.into_iter().filter_map(|(attribute, value)| {
        let value = value.filter(|value| attribute.default.as_ref() != Some(*value))?;
        Some((attribute.name.clone(), value.clone()))
    });
    Ok(rich(Rich::Object {
        type_name,
        attributes: telling.collect(),
        of: Arc::new(Object { given: Vec::new(), ..object.as_ref().clone() }),
    }))
}

fn of_hash(attributes: &[ObjectAttribute]) -> Parameters {
    let member = |attribute: &ObjectAttribute| StructMember {
        name: attribute.name.clone(),
        optional: attribute.default.is_some() || crate::datatype::is_assignable(&attribute.data_type, &Type::Undef),
        value: attribute.data_type.clone(),
    };
    let parameters = vec![Type::Struct(attributes.iter().map(member).collect())];
    let signature = Signature { parameters, size: Size::new(1, Some(1)), block: None, returns: None };
    Parameters { signature, names: vec!["hash".into()] }
}

fn of_positions(attributes: &[&ObjectAttribute], required: usize) -> Parameters {
    let size = Size::new(required as u64, Some(attributes.len() as u64));
    let parameters = attributes.iter().map(|attribute| attribute.data_type.clone()).collect();
    let signature = Signature { parameters, size, block: None, returns: None };
    Parameters { signature, names: attributes.iter().map(|attribute| attribute.name.clone()).collect() }
}
