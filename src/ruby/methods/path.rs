//! `Pathname`: a path by its name alone.

use super::{Answer, Request, some, truth};
use crate::ruby::object::Object;
use crate::value::EcoString;
use std::path::{Component, Path};

pub fn new(request: &Request<'_>) -> Answer {
    request.text(0).map(|path| Some(Object::Path(path.into())))
}

pub fn call(path: &EcoString, request: &Request<'_>) -> Answer {
    let of = |part: Option<String>| some(part.map_or(Object::Nil, |part| Object::Path(part.into())));
    match request.name {
        "to_s" | "to_str" | "to_path" => some(Object::string(path.as_str())),
        "absolute?" => truth(path.starts_with('/')),
        "relative?" => truth(!path.starts_with('/')),
        "root?" => truth(!path.is_empty() && path.trim_matches('/').is_empty()),
        "dirname" | "parent" => of(Some(super::file::folder(path).to_string())),
        "basename" => {
            let name = super::file::last_part(path);
            let suffix = request.arguments.first().map(Object::to_text).unwrap_or_default();
            let shorter = name.strip_suffix(suffix.as_str()).filter(|rest| !rest.is_empty());
            of(Some(shorter.unwrap_or(name).to_string()))
        }
        "extname" => some(Object::string(super::file::extension(super::file::last_part(path)))),
        "+" | "join" => {
            let other = request.argument(0)?.to_text();
            of(Some(if other.starts_with('/') { other } else { format!("{}/{other}", path.trim_end_matches('/')) }))
        }
        "cleanpath" => of(Some(clean(path))),
        _ => Ok(None),
    }
}

/// Without `.`, `..` and empty parts, as far as names tell.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for component in Path::new(path).components() {
        match component {
            Component::Normal(part) => parts.extend(part.to_str()),
            Component::ParentDir if path.starts_with('/') || parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            Component::ParentDir => parts.push(".."),
            _ => {}
        }
    }
    match (path.starts_with('/'), parts.is_empty()) {
        (true, _) => format!("/{}", parts.join("/")),
        (false, true) => ".".to_string(),
        (false, false) => parts.join("/"),
    }
}
