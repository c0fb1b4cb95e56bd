//! What can go wrong in a look-up, in Puppet's words.

/// Why a look-up failed. A key that nothing defines is no error: it is `None`.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum LookupError {
    /// One of the mistakes that have a code of their own in Puppet: every layer hands it on as it is.
    #[error("{message}{}", place(path.as_deref(), *line))]
    Issue { message: String, path: Option<String>, line: Option<usize> },
    /// A mistake in data or code that the global layer words anew.
    #[error("{0}")]
    Failed(String),
    /// A value or an argument of a wrong type, an undefined variable: handed on as it is.
    #[error("{0}")]
    Mismatch(String),
}

impl LookupError {
    pub fn issue(message: impl Into<String>) -> Self {
        LookupError::Issue { message: message.into(), path: None, line: None }
    }
}

fn place(path: Option<&str>, line: Option<usize>) -> String {
    match (path, line) {
        (Some(path), Some(line)) => format!(" (file: {path}, line: {line})"),
        (Some(path), None) => format!(" (file: {path})"),
        (None, _) => String::new(),
    }
}
