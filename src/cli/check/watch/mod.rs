//! `rpuppet check --watch`: checks once, then again whenever something changes that matters: files, modules, configurations. It ends, with
//! exit code 0, when it is interrupted or nobody reads what it says; with 2 where not even the first round can be done.

mod changes;
mod folders;
mod state;

use super::arguments::{CheckOptions, Format};
use super::modules::absolute;
use super::work::Checked;
use super::{config, listed, note_absent, people};
use crate::diagnostic::format;
use crate::value::Set;
use changes::{Changes, News};
use state::{Entry, State};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long it is waited until what could not be done is tried again.
const PAUSE: Duration = Duration::from_secs(1);
/// So many findings of files without news are told anew.
const MOST: usize = 200;
/// Clears a terminal with what scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Runs until it is interrupted.
pub fn run(options: &CheckOptions) -> Result<u8, String> {
    refuse(options)?;
    let mut changes = Changes::new()?;
    let mut round = Round { options, absent: Vec::new(), failure: String::new() };
    let start = Instant::now();
    let first = State::new(options, &mut changes)?;
    if round.tell(&first, &first.paths(), start.elapsed()).is_err() {
        return Ok(0);
    }
    let mut state = Some(first);
    loop {
        let news = changes.next(state.is_none().then_some(PAUSE));
        let start = Instant::now();
        let looked = match (news, &mut state) {
            (News::Stop, _) => return Ok(0),
            (News::Nothing, Some(_)) => continue,
            (News::Touched(touched), Some(state)) if !is_of_settings(options, &touched) => state.take_in(options, &touched, &mut changes),
            _ => State::new(options, &mut changes).map(|fresh| state.insert(fresh).paths()),
        };
        let told = match (looked, &state) {
            (Ok(looked), Some(state)) if !looked.is_empty() => round.tell(state, &looked, start.elapsed()),
            (Err(message), _) => {
                state = None;
                round.fail(message);
                Ok(())
            }
            _ => Ok(()),
        };
        if told.is_err() {
            return Ok(0);
        }
    }
}

/// Options that make no sense for a check that goes on.
fn refuse(options: &CheckOptions) -> Result<(), String> {
    if options.fix || options.diff {
        return Err("--watch only tells: --fix and --diff go without it".into());
    }
    if options.paths.iter().any(|path| path == "-") {
        return Err("standard input does not change: --watch goes with files and folders".into());
    }
    if let Some(path) = options.paths.iter().find(|path| !Path::new(path).exists()) {
        return Err(format!("there is no {path}"));
    }
    match options.format {
        Format::Text | Format::Json => Ok(()),
        _ => Err("this --format is one document of one check: --watch goes with text, and json, which is a document for each round".into()),
    }
}

fn is_of_settings(options: &CheckOptions, touched: &Set<String>) -> bool {
    let mut settings = config::candidates(options).into_iter().chain(options.baseline.clone());
    settings.any(|path| touched.contains(&absolute(path)))
}

/// What is told in a round, and what was told in the one before.
struct Round<'a> {
    options: &'a CheckOptions,
    absent: Vec<String>,
    failure: String,
}

impl Round<'_> {
    /// The findings of today, those of the files with news at the end; of the others only how many there are, where they are too many to be
    /// read each time.
    fn tell(&mut self, state: &State, again: &Set<String>, took: Duration) -> std::io::Result<()> {
        self.failure.clear();
        let (now, before): (Vec<_>, Vec<_>) = state.entries.iter().partition(|(path, _)| again.contains(*path));
        let entries = || before.iter().chain(&now).map(|(_, entry)| *entry);
        let text = match self.options.format {
            Format::Json => format::json(&entries().filter_map(checked).map(listed).collect::<Vec<_>>()),
            _ => {
                let known: usize = before.iter().filter_map(|(_, entry)| checked(entry)).map(|checked| checked.diagnostics.len()).sum();
                let is_much = known > MOST;
                let found: String = entries().skip(if is_much { before.len() } else { 0 }).map(|entry| entry.text.as_str()).collect();
                let others = if is_much { format!("{known} findings of other files are as before; ") } else { String::new() };
                let summary = people::summary(entries().filter_map(checked), false);
                let files = if again.len() == 1 { "1 file" } else { &format!("{} files", again.len()) };
                format!("{}{found}{summary}{others}told of {files} after {} ms; waiting for changes\n", self.clear(), took.as_millis())
            }
        };
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        entries().filter_map(|entry| entry.checked.as_ref().err()).for_each(|message| eprintln!("Error: {message}"));
        let absent = state.absent();
        if absent != self.absent {
            note_absent(&absent);
            self.absent = absent;
        }
        Ok(())
    }

    /// Says once why there is no round.
    fn fail(&mut self, message: String) {
        if message != self.failure {
            eprintln!("Error: {message}");
            self.failure = message;
        }
    }

    fn clear(&self) -> &'static str {
        if std::io::stdout().is_terminal() { CLEAR } else { "" }
    }
}

fn checked(entry: &Entry) -> Option<&Checked> {
    entry.checked.as_ref().ok()?.as_ref()
}
