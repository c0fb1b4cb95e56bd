//! What can go wrong in a look-up, in Puppet's words.

/// Why a look-up failed. A key that nothing defines is no error: it is `None`.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum LookupError {
    /// One of the mistakes that have a code of their own in Puppet: every layer hands it on as it is.
    #[error("{message}{}", place(path.as_deref(), *line))]
    Issue { message: String, path: Option<String>, line: Option<usize> },
    /// A mistake in data that the global layer words anew. The caller adds nothing to it.
    #[error("{0}")]
    Failed(String),
    /// A value of a wrong type, a mistake in code that data called: told as a mistake in data by the search that meets it.
    #[error("{0}")]
    Mismatch(String),
    /// A wrong argument, an undefined variable: handed on as it is.
    #[error("{0}")]
    Argument(String),
}

impl LookupError {
    /// Whether the message stands alone, without the place of the call.
    pub fn is_complete(&self) -> bool {
        matches!(self, LookupError::Issue { .. } | LookupError::Failed(_))
    }

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
