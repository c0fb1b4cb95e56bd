//! The options of `rpuppet check`. Those that name a rule (`--no-RULE-check`) are taken out before, since clap wants to know all names.

use clap::{Args, ValueEnum};

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the lines, with pointers
    #[default]
    Text,
    /// As `puppet-lint --json` has it
    Json,
    Sarif,
    /// Workflow commands of GitHub
    Github,
    /// Code Climate's and GitLab's issues
    Codeclimate,
    Junit,
}

/// What makes the check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
}

#[derive(Args, Debug, Default)]
pub struct CheckOptions {
    /// Files, folders, whole control repositories; `-` is standard input; the current folder where none is given
    pub paths: Vec<String>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The least that makes the exit code 1: error, unless a configuration says otherwise
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// The same as --fail-on warning
    #[arg(long, hide = true)]
    pub fail_on_warnings: bool,
    /// Only these checks
    #[arg(long, value_name = "CHECKS", value_delimiter = ',')]
    pub only_checks: Vec<String>,
    /// Also the checks of Vox Pupuli's plugins
    #[arg(long)]
    pub plugins: bool,
    /// Every check there is
    #[arg(long)]
    pub all_checks: bool,
    /// Patterns of files to leave out
    #[arg(long, value_name = "PATTERNS", value_delimiter = ',')]
    pub ignore_paths: Vec<String>,
    /// Variables of top scope that are no facts
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub top_scope_variables: Vec<String>,
    /// Folders with modules, besides those that the files belong to
    #[arg(long, value_name = "FOLDERS")]
    pub modulepath: Vec<String>,
    /// Let a module's own folder have any name
    #[arg(long)]
    pub relative: bool,
    /// Put right what can be
    #[arg(short, long)]
    pub fix: bool,
    /// Show what --fix would change instead of writing it
    #[arg(long)]
    pub diff: bool,
    /// Leave out the findings that this file has; it is written where there is none yet
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<String>,
    /// Check again whenever a file changes, until it is interrupted
    #[arg(long)]
    pub watch: bool,
    /// Also what comments silence
    #[arg(long)]
    pub show_ignored: bool,
    /// A configuration in the form of rpuppet.toml or .puppet-lint.rc instead of those that are found
    #[arg(short, long = "config", value_name = "FILE")]
    pub config: Option<String>,
    /// No configuration
    #[arg(long)]
    pub no_config: bool,
    /// Tell about a check
    #[arg(long, value_name = "CHECK")]
    pub explain: Option<String>,
    /// List the checks
    #[arg(long)]
    pub list: bool,
    /// `true` or `false`
    #[arg(long, value_name = "BOOLEAN")]
    pub color: Option<bool>,
    /// `--no-RULE-check` and `--RULE-check`, in their order.
    #[arg(skip)]
    pub rules: Vec<String>,
}

/// Parts the options that name a rule from the others.
pub fn split(arguments: Vec<String>) -> (Vec<String>, Vec<String>) {
    let rule = |argument: &String| argument.strip_prefix("--")?.strip_suffix("-check").map(str::len);
    let names_rule = |argument: &String| rule(argument).is_some_and(|length| length > 0);
    arguments.into_iter().partition(names_rule)
}
