//! Subcommands and their own options; settings are taken out before (`settings`).

use clap::{Args, Parser, Subcommand};

const SETTINGS_HELP: &str = "Every setting of Puppet is a flag too: --modulepath, --environment, --environmentpath, --hiera_config, --certname, \
--strict, --[no-]strict_variables, --noop, --tags, --skip_tags, --show_diff, --color, --vardir, --confdir, …";

/// Compiles and applies the Puppet language.
#[derive(Debug, Parser)]
#[command(name = "rpuppet", version, after_help = SETTINGS_HELP, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile a manifest and bring this host to it
    Apply(ApplyOptions),
    /// Show what `apply` would change, in order
    Plan(SourceOptions),
    /// Compile catalogs
    Catalog {
        #[command(subcommand)]
        command: CatalogCommand,
    },
    /// Show the facts of this host
    Facts(FactsOptions),
    /// Check and show the syntax of manifests
    Parser {
        #[command(subcommand)]
        command: ParserCommand,
    },
}

#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Print the catalog of a node as Puppet sends it to an agent
    Compile(CompileOptions),
}

#[derive(Debug, Subcommand)]
pub enum ParserCommand {
    /// Report every mistake of manifests and templates
    Validate(ValidateOptions),
    /// Print the tree of manifests and templates
    Dump(DumpOptions),
}

/// Where the code comes from.
#[derive(Args, Debug, Default)]
pub struct SourceOptions {
    /// A manifest, or a folder of manifests; standard input where neither this nor -e is given
    pub manifest: Option<String>,
    /// Further manifests are skipped, as Puppet does
    #[arg(hide = true)]
    pub skipped: Vec<String>,
    /// Puppet code
    #[arg(short, long, value_name = "CODE")]
    pub execute: Option<String>,
    /// Facts as JSON instead of this host's
    #[arg(long, value_name = "FACTS.json")]
    pub facts: Option<String>,
    /// A catalog as JSON instead of code; `-` is standard input
    #[arg(short, long, value_name = "CATALOG.json")]
    pub catalog: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct ApplyOptions {
    #[command(flatten)]
    pub source: SourceOptions,
    /// Exit 2 after changes, 4 after failures, 6 after both
    #[arg(long)]
    pub detailed_exitcodes: bool,
    /// Also informational messages
    #[arg(short, long)]
    pub verbose: bool,
    /// Also debug messages
    #[arg(short, long)]
    pub debug: bool,
    /// The same as --verbose --detailed-exitcodes --show_diff
    #[arg(short, long)]
    pub test: bool,
    /// Write the names of the classes (accepted for Puppet's scripts)
    #[arg(short = 'L', long, hide = true)]
    pub loadclasses: bool,
    /// Accepted for Puppet's scripts
    #[arg(long, hide = true)]
    pub write_catalog_summary: bool,
    /// `console`, or a file that the log is written to as well
    #[arg(short, long, value_name = "DESTINATION")]
    pub logdest: Vec<String>,
}

#[derive(Args, Debug, Default)]
pub struct CompileOptions {
    /// The manifest, or a folder of manifests
    #[arg(long)]
    pub manifest: Option<String>,
    /// The manifest, without a flag
    #[arg(conflicts_with = "manifest")]
    pub file: Option<String>,
    /// Puppet code
    #[arg(short, long, value_name = "CODE")]
    pub execute: Option<String>,
    /// Facts as JSON instead of this host's
    #[arg(long, value_name = "FACTS.json")]
    pub facts: Option<String>,
    /// Write to a file instead of standard output
    #[arg(short, long)]
    pub output: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct FactsOptions {
    /// `show`, as Puppet has it, and the one fact to show: `os.family`
    pub words: Vec<String>,
}

#[derive(Args, Debug, Default)]
pub struct ValidateOptions {
    /// Manifests and templates; standard input where none is given
    pub files: Vec<String>,
    /// The form of the mistakes: pictures, or a JSON document as Puppet has it
    #[arg(long, default_value = "console", value_parser = ["console", "json"])]
    pub render_as: String,
}

#[derive(Args, Debug, Default)]
pub struct DumpOptions {
    /// Manifests and templates; standard input where none is given
    pub files: Vec<String>,
    /// Puppet code
    #[arg(short, long, value_name = "CODE")]
    pub execute: Option<String>,
    /// The form of the tree
    #[arg(long, default_value = "pn", value_parser = ["pn", "json"])]
    pub format: String,
    /// JSON with line breaks
    #[arg(long)]
    pub pretty: bool,
}
