//! Why a value does not fit a type: walks both until the places that differ are found.

use super::assignable::{tuple_size, within};
use super::mismatch::{Mismatch, Problem, Step};
use super::{accepts, alias, generalize, infer, is_assignable, normalize};
use crate::value::data_type::{Signature, Size, StructMember};
use crate::value::{EcoString, Rich, Type, Value};
use std::fmt::Display;

/// A parameter of a class, define or function as far as its type is concerned.
#[derive(Clone, Debug)]
pub struct ParameterType {
    pub name: EcoString,
    pub data_type: Type,
    /// Whether a value must be given.
    pub required: bool,
}

/// `SUBJECT expects an Integer value, got String`; several mismatches on lines of their own. Empty where the value fits.
pub fn describe_mismatch(subject: &str, expected: &Type, actual: &Value) -> String {
    if accepts(expected, actual) { String::new() } else { describe_type_mismatch(subject, expected, &infer(actual)) }
}

/// As [`describe_mismatch`], for a value of which only the type is known.
pub fn describe_type_mismatch(subject: &str, expected: &Type, actual: &Type) -> String {
    let mismatches = describe(expected, actual, &[Step::Subject(subject.to_string())]);
    match mismatches.as_slice() {
        [only] => only.text().trim().to_string(),
        _ => texts(&mismatches),
    }
}

/// What is wrong with the parameters that a class or resource was given: `Class[A]: parameter 'x' expects …`; `None` where all is well.
pub fn describe_parameters(subject: &dyn Display, parameters: &[ParameterType], given: &[(&EcoString, &Value)]) -> Option<String> {
    let mut mismatches = Vec::new();
    for (name, _) in given {
        if !parameters.iter().any(|parameter| parameter.name == **name) {
            mismatches.push(Mismatch::new(&[], Problem::UnknownParameter(name.to_string())));
        }
    }
    for parameter in parameters {
        match given.iter().find(|(name, _)| **name == parameter.name) {
            Some((_, value)) if is_deferred(value) || accepts(&parameter.data_type, value) => {}
            Some((_, value)) => {
                let path = [Step::Parameter(parameter.name.to_string())];
                mismatches.extend(describe(&parameter.data_type, &infer(value), &path));
            }
            None if parameter.required => mismatches.push(Mismatch::new(&[], Problem::MissingParameter(parameter.name.to_string()))),
            None => {}
        }
    }
    with_subject(subject, &mismatches)
}

/// What is wrong with the default value of a parameter; `None` where it fits.
pub fn describe_parameter_default(subject: &str, name: &str, expected: &Type, value: &Value) -> Option<String> {
    if is_deferred(value) || accepts(expected, value) {
        return None;
    }
    let path = [Step::Parameter(name.to_string())];
    with_subject(&subject, &describe(expected, &generalize(&infer(value)), &path))
}

/// What the host will compute cannot be checked yet.
fn is_deferred(value: &Value) -> bool {
    matches!(value, Value::Rich(rich) if matches!(rich.as_ref(), Rich::Deferred { .. }))
}

fn with_subject(subject: &dyn Display, mismatches: &[Mismatch]) -> Option<String> {
    match mismatches {
        [] => None,
        [only] => Some(format!("{subject}:{}", only.text())),
        _ => Some(format!("{subject}:\n {}", texts(mismatches))),
    }
}

fn texts(mismatches: &[Mismatch]) -> String {
    mismatches.iter().map(Mismatch::text).collect::<Vec<_>>().join("\n ")
}

/// All mismatches between an expected and an actual type; empty where the actual one fits.
pub(crate) fn describe(expected: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    match unresolved(expected, 0) {
        Some(name) => vec![Mismatch::new(path, Problem::Unresolved(name.to_string()))],
        None => walk(&normalize(expected), expected, actual, path),
    }
}

/// A name in the type that nothing resolves.
fn unresolved(data_type: &Type, depth: usize) -> Option<&EcoString> {
    if depth > 20 {
        return None;
    }
    match data_type {
        Type::Reference(name) => Some(name),
        Type::Optional(inner) | Type::NotUndef(inner) | Type::Sensitive(inner) | Type::Iterable(inner) => unresolved(inner, depth + 1),
        Type::Variant(types) | Type::Tuple { types, .. } => types.iter().find_map(|inner| unresolved(inner, depth + 1)),
        Type::Array { element, .. } => unresolved(element, depth + 1),
        Type::Hash { key, value, .. } => unresolved(key, depth + 1).or_else(|| unresolved(value, depth + 1)),
        Type::Struct(members) => members.iter().find_map(|member| unresolved(&member.value, depth + 1)),
        Type::Alias(alias) => alias.resolved.get().and_then(|meaning| unresolved(meaning, depth + 1)),
        _ => None,
    }
}

/// `expected` is normal, `original` what the message shall name (an alias, an `Optional`).
fn walk(expected: &Type, original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    if path.len() > super::DEPTH_LIMIT {
        return Vec::new();
    }
    match expected {
        Type::Variant(types) => variant(types, original, actual, path),
        Type::Struct(members) => structure(members, original, actual, path),
        Type::Hash { key, value, size } => hash(key, value, size, original, actual, path),
        Type::Tuple { types, size } => tuple((types, size.as_ref()), original, actual, path),
        Type::Array { element, size } => array(element, size, original, actual, path),
        Type::Callable(signature) => callable(signature.as_deref(), original, actual, path),
        Type::Optional(inner) if *actual == Type::Undef || **inner == Type::Undef => Vec::new(),
        Type::Optional(inner) => {
            let original = if alias::meaning(original).is_some() { original } else { expected };
            walk(inner, original, actual, path)
        }
        Type::Pattern(_) | Type::Enum { .. } if is_assignable(expected, actual) => Vec::new(),
        Type::Pattern(_) | Type::Enum { .. } => vec![Mismatch::of_pattern(path, original, actual)],
        Type::Alias(_) | Type::Data | Type::RichData => match alias::meaning(expected) {
            Some(meaning) => walk(&normalize(meaning), expected, actual, path),
            None => Vec::new(),
        },
        _ if is_assignable(expected, actual) => Vec::new(),
        _ => vec![Mismatch::of_type(path, original, actual)],
    }
}

fn at(path: &[Step], step: Step) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(step);
    path
}

fn variant(types: &[Type], original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    let undef = matches!(original, Type::Optional(_)).then_some(&Type::Undef);
    let mut descriptions = Vec::new();
    for (index, option) in undef.into_iter().chain(types).enumerate() {
        let mismatches = describe(option, actual, &at(path, Step::Option(index)));
        if mismatches.is_empty() {
            return Vec::new();
        }
        descriptions.push(mismatches);
    }
    let merged = merge(path.len(), Merge::Size, descriptions);
    if alias::meaning(original).is_some() && merged.len() == 1 {
        return vec![Mismatch::of_type(path, original, actual)];
    }
    merged
}

/// Which mismatch of sizes can be made one: that of values, or that of argument counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    Size,
    Count,
}

/// Makes one mismatch of alternatives that failed alike; else keeps all, once each.
pub(crate) fn merge(varying_step: usize, sizes: Merge, alternatives: Vec<Vec<Mismatch>>) -> Vec<Mismatch> {
    let count = alternatives.len();
    let mut all: Vec<Mismatch> = alternatives.into_iter().flatten().collect();
    let kinds: [fn(&Problem) -> bool; 4] = [
        if sizes == Merge::Size {
            |p| matches!(p, Problem::Size { .. } | Problem::Count { .. })
        } else {
            |p| matches!(p, Problem::Count { .. })
        },
        |problem| *problem == Problem::MissingBlock,
        |problem| *problem == Problem::UnexpectedBlock,
        |problem| matches!(problem, Problem::Type { .. } | Problem::Pattern { .. }),
    ];
    for kind in kinds {
        let alike: Vec<Mismatch> = all.iter().filter(|mismatch| kind(&mismatch.problem)).cloned().collect();
        if alike.len() == count
            && let Some(one) = merge_alike(alike)
        {
            all = vec![one];
            break;
        }
    }
    let mut distinct: Vec<Mismatch> = Vec::new();
    for mismatch in all {
        if !distinct.contains(&mismatch) {
            distinct.push(mismatch);
        }
    }
    if distinct.len() == 1 { distinct.into_iter().map(|only| only.without_step(varying_step)).collect() } else { distinct }
}

fn merge_alike(mismatches: Vec<Mismatch>) -> Option<Mismatch> {
    let mut mismatches = mismatches.into_iter();
    let mut merged = mismatches.next()?;
    for other in mismatches {
        if !merged.same_place(&other) {
            return None;
        }
        merged.problem = merge_problems(merged.problem, other.problem);
    }
    Some(merged)
}

fn merge_problems(left: Problem, right: Problem) -> Problem {
    let widest = |a: Size, b: Size| Size::new(a.from.min(b.from), a.to.zip(b.to).map(|(x, y)| x.max(y)));
    let either = |a: Type, b: Type| normalize(&super::normalize::variant(vec![a, b]));
    match (left, right) {
        (Problem::Size { expected, actual }, Problem::Size { expected: other, .. } | Problem::Count { expected: other, .. }) => {
            Problem::Size { expected: widest(expected, other), actual }
        }
        (Problem::Count { expected, actual }, Problem::Size { expected: other, .. } | Problem::Count { expected: other, .. }) => {
            Problem::Count { expected: widest(expected, other), actual }
        }
        (Problem::Pattern { expected, actual }, Problem::Type { expected: other, .. } | Problem::Pattern { expected: other, .. }) => {
            Problem::Pattern { expected: either(expected, other), actual }
        }
        (Problem::Type { expected, actual }, Problem::Type { expected: other, .. } | Problem::Pattern { expected: other, .. }) => {
            Problem::Type { expected: either(expected, other), actual }
        }
        (left, _) => left,
    }
}

fn array(element: &Type, size: &Size, original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    match actual {
        Type::Tuple { types, size: given } => {
            let given = given.unwrap_or(tuple_size(types, None));
            let given = if types.is_empty() { Size::new(0, Some(0)) } else { given };
            if !within(size, &given) {
                return vec![Mismatch::new(path, Problem::Size { expected: *size, actual: given })];
            }
            let parts = types.iter().enumerate().filter(|(_, part)| !is_assignable(element, part));
            parts.flat_map(|(index, part)| describe(element, part, &at(path, Step::Index(index)))).collect()
        }
        Type::Array { size: given, .. } if !within(size, given) => {
            vec![Mismatch::new(path, Problem::Size { expected: *size, actual: *given })]
        }
        _ if is_assignable(&Type::Array { element: element.clone().into(), size: *size }, actual) => Vec::new(),
        Type::Array { element, .. } => {
            vec![Mismatch::of_type(path, original, &Type::Array { element: element.clone(), size: Size::default() })]
        }
        _ => vec![Mismatch::of_type(path, original, actual)],
    }
}

fn hash(key: &Type, value: &Type, size: &Size, original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    match actual {
        Type::Struct(members) => {
            let required = members.iter().filter(|member| !member.optional).count();
            let given = Size::new(required as u64, Some(members.len() as u64));
            if !within(size, &given) {
                return vec![Mismatch::new(path, Problem::Size { expected: *size, actual: given })];
            }
            members.iter().flat_map(|member| entry(key, value, member, path)).collect()
        }
        Type::Hash { size: given, .. } if !within(size, given) => {
            vec![Mismatch::new(path, Problem::Size { expected: *size, actual: *given })]
        }
        _ if is_assignable(&Type::Hash { key: key.clone().into(), value: value.clone().into(), size: *size }, actual) => Vec::new(),
        Type::Hash { key, value, .. } => {
            let actual = Type::Hash { key: key.clone(), value: value.clone(), size: Size::default() };
            vec![Mismatch::of_type(path, original, &actual)]
        }
        _ => vec![Mismatch::of_type(path, original, actual)],
    }
}

fn entry(key: &Type, value: &Type, member: &StructMember, path: &[Step]) -> Vec<Mismatch> {
    let name = member.name.to_string();
    let given_key = Type::StringValue(member.name.clone());
    let mut mismatches = Vec::new();
    if !is_assignable(key, &given_key) {
        mismatches.extend(describe(key, &given_key, &at(path, Step::EntryKey(name.clone()))));
    }
    if !is_assignable(value, &member.value) {
        mismatches.extend(describe(value, &member.value, &at(path, Step::EntryValue(name))));
    }
    mismatches
}

fn structure(members: &[StructMember], original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    match actual {
        Type::Struct(given) => struct_members(members, given, path),
        Type::Hash { key, value, size: given } => {
            let required = members.iter().filter(|member| !member.optional).count();
            let expected = Size::new(required as u64, Some(members.len() as u64));
            if !within(&expected, given) {
                return vec![Mismatch::new(path, Problem::Size { expected, actual: *given })];
            }
            let actual = Type::Hash { key: key.clone(), value: value.clone(), size: Size::default() };
            vec![Mismatch::of_type(path, original, &actual)]
        }
        _ => vec![Mismatch::of_type(path, original, actual)],
    }
}

fn struct_members(members: &[StructMember], given: &[StructMember], path: &[Step]) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    for member in members {
        match given.iter().find(|other| other.name == member.name) {
            Some(other) if is_assignable(&member.value, &other.value) => {}
            Some(other) => {
                mismatches.extend(describe(&member.value, &other.value, &at(path, Step::EntryValue(member.name.to_string()))));
            }
            None if member.optional => {}
            None => mismatches.push(Mismatch::new(path, Problem::MissingKey(member.name.to_string()))),
        }
    }
    let extra = given.iter().filter(|other| !members.iter().any(|member| member.name == other.name));
    mismatches.extend(extra.map(|other| Mismatch::new(path, Problem::UnrecognizedKey(other.name.to_string()))));
    mismatches
}

fn tuple(expected: (&[Type], Option<&Size>), original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    let (types, size) = expected;
    let wanted = tuple_size(types, size);
    let (given, given_size): (Vec<&Type>, Size) = match actual {
        Type::Tuple { types: given, size } => (given.iter().collect(), tuple_size(given, size.as_ref())),
        Type::Array { element, size } => (vec![element.as_ref(); types.len()], *size),
        _ => return vec![Mismatch::of_type(path, original, actual)],
    };
    if !within(&wanted, &given_size) {
        return vec![Mismatch::new(path, Problem::Size { expected: wanted, actual: given_size })];
    }
    let Some(last) = types.last() else { return Vec::new() };
    let step = |index: usize| Step::Index(index.min(types.len() - 1));
    let parts = given.iter().enumerate();
    parts.flat_map(|(index, part)| describe(types.get(index).unwrap_or(last), part, &at(path, step(index)))).collect()
}

/// A callable is constrained by what it will be given, so the comparison runs the other way round.
fn callable(expected: Option<&Signature>, original: &Type, actual: &Type, path: &[Step]) -> Vec<Mismatch> {
    let Type::Callable(given) = actual else {
        return vec![Mismatch::of_type(path, original, actual)];
    };
    let (Some(expected), Some(given)) = (expected, given) else { return Vec::new() };
    if is_assignable(&Type::Callable(Some(expected.clone().into())), actual) {
        return Vec::new();
    }
    if !within(&expected.size, &given.size) {
        return vec![Mismatch::new(path, Problem::Count { expected: expected.size, actual: given.size })];
    }
    let returned = (expected.returns.as_ref().unwrap_or(&Type::Any), given.returns.as_ref().unwrap_or(&Type::Any));
    if !is_assignable(returned.0, returned.1) {
        return vec![Mismatch::of_type(&at(path, Step::Returned), returned.0, returned.1)];
    }
    let blocks = (expected.block.as_ref().unwrap_or(&Type::Undef), given.block.as_ref().unwrap_or(&Type::Undef));
    if !is_assignable(blocks.1, blocks.0) {
        return vec![Mismatch::of_type(&at(path, Step::Block), blocks.0, blocks.1)];
    }
    let pairs = expected.parameters.iter().enumerate().zip(&given.parameters);
    pairs.flat_map(|((index, wanted), own)| describe(wanted, own, &at(path, Step::Index(index)))).collect()
}
