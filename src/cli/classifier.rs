//! What an external node classifier says of a node: the settings `node_terminus=exec` and `external_nodes`.
//! Source of the rules and words: `lib/puppet/indirector/node/exec.rb`.

use crate::lookup::{ruby_text, yaml};
use crate::settings::Settings;
use crate::value::{EcoString, Value, ValueHash};
use crate::world::World;

/// The classes, top-scope variables and environment of a node.
#[derive(Clone, Debug, Default)]
pub struct Classification {
    /// With their parameters, where they have some.
    pub classes: Vec<(EcoString, Value)>,
    pub parameters: Vec<(EcoString, Value)>,
    pub environment: Option<String>,
}

impl Classification {
    /// Asks the classifier that the settings name; an empty classification where they name none.
    pub fn of(node: &str, settings: &Settings, world: &dyn World) -> Result<Self, String> {
        if settings.get("node_terminus") != "exec" {
            return Ok(Classification::default());
        }
        let command = settings.get("external_nodes");
        if command == "none" {
            return Err("You must set the 'external_nodes' parameter to use the external node terminus".to_string());
        }
        if !command.starts_with('/') {
            return Err("You must set the exec parameter to a fully qualified command".to_string());
        }
        let words: Vec<String> = command.split_whitespace().chain([node]).map(str::to_string).collect();
        let said = world.generate(&words).map_err(|cause| format!("Failed to find {node} via exec: {cause}"))?;
        if said.trim().is_empty() {
            return Err(format!("Could not find node {node}"));
        }
        Classification::read(&said).map_err(|problem| format!("Could not load external node results for {node}: {problem}"))
    }

    fn read(text: &str) -> Result<Self, String> {
        let answer = yaml::load(text).map_err(|cause| format!("(<unknown>): {cause}"))?;
        let Some(members) = answer.as_hash() else { return Err("it is no hash".to_string()) };
        if members.keys().any(|key| key.as_str().is_none()) {
            return Err("a key is not a string".to_string());
        }
        let member = |name: &str| members.get(&Value::from(name)).filter(|value| !value.is_undef());
        Ok(Classification {
            classes: member("classes").map(classes).unwrap_or_default(),
            parameters: member("parameters").and_then(Value::as_hash).map(named).unwrap_or_default(),
            environment: member("environment").map(ruby_text).filter(|name| !name.is_empty()),
        })
    }

    /// What is to be said of facts that the classifier has another value for.
    pub fn warnings(&self, node: &str, facts: &Value) -> Vec<String> {
        let overridden = self.parameters.iter().filter_map(|(name, value)| {
            let fact = facts.as_hash()?.get(&Value::String(name.clone()))?;
            let (value, fact) = (ruby_text(value), ruby_text(fact));
            Some(format!("The node parameter '{name}' for node '{node}' was already set to '{value}'. It could not be set to '{fact}'"))
        });
        overridden.collect()
    }
}

/// Names in a list, or with their parameters in a hash.
fn classes(value: &Value) -> Vec<(EcoString, Value)> {
    match value {
        Value::Hash(classes) => named(classes),
        Value::Array(names) => names.iter().filter_map(Value::as_str).map(|name| (name.into(), Value::Undef)).collect(),
        other => other.as_str().map(|name| (name.into(), Value::Undef)).into_iter().collect(),
    }
}

fn named(entries: &ValueHash) -> Vec<(EcoString, Value)> {
    entries.iter().filter_map(|(name, value)| Some((name.as_str()?.into(), value.clone()))).collect()
}
