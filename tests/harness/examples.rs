//! What a newcomer is shown works: every manifest of `examples`, and the commands of README.md that need no root.

use super::compile::Compilation;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<PathBuf> {
    let folders = [root().join("examples"), root().join("examples/hiera")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap().flatten()).map(|entry| entry.path());
    let mut manifests: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "pp")).collect();
    manifests.sort();
    manifests
}

/// The resources that an example makes, beside the containers that every catalog has.
fn resources(manifest: &Path) -> Result<Vec<String>, String> {
    let facts = root().join("tests/compile/facts/debian12.json");
    let hiera = manifest.with_file_name("hiera.yaml");
    let code = fs::read_to_string(manifest).unwrap();
    let compilation = Compilation {
        manifest: Some(manifest.to_path_buf()),
        code,
        facts,
        hiera,
        modules: vec![root().join("modules")],
        environment: None,
    };
    let catalog = compilation.run(&mut |_| {})?;
    let names = catalog.resources.keys().map(ToString::to_string);
    Ok(names.filter(|name| !name.starts_with("Stage[") && !name.starts_with("Class[")).collect())
}

/// Runs a line of README.md from the repository's root.
fn run(command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_rpuppet"));
    let folders = std::env::join_paths([program.parent().unwrap(), Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    Command::new("/bin/sh").args(["-c", command]).current_dir(root()).env("PATH", folders).output().unwrap()
}

/// Lines of README.md's indented blocks that start with rpuppet and do not change the host.
fn harmless_commands() -> Vec<String> {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("    rpuppet "));
    let harmless = lines.filter(|line| ["plan ", "catalog ", "facts", "parser "].iter().any(|word| line.starts_with(word)));
    harmless.map(|line| format!("rpuppet {}", line.split("  #").next().unwrap_or(line).trim())).collect()
}

#[test]
fn every_example_compiles_to_something() {
    let examples = examples();
    assert!(examples.len() >= 8, "only {} examples", examples.len());
    for manifest in examples {
        match resources(&manifest) {
            Ok(resources) => assert!(!resources.is_empty(), "{} has no resources", manifest.display()),
            Err(message) => panic!("{}: {message}", manifest.display()),
        }
    }
}

#[test]
fn examples_show_what_they_say() {
    let of = |name: &str| resources(&root().join("examples").join(name)).unwrap();
    assert_eq!(of("hello.pp"), ["Notify[hello]"]);
    let collected = of("define_and_collector.pp");
    assert!(collected.contains(&"File[/tmp/rpuppet-red]".to_string()), "{collected:?}");
    assert!(!collected.contains(&"File[/tmp/rpuppet-round]".to_string()), "{collected:?}");
    assert!(of("config_file.pp").contains(&"Trove_config[DEFAULT/bind_host]".to_string()));
}

#[test]
fn the_commands_of_the_readme_run() {
    let commands = harmless_commands();
    assert!(commands.len() >= 5, "only {commands:?}");
    for command in commands {
        let output = run(&command);
        assert_eq!(output.status.code(), Some(0), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty() || command.starts_with("rpuppet parser validate"), "{command} says nothing");
    }
}

#[test]
fn the_mistake_in_the_readme_looks_as_shown() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.pp"), "$greeting = 'hello'\nnotify { 'a': message => $greting }\n").unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_rpuppet"));
    let output = Command::new(program).args(["catalog", "compile", "--manifest", "site.pp"]).current_dir(folder.path()).output().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).replace(&*folder.to_string_lossy(), "/srv");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for line in said.lines().filter(|line| !line.trim().is_empty()) {
        assert!(readme.contains(line), "README.md does not show: {line}");
    }
    assert!(said.contains("did you mean $greeting?"), "{said}");
}
