//! Names in parts: `a::b::c`. Names are short and looked at often; a search for a string costs more than it finds.

/// Whether a name has several parts, or stands at the top: `::a`.
pub fn is_qualified(name: &str) -> bool {
    name.as_bytes().windows(2).any(|pair| pair == b"::")
}

/// The first part and the rest of a name that has several.
pub fn split_first(name: &str) -> Option<(&str, &str)> {
    let at = name.as_bytes().windows(2).position(|pair| pair == b"::")?;
    Some((name.get(..at)?, name.get(at + 2..)?))
}

/// All but the last part of a name, and the last part.
pub fn split_last(name: &str) -> Option<(&str, &str)> {
    let at = name.as_bytes().windows(2).rposition(|pair| pair == b"::")?;
    Some((name.get(..at)?, name.get(at + 2..)?))
}

/// The parts of a name, which are empty where nothing stands beside a `::`.
pub fn segments(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let (first, more) = match split_first(rest?) {
            Some((first, more)) => (first, Some(more)),
            None => (rest?, None),
        };
        rest = more;
        Some(first)
    })
}

/// The name as a path: `a/b/c`.
pub fn path(name: &str) -> String {
    let mut path = String::with_capacity(name.len());
    for (index, segment) in segments(name).enumerate() {
        if index > 0 {
            path.push('/');
        }
        path.push_str(segment);
    }
    path
}
