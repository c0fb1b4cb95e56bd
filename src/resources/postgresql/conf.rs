//! `postgresql_conf`: one setting of postgresql.conf.

use super::super::parsed::{Dialect, Parsed, Record};

pub fn postgresql_conf() -> Parsed {
    Parsed::new(Dialect {
        type_name: "postgresql_conf",
        value: "value",
        target: "/etc/postgresql.conf",
        must_exist: false,
        parse: record,
        line,
        is_name: |name| !name.is_empty() && name.chars().all(is_name_letter),
    })
}

fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '.'
}

/// `name = 'value' # comment`; the equals sign and the quotes may be missing.
fn record(line: &str) -> Option<Record> {
    let line = line.trim();
    let end = line.find(|letter| !is_name_letter(letter)).unwrap_or(line.len());
    let (name, rest) = line.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('=').unwrap_or(rest).trim_start();
    let (value, comment) = match rest.strip_prefix('\'') {
        Some(quoted) => closed(quoted),
        None => rest.split_once('#').map_or((rest, None), |(value, comment)| (value.trim_end(), Some(comment))),
    };
    let comment = comment.map(|comment| comment.trim().to_string());
    Some(Record { name: name.to_lowercase(), value: value.to_string(), comment })
}

/// What stands before the closing quote (two quotes are one of the value), and the remark behind it.
fn closed(quoted: &str) -> (&str, Option<&str>) {
    let mut from = 0;
    while let Some(found) = quoted.get(from..).and_then(|rest| rest.find('\'')) {
        let end = from + found;
        let behind = quoted.get(end + 1..).unwrap_or_default();
        if behind.starts_with('\'') {
            from = end + 2;
            continue;
        }
        return (quoted.get(..end).unwrap_or_default(), behind.trim_start().strip_prefix('#'));
    }
    (quoted, None)
}

/// Words and numbers need no quotes; what includes other files takes no equals sign.
fn line(record: &Record) -> String {
    let includes = matches!(record.name.as_str(), "include" | "include_if_exists");
    let value = match is_plain(&record.value) && !includes {
        true => record.value.clone(),
        false => format!("'{}'", record.value),
    };
    let sign = if includes { " " } else { " = " };
    let comment = record.comment.as_ref().map(|comment| format!(" # {comment}")).unwrap_or_default();
    format!("{}{sign}{value}{comment}", record.name.to_lowercase())
}

/// One word, or digits with one character between them (`1.5`).
fn is_plain(value: &str) -> bool {
    let is_word = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    is_word(value) || value.split_once('.').is_some_and(|(whole, part)| digits(whole) && digits(part))
}
