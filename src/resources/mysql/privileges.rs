//! Privileges as the server prints them and as manifests write them, in one form: upper case, sorted, `ALL` for all of them.

use super::text::identifier;
use crate::value::Set;

/// What one `SHOW GRANTS` line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Sorted.
    pub privileges: Vec<String>,
    pub grant_option: bool,
}

/// Reads `GRANT … ON … TO …`: the target (`db.table`, `user@host` for PROXY) without quotes, and what is granted.
pub fn parse(line: &str) -> Option<(String, Grant)> {
    let rest = line.strip_prefix("GRANT ")?;
    let (privileges, rest) = split_outside(rest, " ON ")?;
    let (target, rest) = split_outside(rest, " TO ")?;
    let grant = Grant { privileges: normalized(split_list(privileges)), grant_option: rest.contains(" WITH GRANT OPTION") };
    Some((plain(target), grant))
}

/// Privileges in the one form; `GRANT OPTION` is an option, no privilege.
pub fn normalized<'a>(privileges: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut all: Set<String> = privileges.into_iter().map(privilege).filter(|name| name != "GRANT" && name != "GRANT OPTION").collect();
    if all.contains("ALL") {
        return vec!["ALL".to_string()];
    }
    all.sort();
    all.into_iter().collect()
}

/// `select (b, a)` → `SELECT (a, b)`.
fn privilege(text: &str) -> String {
    let text = text.trim();
    let Some((name, columns)) = text.split_once('(') else {
        let name = text.to_ascii_uppercase();
        return if name == "ALL PRIVILEGES" { "ALL".to_string() } else { name };
    };
    let mut columns: Vec<String> = columns.trim_end_matches(')').split(',').map(|column| column.trim().replace('`', "")).collect();
    columns.sort();
    format!("{} ({})", name.trim().to_ascii_uppercase(), columns.join(", "))
}

/// A privilege of the one form as it stands in a statement; `None` where it is no privilege.
pub fn sql(privilege: &str) -> Option<String> {
    let (name, columns) = privilege.split_once(" (").map_or((privilege, None), |(name, columns)| (name, columns.strip_suffix(')')));
    if name.is_empty() || !name.chars().all(|character| character.is_ascii_uppercase() || character == ' ') {
        return None;
    }
    let columns = columns.map(|columns| columns.split(", ").map(identifier).collect::<Vec<_>>().join(", "));
    Some(columns.map_or_else(|| name.to_string(), |columns| format!("{name} ({columns})")))
}

/// Cuts at commas outside brackets.
fn split_list(text: &str) -> Vec<&str> {
    let mut depth = 0usize;
    text.split(move |character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    })
    .collect()
}

/// Cuts at the first `needle` that is not inside quotes.
fn split_outside<'a>(text: &'a str, needle: &str) -> Option<(&'a str, &'a str)> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '`' | '\'' | '"') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, _) if text.get(at..).is_some_and(|rest| rest.starts_with(needle)) => {
                return Some((text.get(..at)?, text.get(at + needle.len()..)?));
            }
            _ => {}
        }
    }
    None
}

/// A target without quotes.
fn plain(target: &str) -> String {
    target.replace("``", "\0").replace(['`', '\'', '"'], "").replace('\0', "`")
}
