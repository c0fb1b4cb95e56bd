//! Texts of SQL: literals, names, accounts. Nothing goes into a statement but through these.

/// A text as a string literal.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for character in text.chars() {
        match character {
            '\'' => out.push_str("''"),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}

/// A text as the name of a database, table or column; `*` stays what it is.
pub fn identifier(name: &str) -> String {
    if name == "*" { name.to_string() } else { format!("`{}`", name.replace('`', "``")) }
}

/// `USER@HOST`, cut at the last `@`; quotes around either part go, the host is in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Account {
    pub user: String,
    pub host: String,
}

impl Account {
    /// `None` where there is no `@`, or no host behind it.
    pub fn parse(name: &str) -> Option<Self> {
        let (user, host) = name.rsplit_once('@')?;
        let host = unquoted(host).to_ascii_lowercase();
        (!host.is_empty()).then(|| Account { user: unquoted(user).to_string(), host })
    }

    /// For a statement.
    pub fn sql(&self) -> String {
        format!("{}@{}", literal(&self.user), literal(&self.host))
    }
}

fn unquoted(text: &str) -> &str {
    let inner = |mark: char| text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    inner('\'').or_else(|| inner('"')).or_else(|| inner('`')).unwrap_or(text)
}

/// A bare word that may stand in a statement as it is (a character set, a plugin).
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// `utf8` is `utf8mb3` by another name, in character sets and collations.
pub fn modern(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.strip_prefix("utf8") {
        Some(rest) if rest.is_empty() || rest.starts_with('_') => format!("utf8mb3{rest}"),
        _ => name,
    }
}

/// A field as `mysql --batch` prints it, without the escapes.
pub fn unescaped(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('0') => out.push('\0'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}
