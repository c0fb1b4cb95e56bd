//! `File`: names of files, and the files that compiling may read. Nothing is written.

use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::Object;
use crate::world::World;

pub fn call(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    match request.name {
        "exist?" => {
            let path = request.text(0)?;
            truth(asks(interpreter, |world| world.is_file(&path) || world.is_directory(&path)))
        }
        "file?" | "readable?" => {
            let path = request.text(0)?;
            truth(asks(interpreter, |world| world.is_file(&path)))
        }
        "directory?" => {
            let path = request.text(0)?;
            truth(asks(interpreter, |world| world.is_directory(&path)))
        }
        "read" => content(interpreter, &request.text(0)?).map(|text| Some(Object::string(text))),
        "readlines" => {
            let text = content(interpreter, &request.text(0)?)?;
            some(Object::array(text.split_inclusive('\n').map(Object::string).collect()))
        }
        "open" | "write" | "new" | "delete" | "unlink" | "chmod" | "rename" => Err(Flow::outside(&format!("File.{}", request.name))),
        _ => name(request),
    }
}

fn asks(interpreter: &Interpreter<'_>, question: impl Fn(&dyn World) -> bool) -> bool {
    interpreter.host.world().is_some_and(question)
}

fn content(interpreter: &mut Interpreter<'_>, path: &str) -> Result<String, Flow> {
    let bytes = interpreter.host.world().and_then(|world| world.read(path).ok());
    let bytes = bytes.ok_or_else(|| Flow::raise("Errno::ENOENT", format!("No such file or directory @ rb_sysopen - {path}")))?;
    check_length(bytes.len())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn name(request: &Request<'_>) -> Answer {
    match request.name {
        "basename" => {
            let path = request.text(0)?;
            let name = last_part(&path);
            let suffix = if request.arguments.len() > 1 { request.text(1)? } else { String::new() };
            let shorter = if suffix == ".*" { name.strip_suffix(extension(name)) } else { name.strip_suffix(suffix.as_str()) };
            some(Object::string(shorter.filter(|rest| !rest.is_empty()).unwrap_or(name)))
        }
        "extname" => some(Object::string(extension(last_part(&request.text(0)?)))),
        "dirname" => some(Object::string(folder(&request.text(0)?))),
        "join" => {
            let parts: Vec<String> = request.arguments.iter().flat_map(super::kernel::as_array).map(|part| part.to_text()).collect();
            some(Object::string(joined(&parts)))
        }
        "absolute_path?" => truth(request.text(0)?.starts_with('/')),
        "expand_path" => {
            let path = request.text(0)?;
            let base = if request.arguments.len() > 1 { request.text(1)? } else { String::new() };
            match path.starts_with('/') || base.starts_with('/') {
                true => some(Object::string(expanded(&path, &base))),
                false => Err(Flow::outside("File.expand_path of a path that is not absolute")),
            }
        }
        "split" => {
            let path = request.text(0)?;
            some(Object::array(vec![Object::string(folder(&path)), Object::string(last_part(&path))]))
        }
        _ => Ok(None),
    }
}

pub(super) fn last_part(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() && !path.is_empty() { "/" } else { trimmed.rsplit('/').next().unwrap_or("") }
}

/// `.gz` of `a.tar.gz`; none of `.bashrc` and `a.`.
pub(super) fn extension(name: &str) -> &str {
    let dot = name.trim_start_matches('.').rfind('.').map(|at| at + name.len() - name.trim_start_matches('.').len());
    dot.and_then(|at| name.get(at..)).filter(|ending| ending.len() > 1).unwrap_or("")
}

pub(super) fn folder(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rfind('/') {
        None if trimmed.is_empty() && !path.is_empty() => "/",
        None => ".",
        Some(at) => {
            let before = trimmed.get(..at).unwrap_or("").trim_end_matches('/');
            if before.is_empty() { "/" } else { before }
        }
    }
}

fn joined(parts: &[String]) -> String {
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            let end = out.trim_end_matches('/').len();
            out.truncate(end);
            out.push('/');
        }
        out.push_str(if index > 0 { part.trim_start_matches('/') } else { part });
    }
    out
}

/// An absolute path without `.` and `..`.
fn expanded(path: &str, base: &str) -> String {
    let whole = if path.starts_with('/') { path.to_string() } else { format!("{base}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    format!("/{}", parts.join("/"))
}
