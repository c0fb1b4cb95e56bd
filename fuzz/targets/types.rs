//! Any text as a data type: reading, writing, and what it says of a few values.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::datatype::{NoAliases, accepts, describe_mismatch, generalize, is_assignable, normalize, parse};
use rpuppet::value::Value;

fuzz_target!(|text: &str| {
    let Ok(data_type) = parse(text, &NoAliases) else { return };
    let _ = (data_type.to_string(), is_assignable(&data_type, &generalize(&data_type)), normalize(&data_type));
    for value in [Value::Undef, Value::Integer(1), Value::from("a"), Value::array(vec![Value::from("a"), Value::Integer(1)])] {
        if !accepts(&data_type, &value) {
            assert!(!describe_mismatch("it", &data_type, &value).is_empty());
        }
    }
});
