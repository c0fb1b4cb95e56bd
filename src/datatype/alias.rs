//! Types that are names for others: `type X = …`, and the built-in `Data` and `RichData`.

use crate::value::Type;
use crate::value::data_type::Size;
use std::sync::{Arc, LazyLock};

const ANY_SIZE: Size = Size::new(0, None);

static DATA: LazyLock<Type> = LazyLock::new(|| {
    Type::Variant(vec![Type::ScalarData, Type::Undef, collection_hash(Type::String(ANY_SIZE), Type::Data), collection_array(Type::Data)])
});

static RICH_DATA: LazyLock<Type> = LazyLock::new(|| {
    let key = Type::Variant(vec![Type::String(ANY_SIZE), Type::Numeric]);
    Type::Variant(vec![
        Type::Scalar,
        Type::Binary,
        Type::Default,
        Type::Type(None),
        Type::TypeSet(None),
        Type::Uri(None),
        Type::Undef,
        Type::Object(None),
        Type::Sensitive(Arc::new(Type::Any)),
        collection_hash(key, Type::RichData),
        collection_array(Type::RichData),
    ])
});

fn collection_hash(key: Type, value: Type) -> Type {
    Type::Hash { key: Arc::new(key), value: Arc::new(value), size: ANY_SIZE }
}

fn collection_array(element: Type) -> Type {
    Type::Array { element: Arc::new(element), size: ANY_SIZE }
}

/// What a name for a type stands for, one step; `None` where the type is no such name.
/// An alias that was never filled stands for nothing that could be accepted.
pub fn meaning(data_type: &Type) -> Option<&Type> {
    static UNRESOLVED: Type = Type::Variant(Vec::new());
    match data_type {
        Type::Data => Some(&DATA),
        Type::RichData => Some(&RICH_DATA),
        Type::Alias(alias) => Some(alias.resolved.get().unwrap_or(&UNRESOLVED)),
        _ => None,
    }
}

/// The type behind all names; stops at a name that names itself.
pub fn resolved(data_type: &Type) -> &Type {
    let mut current = data_type;
    for _ in 0..super::DEPTH_LIMIT {
        match meaning(current) {
            Some(next) => current = next,
            None => break,
        }
    }
    current
}
