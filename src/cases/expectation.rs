//! What a case's comments expect of its catalog:
//!
//! ```text
//! # expect: compiles
//! # expect-error: /regex/
//! # expect: File['/a']                                  it is in the catalog
//! # expect: no File['/a']                               it is not
//! # expect: File['/a'] mode '0644' content =~ /x/       a parameter has this value, fits this regex
//! # expect: File['/a'] no owner                         a parameter is not set
//! # expect: File['/a'] in Class['b']                    directly or further down
//! # expect: File['/a'] before Service['b']              comes before, by whatever way; also: requires
//! # expect: File['/a'] notifies Service['b'], Exec['c'] an event reaches them
//! # expect(redhat-*): …                                 with these sets of facts only
//! ```

use super::reader::Reader;
use super::scan::{Word, words};
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::value::regex::Regex;
use serde_json::Value as Json;
use std::sync::Arc;

/// One comment's meaning.
#[derive(Clone, Debug)]
pub enum Expectation {
    Compiles,
    /// Compiling fails, with a message that fits.
    Error(Arc<Regex>),
    Absent(Vec<Reference>),
    Present(Vec<Reference>, Vec<Clause>),
}

/// What is said of a resource.
#[derive(Clone, Debug)]
pub enum Clause {
    Equals(String, Json),
    Matches(String, Arc<Regex>),
    Unset(String),
    Inside(Vec<Reference>),
    Before(Vec<Reference>),
    Requires(Vec<Reference>),
    Notifies(Vec<Reference>),
}

/// Reads what stands behind `# expect:`.
///
/// # Errors
/// What cannot be read, in words.
pub fn expectation(text: &str) -> Result<Expectation, String> {
    let words = words(text)?;
    let mut reader = Reader { words: &words };
    match words.as_slice() {
        [Word::Name(word)] if word == "compiles" => return Ok(Expectation::Compiles),
        [] => return Err("nothing is expected".to_string()),
        _ => {}
    }
    if reader.takes_name("no") {
        let references = reader.references()?;
        return if reader.words.is_empty() { Ok(Expectation::Absent(references)) } else { Err(reader.surplus()) };
    }
    let references = reader.references()?;
    let mut clauses = Vec::new();
    while !reader.words.is_empty() {
        clauses.push(reader.clause()?);
    }
    Ok(Expectation::Present(references, clauses))
}

/// Reads what stands behind `# expect-error:`.
///
/// # Errors
/// What cannot be read, in words.
pub fn error(text: &str) -> Result<Expectation, String> {
    let inner = text.trim().strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    let source = inner.ok_or("a regex between two slashes is expected: /does not know/")?;
    Ok(Expectation::Error(regex(source)?))
}

pub(super) fn regex(source: &str) -> Result<Arc<Regex>, String> {
    Regex::cached(source).map_err(|cause| cause.to_string())
}

/// Titles of classes are capitalised in catalogs.
pub(super) fn reference(type_name: &str, title: &str) -> Reference {
    match type_name {
        "Class" => Reference::new(type_name, capitalized(title)),
        _ => Reference::new(type_name, title),
    }
}
