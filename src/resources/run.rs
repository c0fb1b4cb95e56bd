//! Running a program for a resource, and telling in Puppet's words that it failed.

use crate::plan::Failure;
use crate::system::{Act, Command, Exit, Look, Output};

/// How much of a program's standard error a failure keeps: the end says what went wrong.
const KEPT: usize = 2000;

/// Runs a program that has to succeed.
pub(super) fn run(act: &mut dyn Act, command: &Command) -> Result<Output, Failure> {
    let output = act.run(command)?;
    succeeded(command, output)
}

/// Asks a program that has to succeed.
pub(super) fn ask(look: &dyn Look, command: &Command) -> Result<Output, Failure> {
    let output = look.query(command)?;
    succeeded(command, output)
}

/// `Execution of 'COMMAND LINE' returned CODE`, with what was printed to standard error.
pub(super) fn failed(command: &Command, output: &Output) -> Failure {
    let line = std::iter::once(&command.program).chain(&command.arguments).map(String::as_str).collect::<Vec<_>>().join(" ");
    let ending = match output.exit {
        Exit::Code(code) => format!("returned {code}"),
        Exit::Signal(signal) => format!("was killed by signal {signal}"),
    };
    let printed = if output.stderr.is_empty() { output.stdout_text() } else { output.stderr_text() };
    Failure { output: end_of(&printed), ..Failure::new(format!("Execution of '{line}' {ending}")) }
}

fn succeeded(command: &Command, output: Output) -> Result<Output, Failure> {
    if output.success() { Ok(output) } else { Err(failed(command, &output)) }
}

/// The last lines of a text.
fn end_of(text: &str) -> String {
    let text = text.trim_end();
    let Some(mut start) = text.len().checked_sub(KEPT) else { return text.to_string() };
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default().to_string()
}
