//! A small Ruby: what modules write in it is read ([`declaration`]) or run ([`interpreter`]): templates, functions, the code of types
//! ([`types`]). Pure; no file is opened here.
//!
//! The language is what templates use: literals, variables, control flow, blocks, `def`, `rescue`, and the methods of strings, arrays,
//! hashes, numbers and patterns. Files, processes, the clock, `eval` and classes of one's own are not part of it; meeting one is an error
//! that names it and its line. Steps, depth and the size of texts are limited.

mod constants;
pub mod declaration;
pub mod declarations;
mod effort;
mod error;
pub mod function;
pub mod functions;
mod host;
mod inspect;
mod interpreter;
mod methods;
mod object;
pub mod outside;
pub mod parse;
pub mod tree;
pub mod types;

pub use error::RubyError;
pub use host::{Host, Nobody, Refusal};
pub use interpreter::Interpreter;
pub use object::Object;
