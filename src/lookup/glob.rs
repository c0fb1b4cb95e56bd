//! File names by pattern, as Ruby's `Dir.glob` finds them: `*`, `?`, `[a-z]`, `{a,b}` and `**/`.

use crate::world::World;

/// Directories deeper than this are not searched.
const DEEPEST: usize = 32;
/// Patterns from braces beyond this number are dropped.
const MOST_PATTERNS: usize = 1000;

/// Files that the absolute pattern names, in order of name. Names with a leading dot need one in the pattern.
pub fn glob(world: &dyn World, pattern: &str) -> Vec<String> {
    named(world, pattern).into_iter().filter(|path| world.is_file(path)).collect()
}

/// Folders that the absolute pattern names.
pub fn folders(world: &dyn World, pattern: &str) -> Vec<String> {
    named(world, pattern).into_iter().filter(|path| world.is_directory(path)).collect()
}

fn named(world: &dyn World, pattern: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for pattern in braces(pattern) {
        let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
        search(world, String::new(), &parts, 0, &mut found);
    }
    let mut seen = crate::value::Set::default();
    found.retain(|path| seen.insert(path.clone()));
    found
}

fn search(world: &dyn World, directory: String, parts: &[&str], depth: usize, found: &mut Vec<String>) {
    let Some((part, rest)) = parts.split_first() else {
        if world.is_file(&directory) || world.is_directory(&directory) {
            found.push(directory);
        }
        return;
    };
    if depth > DEEPEST {
        return;
    }
    if *part == "**" {
        search(world, directory.clone(), rest, depth + 1, found);
        for name in visible(world, &directory) {
            let inner = format!("{directory}/{name}");
            if world.is_directory(&inner) {
                search(world, inner, parts, depth + 1, found);
            }
        }
    } else if part.contains(['*', '?', '[', '\\']) {
        let names = world.list(if directory.is_empty() { "/" } else { &directory });
        for name in names.iter().filter(|name| name.starts_with('.') == part.starts_with('.') && matches(part, name)) {
            search(world, format!("{directory}/{name}"), rest, depth + 1, found);
        }
    } else {
        search(world, format!("{directory}/{part}"), rest, depth + 1, found);
    }
}

fn visible(world: &dyn World, directory: &str) -> Vec<String> {
    let mut names = world.list(directory);
    names.retain(|name| !name.starts_with('.'));
    names
}

/// `a{b,c}` is `ab` and `ac`.
fn braces(pattern: &str) -> Vec<String> {
    let mut open = vec![pattern.to_string()];
    let mut done = Vec::new();
    while let Some(pattern) = open.pop() {
        let Some((before, inner, after)) = innermost(&pattern) else {
            done.push(pattern);
            continue;
        };
        if open.len() + done.len() > MOST_PATTERNS {
            break;
        }
        open.extend(inner.split(',').rev().map(|choice| format!("{before}{choice}{after}")));
    }
    done
}

fn innermost(pattern: &str) -> Option<(&str, &str, &str)> {
    let end = pattern.find('}')?;
    let start = pattern.get(..end)?.rfind('{')?;
    Some((pattern.get(..start)?, pattern.get(start + 1..end)?, pattern.get(end + 1..)?))
}

/// Whether a name fits a pattern without slashes.
fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
                continue;
            }
            None if n == name.len() => return true,
            Some(_) if n < name.len() => {
                if let Some(next) = step(&pattern, p, name.get(n).copied()) {
                    (p, n) = (next, n + 1);
                    continue;
                }
            }
            _ => {}
        }
        // Let the last star take one character more.
        match star {
            Some((at, taken)) if taken < name.len() => {
                star = Some((at, taken + 1));
                (p, n) = (at + 1, taken + 1);
            }
            _ => return false,
        }
    }
}

/// Where the pattern goes on after it took one character.
fn step(pattern: &[char], at: usize, character: Option<char>) -> Option<usize> {
    let character = character?;
    match pattern.get(at)? {
        '?' => Some(at + 1),
        '\\' => (pattern.get(at + 1) == Some(&character)).then_some(at + 2),
        '[' => set(pattern, at + 1, character),
        literal => (*literal == character).then_some(at + 1),
    }
}

fn set(pattern: &[char], at: usize, character: char) -> Option<usize> {
    let end = pattern.iter().skip(at).position(|sign| *sign == ']')? + at;
    let inside = pattern.get(at..end)?;
    let (negated, inside) = match inside {
        ['!' | '^', rest @ ..] => (true, rest),
        other => (false, other),
    };
    let mut accepted = false;
    let mut index = 0;
    while let Some(from) = inside.get(index) {
        if let (Some('-'), Some(to)) = (inside.get(index + 1), inside.get(index + 2)) {
            accepted |= (*from..=*to).contains(&character);
            index += 3;
        } else {
            accepted |= *from == character;
            index += 1;
        }
    }
    (accepted != negated).then_some(end + 1)
}
