//! A world made of texts, for tests and for editors.

use super::World;
use crate::value::Map;
use std::io;

#[derive(Debug, Default)]
pub struct Memory {
    files: Map<String, Vec<u8>>,
}

impl Memory {
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_string(), text.as_bytes().to_vec());
        self
    }
}

impl World for Memory {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn is_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn is_directory(&self, path: &str) -> bool {
        let prefix = format!("{}/", path.trim_end_matches('/'));
        self.files.keys().any(|file| file.starts_with(&prefix))
    }

    fn list(&self, path: &str) -> Vec<String> {
        let prefix = format!("{}/", path.trim_end_matches('/'));
        let inside = self.files.keys().filter_map(|file| file.strip_prefix(&prefix));
        let mut names: Vec<String> = inside.filter_map(|rest| rest.split('/').next()).map(str::to_string).collect();
        names.sort();
        names.dedup();
        names
    }

    fn generate(&self, _command: &[String]) -> io::Result<String> {
        Err(io::Error::other("no programs here"))
    }

    fn try_text(&self, _text: &str, _command_line: &dyn Fn(&str) -> String) -> io::Result<()> {
        Err(io::Error::other("no programs here"))
    }
}
