//! What a `vcsrepo` resource asks for, read from its attributes.

use super::super::attribute::{absolute, flag, name, text, texts};
use super::super::declare::bad_attribute;
use crate::catalog::{Resource, Schema};
use crate::plan::Failure;
use crate::value::{Value, format};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ensure {
    Present,
    Latest,
    Bare,
    Absent,
}

impl Ensure {
    pub fn word(self) -> &'static str {
        match self {
            Ensure::Present => "present",
            Ensure::Latest => "latest",
            Ensure::Bare => "bare",
            Ensure::Absent => "absent",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Wanted {
    pub path: PathBuf,
    pub ensure: Ensure,
    /// Name of the remote and its URL, sorted by name.
    pub remotes: Vec<(String, String)>,
    /// The remote that is followed.
    pub remote: String,
    pub revision: Option<String>,
    pub branch: Option<String>,
    pub depth: Option<u32>,
    pub user: Option<String>,
    pub owner: Option<String>,
    pub group: Option<String>,
    pub identity: Option<String>,
    pub excludes: Option<Vec<String>>,
    pub force: bool,
    pub submodules: bool,
}

impl Wanted {
    pub fn new(schema: &Schema, resource: &Resource) -> Result<Self, Failure> {
        let remote = word(resource, "remote")?.unwrap_or_else(|| "origin".to_string());
        let wanted = Wanted {
            path: absolute(resource, "path", &name(schema, resource))?,
            ensure: ensure(resource),
            remotes: remotes(resource, &remote)?,
            remote,
            revision: word(resource, "revision")?,
            branch: word(resource, "branch")?,
            depth: depth(resource)?,
            user: text(resource, "user"),
            owner: text(resource, "owner"),
            group: text(resource, "group"),
            identity: text(resource, "identity"),
            excludes: resource.get("excludes").map(|_| texts(resource, "excludes")),
            force: flag(resource, "force") == Some(true),
            submodules: flag(resource, "submodules") != Some(false),
        };
        if let (Some(revision), Ensure::Bare) = (&wanted.revision, wanted.ensure) {
            return Err(Failure::new(format!("Cannot set a revision ({revision}) on a bare repository")));
        }
        Ok(wanted)
    }

    /// The URL of the remote that is followed.
    pub fn url(&self) -> Option<&str> {
        self.remotes.iter().find(|(name, _)| *name == self.remote).map(|(_, url)| url.as_str())
    }

    /// A failure without the user and password that a URL may hold.
    pub fn without_secrets(&self, failure: Failure) -> Failure {
        let secrets = self.remotes.iter().filter_map(|(_, url)| Some(url.split_once("://")?.1.rsplit_once('@')?.0));
        let secrets: Vec<&str> = secrets.filter(|secret| secret.contains(':')).collect();
        let blank = |text: String| secrets.iter().fold(text, |text, secret| text.replace(secret, "[redacted]"));
        Failure { message: blank(failure.message), output: blank(failure.output), ..failure }
    }
}

fn ensure(resource: &Resource) -> Ensure {
    match resource.text("ensure") {
        Some("absent") => Ensure::Absent,
        Some("bare") => Ensure::Bare,
        Some("latest") => Ensure::Latest,
        _ => Ensure::Present,
    }
}

/// A name that git takes for no option.
fn word(resource: &Resource, attribute: &str) -> Result<Option<String>, Failure> {
    let Some(text) = text(resource, attribute) else { return Ok(None) };
    if text.is_empty() || text.starts_with('-') || text.contains(char::is_whitespace) {
        return Err(bad_attribute(resource, attribute, &format!("Invalid value \"{text}\". Valid values match /^\\S+$/.")));
    }
    Ok(Some(text))
}

fn remotes(resource: &Resource, remote: &str) -> Result<Vec<(String, String)>, Failure> {
    let text = |value: &Value| String::from(format::interpolated(value.unwrapped()));
    let mut remotes: Vec<(String, String)> = match resource.get("source") {
        Some(Value::Hash(urls)) => urls.iter().map(|(name, url)| (text(name), text(url))).collect(),
        None | Some(Value::Undef) => Vec::new(),
        Some(url) => vec![(remote.to_string(), text(url))],
    };
    remotes.sort();
    if !remotes.is_empty() && !remotes.iter().any(|(name, _)| name == remote) {
        return Err(Failure::new(format!("You must specify the URL for {remote} in the :source hash")));
    }
    let is_bad = |word: &String| word.is_empty() || word.starts_with('-') || word.contains('\n');
    if remotes.iter().flat_map(|(name, url)| [name, url]).any(is_bad) {
        return Err(bad_attribute(resource, "source", "a source has to be a URL or path"));
    }
    Ok(remotes)
}

fn depth(resource: &Resource) -> Result<Option<u32>, Failure> {
    let Some(text) = text(resource, "depth") else { return Ok(None) };
    let number = text.parse::<u32>().map_err(|_| bad_attribute(resource, "depth", &format!("Invalid value \"{text}\"")))?;
    Ok(Some(number).filter(|number| *number > 0))
}
