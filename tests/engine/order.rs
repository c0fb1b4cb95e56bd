//! `tests/engine/order`: what real Puppet says while it applies a catalog, line for line. The catalogs and logs there are Puppet's own.

use rpuppet::apply::apply;
use rpuppet::catalog::json::from_json;
use rpuppet::diagnostic::Level;
use rpuppet::plan::{CatalogError, Options};
use rpuppet::report::Log;
use rpuppet::resources::{Natives, Sources};
use rpuppet::system::Output;
use rpuppet::system::memory::Machine;
use std::fs;
use std::path::Path;

/// `/bin/true`, `/bin/false` and `/bin/echo`.
fn play(program: &str, arguments: &[String]) -> Option<Output> {
    match program.rsplit('/').next()? {
        "true" => Some(Machine::printed("")),
        "false" => Some(Machine::failed(1, "")),
        "echo" => Some(Machine::printed(&format!("{}\n", arguments.join(" ")))),
        _ => None,
    }
}

fn machine() -> Machine {
    let machine = Machine::new();
    for program in ["/bin/true", "/bin/false", "/bin/echo"] {
        machine.files_mut().put(program, "").mode = 0o755;
    }
    machine.files_mut().put_directory("/tmp");
    machine.on_command(|command, _| play(&command.program, &command.arguments));
    machine
}

fn options(arguments: &str) -> Options {
    let mut options = Options::default();
    for argument in arguments.split_whitespace() {
        match argument.split_once('=') {
            None if argument == "--noop" => options.noop = true,
            Some(("--tags", tag)) => options.tags.push(tag.into()),
            Some(("--skip_tags", tag)) => options.skip_tags.push(tag.into()),
            _ => panic!("unknown argument {argument}"),
        }
    }
    options
}

/// Our cycles say more: only the headline and the ways round are compared.
fn cycles(error: &CatalogError) -> Vec<String> {
    let CatalogError::Cycles { cycles } = error else { panic!("{error}") };
    let plural = if cycles.len() == 1 { "" } else { "s" };
    let mut lines = vec![format!("Error: Found {} dependency cycle{plural}:", cycles.len())];
    lines.extend(cycles.iter().map(|cycle| format!("({})", cycle.path.join(" => "))));
    lines
}

fn said_by_rpuppet(folder: &Path) -> Vec<String> {
    let catalog = from_json(&fs::read_to_string(folder.join("catalog.json")).unwrap()).unwrap();
    let options = options(&fs::read_to_string(folder.join("arguments")).unwrap_or_default());
    let mut log: Vec<Log> = Vec::new();
    match apply(&catalog, &Natives::new(Sources::default()), &mut machine(), &mut log, &options) {
        Ok(_) => log
            .iter()
            .filter(|log| log.level > Level::Debug && !log.message.starts_with("Applying configuration version"))
            .flat_map(|log| log.to_string().lines().map(str::to_string).collect::<Vec<_>>())
            .collect(),
        Err(error) => cycles(&error),
    }
}

fn said_by_puppet(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("log")).unwrap();
    // Puppet prints the line feeds in this message as two characters, and adds a hint at its own option.
    let text = text
        .replace("\\nTry the '--graph' option and opening the resulting '.dot' file in OmniGraffle or GraphViz", "")
        .replace("\\n", "\n");
    text.lines().map(str::to_string).collect()
}

#[test]
fn messages_and_their_order_are_puppets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine/order");
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    names.sort();
    assert!(names.len() >= 25, "{}", names.len());
    let mut wrong = Vec::new();
    for folder in names {
        let (ours, theirs) = (said_by_rpuppet(&folder), said_by_puppet(&folder));
        if ours != theirs {
            let (ours, theirs) = (ours.join("\n  "), theirs.join("\n  "));
            wrong.push(format!("{}\n ours:\n  {ours}\n Puppet's:\n  {theirs}\n", folder.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
