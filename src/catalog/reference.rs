//! `Type[title]`.

use crate::value::EcoString;
use std::fmt;

/// The name of one resource in a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    /// Every segment capitalised: `File`, `Trove::Generic_service`, `Class`.
    pub type_name: EcoString,
    /// As declared; for `Class` every segment capitalised (`Trove::Api`).
    pub title: EcoString,
}

impl Reference {
    /// `type_name` in any case; it is capitalised here.
    pub fn new(type_name: &str, title: impl Into<EcoString>) -> Self {
        Reference { type_name: capitalized(type_name), title: title.into() }
    }

    /// Reads `Type[title]`; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (type_name, rest) = text.split_once('[')?;
        let title = rest.strip_suffix(']')?;
        (!type_name.is_empty()).then(|| Reference::new(type_name.trim(), title))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        [self.type_name.as_str(), "[", &self.title, "]"].into_iter().try_for_each(|part| out.write_str(part))
    }
}

/// `trove::generic_service` → `Trove::Generic_service`; a leading `::` goes.
pub fn capitalized(name: &str) -> EcoString {
    let name = name.strip_prefix("::").unwrap_or(name);
    if !name.as_bytes().contains(&b':') {
        return capitalized_segment(name);
    }
    let mut out = EcoString::with_capacity(name.len());
    for (index, segment) in name.split("::").enumerate() {
        if index > 0 {
            out.push_str("::");
        }
        out.push_str(&capitalized_segment(segment));
    }
    out
}

fn capitalized_segment(segment: &str) -> EcoString {
    let mut out = EcoString::from(segment);
    if segment.starts_with(|first: char| first.is_ascii_lowercase())
        && let Some(first) = out.make_mut().get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    out
}
