//! States of a git repository. Git is run by argument vector, and nothing of the repository itself is changed.
#![allow(clippy::disallowed_methods, reason = "git is a program")]

use std::path::Path;
use std::process::Command;

/// Submodules inside each other deeper than this are not laid out.
const DEEPEST: usize = 10;

/// The files of a commit, put below a folder.
pub struct LaidOut {
    /// Where the folder lies in it that the program was started in.
    pub root: String,
    /// Submodules whose files are not here.
    pub missing: Vec<String>,
}

/// The commit that a name stands for.
pub fn commit(name: &str) -> Result<String, String> {
    if name.starts_with('-') {
        return Err(format!("'{name}' is no commit"));
    }
    let asked = format!("{name}^{{commit}}");
    let found = said(Command::new("git").args(["rev-parse", "--verify", "--quiet", "--end-of-options", &asked]));
    found.map_err(|_| format!("'{name}' is neither a folder nor a commit, branch or tag of a git repository here"))
}

/// Puts the files of a commit below a folder, with those of its submodules.
pub fn lay_out(commit: &str, folder: &Path) -> Result<LaidOut, String> {
    let top = said(Command::new("git").args(["rev-parse", "--show-toplevel"]))?;
    let prefix = said(Command::new("git").args(["rev-parse", "--show-prefix"]))?;
    // a module is found by the name of its folder
    let name = Path::new(&top).file_name().map_or("repository".into(), |name| name.to_string_lossy().into_owned());
    let target = folder.join(&name).to_string_lossy().into_owned();
    std::fs::create_dir_all(&target).map_err(|cause| format!("could not make {target}: {cause}"))?;
    let directories =
        ["--absolute-git-dir", "--git-common-dir"].map(|which| said(Command::new("git").arg("-C").arg(&top).args(["rev-parse", which])));
    let [directory, common] = directories;
    let (directory, common) = (directory?, Path::new(&top).join(common?).to_string_lossy().into_owned());
    let mut missing = Vec::new();
    Repository { directory, common, top }.lay_out(commit, &target, 0, &mut missing)?;
    let root = format!("{target}/{prefix}").trim_end_matches('/').to_string();
    missing.iter_mut().for_each(|path| *path = path.replacen(&format!("{target}/"), "", 1));
    if Path::new(&root).is_dir() { Ok(LaidOut { root, missing }) } else { Err(format!("{commit} has no folder {prefix}")) }
}

/// A repository, of which there may be a checked out folder.
struct Repository {
    /// Its own data, and those that it shares with its other folders.
    directory: String,
    common: String,
    top: String,
}

impl Repository {
    fn git(&self, target: &str, arguments: &[&str]) -> Result<String, String> {
        let (directory, tree, index) =
            (format!("--git-dir={}", self.directory), format!("--work-tree={target}"), format!("{target}.index"));
        said(Command::new("git").env("GIT_INDEX_FILE", index).args([&directory, &tree]).args(arguments))
    }

    fn lay_out(&self, commit: &str, target: &str, depth: usize, missing: &mut Vec<String>) -> Result<(), String> {
        self.git(target, &["read-tree", commit])?;
        self.git(target, &["checkout-index", "--all", &format!("--prefix={target}/")])?;
        // it is needed no more, whether it can be deleted or not
        let _ = std::fs::remove_file(format!("{target}.index"));
        let listed = self.git(target, &["ls-tree", "-r", "-z", "--full-tree", commit])?;
        for (path, commit) in listed.split('\0').filter_map(submodule) {
            let below = format!("{target}/{path}");
            let found = self.names(target, path).into_iter().find_map(|place| self.inner(&place, path, commit)).filter(|_| depth < DEEPEST);
            match found {
                Some(inner) => {
                    std::fs::create_dir_all(&below).map_err(|cause| format!("could not make {below}: {cause}"))?;
                    inner.lay_out(commit, &below, depth + 1, missing)?;
                }
                None => missing.push(below),
            }
        }
        Ok(())
    }

    /// Where a submodule's data may be: below its checked out folder, or with those of this repository under the name that it has there.
    fn names(&self, target: &str, path: &str) -> Vec<String> {
        let file = format!("{target}/.gitmodules");
        let listed = self.git(target, &["config", "--file", &file, "-z", "--get-regexp", r"^submodule\..*\.path$"]).unwrap_or_default();
        let entry = |entry: &str| entry.split_once('\n').filter(|(_, of)| *of == path).map(|(key, _)| key.to_string());
        let key = listed.split('\0').find_map(entry);
        let name = key.as_deref().and_then(|key| key.strip_prefix("submodule.")?.strip_suffix(".path"));
        let name = name.filter(|name| is_inside(name));
        let stored = name.into_iter().flat_map(|name| [&self.directory, &self.common].map(|place| format!("{place}/modules/{name}")));
        [format!("{}/{path}/.git", self.top)].into_iter().chain(stored).collect()
    }

    /// The repository of a submodule, if it is at a place and has a commit.
    fn inner(&self, place: &str, path: &str, commit: &str) -> Option<Repository> {
        if !Path::new(place).exists() {
            return None;
        }
        // a file `.git` leads to the data
        let directory = said(Command::new("git").arg("rev-parse").arg("--resolve-git-dir").arg(place)).ok()?;
        let known = format!("{commit}^{{commit}}");
        said(Command::new("git").arg(format!("--git-dir={directory}")).args(["cat-file", "-e", &known])).ok()?;
        Some(Repository { common: directory.clone(), directory, top: format!("{}/{path}", self.top) })
    }
}

/// The path and the commit of a tree's entry that is a submodule.
fn submodule(entry: &str) -> Option<(&str, &str)> {
    let (about, path) = entry.split_once('\t')?;
    let commit = about.strip_prefix("160000 commit ")?;
    is_inside(path).then_some((path, commit))
}

/// Whether a path leads nowhere else.
fn is_inside(path: &str) -> bool {
    !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| !part.is_empty() && part != "..")
}

/// What git says on its standard output, without the line's end; its complaint where it fails.
fn said(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|cause| format!("could not run git: {cause}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_string()),
        false => Err(format!("git: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}
