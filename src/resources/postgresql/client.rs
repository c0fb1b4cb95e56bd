//! Speaking to the server by `psql`.

use crate::plan::Failure;
use crate::system::{Command, Exit, Output};
use crate::value::Map;
use std::path::PathBuf;
use std::time::Duration;

/// How long one statement may take.
const TIMEOUT: Duration = Duration::from_secs(600);
/// `psql` could not reach the server, or the server did not let it in (no such database, no such role).
const NO_CONNECTION: i32 = 2;
/// What a secret in the environment is blanked with.
const BLANK: &str = "[redacted]";
/// Shorter values are words of daily life.
const SHORTEST: usize = 4;

/// Where and as whom statements are run.
#[derive(Clone, Debug, Default)]
pub struct Client {
    pub program: String,
    pub database: Option<String>,
    pub port: Option<String>,
    pub host: Option<String>,
    pub role: Option<String>,
    /// `PGHOST`, `PGPASSWORD`, and what statements name with a dollar sign.
    pub environment: Map<String, String>,
    pub directory: Option<PathBuf>,
    pub user: Option<String>,
    pub group: Option<String>,
}

impl Client {
    /// The call of `psql` that runs these statements; several are one transaction, as with its option `-c`.
    pub fn command(&self, sql: &str) -> Command {
        let mut arguments: Vec<String> = ["-t", "-X", "-q", "-v", "ON_ERROR_STOP=1"].map(String::from).to_vec();
        let options = [("-d", &self.database), ("-p", &self.port), ("-h", &self.host), ("-U", &self.role)];
        for (option, value) in options {
            arguments.extend(value.iter().flat_map(|value| [option.to_string(), value.clone()]));
        }
        if is_several(sql) {
            arguments.push("-1".to_string());
        }
        arguments.extend(["-f", "-"].map(String::from));
        Command {
            environment: self.environment.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            directory: self.directory.clone(),
            user: self.user.clone(),
            group: self.group.clone(),
            stdin: Some(format!("{sql}\n").into_bytes()),
            timeout: Some(TIMEOUT),
            ..Command::new(&self.program, arguments)
        }
    }

    /// What `psql` says of a failure, without the secrets that the statements took from the environment.
    pub fn complaint(&self, output: &Output) -> String {
        let text = if output.stderr.is_empty() { output.stdout_text() } else { output.stderr_text() };
        let lines = text.lines().map(without_place).collect::<Vec<_>>().join("\n");
        let secrets = self.environment.iter().filter(|(name, value)| is_secret(name) && value.len() >= SHORTEST);
        secrets.fold(lines, |text, (_, value)| text.replace(value.as_str(), BLANK))
    }

    /// `WHAT psql returned STATUS: 'COMPLAINT'`; where the server cannot be reached, an earlier resource may bring it.
    pub fn failure(&self, what: &str, output: &Output) -> Failure {
        let message = format!("{what} {}: '{}'", output.exit, self.complaint(output));
        if output.exit == Exit::Code(NO_CONNECTION) { Failure::not_yet(message) } else { Failure::new(message) }
    }
}

/// Where the server is and as whom it is spoken to is no secret.
fn is_secret(name: &str) -> bool {
    !matches!(name, "PGHOST" | "PGHOSTADDR" | "PGPORT" | "PGUSER" | "PGDATABASE" | "PGSSLMODE" | "PGOPTIONS")
}

/// Whether more than one statement is there: more than blank space behind a semicolon.
fn is_several(sql: &str) -> bool {
    sql.split_once(';').is_some_and(|(_, rest)| !rest.trim_matches(|letter: char| letter.is_whitespace() || letter == ';').is_empty())
}

/// `psql:<stdin>:1: ERROR: …` without the place, which says nothing here.
fn without_place(line: &str) -> &str {
    let place = line.strip_prefix("psql:<stdin>:").and_then(|rest| rest.split_once(": "));
    place.filter(|(number, _)| number.chars().all(|digit| digit.is_ascii_digit())).map_or(line, |(_, message)| message)
}

/// A statement as Puppet's `psql` gets it: it goes through a shell's double quotes there, and modules count on it
/// (`ENCRYPTED PASSWORD '$NEWPGPASSWD'`). Names that the environment does not hold stay as they are; no command is ever run.
pub fn expanded(sql: &str, environment: &Map<String, String>) -> String {
    let mut out = String::new();
    let mut rest = sql;
    while let Some(place) = rest.find(['$', '\\']) {
        let (before, from) = rest.split_at(place);
        out.push_str(before);
        let (text, length) = replacement(from, environment);
        out.push_str(&text);
        rest = from.get(length..).unwrap_or_default();
    }
    out + rest
}

/// What stands for the beginning of a text, and the length of that beginning.
fn replacement(from: &str, environment: &Map<String, String>) -> (String, usize) {
    let mut letters = from.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), Some('\n')) => (String::new(), 2),
        (Some('\\'), Some(escaped)) if "$`\\".contains(escaped) => (escaped.to_string(), 2),
        (Some('$'), _) => named(from, environment).unwrap_or_else(|| ("$".to_string(), 1)),
        (Some(other), _) => (other.to_string(), other.len_utf8()),
        (None, _) => (String::new(), 0),
    }
}

/// `$NAME` or `${NAME}`.
fn named(from: &str, environment: &Map<String, String>) -> Option<(String, usize)> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let (name, length) = match from.strip_prefix("${") {
        Some(inner) => inner.split_once('}').map(|(name, _)| (name, name.len() + 3))?,
        None => {
            let inner = from.strip_prefix('$')?;
            let name = inner.get(..inner.find(|letter| !is_letter(letter)).unwrap_or(inner.len()))?;
            (name, name.len() + 1)
        }
    };
    environment.get(name).map(|value| (value.clone(), length))
}
