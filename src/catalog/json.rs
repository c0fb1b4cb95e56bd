//! Puppet's JSON of a catalog, both ways.
