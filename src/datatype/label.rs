//! What messages call a value: by its family (`a Float`, `an Integer-Type`), or by the name that Ruby has for its class.

use super::display;
use crate::value::iterator::Kind;
use crate::value::{Rich, Type, Value};

/// `String`, `Integer-Type`, `File['/a'] Resource-Reference`, `Undef Value`.
pub fn label(value: &Value) -> String {
    match value {
        Value::Undef => "Undef Value".to_string(),
        Value::Default => "Object".to_string(),
        Value::Boolean(_) => "Boolean".to_string(),
        Value::Integer(_) => "Integer".to_string(),
        Value::Float(_) => "Float".to_string(),
        Value::String(_) => "String".to_string(),
        Value::Regex(_) => "Regexp".to_string(),
        Value::Array(_) => "Array".to_string(),
        Value::Hash(_) => "Hash".to_string(),
        Value::Type(data_type) => label_of_type(data_type),
        Value::Sensitive(_) => "Sensitive".to_string(),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(_) => "Timestamp",
            Rich::Timespan(_) => "Timespan",
            Rich::SemVer(_) => "Semver",
            Rich::SemVerRange(_) => "SemverRange",
            Rich::Binary(_) => "Binary",
            _ => "Object",
        }
        .to_string(),
        Value::Iterator(_) => "Object".to_string(),
    }
}

fn label_of_type(data_type: &Type) -> String {
    match data_type {
        Type::Resource { title: Some(_), .. } => format!("{data_type} Resource-Reference"),
        _ => format!("{data_type}-Type"),
    }
}

/// The label with `a` or `an` before it.
pub fn labelled(value: &Value) -> String {
    let label = label(value);
    format!("{} {label}", article(&label))
}

/// The label with `A` or `An` before it.
pub fn labelled_uppercase(value: &Value) -> String {
    let label = label(value);
    format!("{} {label}", if article(&label) == "an" { "An" } else { "A" })
}

/// `a` or `an`, by the first letter.
pub fn article(name: &str) -> &'static str {
    let first = name.chars().find(|character| !matches!(character, '"' | '\''));
    match first.map(|first| first.to_ascii_lowercase()) {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'y') => "an",
        _ => "a",
    }
}

/// Ruby's name of a value's class.
pub fn class_name(value: &Value) -> String {
    let name = match value {
        Value::Undef => "NilClass",
        Value::Default => "Symbol",
        Value::Boolean(true) => "TrueClass",
        Value::Boolean(false) => "FalseClass",
        Value::Integer(_) => "Integer",
        Value::Float(_) => "Float",
        Value::String(_) => "String",
        Value::Regex(_) => "Regexp",
        Value::Array(_) => "Array",
        Value::Hash(_) => "Hash",
        Value::Type(data_type) => return class_of_type(data_type),
        Value::Sensitive(_) => "Puppet::Pops::Types::PSensitiveType::Sensitive",
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(_) => "Puppet::Pops::Time::Timestamp",
            Rich::Timespan(_) => "Puppet::Pops::Time::Timespan",
            Rich::SemVer(_) => "SemanticPuppet::Version",
            Rich::SemVerRange(_) => "SemanticPuppet::VersionRange",
            Rich::Binary(_) => "Puppet::Pops::Types::PBinaryType::Binary",
            Rich::Uri(_) => "URI::Generic",
            Rich::Deferred { .. } => "Puppet::Pops::Types::Deferred",
            Rich::Object { .. } => "Object",
        },
        Value::Iterator(sequence) if sequence.kind() == Kind::Pairs => "Puppet::Pops::Types::HashIterator",
        Value::Iterator(sequence) => sequence.runtime_name(),
    };
    name.to_string()
}

/// `Puppet::Pops::Types::PIntegerType`.
fn class_of_type(data_type: &Type) -> String {
    let name = match data_type {
        Type::Data | Type::RichData | Type::Alias(_) => "TypeAlias",
        other => display::name(other),
    };
    format!("Puppet::Pops::Types::P{name}Type")
}
