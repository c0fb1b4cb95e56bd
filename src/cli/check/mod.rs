//! `rpuppet check`: every mistake of syntax and language, then style. Exit code 0 where nothing is found, 1 after findings as bad as
//! `--fail-on` says, 2 where the check itself could not be done.
#![allow(clippy::disallowed_methods, reason = "the baseline's file")]

mod arguments;
mod baseline;
pub(super) mod config;
pub(super) mod files;
mod layers;
mod modules;
mod pages;
mod people;
mod watch;
mod work;

pub use arguments::{CheckOptions, split};
pub(super) use work::read;

use super::{difference, parallel};
use crate::diagnostic::format::{self, Description, Listed};
use crate::diagnostic::render::Style;
use crate::lint::rule::Group;
use crate::lint::sense::Modules;
use crate::lint::{Config, ENTRIES, Selections, entry};
use crate::system::real::Real;
use crate::system::{Act, Ownership};
use arguments::Format;
use std::io::{BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use work::{Checked, Counts, Way};

/// Runs the subcommand.
pub fn run(options: &CheckOptions) -> ExitCode {
    match outcome(options) {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            eprintln!("Error: {message}");
            ExitCode::from(2)
        }
    }
}

fn outcome(options: &CheckOptions) -> Result<u8, String> {
    if options.list {
        print([list().as_str()]);
        return Ok(0);
    }
    if let Some(name) = &options.explain {
        print([explained(name)?.as_str()]);
        return Ok(0);
    }
    if options.fix && !options.diff && options.paths.iter().any(|path| path == "-") {
        return Err("--fix writes files; for standard input there is --diff, and 'rpuppet fmt -'".into());
    }
    if options.watch {
        return watch::run(options);
    }
    let config = config::config(options)?;
    let paths = paths(options, &config)?;
    let style = style(options);
    let fixing = options.fix || options.diff;
    let (index, known) = config.uses(Group::Sense).then(|| modules::index(options, &config, &paths)).unzip();
    // the process ends right after: what is known of all modules goes with it as a whole
    let (index, known) = (ManuallyDrop::new(index.map(Arc::new)), ManuallyDrop::new(known.unwrap_or_default()));
    let selections = Selections::new(&config);
    let looked = parallel::each(&paths, |path| {
        let modules = index.as_ref().cloned().map(Modules::new);
        let way = Way { config: &config, selections: &selections, modules: modules.as_ref(), fixing, known: &known };
        let Some(mut checked) = work::checked(path, &way)? else { return Ok(None) };
        let text = shown(&checked, options, style);
        if is_told_by_file(options.format) && options.baseline.is_none() {
            // there may be tens of thousands
            checked.diagnostics = Vec::new();
        }
        Ok(Some((text, checked)))
    });
    let code = finish(options, &config, looked)?;
    index.iter().for_each(|index| note_absent(&index.absent()));
    Ok(code)
}

/// How names of files end that are looked at.
const ENDINGS: [&str; 5] = [".pp", ".epp", ".yaml", ".yml", "metadata.json"];

/// The files that are looked at.
fn paths(options: &CheckOptions, config: &Config) -> Result<Vec<String>, String> {
    let here = [".".to_string()];
    let paths = files::files(if options.paths.is_empty() { &here } else { &options.paths }, &ENDINGS)?;
    Ok(paths.into_iter().filter(|path| !config.ignores(path)).collect())
}

/// Names of modules that are not there cannot be judged: that is said once.
fn note_absent(absent: &[String]) {
    if !absent.is_empty() {
        eprintln!("Notice: nothing is known of the modules {}: --modulepath tells where they are", absent.join(", "));
    }
}

/// A file with what is said of it, which is made side by side, too.
type Looked = Result<Option<(String, Checked)>, String>;

fn finish(options: &CheckOptions, config: &Config, looked: Vec<Looked>) -> Result<u8, String> {
    let mut failures = Vec::new();
    let (mut texts, mut files) = (Vec::new(), ManuallyDrop::new(Vec::new()));
    for looked in looked {
        match looked {
            Ok(Some((text, checked))) => {
                texts.push(text);
                files.push(checked);
            }
            Ok(None) => {}
            Err(message) => failures.push(message),
        }
    }
    if let Some(path) = &options.baseline {
        take_out_known(path, &mut files)?;
        texts = files.iter().map(|file| shown(file, options, style(options))).collect();
    }
    for file in files.iter() {
        failures.extend(corrected(file, options).err());
    }
    report(options, &texts, &files);
    failures.iter().for_each(|message| eprintln!("Error: {message}"));
    let failed = files.iter().any(|file| file.counts.reach(config.fail_on));
    Ok(if failures.is_empty() { u8::from(failed) } else { 2 })
}

/// Whether a document says one thing after the other of files.
fn is_told_by_file(format: Format) -> bool {
    matches!(format, Format::Text | Format::Json | Format::Github)
}

/// What is said of a file, in documents that say it by file.
fn shown(checked: &Checked, options: &CheckOptions, style: Style) -> String {
    match options.format {
        Format::Text if options.diff => String::new(),
        Format::Text => people::file(checked, style, options.show_ignored),
        Format::Json => format::json_list(&listed(checked)),
        Format::Github => format::github(&[listed(checked)]),
        Format::Sarif | Format::Codeclimate | Format::Junit => String::new(),
    }
}

fn listed(checked: &Checked) -> Listed<'_> {
    Listed { path: &checked.path, full_path: &checked.full_path, diagnostics: &checked.diagnostics }
}

/// Takes out what the baseline has; where there is none yet, it is written, and has everything.
fn take_out_known(path: &str, files: &mut [Checked]) -> Result<(), String> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            baseline::leave_out(files, &text).map_err(|message| format!("{path}: {message}"))?;
        }
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            write(path, &baseline::document(files))?;
            eprintln!("Notice: the findings of today are in {path}");
            files.iter_mut().for_each(|file| file.diagnostics.clear());
        }
        Err(cause) => return Err(format!("Could not read {path}: {cause}")),
    }
    files.iter_mut().for_each(|file| file.counts = Counts::of(&file.diagnostics));
    Ok(())
}

/// Writes a corrected text, or shows how it differs.
fn corrected(file: &Checked, options: &CheckOptions) -> Result<(), String> {
    let Some(fixed) = &file.fixed else { return Ok(()) };
    if options.diff {
        print([difference::unified(&file.path, &fixed.before, &fixed.after).as_str()]);
        return Ok(());
    }
    write(&file.path, &fixed.after)
}

/// Replaces a file as a whole; through a link, the file it leads to.
pub(super) fn write(path: &str, text: &str) -> Result<(), String> {
    let real = Path::new(path).canonicalize().unwrap_or_else(|_| path.into());
    Real::new().write(&real, text.as_bytes(), &Ownership::default(), None).map_err(|error| error.to_string())
}

fn report(options: &CheckOptions, texts: &[String], files: &[Checked]) {
    let pieces = || texts.iter().map(String::as_str);
    let listed = || files.iter().map(listed).collect::<Vec<_>>();
    match options.format {
        Format::Text if options.diff => eprint!("{}", people::summary(files.iter(), false)),
        Format::Text => print(pieces().chain([people::summary(files.iter(), true).as_str()])),
        Format::Github => print(pieces()),
        Format::Json => print(format::json_of(texts)),
        Format::Sarif => print([format::sarif(&listed(), env!("CARGO_PKG_VERSION"), &described).as_str()]),
        Format::Codeclimate => print([format::codeclimate(&listed()).as_str()]),
        Format::Junit => print([format::junit(&listed()).as_str()]),
    }
}

fn described(code: &str) -> Option<Description> {
    entry(code).map(|entry| Description { summary: entry.summary().to_string(), page: entry.page() })
}

fn style(options: &CheckOptions) -> Style {
    Style { color: options.color.unwrap_or_else(|| std::io::stdout().is_terminal()), unicode: true }
}

/// Every check with its group, whether it is on, and what it is about.
fn list() -> String {
    let line = |entry: &crate::lint::rule::Entry| {
        let on = if entry.rule.enabled { "on" } else { "off" };
        format!("{:<50} {:<11} {on:<3} {}\n", entry.name, entry.rule.group.name(), entry.summary())
    };
    ENTRIES.iter().map(line).collect()
}

fn explained(name: &str) -> Result<String, String> {
    crate::lint::config::rule_index(name).map_err(|error| error.to_string())?;
    let page = entry(name).map(|entry| format!("# {name}\n\n{}", entry.page()));
    Ok(page.unwrap_or_default())
}

fn print<'a>(pieces: impl IntoIterator<Item = &'a str>) {
    let mut out = BufWriter::with_capacity(64 << 10, std::io::stdout().lock());
    // a closed pipe is the reader's decision
    let _ = pieces.into_iter().try_for_each(|piece| out.write_all(piece.as_bytes())).and_then(|()| out.flush());
}
