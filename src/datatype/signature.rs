//! Calls: whether arguments fit a signature, and why not.
//!
//! Signatures of built-in functions are texts, `Callable[String $text, Optional[Integer] $count, 1, 2]`: a Puppet type in which the
//! parameters may carry the names that messages use. They are read when a function is first called.

use super::assignable::within;
use super::describe::{Merge, describe, merge};
use super::local::LocalTypes;
use super::mismatch::{Mismatch, Problem, Step};
use super::{Aliases, TypeError, accepts, display, infer, is_assignable, parse as read};
use crate::value::data_type::{Signature, Size};
use crate::value::{EcoString, Map, Type, Value};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A signature with the names of its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    pub signature: Signature,
    /// One per parameter type; empty where they have no names.
    pub names: Vec<EcoString>,
}

/// Where a list of texts is, and how many there are: each function has a list of its own in the program.
type List = (usize, usize);

static READ: LazyLock<Mutex<Map<List, Arc<[Parameters]>>>> = LazyLock::new(Mutex::default);

/// The signatures that a function's texts say. A text that cannot be read (a mistake in this program, which tests find) takes anything.
pub fn all(texts: &'static [&'static str]) -> Arc<[Parameters]> {
    let read = |text: &&str| read::parameters(text, &LocalTypes).unwrap_or_else(|_| Parameters::any());
    let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry((texts.as_ptr() as usize, texts.len())).or_insert_with(|| texts.iter().map(read).collect()).clone()
}

/// Reads a signature whose types may be of modules.
///
/// # Errors
/// The text is no `Callable[…]`.
pub fn parse(text: &str, aliases: &dyn Aliases) -> Result<Parameters, TypeError> {
    read::parameters(text, aliases)
}

impl Parameters {
    /// Takes any arguments and any block.
    pub fn any() -> Self {
        let block = Some(Type::Optional(Arc::new(Type::Callable(None))));
        let signature = Signature { parameters: vec![Type::Any], size: Size::default(), block, returns: None };
        Parameters { signature, names: Vec::new() }
    }

    /// Whether a call with these arguments and a block of this signature (`None`: no block) is allowed.
    pub fn accepts(&self, arguments: &[Value], block: Option<&Signature>) -> bool {
        let signature = &self.signature;
        let count = arguments.len() as u64;
        if count < signature.size.from || signature.size.to.is_some_and(|to| to < count) {
            return false;
        }
        let fits = |(index, argument): (usize, &Value)| self.parameter(index).is_none_or(|wanted| accepts(wanted, argument));
        arguments.iter().enumerate().all(fits) && self.accepts_block(block)
    }

    /// The type of an argument; the last one stands for all that follow.
    pub fn parameter(&self, index: usize) -> Option<&Type> {
        self.signature.parameters.get(index).or_else(|| self.signature.parameters.last())
    }

    fn accepts_block(&self, block: Option<&Signature>) -> bool {
        let wanted = self.signature.block.as_ref();
        match block {
            None => wanted.is_none_or(|wanted| is_assignable(wanted, &Type::Undef)),
            Some(block) => wanted.is_some_and(|wanted| is_assignable(wanted, &Type::Callable(Some(Arc::new(block.clone()))))),
        }
    }

    /// What messages call an argument.
    pub fn name(&self, index: usize) -> String {
        self.names.get(index).or_else(|| self.names.last()).map(EcoString::to_string).unwrap_or_default()
    }
}

/// Why no signature of `name` takes the call: `'f' parameter 'x' expects …`, `'f' expects 2 arguments, got 1`, or the list of what it expects.
/// A lambda is named `lambda`.
pub fn describe_signatures(name: &str, signatures: &[&Parameters], arguments: &[Value], block: Option<&Signature>) -> String {
    let label = if name == "lambda" { "block".to_string() } else { format!("'{name}'") };
    let alternatives = mismatches(signatures, arguments, block);
    let merged = merge(0, Merge::Count, alternatives.clone());
    match (merged.as_slice(), signatures, alternatives.as_slice()) {
        ([only], _, _) => format!("{label}{}", only.text()),
        (_, [signature], [alternative]) => {
            let rejected = alternative.iter().map(|mismatch| format!("\n  rejected:{}", mismatch.clone().without_step(0).text()));
            format!("{label} expects ({}){}", signature_text(signature), rejected.collect::<String>())
        }
        _ => {
            let mut text = format!("The function {label} was called with arguments it does not accept. It expects one of:");
            for (signature, alternative) in signatures.iter().zip(alternatives) {
                text.push_str(&format!("\n  ({})", signature_text(signature)));
                for mismatch in alternative {
                    text.push_str(&format!("\n    rejected:{}", mismatch.without_step(0).text()));
                }
            }
            text
        }
    }
}

/// The mismatches of each signature; those of blocks count only where arguments fit somewhere.
fn mismatches(signatures: &[&Parameters], arguments: &[Value], block: Option<&Signature>) -> Vec<Vec<Mismatch>> {
    let each = signatures.iter().enumerate();
    let of_arguments: Vec<Vec<Mismatch>> =
        each.clone().map(|(index, signature)| argument_mismatches(index, signature, arguments)).collect();
    if of_arguments.iter().all(|alternative| !alternative.is_empty()) {
        return of_arguments;
    }
    let of_blocks: Vec<Vec<Mismatch>> = each.map(|(index, signature)| block_mismatches(index, signature, block)).collect();
    if of_blocks.iter().all(|alternative| !alternative.is_empty()) {
        return of_blocks;
    }
    let both = of_arguments.into_iter().zip(of_blocks);
    both.map(|(arguments, blocks)| if arguments.is_empty() { blocks } else { arguments }).collect()
}

fn argument_mismatches(index: usize, parameters: &Parameters, arguments: &[Value]) -> Vec<Mismatch> {
    let path = [Step::Signature(index)];
    let given = Size::new(arguments.len() as u64, Some(arguments.len() as u64));
    if !within(&parameters.signature.size, &given) {
        return vec![Mismatch::new(&path, Problem::Count { expected: parameters.signature.size, actual: given })];
    }
    for (position, argument) in arguments.iter().enumerate() {
        let Some(wanted) = parameters.parameter(position) else { continue };
        if !accepts(wanted, argument) {
            let found = describe(wanted, &infer(argument), &[Step::Signature(index), Step::Parameter(parameters.name(position))]);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

fn block_mismatches(index: usize, parameters: &Parameters, block: Option<&Signature>) -> Vec<Mismatch> {
    let path = [Step::Signature(index)];
    match (&parameters.signature.block, block) {
        (None, Some(_)) => vec![Mismatch::new(&path, Problem::UnexpectedBlock)],
        (Some(wanted), Some(block)) => {
            describe(wanted, &Type::Callable(Some(Arc::new(block.clone()))), &[Step::Signature(index), Step::Block])
        }
        (Some(wanted), None) if !is_assignable(wanted, &Type::Undef) => vec![Mismatch::new(&path, Problem::MissingBlock)],
        _ => Vec::new(),
    }
}

/// `String text, Integer count?, Callable[1, 1] block`.
fn signature_text(parameters: &Parameters) -> String {
    let signature = &parameters.signature;
    let count = signature.parameters.len();
    if signature.size.to == Some(0) {
        return String::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for (index, data_type) in signature.parameters.iter().enumerate() {
        let name = if parameters.names.is_empty() { String::new() } else { parameters.name(index) };
        let (mark, shown) = match data_type {
            _ if signature.size.to.is_none() && index + 1 == count => {
                (if signature.size.from == count as u64 { "+" } else { "*" }, data_type)
            }
            Type::Optional(inner) if index as u64 >= signature.size.from => ("?", inner.as_ref()),
            _ if index as u64 >= signature.size.from => ("?", data_type),
            _ => ("", data_type),
        };
        let shown = if let Type::Alias(_) = shown { display::expanded(shown) } else { shown.to_string() };
        parts.push(format!("{shown} {name}{mark}"));
    }
    let name = parameters.names.get(count).map_or("block", EcoString::as_str);
    match &signature.block {
        Some(Type::Optional(block)) => parts.push(format!("{} {name}?", display::expanded(block))),
        // Puppet does not show one that a name or a variant stands for
        Some(Type::Alias(_) | Type::Variant(_)) | None => {}
        Some(block) => parts.push(format!("{block} {name}")),
    }
    parts.join(", ")
}
