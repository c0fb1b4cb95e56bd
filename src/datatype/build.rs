//! Types by name, without arguments.

use super::pcore;
use crate::value::Type;
use crate::value::data_type::{Object, Size};
use std::sync::Arc;

/// What a reference without a name refers to.
const UNRESOLVED: &str = "UnresolvedReference";

const ANY_SIZE: Size = Size::new(0, None);

/// The built-in type of this name (`Integer`, in whatever case; a leading `::` is allowed); `None` for aliases and resource types.
pub fn from_reference(name: &str) -> Option<Type> {
    let plain = name.strip_prefix("::").unwrap_or(name).to_ascii_lowercase();
    simple(&plain).or_else(|| with_contents(&plain)).or_else(|| catalog(&plain)).or_else(|| pcore::named(&plain))
}

fn simple(name: &str) -> Option<Type> {
    Some(match name {
        "any" => Type::Any,
        "undef" => Type::Undef,
        "default" => Type::Default,
        "boolean" => Type::Boolean(None),
        "integer" => Type::Integer(Default::default()),
        "float" => Type::Float(Default::default()),
        "numeric" => Type::Numeric,
        "string" => Type::String(ANY_SIZE),
        "scalar" => Type::Scalar,
        "scalardata" => Type::ScalarData,
        "data" => Type::Data,
        "richdata" => Type::RichData,
        "regexp" => Type::Regexp(None),
        "pattern" => Type::Pattern(Vec::new()),
        "enum" => Type::Enum { values: Vec::new(), case_insensitive: false },
        "timestamp" => Type::Timestamp(None),
        "timespan" => Type::Timespan(None),
        "semver" => Type::SemVer(Vec::new()),
        "semverrange" => Type::SemVerRange,
        "uri" => Type::Uri(None),
        "binary" => Type::Binary,
        _ => return None,
    })
}

fn with_contents(name: &str) -> Option<Type> {
    let any = || Arc::new(Type::Any);
    Some(match name {
        "notundef" => Type::NotUndef(any()),
        "optional" => Type::Optional(Arc::new(Type::Undef)),
        "variant" => Type::Variant(Vec::new()),
        "array" => Type::Array { element: any(), size: ANY_SIZE },
        "hash" => Type::Hash { key: any(), value: any(), size: ANY_SIZE },
        "tuple" => Type::Tuple { types: Vec::new(), size: None },
        "struct" => Type::Struct(Vec::new()),
        "collection" => Type::Collection(ANY_SIZE),
        "iterable" => Type::Iterable(any()),
        "iterator" => Type::Iterator(any()),
        "callable" => Type::Callable(None),
        "type" => Type::Type(None),
        "sensitive" => Type::Sensitive(any()),
        "init" => Type::Init(None, Vec::new()),
        "object" => Type::Object(None::<Arc<Object>>),
        "typeset" => Type::TypeSet(None),
        "typereference" => Type::Reference(UNRESOLVED.into()),
        "runtime" => Type::Runtime { runtime: Default::default(), name: Default::default() },
        _ => return None,
    })
}

fn catalog(name: &str) -> Option<Type> {
    Some(match name {
        "catalogentry" => Type::CatalogEntry,
        "resource" => Type::Resource { type_name: None, title: None },
        "class" => Type::Class(None),
        _ => return None,
    })
}

/// Whether the name is a type that takes resource-like references and no arguments of its own: `Data`, `Any`, `Scalar`, …
pub fn takes_no_arguments(data_type: &Type) -> bool {
    matches!(
        data_type,
        Type::Any
            | Type::Unit
            | Type::Undef
            | Type::Default
            | Type::Numeric
            | Type::Scalar
            | Type::ScalarData
            | Type::Data
            | Type::RichData
            | Type::SemVerRange
            | Type::Binary
            | Type::CatalogEntry
            | Type::Alias(_)
            | Type::StringValue(_)
            | Type::Reference(_)
    )
}
