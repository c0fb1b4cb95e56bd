//! `postgresql_conn_validator`: waits until the server can be spoken to.

use super::super::attribute::text;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::wants_absent;
use super::client::Client;
use super::sql::settings;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Note, Notes, Reading, ResourceType};
use std::time::Duration;

/// Where the manifest says nothing.
const TRIES: u64 = 10;
const PAUSE: u64 = 2;

pub struct PostgresqlConnValidator {
    schema: Schema,
}

impl Default for PostgresqlConnValidator {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the server answers.").values(&["present", "absent"]).default("present"),
            parameter("name", "A name of the resource's own."),
            parameter("db_name", "The database."),
            parameter("db_username", "The role that speaks to the server."),
            parameter("db_password", "Its password.").secret(),
            parameter("host", "The server."),
            parameter("port", "The server's port."),
            parameter("connect_settings", "The server, as psql's environment has it: PGHOST, PGPASSWORD, …"),
            parameter("sleep", "Seconds between two tries.").default("2"),
            parameter("tries", "How often the server is asked.").default("10"),
            parameter("psql_path", "The program."),
            parameter("run_as", "The user that runs it."),
            parameter("command", "The query that is tried.").default("'SELECT 1'"),
            parameter("provider", "How the server is spoken to.").values(&["ruby"]),
        ];
        PostgresqlConnValidator { schema: schema("postgresql_conn_validator", "name", &attributes) }
    }
}

fn number(resource: &Resource, name: &str, default: u64) -> Result<u64, Failure> {
    let Some(text) = text(resource, name) else { return Ok(default) };
    text.parse().map_err(|_| bad_attribute(resource, name, &format!("invalid value for Integer(): \"{text}\"")))
}

fn client(resource: &Resource) -> Client {
    let mut environment = settings(resource);
    if let Some(password) = text(resource, "db_password") {
        environment.insert("PGPASSWORD".to_string(), password);
    }
    Client {
        program: text(resource, "psql_path").unwrap_or_else(|| "psql".to_string()),
        database: text(resource, "db_name"),
        port: text(resource, "port"),
        host: text(resource, "host"),
        role: text(resource, "db_username"),
        user: text(resource, "run_as"),
        environment,
        ..Client::default()
    }
}

/// Asks until there is an answer; a program that is missing will not come while this waits.
fn answers(resource: &Resource, reading: &mut Reading<'_>) -> Result<bool, Failure> {
    let command = client(resource).command(&text(resource, "command").unwrap_or_else(|| "SELECT 1".to_string()));
    let (tries, pause) = (number(resource, "tries", TRIES)?, number(resource, "sleep", PAUSE)?);
    for left in (0..tries).rev() {
        let output = reading.look.query(&command)?;
        if output.success() && !output.stdout_text().trim().is_empty() {
            return Ok(true);
        }
        if left == 0 || reading.look.interrupted() {
            break;
        }
        let text = format!("The PostgreSQL server does not answer; sleeping for {pause} seconds");
        Notes::add(reading.memory, Note { level: "warning".into(), text, with_path: true, property: None });
        reading.look.sleep(Duration::from_secs(pause));
    }
    Ok(false)
}

impl ResourceType for PostgresqlConnValidator {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        ["port", "sleep", "tries"].iter().try_for_each(|name| number(resource, name, 0).map(drop))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        if wants_absent(resource) || answers(resource, reading)? { Ok(Vec::new()) } else { Ok(vec![Change::created()]) }
    }

    /// Nothing here can bring an answer about.
    fn apply(&self, resource: &Resource, _changes: &[Change], _acting: &mut Acting<'_>) -> Result<(), Failure> {
        let part = |name: &str| text(resource, name).unwrap_or_default();
        Err(Failure::new(format!("Unable to connect to PostgreSQL server! ({}:{})", part("host"), part("port"))))
    }
}
