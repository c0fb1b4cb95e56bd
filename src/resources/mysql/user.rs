//! `mysql_user`: an account with its password's hash, limits and what it asks of connections.

use super::super::attribute::{self, text, texts};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::client::{Mistakes, ask, tell};
use super::grant::Grants;
use super::text::{Account, is_word, literal};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Map;
use std::rc::Rc;

const QUESTION: &str = "SELECT User, Host, plugin, authentication_string, ssl_type, ssl_cipher, x509_issuer, x509_subject, \
    max_user_connections, max_connections, max_questions, max_updates FROM mysql.user;\n";
const NATIVE_PASSWORD: &str = "mysql_native_password";
/// The limits in the order of [`QUESTION`]'s last columns: attribute and word of SQL.
const LIMITS: [(&str, &str); 4] = [
    ("max_user_connections", "MAX_USER_CONNECTIONS"),
    ("max_connections_per_hour", "MAX_CONNECTIONS_PER_HOUR"),
    ("max_queries_per_hour", "MAX_QUERIES_PER_HOUR"),
    ("max_updates_per_hour", "MAX_UPDATES_PER_HOUR"),
];

/// An account as the server knows it.
struct Known {
    plugin: String,
    hash: String,
    /// `NONE`, `SSL`, `X509`, or `CIPHER x`, `ISSUER x`, `SUBJECT x`; sorted.
    tls: Vec<String>,
    limits: [String; 4],
}

#[derive(Clone)]
struct Users(Rc<Map<Account, Known>>);

pub struct MysqlUser {
    schema: Schema,
}

impl Default for MysqlUser {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the account is there.").values(&["present", "absent"]),
            parameter("name", "The account: USER@HOST."),
            property("password_hash", "The hash of the password, as mysql::password makes it.").secret(),
            property("plugin", "The authentication plugin."),
            property("max_user_connections", "Connections at a time; 0 is no limit."),
            property("max_connections_per_hour", "Connections per hour; 0 is no limit."),
            property("max_queries_per_hour", "Queries per hour; 0 is no limit."),
            property("max_updates_per_hour", "Updates per hour; 0 is no limit."),
            property("tls_options", "What is asked of connections: NONE, SSL, X509, or CIPHER, ISSUER, SUBJECT.").all(),
            parameter("provider", "How the server is spoken to.").values(&["mysql"]),
        ];
        MysqlUser { schema: schema("mysql_user", "name", &attributes) }
    }
}

fn users(look: &dyn Look, memory: &mut Memory) -> Result<Users, Failure> {
    memory.get_or_try(|| {
        let rows = ask(look, QUESTION, Mistakes::Fail)?;
        Ok(Users(Rc::new(rows.into_iter().filter_map(known).collect())))
    })
}

fn known(row: Vec<String>) -> Option<(Account, Known)> {
    let [user, host, plugin, hash, kind, cipher, issuer, subject, a, b, c, d] = <[String; 12]>::try_from(row).ok()?;
    let mut tls: Vec<String> = match kind.as_str() {
        "ANY" => vec!["SSL".to_string()],
        "X509" => vec!["X509".to_string()],
        "SPECIFIED" => [("CIPHER", cipher), ("ISSUER", issuer), ("SUBJECT", subject)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(word, value)| format!("{word} {value}"))
            .collect(),
        _ => vec!["NONE".to_string()],
    };
    tls.sort();
    Some((Account { user, host: host.to_ascii_lowercase() }, Known { plugin, hash, tls, limits: [a, b, c, d] }))
}

/// `cipher 'x'` → (`CIPHER`, `x`); `ssl` → (`SSL`, nothing).
fn tls_option(option: &str) -> (String, &str) {
    let (word, value) = option.trim().split_once(char::is_whitespace).unwrap_or((option.trim(), ""));
    (word.to_ascii_uppercase(), value.trim().trim_matches(['\'', '"']))
}

fn tls_wanted(resource: &Resource) -> Vec<String> {
    let mut options: Vec<String> = texts(resource, "tls_options")
        .iter()
        .map(|option| tls_option(option))
        .map(|(word, value)| if value.is_empty() { word } else { format!("{word} {value}") })
        .collect();
    options.sort();
    options
}

impl MysqlUser {
    fn account(&self, resource: &Resource) -> Result<Account, Failure> {
        let name = attribute::name(&self.schema, resource);
        Account::parse(&name).ok_or_else(|| bad_attribute(resource, "name", &format!("Invalid database user {name}.")))
    }
}

/// Everything about an account that `wants` names, as clauses of CREATE USER or ALTER USER.
fn clauses(resource: &Resource, wants: impl Fn(&str) -> bool) -> String {
    let mut clauses = String::new();
    if wants("password_hash") || wants("plugin") {
        let plugin = text(resource, "plugin").unwrap_or_else(|| NATIVE_PASSWORD.to_string());
        let hash = text(resource, "password_hash").map(|hash| format!(" AS {}", literal(&hash))).unwrap_or_default();
        clauses.push_str(&format!(" IDENTIFIED WITH {}{hash}", literal(&plugin)));
    }
    if wants("tls_options") {
        let options = texts(resource, "tls_options");
        let options = options.iter().map(|option| tls_option(option)).map(|(word, value)| match value {
            "" => word,
            value => format!("{word} {}", literal(value)),
        });
        clauses.push_str(&format!(" REQUIRE {}", options.collect::<Vec<_>>().join(" AND ")));
    }
    let limits =
        LIMITS.iter().filter(|(name, _)| wants(name)).filter_map(|(name, word)| Some(format!(" {word} {}", text(resource, name)?)));
    let limits: String = limits.collect();
    if limits.is_empty() { clauses } else { format!("{clauses} WITH{limits}") }
}

fn password_change(resource: &Resource) -> Change {
    let (from, to) = ("[old password hash redacted]", "[new password hash redacted]");
    let change = Change::new("password_hash", from, to).saying(format!("password_hash changed {from} to {to}"));
    if resource.is_sensitive("password_hash") { change.redacted() } else { change }
}

impl ResourceType for MysqlUser {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![
            Autorelation::require("File", "/root/.my.cnf"),
            Autorelation::require("Class", "Mysql::Server"),
            Autorelation::require("Service", "mysqld"),
        ]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        self.account(resource)?;
        if let Some(plugin) = text(resource, "plugin").filter(|plugin| !is_word(plugin)) {
            return Err(bad_attribute(resource, "plugin", &format!("Invalid value \"{plugin}\". Valid values match /\\w+/.")));
        }
        for (name, _) in LIMITS {
            if let Some(limit) = text(resource, name).filter(|limit| limit.is_empty() || !limit.bytes().all(|byte| byte.is_ascii_digit())) {
                return Err(bad_attribute(resource, name, &format!("Invalid value \"{limit}\". Valid values match /\\d+/.")));
            }
        }
        let options = texts(resource, "tls_options");
        let alone = |word: &str| matches!(word, "NONE" | "SSL" | "X509");
        for option in &options {
            let (word, value) = tls_option(option);
            let known = alone(&word) && value.is_empty() || matches!(word.as_str(), "CIPHER" | "ISSUER" | "SUBJECT");
            if !known || alone(&word) && options.len() > 1 {
                return Err(bad_attribute(resource, "tls_options", &format!("Invalid tls option {option}.")));
            }
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let users = users(reading.look, reading.memory)?;
        let known = users.0.get(&self.account(resource)?);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let Some(known) = known else { return Ok(Vec::new()) };
        let mut changes = Vec::new();
        if text(resource, "password_hash").is_some_and(|hash| !hash.eq_ignore_ascii_case(&known.hash)) {
            changes.push(password_change(resource));
        }
        if let Some(plugin) = text(resource, "plugin").filter(|plugin| *plugin != known.plugin) {
            changes.push(Change::new("plugin", known.plugin.as_str(), plugin));
        }
        for ((name, _), is) in LIMITS.iter().zip(&known.limits) {
            if let Some(limit) = text(resource, name).filter(|limit| limit != is) {
                changes.push(Change::new(name, is.as_str(), limit));
            }
        }
        let tls = tls_wanted(resource);
        if !tls.is_empty() && tls != known.tls {
            changes.push(Change::new("tls_options", known.tls.join(" AND "), tls.join(" AND ")));
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let account = self.account(resource)?.sql();
        let changed = |name: &str| changes.iter().any(|change| change.property == name);
        let statement = match changed("ensure") {
            true if wants_absent(resource) => format!("DROP USER IF EXISTS {account};\n"),
            true => {
                let wants = |name: &str| name == "password_hash" || resource.get(name).is_some();
                format!("CREATE USER IF NOT EXISTS {account}{};\n", clauses(resource, wants))
            }
            false => format!("ALTER USER {account}{};\n", clauses(resource, changed)),
        };
        acting.memory.forget::<Users>();
        acting.memory.forget::<Grants>();
        tell(acting.act, &statement)
    }
}
