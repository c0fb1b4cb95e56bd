//! `mysql_grant`: the privileges of one account on one database or table.

use super::super::attribute::{self, text, texts};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::client::{Mistakes, ask, tell};
use super::privileges::{Grant, normalized, parse, sql};
use super::text::{Account, identifier};
use crate::catalog::{Catalog, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::{EcoString, Map, Set, Value, format};
use std::rc::Rc;

/// (account, target) → what is granted.
#[derive(Clone)]
pub(super) struct Grants(Rc<Map<(Account, String), Grant>>);

pub struct MysqlGrant {
    schema: Schema,
}

impl Default for MysqlGrant {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the grant is there.").values(&["present", "absent"]),
            parameter("name", "USER@HOST/DATABASE.TABLE"),
            property("privileges", "The privileges; ALL stands for all of them.").all(),
            property("table", "DATABASE.TABLE, as in the name."),
            property("user", "USER@HOST, as in the name."),
            property("options", "GRANT, or NONE.").all(),
            parameter("provider", "How the server is spoken to.").values(&["mysql"]),
        ];
        MysqlGrant { schema: schema("mysql_grant", "name", &attributes) }
    }
}

/// Account and target of a resource.
fn place(resource: &Resource) -> Result<(Account, String), Failure> {
    let name = text(resource, "name").unwrap_or_else(|| resource.title().to_string()).replace('\'', "");
    let wrong = || bad_attribute(resource, "name", "`name` `parameter` must match user@host/table format.");
    let (user, table) = name.rsplit_once('/').ok_or_else(wrong)?;
    let user = text(resource, "user").unwrap_or_else(|| user.to_string());
    let table = text(resource, "table").unwrap_or_else(|| table.to_string());
    Ok((Account::parse(&user).ok_or_else(wrong)?, table.replace('`', "")))
}

fn wanted(resource: &Resource) -> Vec<String> {
    let privileges = texts(resource, "privileges");
    normalized(privileges.iter().map(String::as_str))
}

/// Whether the account may pass the privileges on; `None` where nothing is said.
fn wants_option(resource: &Resource) -> Option<bool> {
    resource.get("options").map(|_| texts(resource, "options").iter().any(|option| option.to_ascii_uppercase().starts_with("GRANT")))
}

/// The grants of all accounts that the catalog has grants for, in one call.
fn grants(catalog: &Catalog, look: &dyn Look, memory: &mut Memory) -> Result<Grants, Failure> {
    memory.get_or_try(|| {
        let resources = catalog.resources.values().filter(|resource| resource.reference.type_name == "Mysql_grant");
        let accounts: Set<Account> = resources.filter_map(|resource| place(resource).ok()).map(|(account, _)| account).collect();
        let question: String = accounts
            .iter()
            .enumerate()
            .map(|(index, account)| format!("SELECT 'account', {index};\nSHOW GRANTS FOR {};\n", account.sql()))
            .collect();
        let mut known = Map::default();
        let mut current = None;
        for row in ask(look, &question, Mistakes::Skip)? {
            match row.as_slice() {
                [word, index] if word == "account" => current = index.parse().ok().and_then(|index| accounts.get_index(index)),
                [line] => {
                    if let (Some(account), Some((target, grant))) = (current, parse(line)) {
                        known.insert((Account::clone(account), target), grant);
                    }
                }
                _ => {}
            }
        }
        Ok(Grants(Rc::new(known)))
    })
}

/// The target as it stands in a statement.
fn target_sql(target: &str) -> String {
    match (target.split_once('.'), Account::parse(target)) {
        (Some((database, table)), _) => format!("{}.{}", identifier(database), identifier(table)),
        (None, Some(account)) => account.sql(),
        (None, None) => identifier(target),
    }
}

/// The statements that make `is` what the resource wants.
fn statements(resource: &Resource, is: Option<&Grant>) -> Result<String, Failure> {
    let (account, target) = place(resource)?;
    let (account, target) = (account.sql(), target_sql(&target));
    let list = |privileges: Vec<&String>| privileges.into_iter().filter_map(|name| sql(name)).collect::<Vec<_>>().join(", ");
    let revoke = |what: &str| format!("REVOKE {what} ON {target} FROM {account};\n");
    let had: &[String] = is.map_or(&[], |grant| &grant.privileges);
    let had_option = is.is_some_and(|grant| grant.grant_option);
    let mut all = String::new();
    let wants = if wants_absent(resource) { Vec::new() } else { wanted(resource) };
    let wants_option = if wants_absent(resource) { false } else { wants_option(resource).unwrap_or(had_option) };
    if had_option && !wants_option {
        all.push_str(&revoke("GRANT OPTION"));
    }
    let surplus: Vec<&String> = if wants == ["ALL"] { Vec::new() } else { had.iter().filter(|name| !wants.contains(name)).collect() };
    if !surplus.is_empty() {
        all.push_str(&revoke(&list(surplus)));
    }
    let missing: Vec<&String> = wants.iter().filter(|name| !had.contains(name)).collect();
    let new_option = wants_option && !had_option;
    if !missing.is_empty() || new_option {
        let granted = if missing.is_empty() { "USAGE".to_string() } else { list(missing) };
        let option = if new_option { " WITH GRANT OPTION" } else { "" };
        all.push_str(&format!("GRANT {granted} ON {target} TO {account}{option};\n"));
    }
    Ok(all)
}

fn shown(values: &[String]) -> String {
    format::inspect(&values.iter().map(|value| Value::from(value.as_str())).collect::<Value>())
}

impl ResourceType for MysqlGrant {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let mut all = vec![Autorelation::require("File", "/root/.my.cnf"), Autorelation::require("Service", "mysqld")];
        if let Ok((account, target)) = place(resource) {
            all.push(Autorelation::require("Mysql_user", format!("{}@{}", account.user, account.host)));
            all.extend(target.split_once('.').map(|(database, _)| Autorelation::require("Mysql_database", EcoString::from(database))));
        }
        all
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let (account, target) = place(resource)?;
        let name = attribute::name(&self.schema, resource).replace(['\'', '`'], "");
        if !name.eq_ignore_ascii_case(&format!("{}@{}/{target}", account.user, account.host)) {
            return Err(Failure::new("`name` `parameter` must match user@host/table format."));
        }
        let privileges = wanted(resource);
        if privileges.is_empty() && !wants_absent(resource) {
            return Err(Failure::new("`privileges` `parameter` is required."));
        }
        if privileges.len() > 1 && privileges.iter().any(|name| name == "PROXY") {
            return Err(Failure::new("`privileges` `parameter`: PROXY can only be specified by itself."));
        }
        match privileges.iter().find(|name| sql(name).is_none()) {
            Some(name) => Err(bad_attribute(resource, "privileges", &format!("Invalid value \"{name}\"."))),
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let grants = grants(reading.catalog, reading.look, reading.memory)?;
        let known = grants.0.get(&place(resource)?);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let Some(known) = known else { return Ok(Vec::new()) };
        let mut changes = Vec::new();
        let wanted = wanted(resource);
        if wanted != known.privileges {
            changes.push(Change::new("privileges", shown(&known.privileges), shown(&wanted)));
        }
        if let Some(option) = wants_option(resource).filter(|option| *option != known.grant_option) {
            let word = |option: bool| if option { "['GRANT']" } else { "['NONE']" };
            changes.push(Change::new("options", word(known.grant_option), word(option)));
        }
        Ok(changes.into_iter().map(unquoted_message).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let grants = grants(acting.catalog, acting.act.as_look(), acting.memory)?;
        let statements = statements(resource, grants.0.get(&place(resource)?))?;
        acting.memory.forget::<Grants>();
        tell(acting.act, &statements)
    }
}

/// Arrays are shown as they are, without quotes around the whole.
fn unquoted_message(change: Change) -> Change {
    let message = format!("{} changed {} to {}", change.property, change.from, change.to);
    change.saying(message)
}
