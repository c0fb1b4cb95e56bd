//! Backslashes in strings.

use std::borrow::Cow;

/// Which characters may follow a backslash in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Escapes {
    letters: String,
    /// Whether a backslash at the end of a line joins the next line to it.
    join_lines: bool,
    /// Whether `$` starts an interpolation.
    pub interpolate: bool,
}

impl Escapes {
    pub fn double_quoted() -> Self {
        Escapes { letters: "\\$'\"rntsu".into(), join_lines: true, interpolate: true }
    }

    /// The escapes of a heredoc: `None` where its tag has no `/`.
    pub fn heredoc(flags: Option<&str>, interpolate: bool) -> Self {
        let Some(flags) = flags else { return Escapes { interpolate, ..Escapes::default() } };
        let flags = if flags.is_empty() { "trnsuL$" } else { flags };
        let letters = std::iter::once('\\').chain(flags.chars().filter(|flag| *flag != 'L')).collect();
        Escapes { letters, join_lines: flags.contains('L'), interpolate }
    }

    /// Whether `\$` is a mere dollar sign.
    pub fn protects_dollar(&self) -> bool {
        self.letters.contains('$')
    }

    /// The text that is meant; what is no escape keeps its backslash and is told with its offset.
    pub fn read<'a>(&self, raw: &'a str, unknown: &mut dyn FnMut(usize, char)) -> Cow<'a, str> {
        if self.letters.is_empty() || memchr::memchr(b'\\', raw.as_bytes()).is_none() {
            return Cow::Borrowed(raw);
        }
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('\\') {
            text.push_str(&rest[..at]);
            let offset = raw.len() - rest.len() + at;
            rest = self.escape(&rest[at + 1..], &mut text, &mut |letter| unknown(offset, letter));
        }
        text.push_str(rest);
        Cow::Owned(text)
    }

    /// Reads what follows a backslash and gives back what is left.
    fn escape<'a>(&self, rest: &'a str, text: &mut String, unknown: &mut dyn FnMut(char)) -> &'a str {
        if self.join_lines
            && let Some(joined) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))
        {
            return joined;
        }
        let letter = rest.chars().next();
        match letter {
            Some('u') if self.letters.contains('u') => return unicode(&rest[1..], text, unknown),
            Some(letter) if self.letters.contains(letter) => text.push(match letter {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                's' => ' ',
                other => other,
            }),
            Some(letter) => {
                unknown(letter);
                text.extend(['\\', letter]);
            }
            None => text.push('\\'),
        }
        &rest[letter.map_or(0, char::len_utf8)..]
    }
}

/// `\u12ab` or `\u{1f600}`; anything else stays as it is.
fn unicode<'a>(rest: &'a str, text: &mut String, unknown: &mut dyn FnMut(char)) -> &'a str {
    let braced = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')).filter(|(hex, _)| (1..=6).contains(&hex.len()));
    let plain = rest.get(..4).zip(rest.get(4..));
    let read = |hex: &str| {
        let all_hex = hex.bytes().all(|digit| digit.is_ascii_hexdigit());
        all_hex.then(|| u32::from_str_radix(hex, 16).ok()).flatten().and_then(char::from_u32)
    };
    for (hex, after) in braced.into_iter().chain(plain) {
        if let Some(character) = read(hex) {
            text.push(character);
            return after;
        }
    }
    unknown('u');
    text.push_str("\\u");
    rest
}

/// The text of a single-quoted string: only `\\` and `\'` are escapes.
pub(super) fn single_quoted(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.chars().next() {
            Some(quoted @ ('\\' | '\'')) => {
                text.push(quoted);
                rest = &rest[1..];
            }
            _ => text.push('\\'),
        }
    }
    text.push_str(rest);
    text
}
