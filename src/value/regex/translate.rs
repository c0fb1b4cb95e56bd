//! Ruby's regular expressions in the words of fancy-regex.
//!
//! Different are: `\w \d \s \h` (ASCII in Ruby), `\Z`, `\0`, `\e`, POSIX brackets (Unicode in Ruby), the flag `m` (Ruby's dot matches a line
//! break), `{,n}`, and braces or a bracket that stand for themselves.

use std::iter::Peekable;
use std::str::Chars;

/// The source for fancy-regex that matches what `source` matches in Ruby.
pub fn translate(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 16);
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => escape(&mut characters, false, &mut out),
            '[' => class(&mut characters, 0, &mut out),
            '(' => group(&mut characters, &mut out),
            '{' => brace(&mut characters, &mut out),
            '}' | ']' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// What follows a backslash.
fn escape(characters: &mut Peekable<Chars>, in_class: bool, out: &mut String) {
    let Some(character) = characters.next() else {
        out.push_str("\\\\");
        return;
    };
    let set = match character {
        'w' => "a-zA-Z0-9_",
        'd' => "0-9",
        's' => " \\t\\r\\n\\x0C\\x0B",
        'h' => "0-9a-fA-F",
        'W' => "^a-zA-Z0-9_",
        'D' => "^0-9",
        'S' => "^ \\t\\r\\n\\x0C\\x0B",
        'H' => "^0-9a-fA-F",
        _ => return plain_escape(character, characters, in_class, out),
    };
    if in_class && !set.starts_with('^') {
        out.push_str(set);
    } else {
        out.push('[');
        out.push_str(set);
        out.push(']');
    }
}

fn plain_escape(character: char, characters: &mut Peekable<Chars>, in_class: bool, out: &mut String) {
    match character {
        'Z' if !in_class => out.push_str("(?=\\n?\\z)"),
        '0' => {
            let mut value = 0u32;
            let mut digits = 0;
            while let Some(digit) = characters.peek().and_then(|next| next.to_digit(8)).filter(|_| digits < 2) {
                value = value * 8 + digit;
                digits += 1;
                characters.next();
            }
            out.push_str(&format!("\\x{value:02X}"));
        }
        'e' => out.push_str("\\x1B"),
        'b' if in_class => out.push_str("\\x08"),
        '/' | '"' | '\'' | ' ' | ':' | '%' | '@' | ',' | ';' | '=' | '<' | '>' | '!' | '_' | '`' => {
            if in_class && character == '-' {
                out.push('\\');
            }
            out.push(character);
        }
        'i' | 'j' | 'l' | 'm' | 'o' | 'q' | 'y' | 'E' | 'F' | 'I' | 'J' | 'L' | 'O' | 'Q' | 'T' | 'U' | 'V' | 'Y' => out.push(character),
        other if !other.is_ascii() => out.push(other),
        other => {
            out.push('\\');
            out.push(other);
        }
    }
}

/// A bracket expression; the `[` is read already.
fn class(characters: &mut Peekable<Chars>, depth: usize, out: &mut String) {
    out.push('[');
    if characters.next_if_eq(&'^').is_some() {
        out.push('^');
    }
    if characters.next_if_eq(&']').is_some() {
        out.push_str("\\]");
    }
    while let Some(character) = characters.next() {
        match character {
            ']' => {
                out.push(']');
                return;
            }
            '\\' => escape(characters, true, out),
            '[' if characters.peek() == Some(&':') => posix(characters, out),
            // Nested sets are Ruby's too; a pattern with absurdly many is left to the compiler's complaint.
            '[' if depth < 50 => class(characters, depth + 1, out),
            '[' => out.push_str("\\["),
            '~' | '-' if characters.peek() == Some(&character) => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
}

/// `[:name:]` inside a bracket expression; the `[` is read already.
fn posix(characters: &mut Peekable<Chars>, out: &mut String) {
    let rest: String = characters.clone().skip(1).take_while(|character| *character != ']').collect();
    let Some(name) = rest.strip_suffix(':') else {
        out.push_str("\\[");
        return;
    };
    let (negated, name) = name.strip_prefix('^').map_or((false, name), |name| (true, name));
    let set = match name {
        "alpha" => "\\p{Alphabetic}",
        "digit" => "\\p{Nd}",
        "alnum" => "\\p{Alphabetic}\\p{Nd}",
        "upper" => "\\p{Uppercase}",
        "lower" => "\\p{Lowercase}",
        "space" => "\\p{White_Space}",
        "blank" => "\\t\\p{Zs}",
        "cntrl" => "\\p{Cc}",
        "punct" => "\\p{P}$+<=>^`|~",
        "xdigit" => "0-9a-fA-F",
        "word" => "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}",
        "graph" => "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}",
        "print" => "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}",
        "ascii" => "\\x00-\\x7F",
        _ => {
            out.push_str("\\[");
            return;
        }
    };
    for _ in 0..rest.chars().count() + 2 {
        characters.next();
    }
    out.push_str(if negated { "[^" } else { "[" });
    out.push_str(set);
    out.push(']');
}

/// `(`, and the flags after `(?`: Ruby's `m` is `s` elsewhere.
fn group(characters: &mut Peekable<Chars>, out: &mut String) {
    out.push('(');
    if characters.next_if_eq(&'?').is_none() {
        return;
    }
    out.push('?');
    while let Some(flag) = characters.next_if(|next| matches!(next, 'm' | 'i' | 'x' | '-')) {
        out.push(if flag == 'm' { 's' } else { flag });
    }
    if characters.next_if_eq(&'<').is_some() {
        out.push('<');
    }
}

/// `{`: a repetition, or itself.
fn brace(characters: &mut Peekable<Chars>, out: &mut String) {
    let inner: String = characters.clone().take_while(|character| *character != '}').collect();
    let (low, high) = inner.split_once(',').map_or((inner.as_str(), None), |(low, high)| (low, Some(high)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let closed = characters.clone().nth(inner.chars().count()) == Some('}');
    let bounded = !low.is_empty() || high.is_some_and(|high| !high.is_empty());
    if out.is_empty() || !closed || !bounded || !digits(low) || !high.is_none_or(digits) {
        out.push_str("\\{");
        return;
    }
    for _ in 0..inner.chars().count() + 1 {
        characters.next();
    }
    out.push('{');
    out.push_str(if low.is_empty() { "0" } else { low });
    if let Some(high) = high {
        out.push(',');
        out.push_str(high);
    }
    out.push('}');
}
