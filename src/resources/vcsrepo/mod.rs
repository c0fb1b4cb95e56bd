//! `vcsrepo`: a working copy or a bare repository, by git.
//!
//! A check asks the other side by `git ls-remote` and only where it has to; Puppet fetches with each check. What belongs to somebody else
//! than root is handled as its owner, so that no hook of a stranger runs as root.

mod bring;
mod git;
#[cfg(test)]
mod tests;
mod wanted;

use super::declare::{bad_attribute, check_values, parameter, property, schema};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use git::Repository;
use wanted::{Ensure, Wanted};

pub(super) struct Vcsrepo {
    schema: Schema,
}

impl Default for Vcsrepo {
    fn default() -> Self {
        let flag = &["true", "false"];
        let attributes = [
            property("ensure", "present, bare, absent, or latest to follow a branch.").values(&["present", "bare", "absent", "latest"]),
            parameter("path", "The folder."),
            parameter("source", "The URL that it comes from, or a hash of URLs by remote."),
            parameter("fstype", "For Subversion."),
            property("revision", "A branch, a tag or a commit."),
            parameter("owner", "The user that owns the files."),
            parameter("group", "The group that owns the files."),
            parameter("user", "The user that runs git."),
            parameter("excludes", "Patterns of files that git overlooks."),
            parameter("force", "Whether what else is in the folder may go.").values(flag).default("false"),
            parameter("compression", "For CVS."),
            parameter("basic_auth_username", "For Subversion."),
            parameter("basic_auth_password", "For Subversion.").secret(),
            parameter("identity", "The file of an SSH key."),
            parameter("module", "For CVS."),
            parameter("remote", "The name of the other side.").default("'origin'"),
            parameter("configuration", "For Subversion."),
            parameter("cvs_rsh", "For CVS."),
            parameter("depth", "How much of the history is brought."),
            parameter("branch", "The branch of a new working copy."),
            parameter("p4config", "For Perforce."),
            parameter("submodules", "Whether submodules are brought too.").values(flag).default("true"),
            parameter("conflict", "For Subversion."),
            parameter("provider", "The program; git is the one that is known natively."),
        ];
        Vcsrepo { schema: schema("vcsrepo", "path", &attributes) }
    }
}

impl ResourceType for Vcsrepo {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let folder =
            Wanted::new(&self.schema, resource).ok().and_then(|wanted| wanted.path.parent().map(|path| path.display().to_string()));
        let packages = ["git", "git-core"].map(|package| Autorelation::require("Package", package));
        packages.into_iter().chain(folder.map(|folder| Autorelation::require("File", folder))).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        if let Some(other) = resource.text("provider").filter(|provider| !matches!(*provider, "git" | "dummy")) {
            let message = format!("the native provider of vcsrepo is git; provider {other} needs Ruby");
            return Err(bad_attribute(resource, "provider", &message));
        }
        Wanted::new(&self.schema, resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let wanted = Wanted::new(&self.schema, resource)?;
        let repository = Repository::find(&wanted, reading.look)?;
        let is = repository.state(&wanted, reading.look)?;
        match (wanted.ensure, is.exists()) {
            (Ensure::Absent, false) => Ok(Vec::new()),
            (Ensure::Absent, true) => Ok(vec![Change::removed()]),
            (_, false) => Ok(vec![Change { to: wanted.ensure.word().into(), ..Change::created() }]),
            (Ensure::Bare, true) => Ok(Vec::new()),
            (Ensure::Present, true) => revision_change(&repository, &wanted, reading),
            (Ensure::Latest, true) => match repository.newest(&wanted, reading.look)? {
                Some(_) => Ok(vec![Change::new("ensure", "present", "latest")]),
                None => revision_change(&repository, &wanted, reading),
            },
        }
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let wanted = Wanted::new(&self.schema, resource)?;
        if wanted.ensure == Ensure::Absent {
            return Ok(acting.act.remove(&wanted.path)?);
        }
        let repository = Repository::find(&wanted, acting.act.as_look())?;
        let exists = repository.state(&wanted, acting.act.as_look())?.exists();
        let outcome = if exists { bring::update(&repository, &wanted, acting) } else { bring::create(&wanted, acting) };
        let property = changes.first().map(|change| change.property.clone());
        outcome.map_err(|failure| Failure { property, ..wanted.without_secrets(failure) })
    }
}

/// A working copy that stands at another commit than its revision.
fn revision_change(repository: &Repository, wanted: &Wanted, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
    let Some(revision) = &wanted.revision else { return Ok(Vec::new()) };
    let head = repository.head(reading.look)?;
    match repository.commit(revision, wanted, reading.look)? {
        Some(commit) if commit == head => Ok(Vec::new()),
        _ => Ok(vec![Change::new("revision", head, revision.as_str())]),
    }
}
