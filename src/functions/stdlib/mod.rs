//! The functions of the module stdlib.

pub(super) mod array;
pub(super) mod convert;
pub(super) mod crypt;
pub(super) mod data;
pub(super) mod escape;
pub(super) mod hash;
pub(super) mod is;
pub(super) mod legacy;
pub(super) mod network;
pub(super) mod outside;
pub(super) mod path;
pub(super) mod pick;
pub(super) mod private;
pub(super) mod sort_by;
pub(super) mod toml;
pub(super) mod validate;
