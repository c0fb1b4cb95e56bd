//! Room: facts.
