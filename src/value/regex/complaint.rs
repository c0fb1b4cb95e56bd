//! What is wrong with a regular expression, in Onigmo's words.

const UNMATCHED_OPEN: &str = "end pattern with unmatched parenthesis";
const UNFINISHED_CLASS: &str = "premature end of char-class";

/// The first mistake that Ruby would name; something general for what this does not recognise.
pub(super) fn of(source: &str) -> String {
    Scanner { rest: source, open: 0, repeatable: false }.mistake().unwrap_or_else(|| "invalid pattern".to_string())
}

struct Scanner<'a> {
    rest: &'a str,
    open: usize,
    /// Whether there is something that `*` can repeat.
    repeatable: bool,
}

impl Scanner<'_> {
    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    fn mistake(&mut self) -> Option<String> {
        while let Some(character) = self.next() {
            let found = match character {
                '\\' => self.escape(),
                '[' => self.class(),
                '(' => self.group(),
                ')' if self.open == 0 => Some("unmatched close parenthesis".to_string()),
                '*' | '+' | '?' if !self.repeatable => Some("target of repeat operator is not specified".to_string()),
                '{' => self.interval(),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
            match character {
                '(' => (self.open, self.repeatable) = (self.open + 1, false),
                ')' => (self.open, self.repeatable) = (self.open - 1, true),
                '|' => self.repeatable = false,
                _ => self.repeatable = true,
            }
        }
        (self.open > 0).then(|| UNMATCHED_OPEN.to_string())
    }

    fn escape(&mut self) -> Option<String> {
        match self.next() {
            None => Some("too short escape sequence".to_string()),
            Some('p' | 'P') if self.rest.starts_with('{') => {
                let name: String = self.rest.chars().skip(1).take_while(|next| *next != '}').collect();
                let known = regex_syntax_knows(&name);
                (!known).then(|| format!("invalid character property name {{{name}}}"))
            }
            Some('x') if !self.rest.starts_with(|next: char| next.is_ascii_hexdigit() || next == '{') => {
                Some("invalid hex escape".to_string())
            }
            Some('k') if self.rest.starts_with('<') => {
                let name: String = self.rest.chars().skip(1).take_while(|next| *next != '>').collect();
                Some(format!("undefined name <{name}> reference"))
            }
            Some('1'..='9') => Some("invalid backref number/name".to_string()),
            _ => None,
        }
    }

    /// A class up to its bracket; classes nest.
    fn class(&mut self) -> Option<String> {
        if let Some(rest) = self.rest.strip_prefix('^') {
            self.rest = rest;
        }
        let mut previous: Option<char> = None;
        let mut first = true;
        while let Some(character) = self.next() {
            match character {
                ']' if !first => return None,
                '[' if self.rest.starts_with(':') => {
                    let name: String = self.rest.chars().skip(1).take_while(char::is_ascii_lowercase).collect();
                    if self.rest.contains(":]") && !POSIX.contains(&name.as_str()) {
                        return Some("invalid POSIX bracket type".to_string());
                    }
                    self.rest = self.rest.split_once(":]").map_or(self.rest, |(_, rest)| rest);
                }
                '[' => {
                    if let Some(found) = self.class() {
                        return Some(found);
                    }
                }
                '\\' => drop(self.next()),
                '-' if previous.zip(self.rest.chars().next()).is_some_and(|(from, to)| to != ']' && to != '\\' && from > to) => {
                    return Some("empty range in char class".to_string());
                }
                _ => {}
            }
            previous = Some(character).filter(|character| *character != '\\');
            first = false;
        }
        Some(UNFINISHED_CLASS.to_string())
    }

    fn group(&mut self) -> Option<String> {
        let rest = self.rest.strip_prefix('?')?;
        match rest.chars().next() {
            None => Some("end pattern in group".to_string()),
            Some('<') if !rest.starts_with("<=") && !rest.starts_with("<!") => {
                let name: String = rest.chars().skip(1).take_while(|next| *next != '>').collect();
                let valid = name.starts_with(|first: char| first.is_alphabetic() || first == '_') && rest.contains('>');
                self.rest = rest;
                (!valid).then(|| format!("invalid group name <{name}>"))
            }
            Some('<') => Some("invalid pattern in look-behind".to_string()).filter(|_| rest.contains(['*', '+'])),
            Some(':' | '=' | '!' | '>' | '#' | '-' | 'm' | 'i' | 'x' | 'a' | 'u' | 'd' | '(' | '~') => {
                self.rest = rest;
                self.next();
                None
            }
            Some(_) => Some("undefined group option".to_string()),
        }
    }

    fn interval(&self) -> Option<String> {
        let (inside, _) = self.rest.split_once('}')?;
        let (from, to) = inside.split_once(',')?;
        let (from, to) = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
        (from > to).then(|| "upper is smaller than lower in repeat range".to_string())
    }
}

const POSIX: [&str; 15] =
    ["alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "xdigit", "word", ""];

/// Whether the engine has a property of this name.
fn regex_syntax_knows(name: &str) -> bool {
    fancy_regex::Regex::new(&format!(r"\p{{{name}}}")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Ruby says.
    #[test]
    fn mistakes_have_rubys_words() {
        let cases = [
            ("(", UNMATCHED_OPEN),
            ("a)", "unmatched close parenthesis"),
            ("[a", UNFINISHED_CLASS),
            ("*", "target of repeat operator is not specified"),
            ("\\", "too short escape sequence"),
            ("a{2,1}", "upper is smaller than lower in repeat range"),
            ("[b-a]", "empty range in char class"),
            ("[[:foo:]]", "invalid POSIX bracket type"),
            ("(?z)", "undefined group option"),
            ("(?<1>a)", "invalid group name <1>"),
            ("(?", "end pattern in group"),
        ];
        cases.iter().for_each(|(source, expected)| assert_eq!(of(source), *expected, "{source}"));
    }
}
