//! `tree_each`: walks containers in depth, calling a block for what it meets; without a block it gives pairs of path and value.

use super::definition::{Definition, failure, typed};
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt};
use crate::value::iterator::{Kind, Sequence};
use crate::value::{Type, Value};
use std::collections::VecDeque;

pub(super) static FUNCTIONS: &[Definition] = &[typed(
    "tree_each",
    &[
        "Callable[Collection $tree, Optional[Hash] $options]",
        "Callable[Collection $tree, Optional[Hash] $options, Callable[1, 2]]",
        "Callable[Collection $tree]",
        "Callable[Collection $tree, Callable[1, 2]]",
    ],
    tree_each,
)];

/// The options `order`, `include_root`, `include_containers` and `include_values`.
struct Options {
    breadth_first: bool,
    root: bool,
    containers: bool,
    values: bool,
}

fn tree_each(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let options = options(call.argument(1))?;
    let mut pairs = Vec::new();
    let mut waiting = VecDeque::from([(Vec::new(), call.argument(0).clone())]);
    loop {
        let next = if options.breadth_first { waiting.pop_front() } else { waiting.pop_back() };
        let Some((path, value)) = next else { break };
        let children = children(&value);
        let wanted = match &children {
            Some(_) if path.is_empty() => options.root && options.containers,
            Some(_) => options.containers,
            None => options.values,
        };
        if wanted {
            match call.block {
                Some(block) => visit(block, &path, &value, context)?,
                None => pairs.push(Value::array(vec![Value::array(path.clone()), value.clone()])),
            }
        }
        let inner = children.into_iter().flatten().map(|(key, child)| ([path.as_slice(), &[key]].concat(), child));
        if options.breadth_first {
            waiting.extend(inner);
        } else {
            // the first child is taken next
            let at = waiting.len();
            inner.for_each(|child| waiting.insert(at, child));
        }
    }
    Ok(if call.block.is_some() { call.argument(0).clone() } else { as_iterator(pairs, options.breadth_first) })
}

fn as_iterator(pairs: Vec<Value>, breadth_first: bool) -> Value {
    Value::Iterator(Sequence::new(Type::Any, Type::Any, pairs, Kind::Tree { breadth_first }).into())
}

fn visit(block: &Block, path: &[Value], value: &Value, context: &mut dyn Context) -> Result<(), Interrupt> {
    let path = Value::array(path.to_vec());
    let arguments = if block.most == Some(1) { vec![Value::array(vec![path, value.clone()])] } else { vec![path, value.clone()] };
    context.call_block(block, &arguments).map(drop)
}

fn children(value: &Value) -> Option<Vec<(Value, Value)>> {
    match value {
        Value::Array(items) => Some(items.iter().enumerate().map(|(index, item)| (Value::Integer(index as i64), item.clone())).collect()),
        Value::Hash(entries) => Some(entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect()),
        _ => None,
    }
}

fn options(given: &Value) -> Result<Options, Interrupt> {
    let option = |name: &str| given.as_hash().and_then(|options| options.get(&Value::from(name)));
    let flag = |name: &str| option(name).is_none_or(Value::is_truthy);
    let options = Options {
        breadth_first: option("order").and_then(Value::as_str) == Some("breadth_first"),
        root: flag("include_root"),
        containers: flag("include_containers"),
        values: flag("include_values"),
    };
    if !options.containers && !options.values {
        return Err(failure("Options 'include_containers' and 'include_values' cannot both be false"));
    }
    Ok(options)
}
