//! All that the broker defines, in one answer (`rabbitmqctl export_definitions`): virtual hosts, permissions, queues, policies, users with
//! the salted hashes of their passwords, so that a password is checked here without another call.
//!
//! The same form is the way to define something new: it travels by standard input, so that a shovel's password is in no argument.

use super::ctl::{ask, command, field, knows_password, rows, tell};
use super::json::{Place, Things};
use crate::plan::{Acting, Failure, Memory};
use crate::system::Look;
use crate::value::{Map, Set};
use base64::Engine as _;
use serde_json::Value as Json;
use sha2::{Digest, Sha256, Sha512};
use std::rc::Rc;

/// Bytes of salt that a hash begins with.
const SALT: usize = 4;

pub struct User {
    /// Sorted.
    pub tags: Vec<String>,
    hash: Vec<u8>,
    algorithm: String,
}

/// Expressions in the order configure, write, read.
pub type Expressions = [String; 3];

#[derive(Default)]
pub struct Definitions {
    pub vhosts: Set<String>,
    pub users: Map<String, User>,
    /// (user, virtual host) → what is permitted.
    pub permissions: Map<(String, String), Expressions>,
    pub exchanges: Things,
    pub queues: Things,
    pub policies: Things,
    pub parameters: Things,
    pub bindings: Vec<Json>,
}

#[derive(Clone)]
struct Known(Rc<Definitions>);

/// What the broker defines; asked once, and again after [`forget`].
pub fn definitions(look: &dyn Look, memory: &mut Memory) -> Result<Rc<Definitions>, Failure> {
    let known = memory.get_or_try(|| {
        let answer = ask(look, "rabbitmqctl", &["export_definitions", "-", "--format", "json"])?;
        let list = |name: &str| answer.get(name).into_iter().flat_map(rows);
        Ok::<_, Failure>(Known(Rc::new(Definitions {
            vhosts: list("vhosts").filter_map(|row| field(row, "name")).collect(),
            users: list("users").filter_map(|row| Some((field(row, "name")?, user(row)))).collect(),
            permissions: list("permissions").filter_map(permission).collect(),
            exchanges: list("exchanges").filter_map(thing).collect(),
            queues: list("queues").filter_map(thing).collect(),
            policies: list("policies").filter_map(thing).collect(),
            parameters: list("parameters").filter_map(thing).collect(),
            bindings: list("bindings").cloned().collect(),
        })))
    })?;
    Ok(known.0)
}

/// Defines one thing of a kind (`queues`, `policies`, …); what was there under its name gets its new form.
pub fn define(kind: &str, thing: Json, acting: &mut Acting<'_>) -> Result<(), Failure> {
    forget(acting.memory);
    let mut command = command("rabbitmqctl", &["import_definitions"]);
    command.stdin = Some(serde_json::json!({ kind: [thing] }).to_string().into_bytes());
    tell(acting.act, &command)
}

/// Something was changed.
pub fn forget(memory: &mut Memory) {
    memory.forget::<Known>();
}

fn user(row: &Json) -> User {
    let mut tags: Vec<String> = match row.get("tags") {
        Some(Json::String(text)) => text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_string).collect(),
        Some(tags) => rows(tags).filter_map(Json::as_str).map(str::to_string).collect(),
        None => Vec::new(),
    };
    tags.sort();
    let hash = base64::engine::general_purpose::STANDARD.decode(field(row, "password_hash").unwrap_or_default()).unwrap_or_default();
    User { tags, hash, algorithm: field(row, "hashing_algorithm").unwrap_or_default() }
}

fn thing(row: &Json) -> Option<(Place, Json)> {
    Some((Place { vhost: field(row, "vhost")?, name: field(row, "name")? }, row.clone()))
}

fn permission(row: &Json) -> Option<((String, String), Expressions)> {
    let expression = |name: &str| field(row, name).unwrap_or_default();
    Some(((field(row, "user")?, field(row, "vhost")?), [expression("configure"), expression("write"), expression("read")]))
}

impl User {
    /// Whether this is the user's password; the broker is asked where it hashes in a way that is not known here.
    pub fn has_password(&self, name: &str, password: &str, look: &dyn Look) -> Result<bool, Failure> {
        let Some((salt, hash)) = self.hash.split_at_checked(SALT) else { return Ok(false) };
        let salted = [salt, password.as_bytes()].concat();
        match self.algorithm.as_str() {
            "rabbit_password_hashing_sha256" => Ok(Sha256::digest(&salted).as_slice() == hash),
            "rabbit_password_hashing_sha512" => Ok(Sha512::digest(&salted).as_slice() == hash),
            _ => knows_password(look, name, password),
        }
    }
}
