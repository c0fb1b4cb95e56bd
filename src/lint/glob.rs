//! Patterns of paths: `*` and `?` for what is within a folder, `**` for folders as well. A pattern without `/` fits a name in any folder.

/// Whether a path fits a pattern.
pub fn fits(pattern: &str, path: &str) -> bool {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let path = path.strip_prefix("./").unwrap_or(path);
    if !pattern.contains('/') {
        let name = path.rsplit('/').next().unwrap_or(path);
        return matches(pattern.as_bytes(), name.as_bytes());
    }
    let folder = pattern.strip_suffix('/').unwrap_or(pattern);
    matches(pattern.as_bytes(), path.as_bytes())
        || (!folder.is_empty() && path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

/// Matches with one place to go back to for `*` and one for `**`: no path makes it slow.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    let mut folders: Option<(usize, usize)> = None;
    loop {
        let rest = pattern.get(at..).unwrap_or_default();
        if rest.starts_with(b"**") {
            at += if rest.get(2) == Some(&b'/') { 3 } else { 2 };
            (folders, star) = (Some((at, place)), None);
            continue;
        }
        if rest.first() == Some(&b'*') {
            at += 1;
            star = Some((at, place));
            continue;
        }
        let character = path.get(place);
        let fits = match (rest.first(), character) {
            (None, None) => return true,
            (Some(b'?'), Some(other)) => *other != b'/',
            (Some(wanted), Some(other)) => wanted == other,
            _ => false,
        };
        if fits {
            (at, place) = (at + 1, place + 1);
        } else if let Some((after, from)) = star.filter(|(_, from)| path.get(*from).is_some_and(|character| *character != b'/')) {
            star = Some((after, from + 1));
            (at, place) = (after, from + 1);
        } else if let Some((after, from)) = folders.filter(|(_, from)| *from < path.len()) {
            (folders, star) = (Some((after, from + 1)), None);
            (at, place) = (after, from + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_as_people_expect() {
        for (pattern, path, expected) in [
            ("vendor/**/*.pp", "vendor/a/b.pp", true),
            ("vendor/**/*.pp", "vendor/b.pp", true),
            ("vendor/**/*.pp", "other/b.pp", false),
            ("*.pp", "deep/in/x.pp", true),
            ("spec/", "spec/x/y.pp", true),
            ("spec/fixtures", "spec/fixtures/x.pp", true),
            ("a/*.pp", "a/b/c.pp", false),
            ("**/test?.pp", "a/b/test1.pp", true),
            ("**", "anything/at/all", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
