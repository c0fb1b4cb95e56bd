//! Data types as Puppet prints them.

use crate::value::Type;
use std::fmt;

impl fmt::Display for Type {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}
