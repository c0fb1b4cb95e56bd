//! Sources behind `http:` and `https:`: the whole content is brought, as no server can be relied on to tell its checksum.

use super::content;
use crate::catalog::Resource;
use crate::plan::Failure;
use crate::resources::attribute::text;
use crate::system::{Follow, Look, SystemError};
use std::path::Path;

pub(super) fn is_remote(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// What is behind a URL; `None` where the server has no such thing.
pub(super) fn download(url: &str, resource: &Resource, look: &dyn Look) -> Result<Option<Vec<u8>>, Failure> {
    if let Some(known) = already_there(resource, look)? {
        return Ok(Some(known));
    }
    let answer = look.download(url).map_err(|error| match error {
        SystemError::Unreachable { .. } => Failure::not_yet(error.to_string()),
        other => other.into(),
    })?;
    match answer.status {
        200..=299 => checked(url, resource, answer.content).map(Some),
        404 | 410 => Ok(None),
        status => Err(Failure::new(format!("Could not retrieve {}: HTTP {status}", shown(url)))),
    }
}

/// The content of the file itself, where it has the checksum that the resource names: then nothing is brought.
fn already_there(resource: &Resource, look: &dyn Look) -> Result<Option<Vec<u8>>, Failure> {
    let Some(wanted) = text(resource, "checksum_value") else { return Ok(None) };
    let path = super::wanted::path(resource);
    if look.metadata(&path, Follow::Links)?.is_none_or(|found| found.kind != crate::system::FileKind::File) {
        return Ok(None);
    }
    let known = look.read(Path::new(&path))?;
    Ok(Some(known).filter(|known| digest(resource, known) == wanted))
}

/// A content that is not the one that is meant never gets to the host.
fn checked(url: &str, resource: &Resource, content: Vec<u8>) -> Result<Vec<u8>, Failure> {
    match text(resource, "checksum_value").filter(|wanted| *wanted != digest(resource, &content)) {
        Some(wanted) => {
            let found = digest(resource, &content);
            Err(Failure::new(format!("The content of {} has the checksum {found}, not {wanted}", shown(url))))
        }
        None => Ok(content),
    }
}

/// Hexadecimal digits, by the algorithm of `checksum`.
fn digest(resource: &Resource, bytes: &[u8]) -> String {
    let algorithm = text(resource, "checksum").unwrap_or_else(|| "sha256".to_string());
    let named = content::checksum(&algorithm, bytes);
    named.split_once('}').map_or(named.clone(), |(_, digits)| digits.to_string())
}

/// A URL without user, password and query.
fn shown(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_string() };
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!("{scheme}://{}/{path}", authority.rsplit('@').next().unwrap_or(authority))
}
