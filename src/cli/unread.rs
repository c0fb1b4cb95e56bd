//! `rpuppet lookup --unread`: keys of Hiera's data that the node's catalog does not come to ask for, and why.

use crate::pipeline::Unread;
use crate::value::{Value, ValueHash};

/// A line for each key.
pub fn lines(unread: &[Unread]) -> String {
    unread.iter().map(|one| format!("{}: {}: {}\n", one.path, one.key, one.reason)).collect()
}

/// A list with a hash for each key.
pub fn list(unread: &[Unread]) -> Value {
    let entry = |one: &Unread| {
        let members = [("key", one.key.as_str()), ("path", &one.path), ("reason", &one.reason)];
        Value::hash(members.into_iter().map(|(name, text)| (name.into(), text.into())).collect::<ValueHash>())
    };
    unread.iter().map(entry).collect()
}
