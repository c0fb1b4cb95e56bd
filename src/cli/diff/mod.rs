//! `rpuppet diff`: catalogs of two states of a control repository or module. Exit code 0: equal; 1: they could not be made; 2: different.
#![allow(clippy::disallowed_methods, reason = "writes the file that --output names")]

mod git;
mod side;

use super::arguments::DiffOptions;
use super::output::Output;
use crate::cases::facts::{self, FactSet};
use crate::compare::{Differences, document, page, text};
use crate::settings::Settings;
use crate::value::Value;
use crate::world::disk::Disk;
use serde_json::{Map as Object, Value as Json, json};
use side::Side;
use std::process::ExitCode;

/// What is known of a node: the differences of its two catalogs, or why they could not be made.
type Found = (String, Result<Differences, String>);

const EQUAL: u8 = 0;
const FAILED: u8 = 1;
const DIFFERENT: u8 = 2;

pub fn run(options: &DiffOptions, settings: &Settings, output: &Output) -> ExitCode {
    match compared(options, settings) {
        Err(message) => {
            output.error(&format!("Could not run: {message}"));
            ExitCode::from(FAILED)
        }
        Ok(found) => match written(&found, options, output) {
            Ok(()) => ExitCode::from(code(&found)),
            Err(message) => {
                output.error(&message);
                ExitCode::from(FAILED)
            }
        },
    }
}

fn code(found: &[Found]) -> u8 {
    let different = |result: &Result<Differences, String>| result.as_ref().is_ok_and(|differences| !differences.is_empty());
    match found {
        found if found.iter().any(|(_, result)| result.is_err()) => FAILED,
        found if found.iter().any(|(_, result)| different(result)) => DIFFERENT,
        _ => EQUAL,
    }
}

fn compared(options: &DiffOptions, settings: &Settings) -> Result<Vec<Found>, String> {
    let nodes = nodes(options)?;
    let (from, to) = (Side::of(&options.from, options, settings)?, Side::of(&options.to, options, settings)?);
    let before = from.catalogs(&nodes);
    let after = to.catalogs(&nodes);
    let told = |side: &Side, reason: String| format!("{}: {reason}", side.name);
    let pairs = nodes.iter().zip(before.into_iter().zip(after));
    let found = pairs.map(|((name, _), pair)| {
        let result = match pair {
            (Ok(before), Ok(after)) => Ok(Differences::between(&before, &after)),
            (Err(reason), Ok(_)) => Err(told(&from, reason)),
            (Ok(_), Err(reason)) => Err(told(&to, reason)),
            (Err(first), Err(second)) => Err(format!("{}\n{}", told(&from, first), told(&to, second))),
        };
        (name.clone(), result)
    });
    Ok(found.collect())
}

/// Names of nodes with their facts.
fn nodes(options: &DiffOptions) -> Result<Vec<(String, Value)>, String> {
    let Some(path) = &options.facts else {
        return Err("the facts of a node are needed: --facts FILE, or --all --facts FOLDER".to_string());
    };
    let named = |set: FactSet| (facts::node(&set), set.facts);
    if options.all {
        let sets = facts::of_folder(path.trim_end_matches('/'), &Disk)?;
        return if sets.is_empty() { Err(format!("there are no facts in {path}")) } else { Ok(sets.into_iter().map(named).collect()) };
    }
    let set = FactSet { name: "node".to_string(), facts: facts::of_file(path, &Disk)? };
    let (name, values) = named(set);
    Ok(vec![(options.node.as_ref().map_or(name, |node| node.to_lowercase()), values)])
}

fn written(found: &[Found], options: &DiffOptions, output: &Output) -> Result<(), String> {
    let text = match options.format.as_str() {
        "json" => format!("{:#}\n", as_json(found)),
        "html" => page(&format!("From {} to {}", options.from, options.to), found)?,
        _ => found.iter().map(|(node, result)| as_text(node, result)).collect(),
    };
    match &options.output {
        None => output.document(&text),
        Some(path) => std::fs::write(path, text).map_err(|cause| format!("Could not write {path}: {cause}"))?,
    }
    Ok(())
}

fn as_text(node: &str, result: &Result<Differences, String>) -> String {
    match result {
        Err(message) => format!("{node}: failed\n{}\n", message.lines().map(|line| format!("  {line}\n")).collect::<String>().trim_end()),
        Ok(differences) if differences.is_empty() => format!("{node}: equal\n"),
        Ok(differences) => format!("{node}: different\n{}", text(differences)),
    }
}

fn as_json(found: &[Found]) -> Json {
    let nodes: Object<String, Json> = found
        .iter()
        .map(|(node, result)| (node.clone(), result.as_ref().map_or_else(|message| json!({ "error": message }), document)))
        .collect();
    json!({ "nodes": nodes })
}
