//! The command line: Puppet's subcommands and words. Every setting of Puppet is a flag too (`settings`).

mod apply;
mod arguments;
mod catalog;
mod check;
mod classifier;
mod diff;
mod difference;
mod explain;
mod facts;
mod fmt;
mod lookup;
mod output;
mod parallel;
mod parser;
mod plan;
mod ruby;
mod site;
mod survey;
mod template;
mod test;
mod unread;

use crate::pipeline::Engine;
use crate::settings::Settings;
use arguments::{CatalogCommand, Cli, Command, EppCommand, ParserCommand, TemplateCommand};
use clap::Parser;
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().map(text_of).collect();
    if arguments.get(1).is_some_and(|command| command == "check" || command == "fmt") {
        return source_tool(arguments);
    }
    let is_test = arguments.get(1).is_some_and(|command| command == "test");
    let (mut settings, rest) = match Settings::from_arguments(arguments) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error.to_string()),
    };
    let cli = match Cli::try_parse_from(rest) {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error, if is_test { 2 } else { 1 }),
    };
    // nothing of this machine has a part in the cases of a module
    if (!is_test || settings.is_set("config"))
        && let Err(message) = site::read_config(&mut settings)
    {
        return usage(&message);
    }
    let mut output = Output::new(
        &settings,
        matches!(
            cli.command,
            Command::Catalog { .. }
                | Command::Lookup(_)
                | Command::Template { .. }
                | Command::Epp { .. }
                | Command::Survey(_)
                | Command::Test(_)
                | Command::Diff(_)
                | Command::Why(_)
                | Command::Graph(_)
        ),
    );
    match cli.command {
        Command::Apply(options) => apply::run(&options, settings, &mut output),
        Command::Plan(options) => plan::run(&options, &settings, &mut output),
        Command::Catalog { command: CatalogCommand::Compile(options) } => catalog::run(&options, &settings, &mut output),
        Command::Lookup(options) => lookup::run(&options, &settings, &mut output),
        Command::Facts(options) => facts::run(&options, &settings, &mut output),
        Command::Diff(options) => diff::run(&options, &settings, &output),
        Command::Test(options) => test::run(&options, &settings, &output),
        Command::Why(options) => explain::run(&options, &settings, &mut output),
        Command::Graph(options) => explain::graph(&options, &settings, &mut output),
        Command::Survey(options) => survey::run(&options, &settings, &mut output),
        Command::Template { command: TemplateCommand::Render(options) } => template::run(&options, None, &settings, &mut output),
        Command::Template { command: TemplateCommand::Check(options) } => template::check(&options, None, &settings, &mut output),
        Command::Epp { command: EppCommand::Render(options) } => template::run(&options, Some(Engine::Epp), &settings, &mut output),
        Command::Epp { command: EppCommand::Validate(options) } => template::check(&options, Some(Engine::Epp), &settings, &mut output),
        Command::Parser { command: ParserCommand::Validate(options) } => parser::validate(&options, &settings, &mut output),
        Command::Parser { command: ParserCommand::Dump(options) } => parser::dump(&options, &mut output),
        Command::Check(options) => check::run(&options),
        Command::Fmt(options) => fmt::run(&options),
    }
}

/// `check` and `fmt` have options of their own that are called as settings of Puppet are, and `check` has one for each rule.
fn source_tool(arguments: Vec<String>) -> ExitCode {
    let (rules, rest) = check::split(arguments);
    match Cli::try_parse_from(rest) {
        Ok(Cli { command: Command::Check(options) }) => check::run(&check::CheckOptions { rules, ..options }),
        Ok(Cli { command: Command::Fmt(options) }) if rules.is_empty() => fmt::run(&options),
        Ok(_) => usage_of_tool(&rules),
        Err(error) => not_understood(&error, 2),
    }
}

fn usage_of_tool(rules: &[String]) -> ExitCode {
    eprintln!("Error: {} is an option of 'rpuppet check'", rules.join(" "));
    ExitCode::from(2)
}

/// Help and version are asked for; anything else is a mistake.
fn not_understood(error: &clap::Error, code: u8) -> ExitCode {
    // nothing can be said about an output that is gone
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(code) } else { ExitCode::SUCCESS }
}

/// An argument that is no text is told with its bytes replaced.
fn text_of(argument: OsString) -> String {
    argument.into_string().unwrap_or_else(|argument| argument.to_string_lossy().into_owned())
}

fn usage(message: &str) -> ExitCode {
    eprintln!("Error: {message}");
    eprintln!("Try 'rpuppet --help'");
    ExitCode::from(1)
}
