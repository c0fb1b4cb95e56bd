//! What is wrong with a regular expression, in Ruby's words.

/// Looks for the usual mistakes; `None` where it is none of them.
pub(super) fn reason(source: &str) -> Option<&'static str> {
    let mut characters = source.chars().peekable();
    let mut open_groups = 0usize;
    // whether there is something that could be repeated
    let mut repeatable = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                None => return Some("too short escape sequence"),
                Some(_) => repeatable = true,
            },
            '[' => {
                let class: String = class_text(&mut characters)?;
                if class.is_empty() {
                    return Some(if characters.peek().is_none() && !source.ends_with(']') { PREMATURE } else { "empty char-class" });
                }
                repeatable = true;
            }
            '(' => {
                open_groups += 1;
                repeatable = false;
                if characters.next_if_eq(&'?').is_some() {
                    let known = characters.peek().is_some_and(|next| ":=!><#imxa-'|~P(".contains(*next) || next.is_ascii_digit());
                    if !known {
                        return Some("undefined group option");
                    }
                }
            }
            ')' if open_groups == 0 => return Some("unmatched close parenthesis"),
            ')' => {
                open_groups -= 1;
                repeatable = true;
            }
            '*' | '+' | '?' if !repeatable => return Some("target of repeat operator is not specified"),
            '|' => repeatable = false,
            _ => repeatable = true,
        }
    }
    (open_groups > 0).then_some("end pattern with unmatched parenthesis")
}

const PREMATURE: &str = "premature end of char-class";

/// What stands in a class, up to its end; a class without an end is told as one without content.
fn class_text(characters: &mut std::iter::Peekable<std::str::Chars>) -> Option<String> {
    let mut text = String::new();
    let mut depth = 1;
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            '[' => depth += 1,
            ']' if text.is_empty() && characters.clone().any(|later| later == ']') => text.push(']'),
            ']' => depth -= 1,
            other => text.push(other),
        }
        if depth == 0 {
            return Some(text);
        }
    }
    Some(String::new())
}
