//! What Ruby says of a pattern whose brackets or operators do not fit.

/// The first mistake in the structure of a pattern, in Ruby's words; `None` where there is none, or another one.
pub(super) fn structural_mistake(source: &str) -> Option<&'static str> {
    let mut groups = 0_usize;
    let mut classes = 0_usize;
    let mut may_repeat = false;
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next().is_none() => return Some("too short escape sequence"),
            '\\' => may_repeat = true,
            '[' => classes += 1,
            ']' if classes > 0 => {
                classes -= 1;
                may_repeat = true;
            }
            _ if classes > 0 => {}
            '(' => {
                groups += 1;
                may_repeat = characters.peek() == Some(&'?');
            }
            ')' if groups == 0 => return Some("unmatched close parenthesis"),
            ')' => {
                groups -= 1;
                may_repeat = true;
            }
            '|' => may_repeat = false,
            '*' | '+' | '?' if !may_repeat => return Some("target of repeat operator is not specified"),
            _ => may_repeat = true,
        }
    }
    match (classes, groups) {
        (0, 0) => None,
        (0, _) => Some("end pattern with unmatched parenthesis"),
        _ => Some("premature end of char-class"),
    }
}

#[cfg(test)]
mod tests {
    use super::structural_mistake;

    #[test]
    fn rubys_words() {
        let cases = [
            ("(", Some("end pattern with unmatched parenthesis")),
            ("a(?=b", Some("end pattern with unmatched parenthesis")),
            ("[a", Some("premature end of char-class")),
            (")", Some("unmatched close parenthesis")),
            ("*a", Some("target of repeat operator is not specified")),
            ("a|+", Some("target of repeat operator is not specified")),
            ("\\", Some("too short escape sequence")),
            (r"(?<n>a)[[:alpha:]]*\(\[", None),
            ("a?(?:b)+", None),
        ];
        for (source, expected) in cases {
            assert_eq!(structural_mistake(source), expected, "{source}");
        }
    }
}
