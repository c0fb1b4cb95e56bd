//! `next`, `break`, `return`: leave a block or function early.

use super::definition::{Definition, failure, typed};
use crate::evaluate::function::{Call, Interrupt};
use rpuppet_syntax::Location;

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("next", &["Callable[Any $value, 0, 1]"], |call, _| Err(Interrupt::Next(call.argument(0).clone(), place(call)?))),
    typed("break", &["Callable[0, 0]"], |call, _| Err(Interrupt::Break(place(call)?))),
    typed("return", &["Callable[Any $value, 0, 1]"], |call, _| Err(Interrupt::Return(call.argument(0).clone(), place(call)?))),
];

fn place(call: &Call<'_>) -> Result<Location, Interrupt> {
    call.location.clone().ok_or_else(|| failure("called from a place that is in no file"))
}
