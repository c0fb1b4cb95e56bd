//! `rpuppet fmt`: manifests in the canonical layout. Exit code 0; with `--check` 1 where a file would change; 2 where one could not be laid out.

use super::check::{CheckOptions, config, files, read, write};
use super::{difference, parallel};
use crate::diagnostic::render;
use crate::evaluate::syntax_diagnostic;
use crate::layout::layout;
use clap::Args;
use rpuppet_syntax::{Kind, SourceFile, parse_with_tokens, pn};
use std::io::Write;
use std::process::ExitCode;

#[derive(Args, Debug, Default)]
pub struct FmtOptions {
    /// Files and folders; `-` lays standard input out to standard output; the current folder where none is given
    pub paths: Vec<String>,
    /// Write nothing; tell which files would change
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show how files would change
    #[arg(long)]
    pub diff: bool,
}

/// What became of a file.
enum Laid {
    AsItWas(String),
    Changed { before: String, after: String },
}

pub fn run(options: &FmtOptions) -> ExitCode {
    let here = [".".to_string()];
    let paths = match files::files(if options.paths.is_empty() { &here } else { &options.paths }, &[".pp"]) {
        Ok(paths) => paths,
        Err(message) => return failed(&message),
    };
    let paths: Vec<String> = match config::config(&CheckOptions::default()) {
        Ok(config) => paths.into_iter().filter(|path| !config.ignores(path)).collect(),
        Err(message) => return failed(&message),
    };
    let laid = parallel::each(&paths, |path| laid_out(path));
    let (mut changed, mut broken) = (false, false);
    for (path, laid) in paths.iter().zip(laid) {
        match laid.and_then(|laid| finish(options, path, &laid)) {
            Ok(change) => changed |= change,
            Err(message) => {
                failed(&message);
                broken = true;
            }
        }
    }
    ExitCode::from(if broken { 2 } else { u8::from(changed && options.check) })
}

fn failed(message: &str) -> ExitCode {
    eprintln!("Error: {message}");
    ExitCode::from(2)
}

/// Writes or shows what became of a file; whether it changed.
fn finish(options: &FmtOptions, path: &str, laid: &Laid) -> Result<bool, String> {
    let quiet = options.check || options.diff;
    match laid {
        Laid::AsItWas(text) if path == "-" && !quiet => print(text),
        Laid::AsItWas(_) => {}
        Laid::Changed { before, after } => {
            if options.diff {
                print(&difference::unified(path, before, after));
            } else if options.check {
                print(&format!("{path}\n"));
            } else if path == "-" {
                print(after);
            } else {
                write(path, after)?;
            }
            return Ok(true);
        }
    }
    Ok(false)
}

fn laid_out(path: &str) -> Result<Laid, String> {
    let Some(before) = read(path)? else { return Ok(Laid::AsItWas(String::new())) };
    let source = SourceFile::new(Some(path.to_string()), before);
    let (parsed, lexemes) = parse_with_tokens(source.clone(), Kind::Manifest);
    if let Some(error) = parsed.errors.first() {
        return Err(render::first_line(&syntax_diagnostic(&source, error)));
    }
    let after = layout(&parsed, &lexemes);
    let before = source.text().to_string();
    if after == before {
        return Ok(Laid::AsItWas(before));
    }
    // a file that would say something else is left alone
    let (again, _) = parse_with_tokens(SourceFile::new(None, after.clone()), Kind::Manifest);
    if !again.errors.is_empty() || pn::render(&again.ast) != pn::render(&parsed.ast) {
        return Err(format!("{path} is left as it is: its layout could not be changed without changing what it says"));
    }
    Ok(Laid::Changed { before, after })
}

fn print(text: &str) {
    // a closed pipe is the reader's decision
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
