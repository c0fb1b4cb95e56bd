//! What Hiera answers, and which of its keys nobody asks for.

use super::{Message, Site, plain_message, with_inputs};
use crate::diagnostic::{Diagnostic, similar};
use crate::evaluate::compile_and_ask;
use crate::evaluate::function::{Context, Evaluated};
use crate::lookup::{Explainer, Hiera, LookupOptions, UnreadKey};
use crate::settings::Settings;
use crate::value::{EcoString, Map, Set, Value, ValueHash};
use crate::world::World;

/// What `rpuppet lookup` asks.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The first one that has a value counts.
    pub keys: Vec<String>,
    pub data_type: Option<String>,
    pub default: Option<String>,
    pub merge: Option<Value>,
    /// Whether to explain, and if so the search for `lookup_options` alone.
    pub explain: Option<bool>,
}

/// What Hiera answers.
#[derive(Clone, Debug)]
pub struct LookedUp {
    /// `None` where there is no value; the explanation tells why.
    pub value: Option<Value>,
    /// Where there is no value: a key of the data that the one that was asked for may have meant.
    pub similar: Option<EcoString>,
    pub explanation: Option<Explainer>,
}

/// Looks keys up as the site's code would at top scope.
///
/// # Errors
/// A mistake in the site, or a value of a wrong type.
pub fn look_up(
    site: &Site,
    settings: &Settings,
    world: &dyn World,
    question: &Question,
    log: &mut (dyn FnMut(Message) + Send),
) -> Result<LookedUp, Box<Diagnostic>> {
    with_inputs(site, settings, world, log, |inputs, logger| {
        let asked = compile_and_ask(inputs, logger, &mut |context| {
            inputs.hiera.explainer.replace(question.explain.map(Explainer::new));
            ask(question, context)
        });
        let value = match asked {
            Ok(value) => Some(value),
            Err(failure) if failure.code == "LOOKUP" => {
                inputs.hiera.explain_text(failure.message.clone());
                None
            }
            Err(failure) => return Err(plain_message(failure)),
        };
        let similar = if value.is_none() { similar_key(question, inputs.hiera) } else { None };
        Ok(LookedUp { value, similar, explanation: inputs.hiera.explainer.take() })
    })
}

fn similar_key(question: &Question, hiera: &Hiera<'_>) -> Option<EcoString> {
    let known = hiera.known_keys();
    let similar = |key: &String| similar::closest(key, known.keys().map(EcoString::as_str)).map(EcoString::from);
    question.keys.iter().filter(|key| !known.contains_key(key.as_str())).find_map(similar)
}

/// A key of the data that compiling a node's catalog did not ask for.
#[derive(Clone, Debug)]
pub struct Unread {
    pub key: EcoString,
    pub path: String,
    /// Why not, and what may have been meant.
    pub reason: String,
}

/// Keys of Hiera's data that a node's catalog has no use for, as far as its hierarchies lead to them.
///
/// # Errors
/// The first mistake of the site.
pub fn unread_keys(
    site: &Site,
    settings: &Settings,
    world: &dyn World,
    log: &mut (dyn FnMut(Message) + Send),
) -> Result<Vec<Unread>, Box<Diagnostic>> {
    with_inputs(site, settings, world, log, |inputs, logger| {
        inputs.hiera.note_keys();
        let mut unread = Vec::new();
        compile_and_ask(inputs, logger, &mut |context| {
            // a key that nobody has: now the hierarchies are known, whatever the site asked for
            context.lookup("rpuppet_unread", &LookupOptions::default())?;
            let asked = inputs.hiera.asked_keys();
            unread = inputs.hiera.unread_keys().into_iter().map(|one| explained(one, &asked, context)).collect();
            Ok(Value::Undef)
        })?;
        Ok(unread)
    })
}

fn explained(unread: UnreadKey, asked: &Set<EcoString>, context: &mut dyn Context) -> Unread {
    let UnreadKey { key, path } = unread;
    let meant = |name: Option<&str>| name.map(|name| format!("; did you mean '{name}'?")).unwrap_or_default();
    let reason = match key.rsplit_once("::") {
        None => format!("nothing looks it up{}", meant(similar::closest(&key, asked.iter().map(EcoString::as_str)))),
        Some((class, parameter)) => match context.class_parameters(class) {
            None => {
                let candidates = asked.iter().filter_map(|key| key.rsplit_once("::")).map(|(class, _)| class);
                format!("there is no class '{class}'{}", meant(similar::closest(class, candidates)))
            }
            Some(parameters) if !parameters.iter().any(|known| known == parameter) => {
                let similar = similar::closest(parameter, parameters.iter().map(EcoString::as_str));
                format!("class '{class}' has no parameter '{parameter}'{}", meant(similar))
            }
            Some(_) if !context.has_resource("Class", class) => format!("class '{class}' is not in the catalog"),
            Some(_) => "the code sets the parameter itself".to_string(),
        },
    };
    Unread { key, path, reason }
}

fn ask(question: &Question, context: &mut dyn Context) -> Evaluated {
    let mut options = ValueHash::default();
    if let Some(text) = &question.data_type {
        options.insert("value_type".into(), Value::data_type(context.parse_type(text)?));
    }
    if let Some(default) = &question.default {
        options.insert("default_value".into(), default.as_str().into());
    }
    if let Some(merge) = &question.merge {
        options.insert("merge".into(), merge.clone());
    }
    let names = question.keys.iter().map(|key| Value::from(key.as_str())).collect();
    context.call_function("lookup", &[names, Value::hash(options)], None)
}

/// The data files that have the values of keys, of each the one of highest priority; keys that no file has are left out.
pub fn origins_of(keys: &[String], site: &Site, settings: &Settings, world: &dyn World) -> Map<String, String> {
    let asked = with_inputs(site, settings, world, &mut |_| {}, |inputs, logger| {
        let mut found = Map::default();
        compile_and_ask(inputs, logger, &mut |context| {
            // a value that cannot be had is none: others may be
            let has = |key: &&String| context.lookup(key, &LookupOptions::default()).is_ok_and(|value| value.is_some());
            let there: Vec<&String> = keys.iter().filter(has).collect();
            // only what was asked for leads to the files of modules
            let known = inputs.hiera.known_keys();
            found.extend(there.into_iter().filter_map(|key| Some((key.clone(), known.get(key.as_str())?.clone()))));
            Ok(Value::Undef)
        })?;
        Ok(found)
    });
    asked.unwrap_or_default()
}
