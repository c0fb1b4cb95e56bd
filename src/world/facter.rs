//! The facts that a module's Ruby adds, as far as its text tells.

/// `Facter.add(:name)`, `Facter.add('name')`; where Ruby computes the name, how it begins, and a `*`.
pub fn added(text: &str) -> Vec<String> {
    let name = |rest: &str| {
        let rest = rest.trim_start_matches(['(', ' ']);
        let Some(name) = rest.strip_prefix([':', '\'', '"']) else { return "*".to_string() };
        let name = name.trim_start_matches(['\'', '"']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
        let computed = name.get(end..).is_some_and(|rest| rest.starts_with('#'));
        format!("{}{}", name.get(..end).unwrap_or(""), if computed { "*" } else { "" })
    };
    text.split("Facter.add").skip(1).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::added;

    #[test]
    fn facts_are_found_in_ruby() {
        let text = "Facter.add(:one) {}\nFacter.add('two') do\nFacter.add( \"three\", type: :aggregate)\nFacter.add :\"four\"\n";
        assert_eq!(added(text), ["one", "two", "three", "four"]);
        assert_eq!(added("Facter.add(name)\nFacter.add(\"#{x}_y\")\nFacter.add(\"x_#{y}\")"), ["*", "*", "x_*"]);
    }
}
