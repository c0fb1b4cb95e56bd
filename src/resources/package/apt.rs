//! `apt-get`: one call for as many packages as may go together.

use crate::plan::Failure;
use crate::resources::run::{ask, failed, run};
use crate::system::{Act, Command, Look, Output};

const APT_GET: &str = "/usr/bin/apt-get";

/// What apt is asked to do with packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// With further options of apt-get.
    Install(Vec<String>),
    Remove,
    Purge,
}

/// apt leaves packages that are on hold alone unless it is told so.
pub(super) const ALSO_HELD: &str = "--allow-change-held-packages";

/// Runs apt-get for all `packages` (`name`, `name=version` or the path of a `.deb`).
pub(super) fn act(act: &mut dyn Act, task: &Task, packages: &[String], held: bool) -> Result<(), Failure> {
    let command = command(task, packages, held);
    let output = act.run(&command)?;
    if output.success() { Ok(()) } else { Err(refusal(&command, &output)) }
}

/// The version that apt would install now.
pub(super) fn candidate(look: &dyn Look, package: &str) -> Result<String, Failure> {
    let command = Command { environment: environment(), ..Command::new("/usr/bin/apt-cache", ["policy", package]) };
    let text = ask(look, &command)?.stdout_text();
    let candidate = text.lines().find_map(|line| line.trim().strip_prefix("Candidate:")).map(str::trim);
    match candidate {
        Some(version) if version != "(none)" => Ok(version.to_string()),
        _ => Err(Failure::new(format!("Could not get latest version: apt knows no package '{package}'"))),
    }
}

/// All versions that apt could install now: `NAME | VERSION | ARCHIVE`.
pub(super) fn versions(look: &dyn Look, package: &str) -> Result<Vec<String>, Failure> {
    let command = Command { environment: environment(), ..Command::new("/usr/bin/apt-cache", ["madison", package]) };
    let text = ask(look, &command)?.stdout_text();
    Ok(text.lines().filter_map(|line| line.split('|').nth(1)).map(|version| version.trim().to_string()).collect())
}

/// `apt-mark hold` or `unhold`.
pub(super) fn mark(act: &mut dyn Act, package: &str, hold: bool) -> Result<(), Failure> {
    let word = if hold { "hold" } else { "unhold" };
    run(act, &Command::new("/usr/bin/apt-mark", [word, package])).map(drop)
}

/// Answers for debconf from a file.
pub(super) fn preseed(act: &mut dyn Act, file: &str) -> Result<(), Failure> {
    run(act, &Command::new("/usr/bin/debconf-set-selections", [file])).map(drop)
}

fn command(task: &Task, packages: &[String], held: bool) -> Command {
    let mut arguments: Vec<String> = ["-q", "-y"].map(String::from).to_vec();
    arguments.extend(held.then(|| ALSO_HELD.to_string()));
    match task {
        Task::Install(options) => {
            if packages.iter().any(|package| package.contains('=')) {
                arguments.push("--allow-downgrades".to_string());
            }
            arguments.extend(options.iter().cloned());
            arguments.push("install".to_string());
        }
        Task::Remove => arguments.push("remove".to_string()),
        Task::Purge => arguments.extend(["remove", "--purge"].map(String::from)),
    }
    arguments.extend(packages.iter().cloned());
    Command { environment: environment(), ..Command::new(APT_GET, arguments) }
}

/// Nothing may ask a question.
fn environment() -> Vec<(String, String)> {
    [("DEBIAN_FRONTEND", "noninteractive"), ("APT_LISTBUGS_FRONTEND", "none"), ("APT_LISTCHANGES_FRONTEND", "none")]
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .to_vec()
}

/// apt's failure, with what to do next where that is known.
fn refusal(command: &Command, output: &Output) -> Failure {
    let said = output.stderr_text();
    let help = if said.contains("Could not get lock") || said.contains("Unable to acquire the dpkg frontend lock") {
        Some(format!("another program is managing packages{}; run again when it is done", holder(&said)))
    } else if said.contains("Unable to locate package") || said.contains("has no installation candidate") {
        Some("is the name right, and are the package lists up to date (apt-get update)?".to_string())
    } else if said.contains("dpkg was interrupted") {
        Some("an earlier installation was cut short: run 'dpkg --configure -a' once".to_string())
    } else {
        None
    };
    Failure { help, ..failed(command, output) }
}

/// ` (process 1234)`, where apt names who holds the lock.
fn holder(said: &str) -> String {
    let number: String = said.split("held by process ").nth(1).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    if number.is_empty() { String::new() } else { format!(" (process {number})") }
}
