//! The notation in lines: what stands in a bracket has a line of its own, indented by two blanks more than the bracket.
//!
//! As [`super::json`], this reads once what [`super::render`] writes.

/// Breaks a rendered tree into lines, without a line break at the end.
pub fn broken(notation: &str) -> String {
    let mut out = String::with_capacity(notation.len() * 2);
    // in a hash, the value follows its key
    let mut open: Vec<u8> = Vec::new();
    let mut rest = notation;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b' ' | b'\n' => {
                rest = &rest[1..];
                continue;
            }
            b')' | b'}' | b']' => {
                open.pop();
                1
            }
            _ => {
                start(first, &open, &mut out);
                match first {
                    b'(' => 1 + word(&rest[1..]),
                    b'{' | b'[' => 1,
                    b'"' => string(rest),
                    _ => word(rest),
                }
            }
        };
        if matches!(first, b'(' | b'{' | b'[') {
            open.push(first);
        }
        let (token, after) = rest.split_at(length);
        out.push_str(token);
        rest = after;
    }
    out
}

fn start(first: u8, open: &[u8], out: &mut String) {
    match open.last() {
        None => {}
        Some(b'{') if first != b':' => out.push(' '),
        Some(_) => {
            out.push('\n');
            out.push_str(&"  ".repeat(open.len()));
        }
    }
}

/// The length of a word: up to white space or a bracket, unless it is a bracket itself.
fn word(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '{' | '}' | '[' | ']')).map_or(rest.len(), |end| {
        // the operator of an access by index is a bracket pair
        if rest.starts_with("[]") { 2 } else { end }
    })
}

/// The length of a string with its quotes.
fn string(rest: &str) -> usize {
    let mut bytes = rest.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at + 1,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn what_is_in_brackets_has_lines() {
        assert_eq!(broken(r#"(= (var "x") 1)"#), "(=\n  (var\n    \"x\")\n  1)");
        assert_eq!(broken(r#"(invoke {:functor (qn "f") :args []})"#), "(invoke\n  {\n    :functor (qn\n      \"f\")\n    :args []})");
        assert_eq!(broken("1"), "1");
    }
}
