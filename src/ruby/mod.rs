//! Room: ruby.
