//! Asking git: what is at the path, where it stands, where the other side stands.

use super::super::run::{ask, failed};
use super::wanted::Wanted;
use crate::plan::Failure;
use crate::system::{Command, Exit, FileKind, Follow, Look, Output};
use std::path::{Path, PathBuf};
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(1800);
/// What ssh is told where an identity is given: nobody is there to be asked.
const SSH: &str = "ssh -oStrictHostKeyChecking=no -oPasswordAuthentication=no -oKbdInteractiveAuthentication=no -oConnectTimeout=120 -i ";

/// What is at the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing, an empty folder, or something that is no repository of this source.
    Nothing,
    WorkingCopy,
    Bare,
}

impl State {
    pub fn exists(self) -> bool {
        self != State::Nothing
    }
}

/// How git is run for a path.
#[derive(Clone, Debug)]
pub struct Repository {
    pub path: PathBuf,
    /// The user that runs git; `None`: this process's.
    user: Option<String>,
    identity: Option<String>,
}

impl Repository {
    /// `user` where it is given, else whom the repository belongs to.
    pub fn find(wanted: &Wanted, look: &dyn Look) -> Result<Self, Failure> {
        let owner = || -> Result<Option<String>, Failure> {
            let found = look.metadata(&wanted.path, Follow::Links)?.filter(|found| found.user != 0);
            Ok(found.map(|found| look.user_by_id(found.user).map_or_else(|| found.user.to_string(), |user| user.name)))
        };
        let user = match &wanted.user {
            Some(user) => Some(user.clone()),
            None => owner()?,
        };
        Ok(Repository { path: wanted.path.clone(), user: user.filter(|user| user != "root"), identity: wanted.identity.clone() })
    }

    /// A call of git in the repository.
    pub fn command(&self, arguments: &[&str]) -> Command {
        Command { directory: Some(self.path.clone()), ..self.outside(arguments) }
    }

    /// A call of git that makes the repository.
    pub fn outside(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git", arguments.iter().copied());
        command.environment = vec![("GIT_TERMINAL_PROMPT".to_string(), "0".to_string())];
        if let Some(identity) = &self.identity {
            let quoted = identity.replace('\'', r"'\''");
            command.environment.push(("GIT_SSH_COMMAND".to_string(), format!("{SSH}'{quoted}'")));
        }
        command.user = self.user.clone();
        command.timeout = Some(TIMEOUT);
        command
    }

    /// With a source, only a working copy of that source counts as one.
    pub fn state(&self, wanted: &Wanted, look: &dyn Look) -> Result<State, Failure> {
        let folder = self.path.join(".git");
        let is_working_copy = match wanted.url().filter(|_| is_file(&folder.join("config"), look).unwrap_or(false)) {
            Some(url) => String::from_utf8_lossy(&look.read(&folder.join("config"))?).lines().any(|line| line.contains(url)),
            None => look.metadata(&folder, Follow::Links)?.is_some_and(|found| found.kind == FileKind::Directory),
        };
        if is_working_copy {
            return Ok(State::WorkingCopy);
        }
        let is_bare = is_file(&self.path.join("config"), look)? && is_file(&self.path.join("HEAD"), look)?;
        Ok(if is_bare { State::Bare } else { State::Nothing })
    }

    /// The commit that is checked out; empty where there is none yet.
    pub fn head(&self, look: &dyn Look) -> Result<String, Failure> {
        Ok(self.resolve("HEAD^{commit}", look)?.unwrap_or_default())
    }

    /// The commit that a name stands for here: a tag, a branch, a branch of the other side, a commit.
    pub fn commit(&self, revision: &str, wanted: &Wanted, look: &dyn Look) -> Result<Option<String>, Failure> {
        let remote = format!("refs/remotes/{}/{revision}^0", wanted.remote);
        let names = [format!("refs/tags/{revision}^0"), format!("refs/heads/{revision}^0"), remote, format!("{revision}^0")];
        for name in names {
            if let Some(commit) = self.resolve(&name, look)? {
                return Ok(Some(commit));
            }
        }
        Ok(None)
    }

    pub fn has(&self, name: &str, look: &dyn Look) -> Result<bool, Failure> {
        Ok(self.resolve(name, look)?.is_some())
    }

    fn resolve(&self, name: &str, look: &dyn Look) -> Result<Option<String>, Failure> {
        let command = self.command(&["rev-parse", "--verify", "--quiet", name]);
        let output = look.query(&command)?;
        match output.exit {
            Exit::Code(0) => Ok(Some(output.stdout_text().trim().to_string())),
            // nothing is said where there is no such name
            Exit::Code(1) if output.stderr_text().trim().is_empty() => Ok(None),
            _ => Err(failed(&command, &output)),
        }
    }

    /// The branch that is checked out; `None` where a commit is.
    pub fn branch(&self, look: &dyn Look) -> Result<Option<String>, Failure> {
        let command = self.command(&["symbolic-ref", "--quiet", "--short", "HEAD"]);
        let output = look.query(&command)?;
        match output.exit {
            Exit::Code(0) => Ok(Some(output.stdout_text().trim().to_string())),
            Exit::Code(1) => Ok(None),
            _ => Err(failed(&command, &output)),
        }
    }

    /// Where the followed branch stands on the other side, if the working copy stands elsewhere.
    pub fn newest(&self, wanted: &Wanted, look: &dyn Look) -> Result<Option<String>, Failure> {
        let branch = match &wanted.revision {
            Some(revision) => Some(revision.clone()),
            None => self.branch(look)?,
        };
        let (Some(branch), Some(url)) = (branch, wanted.url()) else { return Ok(None) };
        let name = format!("refs/heads/{branch}");
        // Outside of the repository its owner has no say in what is run: it is whoever cloned that asks.
        let command = Command { user: wanted.user.clone(), ..self.outside(&["ls-remote", "--", url, &name]) };
        let output = ask(look, &command).map_err(|failure| wanted.without_secrets(failure))?;
        let Some(commit) = first_word(&output) else { return Ok(None) };
        Ok(if commit == self.head(look)? { None } else { Some(commit) })
    }

    /// The URL that a remote has now.
    pub fn url(&self, remote: &str, look: &dyn Look) -> Result<Option<String>, Failure> {
        let output = look.query(&self.command(&["config", "--get", &format!("remote.{remote}.url")]))?;
        Ok(Some(output.stdout_text().trim().to_string()).filter(|_| output.success()))
    }
}

fn first_word(output: &Output) -> Option<String> {
    output.stdout_text().split_whitespace().next().map(str::to_string)
}

fn is_file(path: &Path, look: &dyn Look) -> Result<bool, Failure> {
    Ok(look.metadata(path, Follow::Links)?.is_some_and(|found| found.kind == FileKind::File))
}
