//! `rpuppet lookup`: what Hiera says of a key, and why.

use super::arguments::{LookupOptions, SourceOptions};
use super::output::Output;
use super::{site, unread};
use crate::catalog::json::value_to_json;
use crate::facts;
use crate::lookup::{ruby_text, yaml};
use crate::pipeline::{self, Question, Site};
use crate::settings::Settings;
use crate::system::Look;
use crate::system::real::Real;
use crate::value::{Value, ValueHash};
use crate::world::disk::Disk;
use std::process::ExitCode;

const HELP: &str = "Run 'rpuppet lookup --help' for more details";
const STRATEGIES: [&str; 4] = ["first", "hash", "unique", "deep"];
/// Facts that say who the node is: all of them are given, or none.
const IDENTITY: [&str; 4] = ["hostname", "domain", "fqdn", "clientcert"];
/// Stands for any key without a module where only `lookup_options` are asked for.
const GLOBAL: &str = "__global__";

/// How results are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Yaml,
}

pub fn run(options: &LookupOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    output.verbose = options.verbose;
    output.debug = options.debug;
    match look_up(options, settings, output) {
        Ok(code) => code,
        Err(message) => {
            output.error(&format!("Could not run: {message}"));
            ExitCode::from(1)
        }
    }
}

fn look_up(options: &LookupOptions, settings: &Settings, output: &Output) -> Result<ExitCode, String> {
    if options.unread {
        return unread_keys(options, settings, output);
    }
    let merge = merge(options)?;
    let only_options = options.explain_options && !options.explain;
    let explains = options.explain || options.explain_options;
    let keys = match options.keys.as_slice() {
        [] if only_options => vec![GLOBAL.to_string()],
        [] => return Err("No keys were given to lookup.".to_string()),
        keys => keys.to_vec(),
    };
    let form = form(options.render_as.as_deref(), explains)?;
    let site = site_of(options, settings, &Real::new())?;
    let question = Question {
        keys,
        data_type: options.data_type.clone(),
        default: options.default.clone(),
        merge,
        explain: explains.then_some(only_options),
    };
    let answer = pipeline::look_up(&site, settings, &Disk, &question, &mut |message| output.message(&message))
        .map_err(|diagnostic| crate::diagnostic::render::first_line(&diagnostic))?;
    match (answer.value, answer.explanation) {
        (_, Some(explanation)) => match form {
            Form::Text => output.document(&format!("{}\n", explanation.explanation().trim_end_matches('\n'))),
            form => output.document(&rendered(&explanation.data(), form)),
        },
        (Some(value), None) => output.document(&rendered(&value, form)),
        (None, None) => {
            if let Some(similar) = answer.similar {
                output.notice(&format!("did you mean '{similar}'?"));
            }
            return Ok(ExitCode::from(1));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The keys that the node's catalog has no use for; exit code 1 where there is one.
fn unread_keys(options: &LookupOptions, settings: &Settings, output: &Output) -> Result<ExitCode, String> {
    let site = site_of(options, settings, &Real::new())?;
    let found = pipeline::unread_keys(&site, settings, &Disk, &mut |message| output.message(&message))
        .map_err(|diagnostic| crate::diagnostic::render::first_line(&diagnostic))?;
    output.document(&match options.render_as.as_deref() {
        None => unread::lines(&found),
        name => rendered(&unread::list(&found), form(name, false)?),
    });
    Ok(ExitCode::from(u8::from(!found.is_empty())))
}

fn rendered(value: &Value, form: Form) -> String {
    match form {
        Form::Text if value.is_undef() => "\n".to_string(),
        Form::Text => format!("{}\n", ruby_text(value).trim_end_matches('\n')),
        Form::Json => format!("{}\n", value_to_json(value)),
        Form::Yaml => yaml::dump(value),
    }
}

fn form(name: Option<&str>, explains: bool) -> Result<Form, String> {
    match name.map(str::to_lowercase).as_deref() {
        None if explains => Ok(Form::Text),
        None | Some("yaml") => Ok(Form::Yaml),
        Some("s") => Ok(Form::Text),
        Some("json") => Ok(Form::Json),
        Some(other) => Err(format!("Unknown rendering format '{other}'")),
    }
}

/// `--merge` with what belongs to `deep`.
fn merge(options: &LookupOptions) -> Result<Option<Value>, String> {
    let is_deep = options.merge.as_deref() == Some("deep");
    if (options.sort_merged_arrays || options.merge_hash_arrays || options.knock_out_prefix.is_some()) && !is_deep {
        let names = "--knock-out-prefix, --sort-merged-arrays, and --merge-hash-arrays";
        return Err(format!("The options {names} are only available with '--merge deep'\n{HELP}"));
    }
    let Some(strategy) = &options.merge else { return Ok(None) };
    if !STRATEGIES.contains(&strategy.as_str()) {
        return Err(format!("The --merge option only accepts 'first', 'hash', 'unique', or 'deep'\n{HELP}"));
    }
    let mut merge = ValueHash::from_iter([("strategy".into(), strategy.as_str().into())]);
    if is_deep {
        merge.insert("sort_merged_arrays".into(), options.sort_merged_arrays.into());
        merge.insert("merge_hash_arrays".into(), options.merge_hash_arrays.into());
        if let Some(prefix) = &options.knock_out_prefix {
            merge.insert("knockout_prefix".into(), prefix.as_str().into());
        }
    }
    Ok(Some(Value::hash(merge)))
}

/// The node with its facts; its manifests only where `--compile` or `--unread` wants them.
fn site_of(options: &LookupOptions, settings: &Settings, look: &dyn Look) -> Result<Site, String> {
    let given = options.facts.as_deref().map(site::read_facts).transpose()?;
    if let (Some(path), Some(given)) = (&options.facts, &given) {
        check_identity(path, given)?;
    }
    let node = options.node.clone().or_else(|| settings.is_set("certname").then(|| settings.get("certname")));
    let certname = node.unwrap_or_else(|| facts::host_name(look)).to_lowercase();
    let mut known = match &options.node {
        Some(_) => ValueHash::default(),
        None => {
            pipeline::host_facts(look, &certname, &site::module_path(None, settings, None), &Disk).0.as_hash().cloned().unwrap_or_default()
        }
    };
    known.extend(given.as_ref().and_then(Value::as_hash).cloned().unwrap_or_default());
    if known.is_empty() {
        return Err(format!("No facts available for target node: {certname}"));
    }
    let is_compiled = options.compile || options.unread;
    let mut settings = settings.clone();
    if !is_compiled {
        // who classifies nodes is asked for their catalogs only
        settings.set("node_terminus", "plain");
    }
    let source = SourceOptions {
        execute: (!is_compiled).then(|| "undef".to_string()),
        certname: Some(certname),
        from_environment: true,
        ..SourceOptions::default()
    };
    site::site_with(&source, &settings, look, Some(Value::hash(known)))
}

fn check_identity(path: &str, given: &Value) -> Result<(), String> {
    let has = |name: &str| given.as_hash().is_some_and(|facts| facts.contains_key(&Value::from(name)));
    if IDENTITY.iter().any(|name| has(name)) && !IDENTITY.iter().all(|name| has(name)) {
        let names = IDENTITY.join(",");
        let problem = format!("When overriding any of the {names} facts with {path} given via the --facts flag");
        return Err(format!("{problem}, they must all be overridden."));
    }
    Ok(())
}
