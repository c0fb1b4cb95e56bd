//! Numbers.

use super::Builder;
use crate::ast::{Name, Node, NodeId, Radix};

impl Builder {
    pub fn number(&mut self, start: u32, end: u32, text: Name) -> NodeId {
        let written = self.ast.text(text).clone();
        let node = match read_number(&written) {
            Ok(Node::Float(value)) if value.is_infinite() => {
                self.error(
                    "INTERNAL_ERROR",
                    format!("Internal Error, NUMBER token does not contain a valid number, {written}"),
                    start,
                    end,
                );
                Node::Float(value)
            }
            Ok(node) => node,
            Err(value) => {
                let message = format!("A Literal Integer resulted in a value outside of Puppet Integer max range, got '{value}'");
                self.error("NUMERIC_OVERFLOW", message, start, end);
                Node::Integer { value: i64::MAX, radix: Radix::Decimal }
            }
        };
        self.node(start, end, node)
    }
}

/// Reads a number as the lexer let it through; the error is the integer that is too large, in hexadecimal as Puppet shows it.
fn read_number(text: &str) -> Result<Node, String> {
    let (digits, radix, base) = if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        (digits, Radix::Hexadecimal, 16)
    } else if text.contains(['.', 'e', 'E']) {
        return Ok(Node::Float(text.parse().unwrap_or(f64::NAN)));
    } else if text.len() > 1 && text.starts_with('0') {
        (&text[1..], Radix::Octal, 8)
    } else {
        (text, Radix::Decimal, 10)
    };
    i64::from_str_radix(digits, base)
        .map(|value| Node::Integer { value, radix })
        .map_err(|_| u128::from_str_radix(digits, base).map_or_else(|_| text.to_string(), |value| format!("+{value:#x}")))
}
