//! The functions that may be called as statements without parentheses.

/// `include a, b` is `include(a, b)` for these names, and only for these.
pub(crate) const STATEMENT_FUNCTIONS: [&str; 15] = [
    "require", "realize", "include", "contain", "tag", "debug", "info", "notice", "warning", "err", "fail", "import", "break", "next",
    "return",
];
