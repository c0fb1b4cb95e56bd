//! Any text as a data type (two of them, with a line break between): reading, writing, making instances, and what it says of a few values.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::datatype::{NoAliases, accepts, describe_mismatch, generalize, infer, is_assignable, new_instance, normalize, parse};
use rpuppet::value::{Type, Value};

fn values() -> Vec<Value> {
    let pair = |key: &str, value: Value| (Value::from(key), value);
    vec![
        Value::Undef,
        Value::Integer(1),
        Value::Float(-1.5),
        Value::from("a"),
        Value::from("1.2.3"),
        Value::array(vec![Value::from("a"), Value::Integer(1)]),
        Value::hash([pair("a", Value::Integer(1)), pair("b", Value::array(vec![Value::Undef]))].into_iter().collect()),
        Value::sensitive(Value::from("a")),
    ]
}

fn look_at(data_type: &Type) {
    let _ = (data_type.to_string(), is_assignable(data_type, &generalize(data_type)), normalize(data_type));
    for value in values() {
        let _ = (accepts(data_type, &value), describe_mismatch("it", data_type, &value));
        let _ = (is_assignable(data_type, &infer(&value)), new_instance(data_type, &[value]));
    }
}

fuzz_target!(|text: &str| {
    let types: Vec<Type> = text.splitn(2, '\n').filter_map(|text| parse(text, &NoAliases).ok()).collect();
    types.iter().for_each(look_at);
    if let [one, other] = types.as_slice() {
        let _ = (is_assignable(one, other), is_assignable(other, one), accepts(one, &Value::data_type(other.clone())));
        let _ = normalize(&Type::Variant(vec![one.clone(), other.clone()]));
    }
});
