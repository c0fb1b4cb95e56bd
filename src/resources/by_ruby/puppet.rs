//! `puppet apply` with a small catalog: it travels by standard input, as it may hold secrets; Puppet's state is in a folder that nobody
//! else may read.

use super::outcome::Outcome;
use crate::catalog::{Catalog, Parameter, Reference, Resource, json};
use crate::plan::{Failure, Memory};
use crate::system::{Command, Follow, Look, Output};
use crate::value::{EcoString, Set, Value};
use std::path::PathBuf;
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(3600);
/// The tag of those resources of the small catalog that are meant.
const MEANT: &str = "rpuppet_meant";
/// What sends the refresh.
const SENDER: &str = "rpuppet sends a refresh";
/// How resources hang together is our own affair.
const DROPPED: [&str; 9] = ["before", "require", "notify", "subscribe", "schedule", "stage", "noop", "audit", "tag"];
/// Puppet's folders, each below the one for its state.
const FOLDERS: [&str; 6] = ["ssldir", "publicdir", "rundir", "logdir", "statedir", "confdir"];

/// An installed Puppet, and what it needs.
#[derive(Clone, Debug)]
pub struct RubyProviders {
    /// The program.
    pub command: String,
    /// A folder for its state, which is there and private.
    pub directory: PathBuf,
    pub module_path: Vec<String>,
    pub read_yaml: fn(&str) -> Option<Value>,
}

/// What Puppet is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// What would change.
    Look,
    Act,
    /// Act, and send a refresh.
    Refresh,
}

/// One call.
pub struct Call {
    catalog: Catalog,
}

/// How many calls there were: each report is known by its number.
#[derive(Clone, Copy, Default)]
struct Calls(u64);

impl Call {
    /// The resources of such types, with the asked ones marked.
    pub fn new(asked: &[&Resource], mode: Mode, names: &Set<EcoString>, whole: &Catalog, memory: &mut Memory) -> Self {
        let number = memory.get::<Calls>().copied().unwrap_or_default().0 + 1;
        memory.insert(Calls(number));
        let mut catalog = Catalog { name: whole.name.clone(), environment: whole.environment.clone(), ..Catalog::default() };
        catalog.version = format!("rpuppet-{}-{number}", whole.version).into();
        let is_asked = |reference: &Reference| asked.iter().any(|resource| resource.reference == *reference);
        let all = whole.resources.values().filter(|resource| names.contains(resource.reference.type_name.to_lowercase().as_str()));
        for resource in all.filter(|resource| !is_asked(&resource.reference)) {
            catalog.resources.insert(resource.reference.clone(), plain(resource));
        }
        for resource in asked {
            let mut meant = plain(resource);
            meant.tags.insert(MEANT.into());
            catalog.resources.insert(resource.reference.clone(), meant);
        }
        if mode == Mode::Refresh {
            let sender = sender(asked);
            catalog.resources.insert(sender.reference.clone(), sender);
        }
        Call { catalog }
    }
}

/// A resource without its relations.
fn plain(resource: &Resource) -> Resource {
    let mut plain = resource.clone();
    plain.parameters.retain(|name, _| !DROPPED.contains(&name.as_str()));
    plain.kind = Some("compilable_type".into());
    plain
}

/// A message is a change: whoever it notifies is refreshed.
fn sender(asked: &[&Resource]) -> Resource {
    let targets: Value = asked.iter().map(|resource| Value::from(resource.reference.to_string().as_str())).collect();
    let mut sender = Resource { reference: Reference::new("notify", SENDER), kind: Some("compilable_type".into()), ..Resource::default() };
    sender.parameters.insert("notify".into(), Parameter { value: targets, location: None });
    sender.tags.insert(MEANT.into());
    sender
}

impl RubyProviders {
    fn report(&self) -> PathBuf {
        self.directory.join("report.yaml")
    }

    /// The program with the catalog on its standard input.
    pub fn command(&self, call: &Call, mode: Mode) -> Command {
        let mut arguments: Vec<String> = ["apply", "--catalog", "-", "--color=false", "--tags", MEANT].map(String::from).to_vec();
        let mut set = |name: &str, value: String| arguments.extend([format!("--{name}"), value]);
        set("modulepath", self.module_path.join(":"));
        set("environment", call.catalog.environment.to_string());
        set("vardir", self.directory.display().to_string());
        FOLDERS.iter().for_each(|folder| set(folder, self.directory.join(folder).display().to_string()));
        set("lastrunreport", self.report().display().to_string());
        // who is missing in the report was not evaluated, then
        arguments.push("--no-exclude_unchanged_resources".to_string());
        if mode == Mode::Look {
            arguments.push("--noop".to_string());
        }
        let mut command = Command::new(&self.command, arguments);
        command.environment = vec![("HOME".to_string(), "/root".to_string())];
        command.stdin = Some(json::to_text(&call.catalog).into_bytes());
        command.timeout = Some(TIMEOUT);
        command
    }

    /// The report of this very call; without one Puppet has failed before it began.
    pub fn outcome(&self, call: &Call, output: &Output, look: &dyn Look) -> Result<Outcome, Failure> {
        let written = look.metadata(&self.report(), Follow::Links)?.is_some();
        let text = if written { look.read(&self.report())? } else { Vec::new() };
        let text = String::from_utf8_lossy(&text);
        // the class of the whole is no data
        let data = text.split_once('\n').filter(|(first, _)| first.starts_with("--- !ruby/object:")).map_or(&*text, |(_, rest)| rest);
        let report = (self.read_yaml)(data).unwrap_or_default();
        Outcome::read(&report, &call.catalog.version).ok_or_else(|| failed(output))
    }
}

/// The errors that Puppet printed that are not about facts; the first one is the reason.
fn failed(output: &Output) -> Failure {
    let printed = output.stderr_text();
    let errors: Vec<&str> = printed.lines().filter(|line| line.starts_with("Error:") && !line.starts_with("Error: Facter")).collect();
    let (first, further) = errors.split_first().unwrap_or((&"no report was written", &[]));
    let reason = first.strip_prefix("Error: ").unwrap_or(first);
    Failure { output: further.join("\n"), ..Failure::new(format!("Execution of 'puppet apply' failed: {reason}")) }
}
