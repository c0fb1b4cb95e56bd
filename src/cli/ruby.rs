//! `--ruby-providers`: which Puppet resources are handed to that only Ruby can act on, and where it keeps its state.
#![allow(clippy::disallowed_methods, reason = "the folder for Puppet's state is made before anything is looked at")]

use super::arguments::SourceOptions;
use crate::pipeline;
use crate::resources::Sources;
use crate::settings::Settings;
use crate::system::Look;
use crate::system::real::Real;
use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// Where Puppet's own packages put the command.
const ELSEWHERE: &str = "/opt/puppetlabs/bin/puppet";

/// What types need to know, with the Puppet that was asked for.
pub fn sources(options: &SourceOptions, settings: &Settings, module_path: &[String]) -> Result<Sources, String> {
    let mut sources = Sources { module_path: module_path.to_vec(), ruby_providers: None };
    if let Some(asked) = &options.ruby_providers {
        let directory = Path::new(&settings.get("vardir")).join("ruby-providers");
        make_private(&directory)?;
        sources.ruby_providers = Some(pipeline::ruby_providers(command(asked)?, directory, module_path));
    }
    Ok(sources)
}

/// The command that is named, or an installed one.
fn command(asked: &str) -> Result<String, String> {
    let candidates = if asked.is_empty() { vec!["puppet", ELSEWHERE] } else { vec![asked] };
    let found: Option<PathBuf> = candidates.iter().find_map(|candidate| Real::new().which(candidate));
    let found = found.map(|path| path.display().to_string());
    found.ok_or_else(|| format!("--ruby-providers needs an installed Puppet: there is no command {}", candidates.join(" and no ")))
}

/// Reports and catalogs may hold secrets: nobody else may look into the folder.
fn make_private(directory: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("Could not make {}: {error}", directory.display());
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    let found = std::fs::symlink_metadata(directory).map_err(failed)?;
    let is_ours = found.is_dir() && found.uid() == nix::unistd::geteuid().as_raw();
    if is_ours && found.mode() & 0o077 == 0 { Ok(()) } else { Err(format!("{} has to be private (mode 0700)", directory.display())) }
}
