//! `trove-manage`, as the user that the service runs as.

use crate::plan::Failure;
use crate::system::{Act, Command};
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(300);

/// Runs one action; it says `… updated.` where it did what it was asked, and may exit with 0 where it did not.
pub fn run(act: &mut dyn Act, arguments: &[&str]) -> Result<(), Failure> {
    let mut command = Command::new("trove-manage", arguments.iter().copied());
    command.user = Some("trove".to_string());
    command.group = Some("trove".to_string());
    command.timeout = Some(TIMEOUT);
    let output = act.run(&command)?;
    let text = output.stdout_text();
    if output.success() && text.contains("updated.") {
        return Ok(());
    }
    let action = arguments.first().copied().unwrap_or_default();
    let said = text.lines().chain(std::iter::once("")).next().unwrap_or_default().to_string();
    Err(Failure { output: output.stderr_text(), ..Failure::new(format!("'trove-manage {action}' failed: {said}")) })
}
