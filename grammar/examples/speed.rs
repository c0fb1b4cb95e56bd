//! How fast manifests are read: `cargo run --release -p rpuppet-syntax --example speed FOLDER…` prints MB/s from text to tree.
#![allow(clippy::disallowed_methods)]

use rpuppet_syntax::{Kind, SourceFile, parse};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn manifests(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            manifests(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "pp") {
            found.push(path);
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let mut paths = Vec::new();
    for folder in std::env::args().skip(1) {
        manifests(Path::new(&folder), &mut paths)?;
    }
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    for _ in 0..10 {
        let sources: Vec<_> = texts.iter().map(|text| SourceFile::new(None, text.clone())).collect();
        let start = Instant::now();
        let nodes: usize = sources.into_iter().map(|source| parse(source, Kind::Manifest).ast.len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!("{} files, {bytes} bytes, {nodes} nodes, {:.1} MB/s", texts.len(), bytes as f64 / 1e6 / seconds);
    }
    Ok(())
}
