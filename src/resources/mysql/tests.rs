//! The types against answers that MariaDB 10.11 gave.

use super::super::testing::{applied, resource};
use super::text::{Account, literal, modern};
use super::{MysqlDatabase, MysqlGrant, MysqlUser, privileges};
use crate::plan::ResourceType;
use crate::system::memory::Machine;
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::rc::Rc;

const HASH: &str = "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19";

/// A server that answers every question by `rows` and writes down every other statement.
fn server(rows: &str) -> (Machine, Rc<RefCell<String>>) {
    let (machine, told) = (Machine::new(), Rc::new(RefCell::new(String::new())));
    let (rows, record) = (rows.to_string(), told.clone());
    machine.on_command(move |command, _| {
        assert_eq!(command.program, "mysql");
        let statements = String::from_utf8(command.stdin.clone().unwrap()).unwrap();
        if statements.starts_with("SELECT") {
            return Some(Machine::printed(&rows));
        }
        record.borrow_mut().push_str(&statements);
        Some(Machine::printed(""))
    });
    (machine, told)
}

/// The log's lines and the statements that were sent.
fn outcome(kind: &dyn ResourceType, title: &str, parameters: &Json, rows: &str) -> (Vec<String>, String) {
    let (mut machine, told) = server(rows);
    let log = applied(kind, &resource(&kind.schema().name, title, parameters), &mut machine).unwrap();
    let arguments = machine.commands().into_iter().flat_map(|command| command.arguments).collect::<Vec<_>>().join(" ");
    assert!(!arguments.contains(HASH), "a secret is in {arguments}");
    (log, told.take())
}

#[test]
fn databases_know_utf8_by_both_names() {
    let wanted = json!({"ensure": "present", "charset": "utf8", "collate": "utf8_general_ci"});
    let kind = MysqlDatabase::default();
    let (log, told) = outcome(&kind, "tr`ove", &wanted, "mysql\tutf8mb4\tutf8mb4_general_ci\n");
    assert_eq!(
        (log.as_slice(), told.as_str()),
        (["created".to_string()].as_slice(), "CREATE DATABASE IF NOT EXISTS `tr``ove` CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci;\n")
    );
    let (log, _) = outcome(&kind, "trove", &wanted, "trove\tutf8mb3\tutf8mb3_general_ci\n");
    assert!(log.is_empty(), "{log:?}");
    let (log, told) = outcome(&kind, "trove", &wanted, "trove\tlatin1\tlatin1_swedish_ci\n");
    assert_eq!(log, ["charset changed 'latin1' to 'utf8mb3'", "collate changed 'latin1_swedish_ci' to 'utf8mb3_general_ci'"]);
    assert_eq!(told, "ALTER DATABASE `trove` CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci;\n");
}

#[test]
fn users_are_made_and_put_right() {
    let wanted = json!({"ensure": "present", "password_hash": HASH, "max_user_connections": "5", "tls_options": ["NONE"]});
    let kind = MysqlUser::default();
    let (log, told) = outcome(&kind, "o'b@LocalHost", &wanted, "");
    assert_eq!(log, ["created"]);
    assert_eq!(
        told,
        format!(
            "CREATE USER IF NOT EXISTS 'o''b'@'localhost' IDENTIFIED WITH 'mysql_native_password' AS '{HASH}' REQUIRE NONE WITH MAX_USER_CONNECTIONS 5;\n"
        )
    );
    let row = |hash: &str, limit: u8| format!("trove\t127.0.0.1\tmysql_native_password\t{hash}\t\t\t\t\t{limit}\t0\t0\t0\n");
    let (log, _) = outcome(&kind, "trove@127.0.0.1", &wanted, &row(HASH, 5));
    assert!(log.is_empty(), "{log:?}");
    let (log, told) = outcome(&kind, "trove@127.0.0.1", &wanted, &row("*00", 7));
    let redacted = "password_hash changed [old password hash redacted] to [new password hash redacted]";
    assert_eq!(log, [redacted, "max_user_connections changed '7' to '5'"]);
    assert_eq!(
        told,
        format!("ALTER USER 'trove'@'127.0.0.1' IDENTIFIED WITH 'mysql_native_password' AS '{HASH}' WITH MAX_USER_CONNECTIONS 5;\n")
    );
}

#[test]
fn grants_change_by_what_is_missing_and_too_much() {
    let wanted = json!({"privileges": ["select", "PROCESS"], "user": "trove@127.0.0.1", "table": "*.*", "options": ["GRANT"]});
    let kind = MysqlGrant::default();
    let rows = |line: &str| format!("account\t0\n{line}\n");
    let title = "trove@127.0.0.1/*.*";
    let (log, _) = outcome(
        &kind,
        title,
        &wanted,
        &rows("GRANT SELECT, PROCESS ON *.* TO `trove`@`127.0.0.1` IDENTIFIED BY PASSWORD 'x' WITH GRANT OPTION"),
    );
    assert!(log.is_empty(), "{log:?}");
    let (log, told) = outcome(&kind, title, &wanted, &rows("GRANT SELECT, INSERT ON *.* TO `trove`@`127.0.0.1`"));
    assert_eq!(log, ["privileges changed ['INSERT', 'SELECT'] to ['PROCESS', 'SELECT']", "options changed ['NONE'] to ['GRANT']"]);
    assert_eq!(told, "REVOKE INSERT ON *.* FROM 'trove'@'127.0.0.1';\nGRANT PROCESS ON *.* TO 'trove'@'127.0.0.1' WITH GRANT OPTION;\n");
    let absent = json!({"ensure": "absent", "user": "trove@127.0.0.1", "table": "*.*"});
    let (_, told) = outcome(&kind, title, &absent, &rows("GRANT ALL PRIVILEGES ON *.* TO `trove`@`127.0.0.1` WITH GRANT OPTION"));
    assert_eq!(told, "REVOKE GRANT OPTION ON *.* FROM 'trove'@'127.0.0.1';\nREVOKE ALL ON *.* FROM 'trove'@'127.0.0.1';\n");
}

#[test]
fn privileges_have_one_form() {
    let (target, grant) =
        privileges::parse("GRANT SELECT (`User`, `Host`), INSERT ON `my`` ON x`.`user` TO `a`@`b` WITH GRANT OPTION").unwrap();
    assert_eq!((target.as_str(), grant.grant_option), ("my` ON x.user", true));
    assert_eq!(grant.privileges, ["INSERT", "SELECT (Host, User)"]);
    assert_eq!(privileges::normalized(["all privileges", "SELECT"]), ["ALL"]);
    assert_eq!(privileges::sql("SELECT (Host, User)").unwrap(), "SELECT (`Host`, `User`)");
    assert_eq!(privileges::sql("SELECT; DROP DATABASE x"), None);
}

#[test]
fn nothing_gets_out_of_a_literal() {
    assert_eq!(literal("a'; DROP -- \\"), r"'a''; DROP -- \\'");
    assert_eq!(Account::parse("a@b@Host").map(|account| account.sql()).as_deref(), Some("'a@b'@'host'"));
    assert_eq!((modern("UTF8").as_str(), modern("utf8mb4_bin").as_str()), ("utf8mb3", "utf8mb4_bin"));
}

#[test]
fn a_server_that_is_not_there_is_not_yet_knowable() {
    let wanted = resource("mysql_database", "trove", &json!({"ensure": "present"}));
    let mut nothing = Machine::new();
    assert!(applied(&MysqlDatabase::default(), &wanted, &mut nothing).unwrap_err().not_yet);
    let mut stopped = Machine::new();
    stopped.on_command(|_, _| {
        Some(Machine::failed(1, "ERROR 2002 (HY000): Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)\n"))
    });
    assert!(applied(&MysqlDatabase::default(), &wanted, &mut stopped).unwrap_err().not_yet);
}
