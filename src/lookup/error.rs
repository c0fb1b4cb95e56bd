//! What can go wrong in a look-up, in Puppet's words.

/// Why a look-up failed. A key that nothing defines is no error: it is `None`.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum LookupError {
    #[error("Recursive lookup detected in [{0}]")]
    Recursive(String),
    #[error("Unable to parse {path}: {message}")]
    Unreadable { path: String, message: String },
    #[error("{path}: file does not contain a valid {format} hash")]
    NoHash { path: String, format: &'static str },
    #[error("{message} (file: {path})")]
    Configuration { path: String, message: String },
    #[error("This runtime does not support hiera.yaml version {version}")]
    Version { path: String, version: i64 },
    #[error("Unable to find '{kind}' function named '{name}'")]
    UnknownFunction { kind: &'static str, name: String },
    #[error("{problem} in key: '{key}'")]
    Key { problem: &'static str, key: String },
    #[error(
        "Data Provider type mismatch: Got {class} when a hash-like object was expected to access value using '{segment}' from key '{key}'"
    )]
    NotHashLike { class: &'static str, segment: String, key: String },
    #[error("Interpolation using method syntax is not allowed in this context")]
    MethodNotAllowed,
    #[error("Unknown interpolation method '{0}'")]
    UnknownMethod(String),
    #[error("'alias' interpolation is only permitted if the expression is equal to the entire string")]
    PartialAlias,
    #[error("Undefined variable '{0}'")]
    UndefinedVariable(String),
    #[error("Unknown merge strategy: '{0}'")]
    UnknownStrategy(String),
    #[error("{which} of the merge has wrong type, expects {expected}, got {got}")]
    Merge { which: &'static str, expected: &'static str, got: &'static str },
    #[error("knockout_prefix cannot be an empty string in deep_merge!")]
    EmptyKnockout,
    #[error("{0}")]
    LookupOptions(String),
    #[error("The convert_to lookup_option for key '{key}' raised error: {message}")]
    Conversion { key: String, message: String },
}
