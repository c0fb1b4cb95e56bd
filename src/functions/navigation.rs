//! `dig`, `get`, `getvar`: into nested collections, step by step or by a dotted text.

use super::definition::{Definition, failure, refusing, typed};
use crate::datatype::{infer_reduced, pcore};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Rich, Value, ValueHash, printf};

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("dig", &["Callable[Optional[Collection] $data, Any $arg, 1, default]"], |call, _| {
        dig(call.argument(0), call.arguments.get(1..).unwrap_or(&[])).map_err(|error| failure(error.message))
    }),
    typed("get", &["Callable[Any $value, String $dotted_string, Any $default_value, 2, 3, Optional[Callable[1, 1]]]"], |call, context| {
        get(call.argument(0), call.text(1), call.argument(2), call, context)
    }),
    refusing(
        "getvar",
        &[
            "Callable[Pattern[/\\A(?:::)?(?:[a-z]\\w*::)*[a-z_]\\w*(?:\\.|\\Z)/] $get_string, Any $default_value, 1, 2, Optional[Callable[1, 1]]]",
        ],
        |arguments| match arguments {
            [Value::String(_)] | [Value::String(_), _] => Some("The given string does not start with a valid variable name".to_string()),
            _ => None,
        },
        getvar,
    ),
];

/// A step that cannot be taken; a block may handle it.
struct Stuck {
    message: String,
    code: &'static str,
    path: Vec<Value>,
    /// The name and the type of what is to blame.
    blamed: (&'static str, Value),
}

impl Stuck {
    /// Puppet's `Error` value.
    fn into_value(self) -> Value {
        let details = [("walked_path", Value::array(self.path)), (self.blamed.0, self.blamed.1)];
        let details: ValueHash = details.into_iter().map(|(name, value)| (Value::from(name), value)).collect();
        let attributes = [
            ("msg", Value::from(self.message)),
            ("kind", Value::from("SLICE_ERROR")),
            ("details", Value::hash(details)),
            ("issue_code", Value::from(self.code)),
        ];
        let attributes = attributes.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Value::Rich(Rich::Object { type_name: pcore::ERROR.into(), attributes, of: pcore::object(pcore::ERROR) }.into())
    }
}

fn dig(data: &Value, path: &[Value]) -> Result<Value, Stuck> {
    let mut current = data.clone();
    for (index, key) in path.iter().enumerate() {
        if current.is_undef() || key.is_undef() {
            return Ok(Value::Undef);
        }
        let walked = path.get(..index).unwrap_or(&[]);
        current = match (&current, key) {
            (Value::Hash(entries), key) => entries.get(key).cloned().unwrap_or_default(),
            (Value::Array(items), Value::Integer(index)) => {
                let index = if *index < 0 { index.saturating_add(items.len() as i64) } else { *index };
                usize::try_from(index).ok().and_then(|index| items.get(index)).cloned().unwrap_or_default()
            }
            (Value::Array(_), key) => {
                return Err(stuck(
                    "EXPECTED_INTEGER_INDEX",
                    "requires an Integer index",
                    path.get(..=index).unwrap_or(&[]),
                    "index_type",
                    key,
                ));
            }
            (other, _) => return Err(stuck("EXPECTED_COLLECTION", "does not contain a Collection", walked, "value_type", other)),
        };
    }
    Ok(current)
}

fn stuck(code: &'static str, why: &str, path: &[Value], blamed: &'static str, culprit: &Value) -> Stuck {
    let data_type = Value::data_type(infer_reduced(culprit));
    let shown = printf::inspected(&Value::array(path.to_vec()));
    let message = format!("The given data {why} at {shown}, got '{}'", printf::plain(&data_type));
    Stuck { message, code, path: path.to_vec(), blamed: (blamed, data_type) }
}

fn get(value: &Value, dotted: &str, default: &Value, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    if value.is_undef() {
        return Ok(default.clone());
    }
    if dotted.is_empty() {
        return Ok(value.clone());
    }
    let path = segments(dotted).ok_or_else(|| failure("Syntax error in dotted-navigation string"))?;
    if !matches!(value, Value::Array(_) | Value::Hash(_)) {
        // refused with the words that `dig` has for its arguments
        let arguments: Vec<Value> = [value.clone()].into_iter().chain(path).collect();
        return context.call_function("dig", &arguments, None);
    }
    match (dig(value, &path), call.block) {
        (Ok(Value::Undef), _) => Ok(default.clone()),
        (Ok(found), _) => Ok(found),
        (Err(error), Some(block)) => context.call_block(block, &[error.into_value()]),
        (Err(error), None) => Err(failure(error.message)),
    }
}

fn getvar(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let text = call.text(0);
    let end = text.find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '_' | ':'))).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path = match rest.chars().next() {
        None => "",
        Some('.') => rest.get(1..).unwrap_or(""),
        Some(other) => {
            return Err(failure(format!("First character after var name in get string must be a '.' - got {other}")));
        }
    };
    match context.variable(name) {
        Some(value) => get(&value, path, call.argument(1), call, context),
        None => Ok(call.argument(1).clone()),
    }
}

/// The steps of `a.0."b.c"`: names, integers, quoted names that may hold dots. Nothing where the text is no such path.
fn segments(dotted: &str) -> Option<Vec<Value>> {
    let mut path = Vec::new();
    let mut rest = dotted;
    loop {
        let blank = rest.len() - rest.trim_start().len();
        let inner = rest.get(blank..)?;
        let (segment, after) = match inner.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let quoted = inner.get(1..)?;
                let end = quoted.find(quote).filter(|end| *end > 0)?;
                (Value::from(quoted.get(..end)?), quoted.get(end + 1..)?.trim_start())
            }
            _ => {
                let end = rest.find(['.', '"', '\'']).unwrap_or(rest.len());
                let text = rest.get(..end).filter(|text| !text.is_empty())?.trim();
                (integer(text).unwrap_or_else(|| Value::from(text)), rest.get(end..)?)
            }
        };
        path.push(segment);
        if after.is_empty() {
            return Some(path);
        }
        rest = after.strip_prefix('.')?;
    }
}

fn integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain).map(Value::Integer)
}
