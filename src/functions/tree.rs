//! `tree_each`: walks containers in depth or breadth, calling a block for what it meets; without a block it gives an iterator of pairs of
//! path and value.

use super::block::within_limit;
use super::definition::{Definition, failure, typed};
use crate::datatype::{self, infer, is_assignable};
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt};
use crate::value::data_type::{ObjectAttribute, Size};
use crate::value::iterator::{Kind, Sequence};
use crate::value::{Type, Value, printf};
use std::collections::VecDeque;
use std::sync::Arc;

pub(super) static FUNCTIONS: &[Definition] = &[typed(
    "tree_each",
    &[
        "Callable[Variant[Iterator, Array, Hash, Object] $tree, OptionsType $options, 1, 2, Callable[2, 2]]",
        "Callable[Variant[Iterator, Array, Hash, Object] $tree, OptionsType $options, 1, 2, Callable[1, 1]]",
        "Callable[Variant[Iterator, Array, Hash, Object] $tree, OptionsType $options, 1, 2]",
    ],
    tree_each,
)];

struct Options {
    breadth_first: bool,
    root: bool,
    containers: bool,
    values: bool,
    /// Whether attributes of the kind `reference` count as parts of an object.
    references: bool,
    /// What is walked into; `None`: arrays, hashes and objects.
    container_type: Option<Arc<Type>>,
}

fn tree_each(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let options = options(call.argument(1))?;
    let root = call.argument(0);
    let Some(block) = call.block else {
        let mut pairs = Vec::new();
        walk(root, &options, context, &mut |path, value, _| {
            pairs.push(Value::array(vec![path, value]));
            Ok(())
        })?;
        let kind = Kind::Tree { breadth_first: options.breadth_first };
        return Ok(Value::Iterator(Sequence::new(Type::Any, Type::Any, pairs, kind).into()));
    };
    match walk(root, &options, context, &mut |path, value, context| visit(block, path, value, context)) {
        Ok(()) | Err(Interrupt::Break(_)) => Ok(root.clone()),
        Err(other) => Err(other),
    }
}

type Visit<'a> = dyn FnMut(Value, Value, &mut dyn Context) -> Result<(), Interrupt> + 'a;

fn walk(root: &Value, options: &Options, context: &mut dyn Context, visit: &mut Visit<'_>) -> Result<(), Interrupt> {
    let mut waiting = VecDeque::from([(Vec::new(), root.clone())]);
    let mut steps = 0;
    loop {
        // breadth first visits what it finds in a container at once, and walks into it later
        let next = if options.breadth_first { waiting.pop_front() } else { waiting.pop_back() };
        let Some((path, value)) = next else { return Ok(()) };
        // parts that are shared are met on every path to them
        steps += path.len();
        within_limit(steps)?;
        let is_root = path.is_empty();
        if (is_root && options.root) || (!is_root && !options.breadth_first && is_wanted(&value, options, context)) {
            visit(Value::array(path.clone()), value.clone(), context)?;
        }
        let inner = children(&value, options, context).into_iter().map(|(key, child)| ([path.as_slice(), &[key]].concat(), child));
        if options.breadth_first {
            for (path, child) in inner {
                if is_wanted(&child, options, context) {
                    visit(Value::array(path.clone()), child.clone(), context)?;
                }
                if is_container(&child, options, context) {
                    waiting.push_back((path, child));
                }
            }
        } else {
            // the first child is taken next
            waiting.extend(inner.rev());
        }
    }
}

/// Breadth first gives values whatever `include_values` says, as in Puppet.
fn is_wanted(value: &Value, options: &Options, context: &dyn Context) -> bool {
    if is_container(value, options, context) { options.containers } else { options.values || options.breadth_first }
}

fn is_container(value: &Value, options: &Options, context: &dyn Context) -> bool {
    let of_type = |wanted: &Arc<Type>| context.is_instance(wanted, value);
    let contains = match value {
        Value::Array(_) | Value::Hash(_) => true,
        Value::Rich(rich) => rich.is_object(),
        _ => false,
    };
    contains && options.container_type.as_ref().is_none_or(of_type)
}

fn visit(block: &Block, path: Value, value: Value, context: &mut dyn Context) -> Result<(), Interrupt> {
    let arguments = if super::block::takes_two(block) { vec![path, value] } else { vec![value] };
    context.call_block(block, &arguments).map(drop)
}

fn children(value: &Value, options: &Options, context: &dyn Context) -> Vec<(Value, Value)> {
    match value {
        _ if !is_container(value, options, context) => Vec::new(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (Value::Integer(index as i64), item.clone())).collect(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        object => parts(object, options.references),
    }
}

/// The attributes that an object's own type has, without those of the types that it inherits from.
fn parts(object: &Value, references: bool) -> Vec<(Value, Value)> {
    let Type::Object(Some(data_type)) = infer(object) else { return Vec::new() };
    let counts = |attribute: &&ObjectAttribute| references || attribute.kind.as_deref() != Some("reference");
    let part = |attribute: &ObjectAttribute| {
        let value = datatype::object::member(object, &attribute.name).unwrap_or_default();
        (Value::String(attribute.name.clone()), value)
    };
    data_type.attributes.iter().filter(counts).map(part).collect()
}

fn options(given: &Value) -> Result<Options, Interrupt> {
    let option = |name: &str| given.as_hash().and_then(|options| options.get(&Value::from(name))).filter(|value| !value.is_undef());
    let flag = |name: &str| option(name).is_none_or(Value::is_truthy);
    let container_type = match option("container_type") {
        Some(Value::Type(data_type)) => Some(data_type.clone()),
        _ => None,
    };
    if let Some(other) = container_type.as_ref().filter(|wanted| !is_assignable(&containers(), wanted)) {
        let shown = printf::plain(&Value::Type(other.clone()));
        return Err(failure(format!("Only Array, Hash, and Object types can be used as container types. Got {shown}")));
    }
    let options = Options {
        breadth_first: option("order").and_then(Value::as_str) == Some("breadth_first"),
        root: flag("include_containers") && flag("include_root"),
        containers: flag("include_containers"),
        values: flag("include_values"),
        references: option("include_refs").is_some_and(Value::is_truthy),
        container_type,
    };
    if !options.containers && !options.values {
        return Err(failure("Options 'include_containers' and 'include_values' cannot both be false"));
    }
    Ok(options)
}

fn containers() -> Type {
    let any = || Arc::new(Type::Any);
    let size = Size::new(0, None);
    Type::Variant(vec![Type::Array { element: any(), size }, Type::Hash { key: any(), value: any(), size }, Type::Object(None)])
}
