//! Speaking to the broker by its command line.

use crate::catalog::Resource;
use crate::plan::Failure;
use crate::system::{Act, Command, Exit, Look, Output, SystemError};
use serde_json::Value as Json;
use std::time::Duration;

/// Exit statuses as sysexits has them.
const USAGE: i32 = 64;
const DATA: i32 = 65;
const UNAVAILABLE: i32 = 69;
/// How long one call may take.
const TIMEOUT: Duration = Duration::from_secs(120);
/// A broker that is starting is asked again this often, after a pause each.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_secs(1);

/// `rabbitmqctl` or `rabbitmq-plugins` with arguments.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program, ["-q"].iter().chain(arguments).copied());
    command.environment = vec![("LC_ALL".to_string(), "C.UTF-8".to_string())];
    command.timeout = Some(TIMEOUT);
    command
}

/// The answer to a question, in JSON.
pub fn ask(look: &dyn Look, program: &str, arguments: &[&str]) -> Result<Json, Failure> {
    let command = command(program, arguments);
    let output = patiently(look, || look.query(&command))?;
    if !output.success() {
        return Err(failed(program, &output));
    }
    let question = arguments.first().copied().unwrap_or_default();
    serde_json::from_slice(&output.stdout).map_err(|_| Failure::new(format!("'{program} {question}' gave no JSON")))
}

/// Whether the broker knows the user by this password.
pub fn knows_password(look: &dyn Look, user: &str, password: &str) -> Result<bool, Failure> {
    let command = with_password(&["authenticate_user", user], password);
    let output = patiently(look, || look.query(&command))?;
    match output.exit {
        Exit::Code(0) => Ok(true),
        Exit::Code(DATA) => Ok(false),
        _ => Err(failed("rabbitmqctl", &output)),
    }
}

/// A command that asks for a password on standard input.
pub fn with_password(arguments: &[&str], password: &str) -> Command {
    let mut command = command("rabbitmqctl", arguments);
    command.stdin = Some(format!("{password}\n").into_bytes());
    command
}

/// Runs a command that changes something.
pub fn tell(act: &mut dyn Act, command: &Command) -> Result<(), Failure> {
    let output = act.run(command).map_err(unreachable)?;
    if output.success() { Ok(()) } else { Err(failed(&command.program, &output)) }
}

/// An array's objects, and a text in one of them.
pub fn rows(answer: &Json) -> impl Iterator<Item = &Json> {
    answer.as_array().into_iter().flatten()
}

pub fn field(row: &Json, name: &str) -> Option<String> {
    row.get(name).and_then(Json::as_str).map(str::to_string)
}

/// A name that Puppet's pattern `/^\S+$/` accepts, and that no program takes for an option.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('-') && !name.contains(char::is_whitespace)
}

/// Puppet's words for a name that is none.
pub fn bad_name(resource: &Resource, name: &str) -> Failure {
    super::super::declare::bad_attribute(resource, "name", &format!("Invalid value \"{name}\". Valid values match /^\\S+$/."))
}

fn patiently(look: &dyn Look, run: impl Fn() -> Result<Output, SystemError>) -> Result<Output, Failure> {
    let mut tries = 1;
    loop {
        let output = run().map_err(unreachable)?;
        if !is_starting(&output) || tries == TRIES || look.interrupted() {
            return Ok(output);
        }
        tries += 1;
        look.sleep(PAUSE);
    }
}

/// The node is there, the broker in it not yet.
fn is_starting(output: &Output) -> bool {
    output.exit == Exit::Code(USAGE) && output.stderr_text().contains("app to be running")
}

fn failed(program: &str, output: &Output) -> Failure {
    let error = output.stderr_text();
    let first = error.lines().map(str::trim).find(|line| !line.is_empty() && *line != "Error:").unwrap_or("no reason given");
    let message = format!("Execution of '{program}' failed: {first}");
    if output.exit == Exit::Code(UNAVAILABLE) || is_starting(output) { Failure::not_yet(message) } else { Failure::new(message) }
}

fn unreachable(error: SystemError) -> Failure {
    match error {
        SystemError::NoCommand { .. } => Failure::not_yet(error.to_string()),
        other => other.into(),
    }
}
