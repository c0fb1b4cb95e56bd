//! A small Ruby: what modules write in it is read ([`declaration`]) or, for templates, run. Pure; no file is opened here.

pub mod declaration;
pub mod declarations;
pub mod parse;
pub mod tree;
