//! Source lines in pictures: literal secrets are blanked out, at the same length, so that pointers still fit.

/// Words that make the strings of a line secrets.
const WORDS: &[&str] = &["sensitive", "passw", "secret", "token", "private_key"];

/// The text with every quoted string of a line that speaks of secrets turned into asterisks.
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let lower = line.to_ascii_lowercase();
        if WORDS.iter().any(|word| lower.contains(word)) { mask_strings(line, &mut out) } else { out.push_str(line) }
    }
    out
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
    use super::masked;

    #[test]
    fn strings_beside_secret_words_are_blanked() {
        let text = "$admin_password = Sensitive('größe')\nnotify { 'seen': }\n";
        assert_eq!(masked(text), "$admin_password = Sensitive('*******')\nnotify { 'seen': }\n");
        assert_eq!(masked(text).len(), text.len());
    }
}
