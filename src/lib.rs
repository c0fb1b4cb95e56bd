//! Compiles and applies the Puppet language.
//!
//! Text becomes a tree (`rpuppet_syntax`), the tree a [`catalog`] ([`evaluate`], a pure function of a [`world`]), the catalog a [`plan`]
//! (which reads the machine through [`system`]), the plan a changed host ([`apply`]) and a [`report`].

pub mod apply;
pub mod cases;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod compare;
pub mod crypto;
pub mod datatype;
pub mod diagnostic;
pub mod environments;
pub mod evaluate;
pub mod explain;
pub mod facts;
pub mod functions;
pub mod layout;
pub mod lint;
pub mod lookup;
pub mod pipeline;
pub mod plan;
pub mod report;
pub mod resources;
pub mod ruby;
pub mod settings;
pub mod survey;
pub mod system;
pub mod template;
pub mod value;
pub mod world;
