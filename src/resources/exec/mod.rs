//! `exec`: runs a command where its conditions say so.

mod command_line;
mod number;

use super::attribute::{flag, text, texts};
use super::declare::{Declared, bad_attribute, check_values, parameter, property, schema};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Note, Notes, Reading, ResourceType};
use crate::system::{Exit, Follow, Output, SystemError};
use crate::value::{EcoString, Value};
use command_line::CommandLine;
use std::path::Path;

const ATTRIBUTES: &[Declared] = &[
    parameter("command", "The command: a string, or program and arguments."),
    parameter("provider", "posix runs programs, shell gives everything to /bin/sh."),
    property("returns", "The exit codes that mean success.").default("0").all(),
    parameter("path", "Where programs are looked for."),
    parameter("user", "Who runs it."),
    parameter("group", "The group that it runs as."),
    parameter("cwd", "The folder that it runs in."),
    parameter("logoutput", "Whether its output is logged.").values(&["true", "false", "on_failure"]).default("on_failure"),
    parameter("refresh", "Runs instead of the command at a refresh."),
    parameter("environment", "Variables, NAME=VALUE."),
    parameter("umask", "The umask that it runs with."),
    parameter("timeout", "Seconds until it is killed; 0 waits for ever.").default("300"),
    parameter("tries", "How often it is tried.").default("1"),
    parameter("try_sleep", "Seconds between two tries.").default("0"),
    parameter("refreshonly", "Runs at a refresh only.").values(&["true", "false"]),
    parameter("creates", "Does not run where this file is."),
    parameter("unless", "Does not run where this command succeeds."),
    parameter("onlyif", "Runs only where this command succeeds."),
];

pub(super) struct Exec {
    schema: Schema,
}

impl Exec {
    pub(super) fn new() -> Self {
        Exec { schema: Schema { isomorphic: false, ..schema("exec", "command", ATTRIBUTES) } }
    }
}

impl ResourceType for Exec {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let mut files = texts(resource, "cwd");
        files.extend(command(resource, "command").files());
        for condition in ["onlyif", "unless"] {
            files.extend(commands(resource, condition).iter().flat_map(CommandLine::files));
        }
        let user = text(resource, "user").filter(|user| !user.chars().all(|digit| digit.is_ascii_digit()));
        let files = files.into_iter().map(|file| Autorelation::require("file", file));
        files.chain(user.map(|user| Autorelation::require("user", user))).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        command(resource, "command").check(resource, "command")?;
        if resource.get("refresh").is_some() {
            command(resource, "refresh").check(resource, "refresh")?;
        }
        for condition in ["onlyif", "unless"] {
            commands(resource, condition).iter().try_for_each(|command| command.check(resource, condition))?;
        }
        if let Some(setting) = texts(resource, "environment").iter().find(|setting| !setting.contains('=')) {
            return Err(bad_attribute(resource, "environment", &format!("Invalid environment setting '{setting}'")));
        }
        if let Some(umask) = text(resource, "umask").filter(|umask| umask.len() > 5 || u32::from_str_radix(umask, 8).is_err()) {
            return Err(bad_attribute(resource, "umask", &format!("The umask specification is invalid: \"{umask}\"")));
        }
        for name in ["cwd", "creates"] {
            if texts(resource, name).iter().any(|path| !path.starts_with('/')) {
                return Err(bad_attribute(resource, name, &format!("{name} must be a fully qualified path")));
            }
        }
        number::timeout(resource)?;
        number::tries(resource)?;
        number::pause(resource).map(drop)
    }

    fn current(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        Ok(vec![("returns".into(), "notrun".into())])
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        if flag(resource, "refreshonly") == Some(true) || !conditions_hold(resource, reading)? {
            return Ok(Vec::new());
        }
        let expected: Vec<String> = expected(resource).iter().map(|code| format!("'{code}'")).collect();
        Ok(vec![Change::new("returns", "notrun", format!("[{}]", expected.join(", "))).saying("executed successfully")])
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        execute(resource, acting)
    }

    fn is_refreshable(&self) -> bool {
        true
    }

    fn refresh(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<bool, Failure> {
        if !conditions_hold(resource, &mut acting.reading())? {
            return Ok(false);
        }
        if resource.get("refresh").is_none() {
            return execute(resource, acting).map(|()| true);
        }
        // Puppet takes any exit code of this command for an answer.
        let command = command(resource, "refresh").command(resource, acting.act.as_look())?;
        acting.act.run(&command).map_err(failure)?;
        Ok(true)
    }
}

fn command(resource: &Resource, attribute: &str) -> CommandLine {
    match resource.get(attribute) {
        Some(value) => CommandLine::from_value(value),
        None => CommandLine::Text(resource.title().to_string()),
    }
}

fn commands(resource: &Resource, attribute: &str) -> Vec<CommandLine> {
    resource.get(attribute).filter(|value| **value != Value::Undef).map(CommandLine::several).unwrap_or_default()
}

fn expected(resource: &Resource) -> Vec<String> {
    let codes = texts(resource, "returns");
    if codes.is_empty() { vec!["0".to_string()] } else { codes }
}

/// `creates`, `unless`, `onlyif`, in this order; the first that forbids ends the questions.
fn conditions_hold(resource: &Resource, reading: &mut Reading<'_>) -> Result<bool, Failure> {
    for file in texts(resource, "creates") {
        if reading.look.metadata(Path::new(&file), Follow::Links)?.is_some() {
            return Ok(false);
        }
    }
    for command in commands(resource, "unless") {
        if succeeds(&command, resource, reading)? {
            return Ok(false);
        }
    }
    for command in commands(resource, "onlyif") {
        if !succeeds(&command, resource, reading)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a condition's command exits with 0; one that takes too long does not.
fn succeeds(condition: &CommandLine, resource: &Resource, reading: &mut Reading<'_>) -> Result<bool, Failure> {
    let command = condition.command(resource, reading.look)?;
    match reading.look.query(&command) {
        Ok(output) => Ok(output.success()),
        Err(SystemError::Timeout { .. }) => {
            let shown = if is_secret(resource) { "[command redacted]".to_string() } else { format!("\"{}\"", condition.shown()) };
            let text = format!("Check {shown} exceeded timeout");
            Notes::add(reading.memory, Note { level: "err".into(), text, with_path: true, property: None });
            Ok(false)
        }
        Err(error) => Err(failure(error)),
    }
}

/// Runs the command, as often as `tries` says, until it exits as expected.
fn execute(resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let line = command(resource, "command");
    let command = line.command(resource, acting.act.as_look())?;
    let expected = expected(resource);
    let (tries, pause) = (number::tries(resource)?, number::pause(resource)?);
    let mut tried = 1;
    let output = loop {
        let output = acting.act.run(&command).map_err(failure)?;
        if expected.contains(&code(&output)) || tried >= tries || acting.act.interrupted() {
            break output;
        }
        acting.act.sleep(pause);
        tried += 1;
    };
    let success = expected.contains(&code(&output));
    log(resource, &output, success, acting);
    if success {
        return Ok(());
    }
    let shown = if is_secret(resource) { "[command redacted]".to_string() } else { format!("'{}'", line.shown()) };
    Err(Failure {
        property: Some("returns".into()),
        ..Failure::new(format!("{shown} returned {} instead of one of [{}]", code(&output), expected.join(",")))
    })
}

/// The exit code; for a death by signal what a shell would say.
fn code(output: &Output) -> String {
    match output.exit {
        Exit::Code(code) => code.to_string(),
        Exit::Signal(signal) => (128 + signal).to_string(),
    }
}

/// Says what the command printed, where `logoutput` wants it.
fn log(resource: &Resource, output: &Output, success: bool, acting: &mut Acting<'_>) {
    let wanted = match text(resource, "logoutput").as_deref() {
        Some("true") => true,
        Some("false") => false,
        _ => !success,
    };
    if !wanted {
        return;
    }
    let level = text(resource, "loglevel").unwrap_or_else(|| "notice".to_string());
    let mut say = |text: &str| {
        let note = Note { level: level.as_str().into(), text: text.to_string(), with_path: true, property: Some("returns".into()) };
        Notes::add(acting.memory, note);
    };
    if is_secret(resource) {
        return say("[output redacted]");
    }
    for printed in [output.stdout_text(), output.stderr_text()] {
        printed.lines().for_each(&mut say);
    }
}

/// One secret among the commands makes all of them secret.
fn is_secret(resource: &Resource) -> bool {
    ["command", "unless", "onlyif"].iter().any(|name| resource.is_sensitive(name))
}

/// The machine's refusal, in Puppet's words.
fn failure(error: SystemError) -> Failure {
    match error {
        SystemError::Timeout { .. } => Failure { property: Some("returns".into()), ..Failure::new("Command exceeded timeout") },
        other => other.into(),
    }
}
