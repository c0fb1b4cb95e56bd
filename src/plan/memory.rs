//! What resource types remember during one run: the answer of one query for all resources of a type (dpkg's list, the users of a database).

use crate::value::Map;
use std::any::{Any, TypeId};

/// One value per type; a type's own private struct is the key, so that nobody else can see it.
#[derive(Default)]
pub struct Memory {
    entries: Map<TypeId, Box<dyn Any>>,
    changes: u64,
}

impl Memory {
    /// What is remembered as `T`, made by `ask` where it is not there yet; put large answers into an `Rc`.
    pub fn get_or_try<T: Any + Clone, E>(&mut self, ask: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if let Some(known) = self.get::<T>() {
            return Ok(known.clone());
        }
        let answer = ask()?;
        self.insert(answer.clone());
        Ok(answer)
    }

    /// How often the host was changed in this run: what a type has asked of the whole host is true until the number grows.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// A resource acts, or answers a refresh.
    pub fn note_change(&mut self) {
        self.changes += 1;
    }

    /// What is remembered as `T`.
    pub fn get<T: Any>(&mut self) -> Option<&mut T> {
        self.entries.get_mut(&TypeId::of::<T>()).and_then(|entry| entry.downcast_mut())
    }

    pub fn insert<T: Any>(&mut self, value: T) {
        self.entries.insert(TypeId::of::<T>(), Box::new(value));
    }

    /// Forgets `T`: the machine was changed, so the next reader asks again.
    pub fn forget<T: Any>(&mut self) {
        self.entries.shift_remove(&TypeId::of::<T>());
    }
}
