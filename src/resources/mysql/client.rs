//! Speaking to the server by the `mysql` program.

use super::text::unescaped;
use crate::plan::Failure;
use crate::system::{Act, Command, Follow, Look, Output, SystemError};
use std::path::Path;
use std::time::Duration;

/// Where root's password is, on hosts where the socket alone does not suffice.
const DEFAULTS: &str = "/root/.my.cnf";
/// How long one call may take.
const TIMEOUT: Duration = Duration::from_secs(300);
/// A server that refuses connections is starting: asked again this often, after a second each.
const TRIES: usize = 10;

/// Rows of fields.
pub type Rows = Vec<Vec<String>>;

/// Whether a statement that fails ends the call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mistakes {
    Fail,
    /// The others are run all the same (an account that does not exist yet).
    Skip,
}

/// Asks the server; the statements must change nothing.
pub fn ask(look: &dyn Look, statements: &str, mistakes: Mistakes) -> Result<Rows, Failure> {
    let command = command(look, statements, mistakes)?;
    let output = patiently(look, || look.query(&command))?;
    Ok(output.stdout_text().lines().map(|line| line.split('\t').map(unescaped).collect()).collect())
}

/// Runs statements that change something. They may hold secrets, so an error shows its number alone.
pub fn tell(act: &mut dyn Act, statements: &str) -> Result<(), Failure> {
    let command = command(act.as_look(), statements, Mistakes::Fail)?;
    let output = act.run(&command).map_err(unreachable)?;
    if output.success() {
        return Ok(());
    }
    let error = output.stderr_text();
    let number = error.lines().find(|line| line.starts_with("ERROR")).and_then(|line| line.split(':').next());
    Err(Failure::new(format!("Execution of 'mysql' failed: {}", number.unwrap_or("the statement was refused"))))
}

fn command(look: &dyn Look, statements: &str, mistakes: Mistakes) -> Result<Command, Failure> {
    let mut arguments = Vec::new();
    if look.metadata(Path::new(DEFAULTS), Follow::Links)?.is_some() {
        arguments.push(format!("--defaults-extra-file={DEFAULTS}"));
    }
    arguments.extend(["--batch", "--skip-column-names", "--default-character-set=utf8mb4"].map(String::from));
    if mistakes == Mistakes::Skip {
        arguments.push("--force".to_string());
    }
    let mut command = Command::new("mysql", arguments);
    command.stdin = Some(statements.as_bytes().to_vec());
    command.timeout = Some(TIMEOUT);
    Ok(command)
}

fn patiently(look: &dyn Look, run: impl Fn() -> Result<Output, SystemError>) -> Result<Output, Failure> {
    let mut tries = 1;
    loop {
        let output = run().map_err(unreachable)?;
        if output.success() {
            return Ok(output);
        }
        let error = output.stderr_text();
        if !is_starting(&error) || tries == TRIES || look.interrupted() {
            return Err(refused(&error));
        }
        tries += 1;
        look.sleep(Duration::from_secs(1));
    }
}

/// The server's socket is there, but nobody answers yet.
fn is_starting(error: &str) -> bool {
    error.contains("ERROR 2002") && error.contains("(111)") || error.contains("ERROR 2013") || error.contains("ERROR 1053")
}

fn refused(error: &str) -> Failure {
    let no_server = ["ERROR 2002", "ERROR 2003", "ERROR 2013"].iter().any(|number| error.contains(number));
    let line = error.lines().find(|line| line.starts_with("ERROR")).unwrap_or("no reason given");
    let message = format!("Execution of 'mysql' failed: {line}");
    if no_server { Failure::not_yet(message) } else { Failure::new(message) }
}

fn unreachable(error: SystemError) -> Failure {
    match error {
        SystemError::NoCommand { .. } => Failure::not_yet(error.to_string()),
        other => other.into(),
    }
}
