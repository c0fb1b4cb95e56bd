//! Room: template.
