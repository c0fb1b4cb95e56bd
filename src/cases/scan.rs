//! The words of an expectation.

use serde_json::Value as Json;

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// `File`, `trove::api`, `mode`, `true`
    Name(String),
    Text(String),
    Number(Json),
    /// What is between two slashes.
    Regex(String),
    /// `[ ] { } ,`, `=>`, `==`, `=~`
    Sign(&'static str),
}

const SIGNS: [&str; 8] = ["=>", "==", "=~", "[", "]", "{", "}", ","];

/// Takes a line apart.
///
/// # Errors
/// What cannot be read, in words.
pub fn words(line: &str) -> Result<Vec<Word>, String> {
    let (mut words, mut rest) = (Vec::new(), line.trim_start());
    while let Some(first) = rest.chars().next() {
        let (word, tail) = match first {
            '\'' | '"' => quoted(rest, first).map(|(text, tail)| (Word::Text(text), tail))?,
            '/' => quoted(rest, first).map(|(text, tail)| (Word::Regex(text), tail))?,
            _ => sign(rest).or_else(|| bare(rest)).ok_or_else(|| format!("'{first}' has no meaning here"))?,
        };
        words.push(word);
        rest = tail.trim_start();
    }
    Ok(words)
}

fn sign(rest: &str) -> Option<(Word, &str)> {
    SIGNS.iter().find_map(|sign| rest.strip_prefix(sign).map(|tail| (Word::Sign(sign), tail)))
}

fn bare(rest: &str) -> Option<(Word, &str)> {
    let belongs = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':' | '-' | '.' | '@' | '+');
    let end = rest.find(|letter: char| !belongs(letter)).unwrap_or(rest.len());
    let (word, tail) = rest.split_at(end);
    let number = serde_json::from_str::<Json>(word).ok().filter(Json::is_number);
    (!word.is_empty()).then(|| (number.map_or_else(|| Word::Name(word.to_string()), Word::Number), tail))
}

/// Up to the same sign again; a backslash keeps its meaning in regexes, and takes that of quotes and backslashes in texts.
fn quoted(rest: &str, sign: char) -> Result<(String, &str), String> {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((place, letter)) = letters.next() {
        match letter {
            letter if letter == sign => return Ok((text, rest.get(place + letter.len_utf8()..).unwrap_or_default())),
            '\\' => text.push_str(&escaped(sign, letters.next().map(|(_, next)| next))),
            letter => text.push(letter),
        }
    }
    Err(format!("{sign} is not closed"))
}

fn escaped(sign: char, next: Option<char>) -> String {
    match (sign, next) {
        (_, None) => "\\".to_string(),
        ('/', Some('/')) => "/".to_string(),
        ('"', Some('n')) => "\n".to_string(),
        ('"', Some('t')) => "\t".to_string(),
        ('\'' | '"', Some(letter)) if letter == sign || letter == '\\' => letter.to_string(),
        (_, Some(letter)) => format!("\\{letter}"),
    }
}
