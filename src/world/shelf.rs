//! What one environment's files say, read once for all compilations of a process.
//!
//! As with Puppet's own caches of environments, what is on the shelf counts until the shelf is dropped. Whoever reads a file decides
//! what is worth keeping of it: a tree, a hash of data, a declaration, the place of a module, a hierarchy with the values of the variables
//! that it hangs on. Texts themselves are not kept, nor is that something is not there.

use super::World;
use crate::value::Map;
use std::any::{Any, TypeId};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// What a reader of a file made of it.
type Thing = Arc<dyn Any + Send + Sync>;

/// Things by what they are and the path that they were read from.
#[derive(Debug, Default)]
pub struct Shelf {
    things: Mutex<Map<TypeId, Map<String, Thing>>>,
}

impl Shelf {
    /// What was put there under a path.
    pub fn get<T: Any + Send + Sync>(&self, path: &str) -> Option<Arc<T>> {
        let things = self.things.lock().unwrap_or_else(PoisonError::into_inner);
        things.get(&TypeId::of::<T>())?.get(path)?.clone().downcast().ok()
    }

    pub fn put<T: Any + Send + Sync>(&self, path: &str, thing: Arc<T>) {
        let mut things = self.things.lock().unwrap_or_else(PoisonError::into_inner);
        things.entry(TypeId::of::<T>()).or_default().insert(path.to_string(), thing);
    }
}

/// A world with a shelf. It serves one environment: what is on the shelf may depend on the module path.
#[derive(Debug, Default)]
pub struct Shelved<W> {
    world: W,
    shelf: Shelf,
}

impl<W: World> Shelved<W> {
    pub fn new(world: W) -> Self {
        Shelved { world, shelf: Shelf::default() }
    }
}

impl<W: World> World for Shelved<W> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.world.read(path)
    }

    fn is_file(&self, path: &str) -> bool {
        self.world.is_file(path)
    }

    fn is_directory(&self, path: &str) -> bool {
        self.world.is_directory(path)
    }

    fn exists(&self, path: &str) -> bool {
        self.world.exists(path)
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.world.list(path)
    }

    fn generate(&self, command: &[String]) -> io::Result<String> {
        self.world.generate(command)
    }

    fn try_text(&self, text: &str, command_line: &dyn Fn(&str) -> String) -> io::Result<()> {
        self.world.try_text(text, command_line)
    }

    fn shelf(&self) -> Option<&Shelf> {
        Some(&self.shelf)
    }
}
