//! `mysql_datadir`: the server's folder, filled with the system tables.

use super::super::attribute::{absolute, text};
use super::super::declare::{check_values, parameter, property, schema};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Command, Follow};
use std::path::PathBuf;
use std::time::Duration;

/// The programs that fill the folder, in the order of preference.
const PROGRAMS: &[&str] = &["mariadb-install-db", "mysql_install_db"];

pub struct MysqlDatadir {
    schema: Schema,
}

impl Default for MysqlDatadir {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the folder is filled.").values(&["present"]),
            parameter("datadir", "The folder."),
            parameter("basedir", "Where the server's programs are."),
            parameter("user", "Whom the folder belongs to."),
            parameter("defaults_extra_file", "A configuration file to read."),
            parameter("insecure", "Whether root has no password at first."),
            parameter("log_error", "Where errors are logged."),
            parameter("provider", "How the folder is filled.").values(&["mysql"]),
        ];
        MysqlDatadir { schema: schema("mysql_datadir", "datadir", &attributes) }
    }
}

fn folder(resource: &Resource) -> Result<PathBuf, Failure> {
    let path = text(resource, "datadir").unwrap_or_else(|| resource.title().to_string());
    absolute(resource, "datadir", &path)
}

impl ResourceType for MysqlDatadir {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("Package", "mysql-server")]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        folder(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let tables = folder(resource)?.join("mysql");
        let filled = reading.look.metadata(&tables, Follow::Links)?.is_some() && !reading.look.list(&tables)?.is_empty();
        Ok(if filled { Vec::new() } else { vec![Change::created()] })
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let program = PROGRAMS.iter().find(|program| acting.act.which(program).is_some());
        let program = program.ok_or_else(|| Failure::new("Could not find command 'mysql_install_db'"))?;
        let defaults = text(resource, "defaults_extra_file").map(|file| format!("--defaults-extra-file={file}"));
        let user = text(resource, "user").unwrap_or_else(|| "mysql".to_string());
        let basedir = text(resource, "basedir").map(|folder| format!("--basedir={folder}"));
        let fixed = [Some(format!("--datadir={}", folder(resource)?.display())), Some(format!("--user={user}"))];
        let mut command = Command::new(*program, [defaults, basedir].into_iter().chain(fixed).flatten());
        command.timeout = Some(Duration::from_secs(300));
        let output = acting.act.run(&command)?;
        if output.success() {
            return Ok(());
        }
        Err(Failure { output: output.stderr_text(), ..Failure::new(format!("Execution of '{program}' failed")) })
    }
}
