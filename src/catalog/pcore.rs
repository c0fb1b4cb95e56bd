//! Data types in a catalog's JSON: Pcore objects, `{"__ptype": "Pcore::IntegerType", "from": 1}`. Bounds at their default are left out.

use crate::value::Type;
use crate::value::data_type::Size;
use serde_json::{Map as Object, Value as Json, json};

/// The Pcore form of a type; `None` for those that go by their text.
pub(super) fn type_to_json(data_type: &Type) -> Option<Json> {
    let (name, members): (&str, Vec<(&str, Option<Json>)>) = match data_type {
        Type::Any => ("AnyType", vec![]),
        Type::Undef => ("UndefType", vec![]),
        Type::Default => ("DefaultType", vec![]),
        Type::Boolean(_) => ("BooleanType", vec![]),
        Type::Numeric => ("NumericType", vec![]),
        Type::Scalar => ("ScalarType", vec![]),
        Type::Sensitive(_) => ("SensitiveType", vec![]),
        Type::Timestamp(None) => ("TimestampType", vec![]),
        Type::Timespan(None) => ("TimespanType", vec![]),
        Type::Binary => ("BinaryType", vec![]),
        Type::SemVerRange => ("SemVerRangeType", vec![]),
        Type::Integer(range) => ("IntegerType", vec![("from", range.from.map(Json::from)), ("to", range.to.map(Json::from))]),
        Type::Float(range) => ("FloatType", vec![("from", range.from.map(Json::from)), ("to", range.to.map(Json::from))]),
        Type::String(size) => ("StringType", vec![("size_type_or_value", size_to_json(*size))]),
        Type::StringValue(text) => ("StringType", vec![("size_type_or_value", Some(json!(text.as_str())))]),
        Type::Regexp(pattern) => ("RegexpType", vec![("pattern", pattern.as_ref().map(|pattern| json!(pattern.as_str())))]),
        Type::Enum { values, .. } => ("EnumType", vec![("values", Some(values.iter().map(|value| json!(value.as_str())).collect()))]),
        Type::Pattern(patterns) => {
            let regexps = patterns.iter().filter_map(|regex| type_to_json(&Type::Regexp(Some(regex.source().clone()))));
            ("PatternType", vec![("patterns", Some(regexps.collect()))])
        }
        Type::Optional(inner) => ("OptionalType", vec![("type", element(inner))]),
        Type::NotUndef(inner) => ("NotUndefType", vec![("type", element(inner))]),
        Type::Type(inner) => ("TypeType", vec![("type", inner.as_deref().and_then(element))]),
        Type::Variant(types) => ("VariantType", vec![("types", all(types))]),
        Type::Tuple { types, size } => ("TupleType", vec![("types", all(types)), ("size_type", size.and_then(size_to_json))]),
        Type::Array { element: inner, size } => ("ArrayType", vec![("element_type", element(inner)), ("size_type", size_to_json(*size))]),
        Type::Hash { key, value, size } => {
            ("HashType", vec![("key_type", element(key)), ("value_type", element(value)), ("size_type", size_to_json(*size))])
        }
        _ => return None,
    };
    let mut object = Object::from_iter([("__ptype".to_string(), json!(format!("Pcore::{name}")))]);
    object.extend(members.into_iter().filter_map(|(member, value)| Some((member.to_string(), value?))));
    Some(Json::Object(object))
}

/// A type inside another; `Any` is the default and left out.
fn element(data_type: &Type) -> Option<Json> {
    if *data_type == Type::Any { None } else { type_to_json(data_type).or_else(|| Some(json!(data_type.to_string()))) }
}

fn all(types: &[Type]) -> Option<Json> {
    Some(types.iter().map(|data_type| type_to_json(data_type).unwrap_or_else(|| json!(data_type.to_string()))).collect())
}

fn size_to_json(size: Size) -> Option<Json> {
    let mut object = Object::from_iter([("__ptype".to_string(), json!("Pcore::IntegerType"))]);
    if size.from == 0 && size.to.is_none() {
        return None;
    }
    object.insert("from".to_string(), json!(size.from));
    object.extend(size.to.map(|to| ("to".to_string(), json!(to))));
    Some(Json::Object(object))
}
