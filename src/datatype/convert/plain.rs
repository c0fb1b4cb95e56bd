//! `Sensitive('x')`, `Regexp('a.b')`, `Type('Integer[1]')`, and the type that gives back what it is given.

use super::constructor::{Constructor, Way};
use super::failed;
use crate::datatype::{NoAliases, parse};
use crate::value::{Regex, Value, regex};

pub(super) static SENSITIVE: Constructor = Constructor {
    of: "Sensitive",
    name: "new_Sensitive",
    types: &[],
    ways: &[
        Way { signature: "Callable[Sensitive $value]", make: |arguments| Ok(arguments.first().cloned().unwrap_or_default()) },
        Way { signature: "Callable[Any $value]", make: |arguments| Ok(Value::sensitive(arguments.first().cloned().unwrap_or_default())) },
    ],
    mismatches: &[],
};

/// Puppet calls it by the name of another.
pub(super) static REGEXP: Constructor = Constructor {
    of: "Regexp",
    name: "new_float",
    types: &[],
    ways: &[Way {
        signature: "Callable[String $pattern, Boolean $escape, 1, 2]",
        make: |arguments| {
            let source = arguments.first().and_then(Value::as_str).unwrap_or("");
            let source = match arguments.get(1) {
                Some(Value::Boolean(true)) => regex::escape(source),
                _ => source.to_string(),
            };
            Regex::cached(&source).map(Value::Regex).map_err(|error| failed(error.to_string()))
        },
    }],
    mismatches: &[],
};

pub(super) static TYPE: Constructor = Constructor {
    of: "Type",
    name: "new_type",
    types: &[],
    ways: &[Way {
        signature: "Callable[String[1] $type_string]",
        make: |arguments| parse(arguments.first().and_then(Value::as_str).unwrap_or(""), &NoAliases).map(Value::data_type),
    }],
    mismatches: &[],
};

pub(super) static UNIT: Constructor = Constructor {
    of: "Unit",
    name: "new_unit",
    types: &[],
    ways: &[Way { signature: "Callable[Any $from]", make: |arguments| Ok(arguments.first().cloned().unwrap_or_default()) }],
    mismatches: &[],
};
