//! Room: apply.
