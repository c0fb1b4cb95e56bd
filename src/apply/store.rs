//! Keeping the report of the last run.

use super::journal::make_folders;
use crate::report::{Report, json, yaml};
use crate::system::{Act, Ownership, SystemError};
use std::path::Path;

/// `last_run_report.yaml` (0640: it names what was changed) and `last_run_summary.yaml` (0644: counts alone).
pub fn store(report: &Report, act: &mut dyn Act, directory: &Path) -> Result<(), SystemError> {
    let texts = [
        ("last_run_report.yaml", yaml::document(&json::report(report), "!ruby/object:Puppet::Transaction::Report"), 0o640),
        ("last_run_summary.yaml", yaml::document(&json::summary(report), ""), 0o644),
    ];
    for (name, text, mode) in texts {
        let path = directory.join(name);
        make_folders(act, &path)?;
        act.write(&path, text.as_bytes(), &Ownership { mode: Some(mode), ..Ownership::default() }, None)?;
    }
    Ok(())
}
