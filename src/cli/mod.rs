//! The command line: Puppet's subcommands and words. Every setting of Puppet is a flag too (`settings`).

mod apply;
mod arguments;
mod catalog;
mod classifier;
mod facts;
mod lookup;
mod output;
mod parser;
mod plan;
mod ruby;
mod site;
mod template;
mod unread;

use crate::pipeline::Engine;
use crate::settings::Settings;
use arguments::{CatalogCommand, Cli, Command, EppCommand, ParserCommand, TemplateCommand};
use clap::Parser;
use output::Output;
use std::process::ExitCode;

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let (mut settings, rest) = match Settings::from_arguments(arguments) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error.to_string()),
    };
    let cli = match Cli::try_parse_from(rest) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { ExitCode::from(1) } else { ExitCode::SUCCESS };
            // nothing can be said about an output that is gone
            let _ = error.print();
            return code;
        }
    };
    if let Err(message) = site::read_config(&mut settings) {
        return usage(&message);
    }
    let mut output = Output::new(
        &settings,
        matches!(cli.command, Command::Catalog { .. } | Command::Lookup(_) | Command::Template { .. } | Command::Epp { .. }),
    );
    match cli.command {
        Command::Apply(options) => apply::run(&options, settings, &mut output),
        Command::Plan(options) => plan::run(&options, &settings, &mut output),
        Command::Catalog { command: CatalogCommand::Compile(options) } => catalog::run(&options, &settings, &mut output),
        Command::Lookup(options) => lookup::run(&options, &settings, &mut output),
        Command::Facts(options) => facts::run(&options, &settings, &mut output),
        Command::Template { command: TemplateCommand::Render(options) } => template::run(&options, None, &settings, &mut output),
        Command::Template { command: TemplateCommand::Check(options) } => template::check(&options, None, &settings, &mut output),
        Command::Epp { command: EppCommand::Render(options) } => template::run(&options, Some(Engine::Epp), &settings, &mut output),
        Command::Epp { command: EppCommand::Validate(options) } => template::check(&options, Some(Engine::Epp), &settings, &mut output),
        Command::Parser { command: ParserCommand::Validate(options) } => parser::validate(&options, &settings, &mut output),
        Command::Parser { command: ParserCommand::Dump(options) } => parser::dump(&options, &mut output),
    }
}

fn usage(message: &str) -> ExitCode {
    eprintln!("Error: {message}");
    eprintln!("Try 'rpuppet --help'");
    ExitCode::from(1)
}
