//! The values beyond JSON's: times, versions, bytes, deferred calls.

use super::data_type::Object;
use super::version_range::Range;
use super::{EcoString, Value, format, time};
use std::fmt;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub enum Rich {
    /// Nanoseconds since 1970-01-01 UTC.
    Timestamp(i128),
    /// Nanoseconds.
    Timespan(i128),
    SemVer(EcoString),
    SemVerRange(Range),
    Binary(Vec<u8>),
    Uri(EcoString),
    /// A call that the host makes before it applies the catalog.
    Deferred {
        name: EcoString,
        arguments: Vec<Value>,
    },
    /// An instance of an `Object` type: the type's name and its attributes.
    Object {
        type_name: EcoString,
        /// Those that are not what they would be by default.
        attributes: Vec<(EcoString, Value)>,
        of: Arc<Object>,
    },
}

impl Rich {
    /// Whether this is an instance of an `Object` type.
    pub fn is_object(&self) -> bool {
        matches!(self, Rich::Deferred { .. } | Rich::Object { .. })
    }

    /// As Puppet source where there is one, for messages and nested values.
    pub fn source(&self) -> String {
        match self {
            Rich::Binary(_) => format!("Binary(\"{self}\")"),
            Rich::Uri(text) => format!("URI('{text}')"),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Rich {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rich::SemVer(text) | Rich::Uri(text) => out.write_str(text),
            Rich::SemVerRange(range) => write!(out, "{range}"),
            Rich::Binary(bytes) => out.write_str(&base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)),
            Rich::Timestamp(nanoseconds) => out.write_str(&time::timestamp(*nanoseconds)),
            Rich::Timespan(nanoseconds) => out.write_str(&time::timespan(*nanoseconds)),
            Rich::Deferred { name, arguments } => {
                let arguments = format::inspect(&Value::array(arguments.clone()));
                write!(out, "Deferred({{'name' => '{name}', 'arguments' => {arguments}}})")
            }
            Rich::Object { type_name, attributes, .. } => {
                let attributes = attributes.iter().map(|(name, value)| (Value::from(name.clone()), value.clone())).collect();
                write!(out, "{type_name}({})", format::inspect(&Value::hash(attributes)))
            }
        }
    }
}
