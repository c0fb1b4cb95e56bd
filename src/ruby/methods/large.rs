//! Integers beyond 64 bits, as far as addresses have them: `IPAddr#to_i` of the newer family. They are written and compared, not reckoned with.

use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::object::Object;

pub fn call(number: u128, request: &Request<'_>) -> Answer {
    match request.name {
        "to_s" | "inspect" => {
            let base = request.integer_or(0, 10)?;
            some(Object::string(digits(number, base)?))
        }
        "to_i" | "to_int" => some(Object::Large(number)),
        "positive?" => truth(true),
        "zero?" | "negative?" => truth(false),
        "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^" | "<<" | ">>" | "**" => Err(Flow::outside("an integer beyond 64 bits")),
        _ => Ok(None),
    }
}

fn digits(mut number: u128, base: i64) -> Result<String, Flow> {
    let base = u32::try_from(base).ok().filter(|base| (2..=36).contains(base));
    let base = base.ok_or_else(|| Flow::argument_error("invalid radix"))?;
    let mut digits = Vec::new();
    while number > 0 {
        let digit = u32::try_from(number % u128::from(base)).unwrap_or(0);
        digits.extend(char::from_digit(digit, base));
        number /= u128::from(base);
    }
    Ok(digits.into_iter().rev().collect())
}
