//! A pretended machine, for tests.
