//! States of a git repository. Git is run by argument vector, and nothing of the repository itself is changed.
#![allow(clippy::disallowed_methods, reason = "git is a program")]

use std::path::Path;
use std::process::Command;

/// The commit that a name stands for.
pub fn commit(name: &str) -> Result<String, String> {
    if name.starts_with('-') {
        return Err(format!("'{name}' is no commit"));
    }
    let asked = format!("{name}^{{commit}}");
    let found = said(Command::new("git").args(["rev-parse", "--verify", "--quiet", "--end-of-options", &asked]));
    found.map_err(|_| format!("'{name}' is neither a folder nor a commit, branch or tag of a git repository here"))
}

/// Puts the files of a commit below a folder; gives where the folder lies in it that the program was started in.
pub fn lay_out(commit: &str, folder: &Path) -> Result<String, String> {
    let top = said(Command::new("git").args(["rev-parse", "--show-toplevel"]))?;
    let prefix = said(Command::new("git").args(["rev-parse", "--show-prefix"]))?;
    // a module is found by the name of its folder
    let name = Path::new(&top).file_name().map_or("repository".into(), |name| name.to_string_lossy().into_owned());
    let target = folder.join(&name).to_string_lossy().into_owned();
    let index = folder.join("index");
    let git = |arguments: &[&str]| said(Command::new("git").arg("-C").arg(&top).env("GIT_INDEX_FILE", &index).args(arguments));
    git(&["read-tree", commit])?;
    git(&["checkout-index", "--all", &format!("--prefix={target}/")])?;
    let root = format!("{target}/{prefix}");
    let root = root.trim_end_matches('/').to_string();
    if Path::new(&root).is_dir() { Ok(root) } else { Err(format!("{commit} has no folder {prefix}")) }
}

/// What git says on its standard output, without the line's end; its complaint where it fails.
fn said(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|cause| format!("could not run git: {cause}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_string()),
        false => Err(format!("git: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}
