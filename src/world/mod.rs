//! All that compiling may see: files of environment and module path, facts, settings. Nothing else of the machine.

pub mod autoload;
pub mod disk;
pub mod facter;
pub mod memory;
pub mod shelf;

use shelf::Shelf;
use std::io;
use std::sync::Arc;

/// The outside as the compiler sees it. Compiling is a pure function of it.
pub trait World: Sync {
    /// The bytes of a file; `NotFound` and other errors as the system tells them.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    fn is_file(&self, path: &str) -> bool;
    fn is_directory(&self, path: &str) -> bool;
    /// Whether there is a file or a directory.
    fn exists(&self, path: &str) -> bool {
        self.is_file(path) || self.is_directory(path)
    }
    /// Names in a directory, sorted; empty where it cannot be read.
    fn list(&self, path: &str) -> Vec<String>;
    /// The same names, each with whether it is that of a directory.
    fn entries(&self, path: &str) -> Vec<(String, bool)> {
        let with_kind = |name: String| {
            let is_directory = self.is_directory(&format!("{path}/{name}"));
            (name, is_directory)
        };
        self.list(path).into_iter().map(with_kind).collect()
    }
    /// Runs a program for `generate`, argv only; standard output.
    fn generate(&self, command: &[String]) -> io::Result<String>;
    /// Runs a command line with a text in a file, whose path the command line is made with. An error tells what the command said.
    fn try_text(&self, text: &str, command_line: &dyn Fn(&str) -> String) -> io::Result<()>;
    /// Where readers keep what they made of files, for the next compilation; none where each reads anew.
    fn shelf(&self) -> Option<&Shelf> {
        None
    }
}

/// What `make` reads from a path, or has read before if the world has a shelf. Failures are not kept.
///
/// # Errors
/// Those of `make`.
pub fn read_once<T: Send + Sync + 'static, E>(world: &dyn World, path: &str, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
    if let Some(known) = world.shelf().and_then(|shelf| shelf.get(path)) {
        return Ok(known);
    }
    let thing = Arc::new(make()?);
    if let Some(shelf) = world.shelf() {
        shelf.put(path, thing.clone());
    }
    Ok(thing)
}
