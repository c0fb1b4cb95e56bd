//! `rpuppet lookup --unread`: keys of Hiera's data that the node's catalog does not come to ask for, and why.

use super::output::Output;
use crate::pipeline::Unread;
use crate::value::{Value, ValueHash};
use std::process::ExitCode;

/// A line for each key; exit code 1 where there is one.
pub fn tell(unread: &[Unread], output: &Output, render: Option<&dyn Fn(&Value) -> String>) -> ExitCode {
    match render {
        Some(render) => output.document(&render(&unread.iter().map(entry).collect())),
        None => unread.iter().for_each(|one| output.document(&format!("{}: {}: {}\n", one.path, one.key, one.reason))),
    }
    if unread.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn entry(unread: &Unread) -> Value {
    let members = [("key", unread.key.as_str()), ("path", &unread.path), ("reason", &unread.reason)];
    Value::hash(members.into_iter().map(|(name, text)| (name.into(), text.into())).collect::<ValueHash>())
}
