//! A pretended machine from a case's description, and its state as a case writes it.

use rpuppet::system::memory::Machine;
use rpuppet::system::memory_files::{Content, Files};
use rpuppet::system::{Command, Exit, Output, Response};
use serde_json::{Value as Json, json};
use std::path::Path;

/// `files` (text, or `content`, `mode`, `owner`, `group`, `link`, `directory`), `users` and `groups` (name: number), `commands`, `urls`.
pub fn built(description: &Json) -> Machine {
    let machine = Machine::new();
    for (name, id) in entries(&description["groups"]) {
        machine.add_group(name, number(id));
    }
    for (name, id) in entries(&description["users"]) {
        machine.add_user(name, number(id), number(id));
    }
    for (path, file) in entries(&description["files"]) {
        let node = match file {
            Json::String(text) => Content::File(text.clone().into_bytes()),
            _ if file["directory"] == json!(true) => Content::Directory,
            _ => match file["link"].as_str() {
                Some(target) => Content::Link(target.into()),
                None => Content::File(file["content"].as_str().unwrap_or_default().as_bytes().to_vec()),
            },
        };
        let mut files = machine.files_mut();
        let node = files.put_node(Path::new(path), node);
        node.mode = file["mode"].as_str().map_or(node.mode, |mode| u32::from_str_radix(mode, 8).unwrap());
        node.user = file["owner"].as_u64().map_or(node.user, |id| u32::try_from(id).unwrap());
        node.group = file["group"].as_u64().map_or(node.group, |id| u32::try_from(id).unwrap());
    }
    let commands: Vec<Json> = description["commands"].as_array().cloned().unwrap_or_default();
    machine.on_command(move |command, files| {
        commands.iter().find(|known| is_meant(known, command, files)).map(|known| played(known, command, files))
    });
    let urls: serde_json::Map<String, Json> = description["urls"].as_object().cloned().unwrap_or_default();
    machine.on_request(move |request| {
        let found = urls.get(&request.url)?;
        // a text, or the number of a status
        let (status, body) = (found.as_u64().unwrap_or(200), found.as_str().unwrap_or_default().to_string());
        Some(Response { status: u16::try_from(status).unwrap(), headers: Vec::new(), body })
    });
    machine
}

fn entries(object: &Json) -> impl Iterator<Item = (&String, &Json)> {
    object.as_object().into_iter().flatten()
}

fn number(json: &Json) -> u32 {
    u32::try_from(json.as_u64().unwrap()).unwrap()
}

/// `line` is the whole command line; `when` (path: text) has to hold for the files.
fn is_meant(known: &Json, command: &Command, files: &Files) -> bool {
    let words: Vec<&str> = std::iter::once(command.program.as_str()).chain(command.arguments.iter().map(String::as_str)).collect();
    let holds = |(path, text): (&String, &Json)| files.text(path).as_deref() == text.as_str();
    known["line"].as_str() == Some(words.join(" ").as_str()) && entries(&known["when"]).all(holds)
}

/// Prints `stdout` (or the text of the file `prints`), writes `writes` (path: text), `stdin_to` (path), exits with `code`.
fn played(known: &Json, command: &Command, files: &mut Files) -> Output {
    if let Some(path) = known["stdin_to"].as_str() {
        files.put(path, command.stdin.clone().unwrap_or_default());
    }
    let printed = known["prints"].as_str().and_then(|path| files.text(path));
    for (path, text) in entries(&known["writes"]) {
        files.put(path, text.as_str().unwrap());
    }
    for path in known["removes"].as_array().into_iter().flatten() {
        files.remove(Path::new(path.as_str().unwrap()));
    }
    let stdout = printed.unwrap_or_else(|| known["stdout"].as_str().unwrap_or_default().to_string());
    let stderr = known["stderr"].as_str().unwrap_or_default();
    let code = i32::try_from(known["code"].as_i64().unwrap_or(0)).unwrap();
    Output { exit: Exit::Code(code), stdout: stdout.into_bytes(), stderr: stderr.as_bytes().to_vec() }
}

/// What is at a path, in the form of `expected`: a text, null where nothing is, or the members that are asked for.
pub fn state(machine: &Machine, path: &str, expected: &Json) -> Json {
    let files = machine.files();
    let Some(node) = files.node(path) else { return Json::Null };
    let Some(members) = expected.as_object() else { return files.text(path).map_or(json!("no file"), Json::from) };
    let value = |name: &str| match (name, &node.content) {
        ("mode", _) => json!(format!("{:04o}", node.mode)),
        ("owner", _) => json!(node.user),
        ("group", _) => json!(node.group),
        ("directory", content) => json!(*content == Content::Directory),
        ("link", Content::Link(target)) => json!(target.to_string_lossy()),
        ("content", Content::File(bytes)) => json!(String::from_utf8_lossy(bytes)),
        _ => Json::Null,
    };
    members.keys().map(|name| (name.clone(), value(name))).collect::<serde_json::Map<_, _>>().into()
}
