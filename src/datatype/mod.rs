//! Puppet data types: reading, what they accept, how a mismatch is described, conversions.

mod display;
