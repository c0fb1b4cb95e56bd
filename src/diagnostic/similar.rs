//! "Did you mean": the known name nearest to an unknown one.

/// The candidate with the fewest edits, where they are few for the length of the name.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = name.chars().collect();
    let allowed = (letters.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name || candidate.len().abs_diff(name.len()) > allowed {
            continue;
        }
        let distance = distance(&letters, candidate);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many characters are to be replaced, put in, taken out or swapped with their neighbour.
fn distance(left: &[char], right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    // of the table of distances between beginnings, the row in work and the two before it
    let (mut before, mut last) = (Vec::new(), (0..=right.len()).collect::<Vec<usize>>());
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(0);
    for (i, a) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let replaced = at(&last, j) + usize::from(a != b);
            let mut least = replaced.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swap = i > 0 && j > 0 && left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
            if is_swap {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        (before, last) = (last, row);
    }
    at(&last, right.len())
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_the_nearest_name() {
        assert_eq!(closest("databse", ["data", "database", "debase"]), Some("database"));
        assert_eq!(closest("pakage", ["file", "package"]), Some("package"));
        assert_eq!(closest("prot", ["path", "port"]), Some("port"));
        assert_eq!(closest("xyz", ["file", "package"]), None);
    }
}
