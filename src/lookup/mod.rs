//! Room: lookup.
