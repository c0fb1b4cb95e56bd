//! `service`: running or stopped now, started at boot or not.

mod init;
mod systemd;

use super::attribute::{flag, name, text, texts};
use super::declare::{Declared, bad_attribute, check_values, parameter, property, schema};
use super::run::run;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Memory, Reading, ResourceType};
use crate::system::{Act, Command, Follow, Look};
use crate::value::{EcoString, Map};
use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the service."),
    parameter("provider", "systemd, or debian for init scripts."),
    property("ensure", "Whether it runs.").values(&["stopped", "running"]),
    property("enable", "Whether it is started at boot.").values(&["true", "false", "manual", "mask", "delayed"]),
    property("logonaccount", "Windows only."),
    property("flags", "Other systems only."),
    parameter("logonpassword", "Windows only.").secret(),
    parameter("binary", "The path of the daemon."),
    parameter("hasstatus", "Whether the init script answers to status.").values(&["true", "false"]).default("true"),
    parameter("path", "Folders with init scripts."),
    parameter("pattern", "What to look for in the process table."),
    parameter("restart", "A command that restarts it."),
    parameter("start", "A command that starts it."),
    parameter("status", "A command that tells whether it runs."),
    parameter("stop", "A command that stops it."),
    parameter("control", "Other systems only."),
    parameter("hasrestart", "Whether the init script answers to restart.").values(&["true", "false"]),
    parameter("manifest", "Solaris only."),
    parameter("timeout", "Other systems only."),
];

/// How long a start, stop or question may take.
const LIMIT: Duration = Duration::from_secs(600);
/// A daemon that was started in the background may need a moment until its status says so.
const LOOKS: u32 = 15;
const PAUSE: Duration = Duration::from_millis(200);

/// What a service's attributes say.
struct Wanted {
    name: String,
    path: Vec<String>,
    pattern: String,
    has_status: bool,
    has_restart: bool,
}

/// What manages services on a host.
trait Provider {
    /// As messages name it.
    fn name(&self) -> &'static str;
    fn is_running(&self, wanted: &Wanted, look: &dyn Look) -> Result<bool, Failure>;
    /// `true`, `false` or `mask`.
    fn enabled(&self, wanted: &Wanted, look: &dyn Look) -> Result<&'static str, Failure>;
    fn set_enabled(&self, wanted: &Wanted, state: &str, act: &mut dyn Act) -> Result<(), Failure>;
    fn start(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure>;
    fn stop(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure>;
    fn restart(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure>;
    /// Whether a start returns before the daemon is up.
    fn starts_in_background(&self) -> bool {
        false
    }
}

/// Whether services ran when they were last looked at; a refresh right after a check need not ask again.
#[derive(Clone, Default)]
struct Statuses(Map<String, bool>);

pub(super) struct Service {
    schema: Schema,
}

impl Service {
    pub(super) fn new() -> Self {
        Service { schema: schema("service", "name", ATTRIBUTES) }
    }

    fn wanted(&self, resource: &Resource) -> Wanted {
        let name = name(&self.schema, resource);
        let path: Vec<String> = texts(resource, "path").iter().flat_map(|entry| entry.split(':')).map(String::from).collect();
        Wanted {
            path: if path.is_empty() { vec!["/etc/init.d".to_string()] } else { path },
            pattern: text(resource, "pattern").or_else(|| text(resource, "binary")).unwrap_or_else(|| name.clone()),
            has_status: flag(resource, "hasstatus") != Some(false),
            has_restart: flag(resource, "hasrestart") == Some(true),
            name,
        }
    }

    fn start(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (wanted, provider) = (self.wanted(resource), provider(resource, acting.act.as_look())?);
        match own_command(resource, "start") {
            Some(command) => run_own(&command, acting.act)?,
            None => provider.start(&wanted, acting.act)?,
        }
        await_running(resource, &wanted, &*provider, acting.act.as_look())
    }

    fn stop(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
        match own_command(resource, "stop") {
            Some(command) => run_own(&command, acting.act),
            None => provider(resource, acting.act.as_look())?.stop(&self.wanted(resource), acting.act),
        }
    }

    fn restart(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let own = ["start", "stop"].iter().any(|name| resource.get(name).is_some());
        match own_command(resource, "restart") {
            Some(command) => run_own(&command, acting.act)?,
            None if own => {
                self.stop(resource, acting)?;
                return self.start(resource, acting);
            }
            None => provider(resource, acting.act.as_look())?.restart(&self.wanted(resource), acting.act)?,
        }
        let (wanted, provider) = (self.wanted(resource), provider(resource, acting.act.as_look())?);
        await_running(resource, &wanted, &*provider, acting.act.as_look())
    }

    fn change(&self, resource: &Resource, change: &Change, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (action, result) = match (change.property.as_str(), change.to.as_str()) {
            ("ensure", "running") => ("start", self.start(resource, acting)),
            ("ensure", _) => ("stop", self.stop(resource, acting)),
            (_, state) => {
                let provider = provider(resource, acting.act.as_look())?;
                let action = if state == "true" { "enable" } else { "disable" };
                (action, provider.set_enabled(&self.wanted(resource), state, acting.act))
            }
        };
        let explained = |failure| explain(resource, action, failure);
        result.map_err(|failure| Failure { property: Some(change.property.clone()), ..explained(failure) })
    }
}

impl ResourceType for Service {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, &without_truth(resource))?;
        if resource.get("logonpassword").is_some() && resource.get("logonaccount").is_none() {
            return Err(Failure::new("The 'logonaccount' parameter is mandatory when setting 'logonpassword'."));
        }
        Ok(())
    }

    fn current(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        let (wanted, provider) = (self.wanted(resource), provider(resource, reading.look)?);
        let running = is_running(resource, &wanted, &*provider, reading.look)?;
        Ok(vec![("ensure".into(), word(running).into()), ("enable".into(), provider.enabled(&wanted, reading.look)?.into())])
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let (wanted, provider) = (self.wanted(resource), provider(resource, reading.look)?);
        let mut changes = Vec::new();
        if let Some(ensure) = text(resource, "ensure") {
            let (should, running) =
                (matches!(ensure.as_str(), "running" | "true"), is_running(resource, &wanted, &*provider, reading.look)?);
            remember(reading.memory, &wanted.name, running);
            if should != running {
                changes.push(Change::new("ensure", word(running), word(should)));
            }
        }
        if let Some(should) = text(resource, "enable") {
            can_be(resource, &should, &*provider)?;
            let current = provider.enabled(&wanted, reading.look)?;
            let is_off = matches!((current, should.as_str()), ("mask", "false"));
            if current != should && !is_off {
                changes.push(Change::new("enable", current, should));
            }
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        if let Some(statuses) = acting.memory.get::<Statuses>() {
            statuses.0.shift_remove(&self.wanted(resource).name);
        }
        changes.iter().try_for_each(|change| self.change(resource, change, acting))
    }

    fn is_refreshable(&self) -> bool {
        true
    }

    fn absorbs_refresh(&self, changes: &[Change]) -> bool {
        changes.iter().any(|change| change.property == "ensure" && change.to == "running")
    }

    fn refresh(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<bool, Failure> {
        let wanted = self.wanted(resource);
        let remembered = acting.memory.get::<Statuses>().and_then(|statuses| statuses.0.shift_remove(&wanted.name));
        let running = match remembered {
            Some(running) => running,
            None => is_running(resource, &wanted, &*provider(resource, acting.act.as_look())?, acting.act.as_look())?,
        };
        if !running {
            return Ok(false);
        }
        self.restart(resource, acting).map_err(|failure| explain(resource, "restart", failure))?;
        Ok(true)
    }
}

/// The resource without `ensure => true` and `false`, which Puppet takes for running and stopped but does not list.
fn without_truth(resource: &Resource) -> Cow<'_, Resource> {
    if !matches!(text(resource, "ensure").as_deref(), Some("true" | "false")) {
        return Cow::Borrowed(resource);
    }
    let mut rest = resource.clone();
    rest.parameters.shift_remove("ensure");
    Cow::Owned(rest)
}

/// Refuses states of `enable` that the provider does not know.
fn can_be(resource: &Resource, state: &str, provider: &dyn Provider) -> Result<(), Failure> {
    let feature = match state {
        "mask" if provider.name() == "systemd" => return Ok(()),
        "mask" => "maskable",
        "manual" => "manual_startable",
        "delayed" => "delayed_startable",
        _ => return Ok(()),
    };
    let why = format!("Provider {} must have features '{feature}' to set 'enable' to '{state}'", provider.name());
    Err(bad_attribute(resource, "enable", &why))
}

/// Runs a command that the manifest gives; a failure shows it as it is written there.
fn run_own(command: &Command, act: &mut dyn Act) -> Result<(), Failure> {
    let line = command.arguments.last().map_or("", String::as_str);
    let shown = |failure: Failure| Failure { message: failure.message.replace(&format!("/bin/sh -c {line}"), line), ..failure };
    run(act, command).map(drop).map_err(shown)
}

/// systemd where it runs, Debian's init scripts elsewhere.
fn provider(resource: &Resource, look: &dyn Look) -> Result<Box<dyn Provider>, Failure> {
    match text(resource, "provider").as_deref() {
        Some("systemd") => Ok(Box::new(systemd::Systemd)),
        Some("debian" | "init" | "service" | "base") => Ok(Box::new(init::Init)),
        Some(other) => Err(Failure {
            help: Some("services are managed by systemd or by Debian's init scripts".to_string()),
            ..Failure::new(format!("Provider {other} is not functional on this host"))
        }),
        None if look.metadata(Path::new("/run/systemd/system"), Follow::Links)?.is_some() => Ok(Box::new(systemd::Systemd)),
        None => Ok(Box::new(init::Init)),
    }
}

/// A command that the manifest gives, for a shell to read.
fn own_command(resource: &Resource, attribute: &str) -> Option<Command> {
    let line = text(resource, attribute)?;
    Some(Command { timeout: Some(LIMIT), ..Command::new("/bin/sh", ["-c", line.as_str()]) })
}

fn is_running(resource: &Resource, wanted: &Wanted, provider: &dyn Provider, look: &dyn Look) -> Result<bool, Failure> {
    match own_command(resource, "status") {
        Some(command) => Ok(look.query(&command)?.success()),
        None => provider.is_running(wanted, look),
    }
}

/// Looks a few times whether a service that was started is up: between fork and exec an init script's status misses it.
fn await_running(resource: &Resource, wanted: &Wanted, provider: &dyn Provider, look: &dyn Look) -> Result<(), Failure> {
    if !provider.starts_in_background() {
        return Ok(());
    }
    for _ in 0..LOOKS {
        if is_running(resource, wanted, provider, look)? {
            return Ok(());
        }
        look.sleep(PAUSE);
    }
    let help = Some(format!("its log says why; 'service {} status' has to succeed", wanted.name));
    Err(Failure { help, ..Failure::new(format!("Service '{}' was started but does not run", wanted.name)) })
}

fn remember(memory: &mut Memory, name: &str, running: bool) {
    if let Some(statuses) = memory.get::<Statuses>() {
        statuses.0.insert(name.to_string(), running);
    } else {
        memory.insert(Statuses(Map::from_iter([(name.to_string(), running)])));
    }
}

fn word(running: bool) -> &'static str {
    if running { "running" } else { "stopped" }
}

/// `Could not start Service[x]: …`.
fn explain(resource: &Resource, action: &str, failure: Failure) -> Failure {
    let message = format!("Could not {action} {}: {}", resource.reference, failure.message);
    Failure { message, ..failure }
}
