//! A command as a manifest writes it (a string or an argument vector) made ready to run.
//!
//! A string runs without a shell where it holds nothing that only a shell understands, as Ruby's `Kernel.exec` decides.

use super::number;
use crate::catalog::Resource;
use crate::plan::Failure;
use crate::resources::attribute::{list, text, texts};
use crate::resources::declare::bad_attribute;
use crate::system::{Command, FileKind, Follow, Look};
use crate::value::{Value, format};
use std::path::{Path, PathBuf};

/// Characters that a shell has to read.
const META: &[char] = &['*', '?', '{', '}', '[', ']', '<', '>', '(', ')', '~', '&', '|', '\\', '$', ';', '\'', '`', '"', '\n', '#'];

/// Words of the shell's own at the beginning of a command.
const SHELL_WORDS: &[&str] = &[
    "!", ".", ":", "break", "case", "continue", "do", "done", "elif", "else", "esac", "eval", "exec", "exit", "export", "fi", "for", "if",
    "in", "readonly", "return", "set", "shift", "then", "times", "trap", "unset", "until", "while",
];

/// One command of an exec.
pub(super) enum CommandLine {
    Text(String),
    Vector(Vec<String>),
}

impl CommandLine {
    /// `command`: a string, or an array that is one argument vector.
    pub(super) fn from_value(value: &Value) -> Self {
        match value.unwrapped() {
            Value::Array(_) => CommandLine::Vector(list(value)),
            other => CommandLine::Text(format::interpolated(other).into()),
        }
    }

    /// `onlyif`, `unless`: a string, or an array of commands.
    pub(super) fn several(value: &Value) -> Vec<Self> {
        match value.unwrapped() {
            Value::Array(items) => items.iter().map(CommandLine::from_value).collect(),
            _ => vec![CommandLine::from_value(value)],
        }
    }

    /// As messages show it.
    pub(super) fn shown(&self) -> String {
        match self {
            CommandLine::Text(text) => text.clone(),
            CommandLine::Vector(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
                format!("[{}]", words.join(", "))
            }
        }
    }

    /// The program's name as it is written.
    pub(super) fn program(&self) -> &str {
        let text = match self {
            CommandLine::Vector(words) => return words.first().map_or("", String::as_str),
            CommandLine::Text(text) => text.as_str(),
        };
        for quote in ['"', '\''] {
            if let Some((program, _)) =
                text.strip_prefix(quote).and_then(|rest| rest.split_once(quote)).filter(|(word, _)| !word.is_empty())
            {
                return program;
            }
        }
        text.split(' ').next().unwrap_or("")
    }

    /// Refuses a program that is neither qualified nor searched for.
    pub(super) fn check(&self, resource: &Resource, attribute: &str) -> Result<(), Failure> {
        let program = self.program();
        if by_shell(resource) || program.starts_with('/') || resource.get("path").is_some() {
            return Ok(());
        }
        let why = format!("'{program}' is not qualified and no path was specified. Please qualify the command or specify a path.");
        // The command is looked at together with all other attributes, a condition on its own.
        Err(if attribute == "command" { Failure::new(why) } else { bad_attribute(resource, attribute, &why) })
    }

    /// Files that are named at the beginning of a line: they come before the exec.
    pub(super) fn files(&self) -> Vec<String> {
        let text = match self {
            CommandLine::Vector(words) => words.first().cloned().unwrap_or_default(),
            CommandLine::Text(text) => text.clone(),
        };
        text.lines()
            .filter_map(|line| match line.strip_prefix('"') {
                Some(rest) => rest.split_once('"').map(|(file, _)| file.to_string()),
                None => line.split_whitespace().next().filter(|_| line.starts_with('/')).map(String::from),
            })
            .collect()
    }

    /// The program to run with all that the exec says about its circumstances.
    pub(super) fn command(&self, resource: &Resource, look: &dyn Look) -> Result<Command, Failure> {
        let (program, arguments) = if by_shell(resource) {
            ("/bin/sh".to_string(), vec!["-c".to_string(), self.for_shell()])
        } else {
            let found = find(self.program(), &search_path(resource), look)?;
            self.words(found)
        };
        let directory = text(resource, "cwd").map(PathBuf::from);
        if let Some(missing) = directory.as_ref().filter(|directory| !matches!(look.metadata(directory, Follow::Links), Ok(Some(_)))) {
            return Err(Failure::not_yet(format!("Working directory {} does not exist!", missing.display())));
        }
        Ok(Command {
            environment: environment(resource),
            directory,
            user: text(resource, "user"),
            group: text(resource, "group"),
            umask: text(resource, "umask").and_then(|umask| u32::from_str_radix(&umask, 8).ok()),
            timeout: number::timeout(resource)?,
            ..Command::new(program, arguments)
        })
    }

    /// The text that provider `shell` hands over.
    fn for_shell(&self) -> String {
        match self {
            CommandLine::Text(text) => text.clone(),
            CommandLine::Vector(words) => words.join(" "),
        }
    }

    /// Program and arguments; what a shell has to read goes to a shell.
    fn words(&self, found: String) -> (String, Vec<String>) {
        match self {
            CommandLine::Vector(words) => (found, words.iter().skip(1).cloned().collect()),
            CommandLine::Text(text) if needs_shell(text) => ("/bin/sh".to_string(), vec!["-c".to_string(), text.clone()]),
            CommandLine::Text(text) => (found, text.split([' ', '\t']).filter(|word| !word.is_empty()).skip(1).map(String::from).collect()),
        }
    }
}

fn by_shell(resource: &Resource) -> bool {
    resource.text("provider") == Some("shell")
}

fn needs_shell(text: &str) -> bool {
    let first = text.split([' ', '\t']).find(|word| !word.is_empty()).unwrap_or("");
    let assignment = first.split('/').next().is_some_and(|head| head.contains('='));
    text.contains(META) || assignment || SHELL_WORDS.contains(&first)
}

/// `path`: an array, or text with colons.
fn search_path(resource: &Resource) -> Vec<String> {
    texts(resource, "path").iter().flat_map(|entry| entry.split(':')).map(String::from).collect()
}

/// The program's file. A missing one may come with an earlier resource.
fn find(program: &str, path: &[String], look: &dyn Look) -> Result<String, Failure> {
    if !program.starts_with('/') {
        let found = path.iter().map(|folder| Path::new(folder).join(program)).find(|file| is_program(file, look));
        return found
            .map(|file| file.to_string_lossy().into_owned())
            .ok_or_else(|| Failure::not_yet(format!("Could not find command '{program}'")));
    }
    match look.metadata(Path::new(program), Follow::Links)? {
        None => Err(Failure::not_yet(format!("Could not find command '{program}'"))),
        Some(metadata) if metadata.kind == FileKind::Directory => Err(Failure::new(format!("'{program}' is a directory, not a file"))),
        Some(metadata) if metadata.kind != FileKind::File => Err(Failure::new(format!("'{program}' is not a file"))),
        Some(metadata) if metadata.mode & 0o111 == 0 => Err(Failure::new(format!("'{program}' is not executable"))),
        Some(_) => Ok(program.to_string()),
    }
}

fn is_program(file: &Path, look: &dyn Look) -> bool {
    let metadata = look.metadata(file, Follow::Links).ok().flatten();
    metadata.is_some_and(|metadata| metadata.kind == FileKind::File && metadata.mode & 0o111 != 0)
}

/// `path` and the settings of `environment`, the latter winning.
fn environment(resource: &Resource) -> Vec<(String, String)> {
    let path = search_path(resource);
    let mut environment: Vec<(String, String)> = Vec::new();
    if !path.is_empty() {
        environment.push(("PATH".to_string(), path.join(":")));
    }
    for setting in texts(resource, "environment") {
        let Some((name, value)) = setting.split_once('=') else { continue };
        environment.retain(|(known, _)| known != name);
        environment.push((name.to_string(), value.to_string()));
    }
    environment
}
