//! The notation as JSON: `(name a b)` is `{"^":["name",a,b]}`, `{:key value}` is `{"#":["key",value]}`, `[a b]` an array.
//!
//! The text that [`super::render`] writes is read once, from left to right; brackets only open and close, so that no nesting can exhaust
//! the stack.

/// Turns a rendered tree into JSON on one line.
pub fn from_notation(notation: &str) -> String {
    let mut out = String::with_capacity(notation.len() * 2);
    let mut rest = notation;
    let mut closers: Vec<&str> = Vec::new();
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if matches!(first, ')' | '}' | ']') {
            out.push_str(closers.pop().unwrap_or_default());
            rest = &rest[1..];
            continue;
        }
        separate(&mut out);
        rest = match first {
            '(' => call(&rest[1..], &mut out, &mut closers),
            '{' => open("{\"#\":[", "]}", &rest[1..], &mut out, &mut closers),
            '[' => open("[", "]", &rest[1..], &mut out, &mut closers),
            '"' => string(&rest[1..], &mut out),
            ':' => bare(&rest[1..], true, &mut out),
            _ => bare(rest, false, &mut out),
        };
    }
    out
}

/// A comma stands between what is in one bracket.
fn separate(out: &mut String) {
    if !(out.is_empty() || out.ends_with('[')) {
        out.push(',');
    }
}

fn open<'a>(opening: &str, closing: &'static str, rest: &'a str, out: &mut String, closers: &mut Vec<&'static str>) -> &'a str {
    out.push_str(opening);
    closers.push(closing);
    rest
}

fn call<'a>(rest: &'a str, out: &mut String, closers: &mut Vec<&'static str>) -> &'a str {
    let rest = open("{\"^\":[", "]}", rest, out, closers);
    bare(rest, true, out)
}

/// A word up to white space or a bracket: a name in quotes, or a number, `true`, `false`, `nil` as it is.
fn bare<'a>(rest: &'a str, quoted: bool, out: &mut String) -> &'a str {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '{' | '}' | '[' | ']')).unwrap_or(rest.len());
    let (word, rest) = rest.split_at(end);
    match word {
        word if quoted => out.extend(["\"", word, "\""]),
        "nil" => out.push_str("null"),
        word => out.push_str(word),
    }
    rest
}

/// A string: its escapes are JSON's, but for `\o123`, a control character in octal.
fn string<'a>(rest: &'a str, out: &mut String) -> &'a str {
    out.push('"');
    let mut characters = rest.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                out.push('"');
                return &rest[at + 1..];
            }
            '\\' => match characters.next() {
                Some((from, 'o')) => {
                    let octal = rest.get(from + 1..from + 4).unwrap_or("0");
                    out.push_str(&format!("\\u{:04x}", u32::from_str_radix(octal, 8).unwrap_or(0)));
                    characters.nth(2);
                }
                Some((_, escaped)) => out.extend(['\\', escaped]),
                None => break,
            },
            other => out.push(other),
        }
    }
    out.push('"');
    ""
}

#[cfg(test)]
mod tests {
    use super::from_notation;

    #[test]
    fn brackets_words_and_strings() {
        assert_eq!(from_notation(r#"(= (var "x") 1)"#), r#"{"^":["=",{"^":["var","x"]},1]}"#);
        assert_eq!(
            from_notation(r#"(invoke {:functor (qn "f") :args []})"#),
            r##"{"^":["invoke",{"#":["functor",{"^":["qn","f"]},"args",[]]}]}"##
        );
        assert_eq!(from_notation(r#"(concat "a\n\o001\"" nil 1.5 true)"#), r#"{"^":["concat","a\n\u0001\"",null,1.5,true]}"#);
        assert_eq!(from_notation("(default)"), r#"{"^":["default"]}"#);
    }
}
