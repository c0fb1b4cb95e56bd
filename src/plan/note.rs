//! What a resource says besides its events: the text of a `notify`, the output of a command.

use crate::value::EcoString;

/// One line for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A log level in Puppet's words: `notice`, `err`, …
    pub level: EcoString,
    pub text: String,
    /// Whether the line begins with the resource's path.
    pub with_path: bool,
    /// Follows the path: `returns` gives `/Stage[main]/Main/Exec[x]/returns: TEXT`.
    pub property: Option<EcoString>,
}

/// Lines that wait in [`super::Memory`] for whoever drives the run: it takes them after every call of a type.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    lines: Vec<Note>,
}

impl Notes {
    pub fn add(memory: &mut super::Memory, note: Note) {
        match memory.get::<Notes>() {
            Some(notes) => notes.lines.push(note),
            None => memory.insert(Notes { lines: vec![note] }),
        }
    }

    /// What was said since the last time.
    pub fn take(memory: &mut super::Memory) -> Vec<Note> {
        memory.get::<Notes>().map(|notes| std::mem::take(&mut notes.lines)).unwrap_or_default()
    }
}
