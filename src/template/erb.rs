//! stub
use crate::diagnostic::Diagnostic;
pub fn render(_p: Option<&str>, _t: &str, _c: &mut dyn crate::evaluate::function::Context) -> Result<String, crate::evaluate::function::Interrupt> { Err(Diagnostic::error("ERB", "no erb").into()) }
