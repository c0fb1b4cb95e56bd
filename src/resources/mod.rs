//! Room: resources.
