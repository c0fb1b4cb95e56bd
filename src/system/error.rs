//! What the machine refused.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    #[error("Could not {action} {}: {cause}", path.display())]
    File { action: &'static str, path: PathBuf, cause: io::Error },
    #[error("Could not find command '{program}'")]
    NoCommand { program: String },
    #[error("Could not run '{program}': {cause}")]
    Run { program: String, cause: io::Error },
    #[error("Command '{program}' exceeded timeout of {} seconds", timeout.as_secs())]
    Timeout { program: String, timeout: Duration },
    #[error("Could not find user {0}")]
    NoUser(String),
    #[error("Could not find group {0}")]
    NoGroup(String),
    #[error("Could not reach {url}: {reason}")]
    Unreachable { url: String, reason: String },
    #[error("Validation of the new content of {} failed: {reason}", path.display())]
    Invalid { path: PathBuf, reason: String },
}
