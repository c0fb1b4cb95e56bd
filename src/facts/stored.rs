//! Facts as Puppet stores them: `!ruby/object:Puppet::Node::Facts` with the facts as the member `values`.

use crate::value::Value;

const TAG: &str = "!ruby/object:Puppet::Node::Facts";

/// The YAML without the tag of Ruby's class, where the first line has it.
pub fn without_tag(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once('\n')?;
    (first.starts_with("---") && first.trim_end().ends_with(TAG)).then_some(rest)
}

/// The facts themselves.
pub fn values(stored: &Value) -> Option<Value> {
    let values = stored.as_hash()?.get(&Value::from("values"))?;
    values.as_hash().is_some().then(|| values.clone())
}
