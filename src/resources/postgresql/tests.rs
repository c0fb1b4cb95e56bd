//! What goes to `psql`, and what comes back.

use super::super::testing::{applied, resource};
use super::client::{Client, expanded};
use super::sql::PostgresqlPsql;
use super::validator::PostgresqlConnValidator;
use crate::system::memory::Machine;
use crate::value::Map;
use serde_json::json;
use std::time::Duration;

const SECRET: &str = "s3cr3t-passw0rd";

#[test]
fn statements_are_expanded_as_in_double_quotes() {
    let environment: Map<String, String> = [("PW".to_string(), "a$b".to_string())].into_iter().collect();
    for (sql, expected) in [
        ("PASSWORD '$PW'", "PASSWORD 'a$b'"),
        ("PASSWORD '${PW}x'", "PASSWORD 'a$bx'"),
        (r"DO \$\$ x \$\$", "DO $$ x $$"),
        ("DO $$ x $1 $UNKNOWN ${", "DO $$ x $1 $UNKNOWN ${"),
        (r"E'\\n' \t", r"E'\n' \t"),
        ("`id` $(id)", "`id` $(id)"),
        ("ende \\", "ende \\"),
    ] {
        assert_eq!(expanded(sql, &environment), expected, "{sql}");
    }
}

#[test]
fn several_statements_are_one_transaction() {
    let arguments = |sql: &str| Client { program: "psql".to_string(), ..Client::default() }.command(sql).arguments.join(" ");
    assert_eq!(arguments("CREATE DATABASE d;\n"), "-t -X -q -v ON_ERROR_STOP=1 -f -");
    assert_eq!(arguments("UPDATE a; UPDATE b"), "-t -X -q -v ON_ERROR_STOP=1 -1 -f -");
}

#[test]
fn a_password_is_in_no_argument_and_in_no_message() {
    let mut machine = Machine::new();
    machine.on_command(|command, _| {
        let sql = String::from_utf8(command.stdin.clone().unwrap()).unwrap();
        assert!(!command.arguments.join(" ").contains(SECRET));
        Some(match sql.starts_with("SELECT COUNT") {
            true => Machine::printed("     0\n\n"),
            false => Machine::failed(3, &format!("psql:<stdin>:1: ERROR:  no\nLINE 1: {sql}")),
        })
    });
    let wanted = json!({
        "command": "CREATE ROLE x PASSWORD '$NEWPGPASSWD'", "unless": "SELECT 1", "environment": format!("NEWPGPASSWD={SECRET}"),
    });
    let failure = applied(&PostgresqlPsql::default(), &resource("postgresql_psql", "x", &wanted), &mut machine).unwrap_err();
    assert_eq!(failure.message, "Error executing SQL; psql returned 3: 'ERROR:  no\nLINE 1: CREATE ROLE x PASSWORD '[redacted]''");
    let [command] = machine.commands().try_into().unwrap();
    assert_eq!((command.user.as_deref(), command.group.as_deref()), (Some("postgres"), Some("postgres")));
    assert!(String::from_utf8(command.stdin.unwrap()).unwrap().contains(SECRET));
}

#[test]
fn a_server_that_cannot_be_reached_is_not_yet_knowable() {
    let mut machine = Machine::new();
    machine.on_command(|_, _| Some(Machine::failed(2, "psql: error: connection to server failed\n")));
    let wanted = resource("postgresql_psql", "x", &json!({"unless": "SELECT 1"}));
    assert!(applied(&PostgresqlPsql::default(), &wanted, &mut machine).unwrap_err().not_yet);
}

#[test]
fn the_validator_waits_and_then_gives_up() {
    let mut machine = Machine::new();
    machine.on_command(|command, _| {
        assert!(command.environment.contains(&("PGPASSWORD".to_string(), SECRET.to_string())));
        Some(Machine::failed(2, "psql: error\n"))
    });
    let wanted = json!({"host": "db", "port": 5432, "db_password": SECRET, "tries": 3, "sleep": 4});
    let wanted = resource("postgresql_conn_validator", "v", &wanted);
    let failure = applied(&PostgresqlConnValidator::default(), &wanted, &mut machine).unwrap_err();
    assert_eq!(failure.message, "Unable to connect to PostgreSQL server! (db:5432)");
    assert_eq!((machine.slept(), machine.queried().len()), (Duration::from_secs(8), 3));
}
