//! `postgresql_psql`: a statement that is run, unless another one finds rows.
//!
//! The module's type names the class `postgresql::server::service` as what comes first; Puppet knows no such relation to classes, and
//! with it some of the module's own catalogs would be cycles.

use super::super::attribute::{self, flag, text, texts};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::client::{Client, expanded};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Reading, ResourceType};
use crate::system::Look;
use crate::value::{Map, Value, format};
use std::path::PathBuf;

pub struct PostgresqlPsql {
    schema: Schema,
}

impl Default for PostgresqlPsql {
    fn default() -> Self {
        let attributes = [
            parameter("name", "A name of the resource's own, and the statement where none is given."),
            property("command", "The statement."),
            parameter("unless", "A query; where it finds rows, the statement is not run."),
            parameter("onlyif", "A query; where it finds no rows, the statement is not run."),
            parameter("connect_settings", "The server, as psql's environment has it: PGHOST, PGPASSWORD, …"),
            parameter("db", "The database."),
            parameter("port", "The server's port."),
            parameter("search_path", "Where names without a schema are looked for."),
            parameter("psql_path", "The program.").default("'psql'"),
            parameter("psql_user", "The user that runs it.").default("'postgres'"),
            parameter("psql_group", "The group that runs it.").default("'postgres'"),
            parameter("cwd", "The folder that it is run in.").default("'/tmp'"),
            parameter("environment", "Further NAME=VALUE; statements may name them with a dollar sign."),
            parameter("refreshonly", "Whether the statement is run by refresh events alone.").values(&["true", "false"]).default("false"),
            parameter("provider", "How the server is spoken to.").values(&["ruby"]),
        ];
        PostgresqlPsql { schema: schema("postgresql_psql", "name", &attributes) }
    }
}

/// Whether it is a refresh event that asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    Check,
    Refresh,
}

impl PostgresqlPsql {
    fn statement(&self, resource: &Resource) -> String {
        text(resource, "command").unwrap_or_else(|| attribute::name(&self.schema, resource))
    }

    fn shall_run(&self, resource: &Resource, look: &dyn Look, cause: Cause) -> Result<bool, Failure> {
        let finds = |name: &str| text(resource, name).map(|query| finds_rows(resource, name, &query, look)).transpose();
        if finds("onlyif")? == Some(false) || finds("unless")? == Some(true) {
            return Ok(false);
        }
        Ok(cause == Cause::Refresh || flag(resource, "refreshonly") != Some(true))
    }

    fn run(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let client = client(resource);
        let output = acting.act.run(&client.command(&sql(resource, &client, &self.statement(resource))))?;
        if output.success() { Ok(()) } else { Err(client.failure("Error executing SQL; psql returned", &output)) }
    }
}

/// What a query finds is counted by the server.
fn finds_rows(resource: &Resource, name: &str, query: &str, look: &dyn Look) -> Result<bool, Failure> {
    let client = client(resource);
    let output = look.query(&client.command(&sql(resource, &client, &format!("SELECT COUNT(*) FROM ({query}) count"))))?;
    if !output.success() {
        return Err(client.failure(&format!("Error evaluating '{name}' clause, returned"), &output));
    }
    let printed = output.stdout_text();
    Ok(printed.split_whitespace().next().and_then(|count| count.parse::<u64>().ok()).is_some_and(|count| count > 0))
}

fn sql(resource: &Resource, client: &Client, statement: &str) -> String {
    let statement = expanded(statement, &client.environment);
    match texts(resource, "search_path") {
        path if path.is_empty() => statement,
        path => format!("set search_path to {}; {statement}", path.join(",")),
    }
}

fn client(resource: &Resource) -> Client {
    let or = |name: &str, default: &str| text(resource, name).unwrap_or_else(|| default.to_string());
    Client {
        program: or("psql_path", "psql"),
        database: text(resource, "db"),
        port: text(resource, "port"),
        environment: environment(resource),
        directory: Some(PathBuf::from(or("cwd", "/tmp"))),
        user: Some(or("psql_user", "postgres")),
        group: Some(or("psql_group", "postgres")),
        ..Client::default()
    }
}

fn environment(resource: &Resource) -> Map<String, String> {
    let mut environment = settings(resource);
    for setting in texts(resource, "environment") {
        if let Some((name, value)) = setting.split_once('=') {
            environment.insert(name.to_string(), value.to_string());
        }
    }
    environment
}

/// The hash `connect_settings`.
pub fn settings(resource: &Resource) -> Map<String, String> {
    let Some(Value::Hash(settings)) = resource.get("connect_settings") else { return Map::default() };
    let text = |value: &Value| String::from(format::interpolated(value.unwrapped()));
    settings.iter().map(|(name, value)| (text(name), text(value))).collect()
}

impl ResourceType for PostgresqlPsql {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let is_setting = |setting: &String| {
            let name = setting.split_once('=').map(|(name, _)| name).unwrap_or_default();
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        if texts(resource, "environment").iter().any(|setting| !is_setting(setting)) {
            return Err(bad_attribute(resource, "environment", "Invalid environment setting: it has to be NAME=VALUE"));
        }
        text(resource, "cwd").map_or(Ok(()), |path| attribute::absolute(resource, "cwd", &path).map(drop))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        if !self.shall_run(resource, reading.look, Cause::Check)? {
            return Ok(Vec::new());
        }
        let change = Change::new("command", "notrun", self.statement(resource));
        Ok(vec![if resource.is_sensitive("command") { change.redacted() } else { change }])
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        self.run(resource, acting)
    }

    fn is_refreshable(&self) -> bool {
        true
    }

    fn refresh(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<bool, Failure> {
        let runs = self.shall_run(resource, acting.act.as_look(), Cause::Refresh)?;
        if runs {
            self.run(resource, acting)?;
        }
        Ok(runs)
    }
}
