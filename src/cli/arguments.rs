//! Subcommands and their own options; settings are taken out before (`settings`).

use super::check::CheckOptions;
use super::fmt::FmtOptions;
use clap::{Args, Parser, Subcommand};

const SETTINGS_HELP: &str = "Every setting of Puppet is a flag too: --modulepath, --environment, --environmentpath, --hiera_config, --certname, \
--strict, --[no-]strict_variables, --noop, --tags, --skip_tags, --show_diff, --color, --vardir, --confdir, …";

/// Programs that call Puppet look for a line that is Puppet's version and nothing else.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\nThe language and the catalogs are those of Puppet\n", "8.10.0");

/// Compiles and applies the Puppet language.
#[derive(Debug, Parser)]
#[command(name = "rpuppet", version, long_version = VERSION, after_help = SETTINGS_HELP)]
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
    /// Look a key up in Hiera
    Lookup(LookupOptions),
    /// Show the facts of this host
    Facts(FactsOptions),
    /// Tell who declared a resource, where its values come from, and what puts it in order
    Why(WhyOptions),
    /// Print a catalog as a graph: what contains what, and what comes before what
    Graph(GraphOptions),
    /// Tell how far modules go without Ruby, and what is missing
    Survey(SurveyOptions),
    /// Compile the cases of modules and control repositories, and hold them against golden files and expectations
    Test(TestOptions),
    /// Show how catalogs differ between two states of a control repository or module
    Diff(DiffOptions),
    /// Render templates, or check them: ERB, EPP and tera, by the endings of their names
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    /// Render EPP templates, or check them
    Epp {
        #[command(subcommand)]
        command: EppCommand,
    },
    /// Check and show the syntax of manifests
    Parser {
        #[command(subcommand)]
        command: ParserCommand,
    },
    /// Find mistakes and bad style in manifests, and put them right
    Check(CheckOptions),
    /// Lay manifests out as the style guide has it
    Fmt(FmtOptions),
}

#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Print the catalog of a node as Puppet sends it to an agent
    Compile(CompileOptions),
}

#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Print what templates give
    Render(RenderOptions),
    /// Report the mistakes of templates, and what of their Ruby is not there
    Check(CheckTemplateOptions),
}

#[derive(Debug, Subcommand)]
pub enum EppCommand {
    /// Print what templates give
    Render(RenderOptions),
    /// Report the mistakes of templates
    Validate(CheckTemplateOptions),
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
    /// Hand resources that only Ruby can act on to an installed Puppet (`puppet`, or the command that is named)
    #[arg(long, value_name = "COMMAND", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub ruby_providers: Option<String>,
    /// The node, where another subcommand's options name it.
    #[arg(skip)]
    pub certname: Option<String>,
    /// Without a manifest: what the environment has, be it nothing, instead of standard input.
    #[arg(skip)]
    pub from_environment: bool,
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
    /// A manifest, without a flag; or the name of a node, as Puppet has it
    #[arg(value_name = "NODE|FILE")]
    pub what: Option<String>,
    /// Puppet code
    #[arg(short, long, value_name = "CODE")]
    pub execute: Option<String>,
    /// Facts as JSON instead of this host's
    #[arg(long, value_name = "FACTS.json")]
    pub facts: Option<String>,
    /// Write to a file instead of standard output
    #[arg(short, long)]
    pub output: Option<String>,
    /// Accepted for Puppet's scripts
    #[arg(long = "render-as", hide = true, value_parser = ["json"])]
    pub render_as: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct LookupOptions {
    /// Keys; the first one that has a value counts
    pub keys: Vec<String>,
    /// Tell where the value comes from, or why there is none
    #[arg(long)]
    pub explain: bool,
    /// Tell how the lookup_options of the key come about
    #[arg(long)]
    pub explain_options: bool,
    /// The node to look up for; this host where it is left out
    #[arg(long, value_name = "NAME")]
    pub node: Option<String>,
    /// Facts as JSON or YAML, over those of this host
    #[arg(long, value_name = "FACTS")]
    pub facts: Option<String>,
    /// first, unique, hash or deep, whatever lookup_options say
    #[arg(long, value_name = "STRATEGY")]
    pub merge: Option<String>,
    /// With --merge deep: what takes values out begins with this
    #[arg(long, value_name = "PREFIX", allow_hyphen_values = true)]
    pub knock_out_prefix: Option<String>,
    /// With --merge deep: sort arrays
    #[arg(long)]
    pub sort_merged_arrays: bool,
    /// With --merge deep: merge hashes inside arrays by position
    #[arg(long)]
    pub merge_hash_arrays: bool,
    /// The value where the data has none
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub default: Option<String>,
    /// The data type that the value must have
    #[arg(long = "type", value_name = "TYPE")]
    pub data_type: Option<String>,
    /// Compile the environment's manifests first, for data that names variables of the code
    #[arg(short, long)]
    pub compile: bool,
    /// No keys: tell which keys of the data compiling the node's catalog does not ask for, and why
    #[arg(long, conflicts_with_all = ["keys", "explain", "explain_options"])]
    pub unread: bool,
    /// s, json or yaml
    #[arg(long, value_name = "FORM")]
    pub render_as: Option<String>,
    /// Also informational messages
    #[arg(short, long)]
    pub verbose: bool,
    /// Also debug messages
    #[arg(short, long)]
    pub debug: bool,
}

#[derive(Args, Debug, Default)]
pub struct WhyOptions {
    /// `Type[title]`, or a title: that of a setting, say
    pub resource: String,
    #[command(flatten)]
    pub source: SourceOptions,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub format: String,
}

#[derive(Args, Debug, Default)]
pub struct GraphOptions {
    #[command(flatten)]
    pub source: SourceOptions,
    /// dot is Graphviz's language; svg a picture; html a page that can be searched and folded
    #[arg(long, default_value = "dot", value_parser = ["dot", "svg", "html", "json"])]
    pub format: String,
}

#[derive(Args, Debug, Default)]
pub struct SurveyOptions {
    /// Folders that hold modules; else the setting modulepath
    pub module_path: Vec<String>,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = ["text", "json", "html"])]
    pub format: String,
    /// Facts as JSON or YAML instead of this host's
    #[arg(long, value_name = "FACTS")]
    pub facts: Option<String>,
    /// Write to a file instead of standard output
    #[arg(short, long)]
    pub output: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct TestOptions {
    /// Modules, control repositories, folders with modules, or single cases; the folder where you are
    pub paths: Vec<String>,
    /// Where cases are, below a module or a control repository
    #[arg(long, value_name = "FOLDER", default_value = crate::cases::suite::FOLDER)]
    pub cases: String,
    /// A folder with sets of facts (JSON, YAML); else `facts` beside the cases, else those that come with the program
    #[arg(long, value_name = "FOLDER")]
    pub facts: Option<String>,
    /// Only where CASE@FACTS fits
    #[arg(long, value_name = "REGEX")]
    pub filter: Option<String>,
    /// Write the golden files that are missing or differ, delete those of no case
    #[arg(long)]
    pub update: bool,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = ["text", "json", "junit", "github"])]
    pub format: String,
    /// Compile with an installed Puppet, too, and tell where its catalogs differ
    #[arg(long = "as", value_name = "PUPPET", conflicts_with = "update")]
    pub other: Option<String>,
    /// Tell which classes, defines and branches no case reaches; lcov and html go to --coverage-file
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "text", value_parser = ["text", "lcov", "html"])]
    pub coverage: Option<String>,
    /// Where the coverage goes; text goes to standard output without it
    #[arg(long, value_name = "FILE", requires = "coverage")]
    pub coverage_file: Option<String>,
    /// Also name what passes
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Args, Debug, Default)]
pub struct DiffOptions {
    /// A folder, or a commit, branch or tag of git
    #[arg(long, value_name = "GITREF|DIR", default_value = "HEAD", allow_hyphen_values = true)]
    pub from: String,
    /// The same; the folder where you are if it is left out
    #[arg(long, value_name = "GITREF|DIR", default_value = ".", allow_hyphen_values = true)]
    pub to: String,
    /// The node; else what the facts say
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    pub node: Option<String>,
    /// A file with facts (JSON, YAML); with --all a folder of them
    #[arg(long, value_name = "FACTS")]
    pub facts: Option<String>,
    /// Every file of the folder with facts, each a node
    #[arg(long, requires = "facts")]
    pub all: bool,
    /// The manifest of both sides, below their folders; else what the environment has
    #[arg(long = "manifest-file", value_name = "FILE")]
    pub manifest: Option<String>,
    /// Puppet code for both sides instead of a manifest
    #[arg(short, long, value_name = "CODE", conflicts_with = "manifest")]
    pub execute: Option<String>,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = ["text", "json", "html"])]
    pub format: String,
    /// Write to a file instead of standard output
    #[arg(short, long)]
    pub output: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct RenderOptions {
    /// Files, or MODULE/FILE of a module's templates
    pub templates: Vec<String>,
    /// The text of a template
    #[arg(short, long, visible_alias = "e", value_name = "TEXT", conflicts_with = "templates")]
    pub execute: Option<String>,
    /// What the text of -e is written for; files tell it by their names
    #[arg(long, value_name = "ENGINE", value_parser = ["erb", "epp", "tera"])]
    pub engine: Option<String>,
    /// Parameters (EPP) or variables as a hash in Puppet's language: "{ port => 80 }"
    #[arg(long, value_name = "HASH")]
    pub values: Option<String>,
    /// The same from a file: YAML, JSON, or Puppet code in a file that ends in .pp
    #[arg(long = "values_file", visible_alias = "values-file", value_name = "FILE")]
    pub values_file: Option<String>,
    /// Facts as JSON or YAML instead of this host's
    #[arg(long, value_name = "FACTS")]
    pub facts: Option<String>,
    /// The node to render for; this host where it is left out
    #[arg(long, value_name = "NAME")]
    pub node: Option<String>,
    /// A line with the file's name before each of several results (the default)
    #[arg(long)]
    pub header: bool,
    /// No such lines
    #[arg(long, conflicts_with = "header")]
    pub no_header: bool,
}

#[derive(Args, Debug, Default)]
pub struct CheckTemplateOptions {
    /// Files, or MODULE/FILE of a module's templates
    pub templates: Vec<String>,
    /// Accepted for Puppet's scripts: every mistake of every file is reported anyway
    #[arg(long, hide = true)]
    pub continue_on_error: bool,
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
    /// With line breaks
    #[arg(long)]
    pub pretty: bool,
}
