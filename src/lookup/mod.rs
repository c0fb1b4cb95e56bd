//! Room: lookup.
pub struct Hiera<'a> { _w: std::marker::PhantomData<&'a ()> }
impl<'a> Hiera<'a> { pub fn none() -> Self { Hiera { _w: std::marker::PhantomData } } 
 pub fn lookup(&self, _k: &str, _c: &dyn std::any::Any, _o: &crate::evaluate::function::LookupOptions) -> Result<Option<crate::value::Value>, String> { Ok(None) } }
