//! One mismatch as data, and its words.
//!
//! Source of the wording: what Puppet 8 prints; people search for these sentences.

use super::{alias, build, display, generalize, is_assignable, normalize};
use crate::value::Type;
use crate::value::data_type::Size;

/// One step from the subject to the place where a value does not fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    Subject(String),
    EntryValue(String),
    EntryKey(String),
    Parameter(String),
    Returned,
    Block,
    Index(usize),
    Option(usize),
    Signature(usize),
}

impl Step {
    fn text(&self) -> String {
        match self {
            Step::Subject(name) => name.clone(),
            Step::EntryValue(key) => format!("entry '{key}'"),
            Step::EntryKey(key) => format!("key of entry '{key}'"),
            Step::Parameter(name) => format!("parameter '{name}'"),
            Step::Returned => "return".to_string(),
            Step::Block => "block".to_string(),
            Step::Index(index) => format!("index {index}"),
            Step::Option(index) => format!("variant {index}"),
            Step::Signature(index) => format!("{}.", index + 1),
        }
    }

    fn is_alternative(&self) -> bool {
        matches!(self, Step::Option(_) | Step::Signature(_))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Problem {
    MissingKey(String),
    MissingParameter(String),
    UnrecognizedKey(String),
    UnknownParameter(String),
    UnexpectedBlock,
    MissingBlock,
    Unresolved(String),
    Type { expected: Type, actual: Type },
    Pattern { expected: Type, actual: Type },
    Size { expected: Size, actual: Size },
    Count { expected: Size, actual: Size },
}

#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    pub path: Vec<Step>,
    pub problem: Problem,
}

impl Mismatch {
    pub fn new(path: &[Step], problem: Problem) -> Self {
        Mismatch { path: path.to_vec(), problem }
    }

    pub fn of_type(path: &[Step], expected: &Type, actual: &Type) -> Self {
        Mismatch::new(path, Problem::Type { expected: normalize(expected), actual: normalize(actual) })
    }

    pub fn of_pattern(path: &[Step], expected: &Type, actual: &Type) -> Self {
        Mismatch::new(path, Problem::Pattern { expected: normalize(expected), actual: normalize(actual) })
    }

    /// Whether both stand at the same place, alternatives aside.
    pub fn same_place(&self, other: &Mismatch) -> bool {
        let steps = |path: &'_ [Step]| path.iter().filter(|step| !step.is_alternative()).cloned().collect::<Vec<_>>();
        steps(&self.path) == steps(&other.path)
    }

    pub fn without_step(mut self, index: usize) -> Self {
        if index < self.path.len() {
            self.path.remove(index);
        }
        self
    }

    /// ` parameter 'x' expects an Integer value, got String`: with a blank in front.
    pub fn text(&self) -> String {
        let (signature, rest) = match self.path.split_first() {
            Some((first @ Step::Signature(_), rest)) => (format!(" {}", first.text()), rest),
            _ => (String::new(), self.path.as_slice()),
        };
        let steps: Vec<String> = rest.iter().map(Step::text).collect();
        let place = if steps.is_empty() { String::new() } else { format!(" {}", steps.join(" ")) };
        format!("{signature}{place} {}", self.problem.text())
    }
}

impl PartialEq for Mismatch {
    fn eq(&self, other: &Self) -> bool {
        // Puppet takes no two of these for the same
        let of_key = matches!(self.problem, Problem::MissingKey(_) | Problem::UnrecognizedKey(_));
        !of_key && self.problem == other.problem && self.same_place(other)
    }
}

impl Problem {
    fn text(&self) -> String {
        match self {
            Problem::MissingKey(key) => format!("expects a value for key '{key}'"),
            Problem::MissingParameter(name) => format!("expects a value for parameter '{name}'"),
            Problem::UnrecognizedKey(key) => format!("unrecognized key '{key}'"),
            Problem::UnknownParameter(name) => format!("has no parameter named '{name}'"),
            Problem::UnexpectedBlock => "does not expect a block".to_string(),
            Problem::MissingBlock => "expects a block".to_string(),
            Problem::Unresolved(name) => format!("references an unresolved type '{name}'"),
            Problem::Type { expected, actual } => type_text(expected, actual),
            Problem::Pattern { expected, actual } => pattern_text(expected, actual),
            Problem::Size { expected, actual } => {
                format!("expects size to be {}, got {}", size_text(expected, "0"), size_text(actual, "0"))
            }
            Problem::Count { expected, actual } => count_text(expected, actual),
        }
    }
}

fn count_text(expected: &Size, actual: &Size) -> String {
    let one = matches!(expected, Size { from: 1, to: Some(1) | None, .. } | Size { from: 0, to: Some(1), .. });
    let plural = if one { "" } else { "s" };
    format!("expects {} argument{plural}, got {}", size_text(expected, "no"), size_text(actual, "none"))
}

fn size_text(size: &Size, zero: &str) -> String {
    match *size {
        Size { from: 0, to: Some(0), .. } => zero.to_string(),
        Size { from, to: Some(to), .. } if from == to => from.to_string(),
        Size { from: 0, to: None, .. } => "unlimited".to_string(),
        Size { from: 0, to: Some(to), .. } => format!("at most {to}"),
        Size { from, to: None, .. } => format!("at least {from}"),
        Size { from, to: Some(to), .. } => format!("between {from} and {to}"),
    }
}

fn pattern_text(expected: &Type, actual: &Type) -> String {
    let (prefix, expected) = match expected {
        Type::Optional(inner) => ("an undef value or ", inner.as_ref()),
        other => ("", other),
    };
    let actual = match actual {
        Type::StringValue(text) => format!("'{text}'"),
        other => short_name(other),
    };
    format!("expects {prefix}a match for {}, got {actual}", one_enumeration(expected).unwrap_or_else(|| display::expanded(expected)))
}

/// A choice between enumerations is shown as the one that it amounts to.
fn one_enumeration(expected: &Type) -> Option<String> {
    let name = if let Type::Alias(alias) = expected { format!("{} = ", alias.name) } else { String::new() };
    match (alias::resolved(expected), normalize(alias::resolved(expected))) {
        (Type::Variant(_), one @ Type::Enum { .. }) => Some(format!("{name}{one}")),
        _ => None,
    }
}

fn type_text(expected: &Type, actual: &Type) -> String {
    let (optional, inner) = match expected {
        Type::Optional(inner) if **inner != Type::Undef => (true, inner.as_ref()),
        other => (false, other),
    };
    let options: &[Type] = match inner {
        Type::Variant(types) => types,
        _ => std::slice::from_ref(inner),
    };
    let detailed = options.iter().any(|option| in_detail(option, actual) || is_assignable_to_default(option, actual));
    let show = |option: &Type| if detailed { display::expanded(option) } else { short_name(option) };
    let mut names: Vec<String> = if optional { vec!["Undef".to_string()] } else { Vec::new() };
    for name in options.iter().map(show) {
        if detailed || !names.contains(&name) {
            names.push(name);
        }
    }
    let actual = if detailed { actual_in_detail(options, actual) } else { short_name(actual) };
    match names.as_slice() {
        [only] => format!("expects {} {only} value, got {actual}", article(only)),
        [first, second] => format!("expects a value of type {first} or {second}, got {actual}"),
        [others @ .., last] => format!("expects a value of type {}, or {last}, got {actual}", others.join(", ")),
        [] => format!("expects a Variant value, got {actual}"),
    }
}

fn article(name: &str) -> &'static str {
    let first = name.chars().find(|character| !matches!(character, '"' | '\''));
    match first.map(|first| first.to_ascii_lowercase()) {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'y') => "an",
        _ => "a",
    }
}

/// The name; `Optional[T]` and the like with the name of what they contain.
fn short_name(data_type: &Type) -> String {
    let name = own_name(data_type);
    match data_type {
        Type::Optional(inner) | Type::NotUndef(inner) | Type::Sensitive(inner) | Type::Iterable(inner) | Type::Iterator(inner)
            if **inner != Type::Any =>
        {
            format!("{name}[{}]", own_name(inner))
        }
        Type::Type(Some(inner)) | Type::Init(Some(inner), _) if **inner != Type::Any => format!("{name}[{}]", own_name(inner)),
        _ => name.to_string(),
    }
}

/// The name, of an object type its own.
fn own_name(data_type: &Type) -> &str {
    match data_type {
        Type::Object(Some(object)) => object.name.as_deref().unwrap_or_else(|| display::name(data_type)),
        _ => display::name(data_type),
    }
}

/// Whether both are of one family, so that only their arguments tell the difference.
fn in_detail(expected: &Type, actual: &Type) -> bool {
    let is_alias = |data_type: &Type| alias::meaning(data_type).is_some();
    display::name(expected) == display::name(actual)
        || is_alias(expected)
        || is_alias(actual)
        || matches!((expected, actual), (Type::Struct(_), Type::Hash { .. }) | (Type::Tuple { .. }, Type::Array { .. }))
}

fn is_assignable_to_default(expected: &Type, actual: &Type) -> bool {
    let expected = alias::resolved(expected);
    match expected {
        Type::Optional(_) => true,
        Type::Variant(_) => *actual != Type::Undef,
        _ => build::from_reference(display::name(expected)).is_some_and(|default| is_assignable(&default, actual)),
    }
}

fn actual_in_detail(options: &[Type], actual: &Type) -> String {
    let options: Vec<&Type> = options.iter().map(alias::resolved).collect();
    let general = generalize(actual);
    let detailed = options.iter().any(|option| in_detail(option, actual) || is_assignable(option, &general));
    if detailed { display::expanded(actual) } else { own_name(actual).to_string() }
}
