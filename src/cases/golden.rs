//! Golden files: the canonical catalog of a case with a set of facts, as it was when someone last looked at it.

use super::judge::is_secret;
use crate::catalog::Catalog;
use crate::compare::{Canonical, Differences, Hiding, text};
use crate::plan::Kinds;
use crate::plan::secrets::Secrets;

/// What became of the comparison with a golden file.
pub enum Verdict {
    Equal,
    Missing,
    /// The differences, in words.
    Different(String),
    Unreadable(String),
}

/// The canonical form of a catalog: without secrets, and with `ROOT` for the folder that the case belongs to.
pub fn canonical(catalog: &Catalog, kinds: &dyn Kinds, root: &str) -> Canonical {
    let secrets = Secrets::of(catalog, kinds);
    let clean = |text: &str| {
        let text = secrets.blank(text.to_string());
        if !root.is_empty() && text.contains(root) { text.replace(root, "ROOT") } else { text }
    };
    Canonical::of(catalog, &Hiding { is_secret: &|resource, parameter| is_secret(kinds, resource, parameter), clean: &clean })
}

/// Holds a catalog against the text of its golden file.
pub fn compare(known: Option<&[u8]>, actual: &Canonical, actual_text: &str) -> Verdict {
    let Some(known) = known else { return Verdict::Missing };
    if known == actual_text.as_bytes() {
        return Verdict::Equal;
    }
    match std::str::from_utf8(known).map_err(|cause| cause.to_string()).and_then(Canonical::read) {
        Err(reason) => Verdict::Unreadable(reason),
        Ok(known) => match Differences::between(&known, actual) {
            // the same catalog with other blanks: someone's editor was there
            none if none.is_empty() && known.classes == actual.classes => Verdict::Equal,
            none if none.is_empty() => Verdict::Different("the classes are evaluated in another order\n".to_string()),
            found => Verdict::Different(text(&found)),
        },
    }
}
