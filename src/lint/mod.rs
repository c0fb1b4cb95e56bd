//! Room: lint.
