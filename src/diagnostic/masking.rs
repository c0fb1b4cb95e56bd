//! Source lines in pictures: literal secrets are blanked out, at the same length, so that pointers still fit.

/// Words that make the strings of a line secrets.
const WORDS: &[&str] = &["sensitive", "passw", "secret", "token", "private_key"];

/// The text with every quoted string of a line that speaks of secrets turned into asterisks.
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.split_inclusive('\n').for_each(|line| mask(line, &mut out));
    out
}

/// Writes a line, with asterisks for its strings where it speaks of secrets.
pub fn mask(line: &str, out: &mut String) {
    if speaks_of_secrets(line.as_bytes()) { mask_strings(line, out) } else { out.push_str(line) }
}

fn speaks_of_secrets(line: &[u8]) -> bool {
    let is_one =
        |at: usize| WORDS.iter().any(|word| line.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes())));
    (0..line.len()).any(|at| line.get(at).is_some_and(|first| matches!(first | 0x20, b's' | b'p' | b't')) && is_one(at))
}

fn mask_strings(line: &str, out: &mut String) {
    let mut quote = None;
    for character in line.chars() {
        match quote {
            None => {
                quote = matches!(character, '\'' | '"').then_some(character);
                out.push(character);
            }
            Some(open) if character == open => {
                quote = None;
                out.push(character);
            }
            Some(_) if character == '\n' => out.push(character),
            // as many bytes as before
            Some(_) => out.extend(std::iter::repeat_n('*', character.len_utf8())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WORDS, masked};

    #[test]
    fn each_word_is_looked_for() {
        for word in WORDS {
            assert_eq!(masked(&format!("$my_{} = 'x'", word.to_uppercase())), format!("$my_{} = '*'", word.to_uppercase()));
        }
        assert_eq!(masked("$spt = 'x'"), "$spt = 'x'");
    }

    #[test]
    fn strings_beside_secret_words_are_blanked() {
        let text = "$admin_password = Sensitive('größe')\nnotify { 'seen': }\n";
        assert_eq!(masked(text), "$admin_password = Sensitive('*******')\nnotify { 'seen': }\n");
        assert_eq!(masked(text).len(), text.len());
    }
}
