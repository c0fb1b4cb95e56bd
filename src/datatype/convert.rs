//! `Type.new(…)` and `Type(…)`: values converted to a type.

use super::TypeError;
use crate::value::{Type, Value};

/// The instance of `data_type` that the arguments make.
pub fn new_instance(data_type: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    let _ = arguments;
    Err(TypeError::new("RUNTIME_ERROR", format!("Creation of new instance of type '{data_type}' is not supported")))
}

pub(crate) fn version_in_range(range: &str, version: &str) -> bool {
    crate::value::version::in_range(range, version)
}
