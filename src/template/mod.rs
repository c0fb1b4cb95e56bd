//! Room: template.
pub mod erb;
