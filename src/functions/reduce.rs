//! `reduce`, `slice`, `step`, `reverse_each`, `with`, `then`, `lest`: the other functions that take a block.

use super::block::{breakable, elements, of, within_limit};
use super::definition::{Definition, failure, typed};
use crate::datatype;
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt};
use crate::value::iterator::Sequence;
use crate::value::{Value, extent};
use rpuppet_syntax::{Node, NodeId};

pub(super) static FUNCTIONS: &[Definition] = &[
    typed(
        "reduce",
        &["Callable[Iterable $enumerable, Callable[2, 2]]", "Callable[Iterable $enumerable, Any $memo, Callable[2, 2]]"],
        reduce,
    ),
    typed(
        "slice",
        &[
            "Callable[Hash[Any, Any] $hash, Integer[1] $slice_size, Optional[Callable]]",
            "Callable[Iterable $enumerable, Integer[1] $slice_size, Optional[Callable]]",
        ],
        slice,
    ),
    typed(
        "step",
        &["Callable[Iterable $iterable, Integer[1] $step]", "Callable[Iterable $iterable, Integer[1] $step, Callable[1, 1]]"],
        step,
    ),
    typed("reverse_each", &["Callable[Iterable $iterable]", "Callable[Iterable $iterable, Callable[1, 1]]"], reverse_each),
    typed("with", &["Callable[Any $arg, 0, default, Callable]"], |call, context| context.call_block(of(call)?, call.arguments)),
    typed("then", &["Callable[Any $arg, Callable[1, 1]]"], |call, context| match call.argument(0) {
        Value::Undef => Ok(Value::Undef),
        _ => context.call_block(of(call)?, call.arguments),
    }),
    typed("lest", &["Callable[Any $arg, Callable[0, 0]]"], |call, context| match call.argument(0) {
        Value::Undef => context.call_block(of(call)?, &[]),
        other => Ok(other.clone()),
    }),
];

fn reduce(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let block = of(call)?;
    let mut rest = elements(call.argument(0));
    let mut memo = match call.arguments.get(1) {
        Some(memo) => memo.clone(),
        None => match rest.next() {
            Some(first) => first,
            None => return Ok(Value::Undef),
        },
    };
    for element in rest {
        match context.call_block(block, &[memo.clone(), element]) {
            Ok(result) => memo = result,
            Err(Interrupt::Break(_)) => break,
            Err(other) => return Err(other),
        }
    }
    Ok(memo)
}

/// A slice of so many elements is refused.
const LONGEST_SLICE: usize = extent::BIGGEST as usize + 1;

fn slice(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let size = match call.argument(1) {
        Value::Integer(size) => usize::try_from(*size).unwrap_or(1).max(1),
        _ => 1,
    };
    let mut source = elements(call.argument(0)).peekable();
    let (mut slices, mut count) = (Vec::new(), 0);
    while source.peek().is_some() {
        let slice: Vec<Value> = source.by_ref().take(size.min(LONGEST_SLICE)).collect();
        count += slice.len();
        within_limit(count)?;
        slices.push(slice);
    }
    let Some(block) = call.block else {
        return Ok(slices.into_iter().map(Value::array).collect());
    };
    let serving = serving(block, size)?;
    within_limit(serving)?;
    // what a last slice lacks is undefined, of a hash an empty pair
    let filler = if let Value::Hash(_) = call.argument(0) { Value::array(Vec::new()) } else { Value::Undef };
    breakable(slices.into_iter().try_for_each(|mut slice| {
        if serving == 1 {
            return context.call_block(block, &[Value::array(slice)]).map(drop);
        }
        slice.resize(serving, filler.clone());
        context.call_block(block, &slice).map(drop)
    }))?;
    Ok(call.argument(0).clone())
}

/// How many arguments a block gets for a slice: one, or one for each element.
fn serving(block: &Block, size: usize) -> Result<usize, Interrupt> {
    let serving = if block.most == Some(block.required) { block.required } else { size };
    match serving {
        0 => Err(failure("slice(): block must define at least one parameter. Block has 0.")),
        serving if serving == 1 || serving == size => Ok(serving),
        _ => Err(failure(format!(
            "slice(): block must define one parameter, or the same number of parameters as the given size of the slice ({size}). \
             Block has {serving}; {}",
            parameter_names(block).join(", ")
        ))),
    }
}

fn parameter_names(block: &Block) -> Vec<&str> {
    let Node::Lambda { parameters, .. } = block.ast.node(block.lambda) else { return Vec::new() };
    let name = |id: &NodeId| match block.ast.node(*id) {
        Node::Parameter { name, .. } => Some(block.ast.text(name).as_str()),
        _ => None,
    };
    block.ast.items(parameters).iter().filter_map(name).collect()
}

fn step(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let size = match call.argument(1) {
        Value::Integer(size) => *size,
        _ => 1,
    };
    iterate(call, |sequence| sequence.stepped(size), context)
}

fn reverse_each(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    iterate(call, Sequence::reversed, context)
}

/// With a block calls it for each element and gives nothing; without gives the elements.
fn iterate(call: &Call<'_>, change: impl Fn(&Sequence) -> Sequence, context: &mut dyn Context) -> Evaluated {
    let Some(source) = datatype::sequence(call.argument(0)) else { return Ok(Value::Undef) };
    let sequence = change(&source);
    match call.block {
        None => Ok(Value::Iterator(sequence.into())),
        Some(block) => {
            let mut elements = sequence.into_items();
            breakable(elements.try_for_each(|element| context.call_block(block, &[element]).map(drop)))?;
            Ok(Value::Undef)
        }
    }
}
