//! The types against a small Keystone of our own, which keeps what it is given.

use super::super::testing::{applied, resource};
use super::natives;
use super::title::{Assignment, Scope, assignment};
use crate::system::memory::Machine;
use crate::system::{Request, Response};
use serde_json::{Map, Value as Json, json};

const CLOUDS: &str = "clouds:\n  system:\n    auth:\n      auth_url: http://127.0.0.1:5000\n      password: 'admin''s'\n      username: admin\n      system_scope: all\n";

/// Collections by path, each an array of entries.
struct Keystone(Map<String, Json>);

impl Keystone {
    fn new() -> Self {
        let mut collections = Map::new();
        collections.insert("domains".into(), json!([{"id": "default", "name": "Default", "enabled": true}]));
        Keystone(collections)
    }

    fn answer(&mut self, request: &Request) -> Response {
        let path = request.url.split_once("/v3/").unwrap().1.split('?').next().unwrap().to_string();
        let body: Json = request.body.as_deref().map_or(Json::Null, |body| serde_json::from_str(body).unwrap());
        if path == "auth/tokens" {
            return self.token(&body);
        }
        assert!(request.headers.iter().any(|(name, value)| name == "X-Auth-Token" && value == "secret-token"));
        let (parent, id) = path.rsplit_once('/').unwrap_or((&path, ""));
        match request.method {
            "GET" => json_response(200, &json!({path.rsplit('/').next().unwrap(): self.0.get(&path).cloned().unwrap_or(json!([]))})),
            "POST" => {
                let mut entry = body.as_object().unwrap().values().next().unwrap().clone();
                entry["id"] = json!(format!("{path}-{}", entry["name"].as_str().or(entry["interface"].as_str()).unwrap()));
                if let Some(region) = entry.get("region").cloned() {
                    entry["region_id"] = region;
                }
                self.entries(&path).push(entry);
                json_response(201, &body)
            }
            "PATCH" => {
                let changes = body.as_object().unwrap().values().next().unwrap().clone();
                for entry in self.entries(parent).iter_mut().filter(|entry| entry["id"] == id) {
                    entry.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
                }
                json_response(200, &body)
            }
            "PUT" if parent.starts_with("OS-FEDERATION") => {
                let mut entry = json!({"enabled": false});
                entry.as_object_mut().unwrap().extend(body["identity_provider"].as_object().unwrap().clone());
                entry["id"] = json!(id);
                self.entries(parent).push(entry);
                json_response(201, &body)
            }
            "PUT" => {
                let role = self.entries("roles").iter().find(|role| role["id"] == id).cloned().unwrap();
                self.entries(parent).push(role);
                json_response(204, &Json::Null)
            }
            _ => {
                self.entries(parent).retain(|entry| entry["id"] != id);
                json_response(204, &Json::Null)
            }
        }
    }

    fn entries(&mut self, path: &str) -> &mut Vec<Json> {
        self.0.entry(path.to_string()).or_insert_with(|| json!([])).as_array_mut().unwrap()
    }

    fn token(&mut self, body: &Json) -> Response {
        let user = &body["auth"]["identity"]["password"]["user"];
        let right = match user["id"].as_str() {
            Some(id) => self.entries("users").iter().any(|known| known["id"] == id && known["password"] == user["password"]),
            None => user["password"] == "admin's",
        };
        let headers = vec![("X-Subject-Token".to_string(), "secret-token".to_string())];
        Response { headers, ..json_response(if right { 201 } else { 401 }, &Json::Null) }
    }
}

fn json_response(status: u16, body: &Json) -> Response {
    Response { status, headers: Vec::new(), body: body.to_string() }
}

fn machine() -> Machine {
    let machine = Machine::new();
    machine.files_mut().put("/etc/openstack/puppet/admin-clouds.yaml", CLOUDS);
    let mut keystone = Keystone::new();
    machine.on_request(move |request| Some(keystone.answer(request)));
    machine
}

/// Applies the resources; the log.
fn run(resources: &[(&str, &str, Json)], machine: &mut Machine) -> Vec<String> {
    let kinds = natives();
    let mut log = Vec::new();
    for (name, title, parameters) in resources {
        let kind = kinds.iter().find(|kind| kind.schema().name == *name).unwrap();
        let changes = applied(&**kind, &resource(name, title, parameters), machine).unwrap();
        log.extend(changes.into_iter().map(|change| format!("{name} {title}: {change}")));
    }
    log
}

fn site() -> Vec<(&'static str, &'static str, Json)> {
    let url = "http://127.0.0.1:8779/v1.0/%(tenant_id)s";
    vec![
        ("keystone_role", "admin", json!({"ensure": "present"})),
        ("keystone_domain", "heat", json!({"ensure": "present", "enabled": true})),
        ("keystone_project", "services", json!({"ensure": "present", "enabled": true, "description": "all"})),
        ("keystone_user", "trove", json!({"ensure": "present", "password": "trove-secret", "email": "t@h"})),
        ("keystone_user_role", "trove@services", json!({"ensure": "present", "roles": ["admin"]})),
        ("keystone_user_role", "trove@::::all", json!({"ensure": "present", "roles": ["admin"]})),
        ("keystone_service", "trove::database", json!({"ensure": "present", "description": "DBaaS"})),
        ("keystone_endpoint", "RegionOne/trove::database", json!({"ensure": "present", "public_url": url, "admin_url": url})),
    ]
}

#[test]
fn a_site_is_made_once_and_then_left_alone() {
    let mut machine = machine();
    assert_eq!(run(&site(), &mut machine).len(), 8);
    assert!(run(&site(), &mut machine).is_empty());
    for request in machine.requests() {
        let line = format!("{} {:?}", request.url, request.headers);
        assert!(!line.contains("trove-secret") && !line.contains("admin's"), "{line}");
    }
}

#[test]
fn what_was_changed_by_hand_is_put_right() {
    let mut machine = machine();
    run(&site(), &mut machine);
    let by_hand = [
        ("keystone_user", "trove", json!({"password": "other", "email": "x@y"})),
        ("keystone_user_role", "trove@services", json!({"ensure": "absent"})),
    ];
    run(&by_hand, &mut machine);
    let expected = [
        "keystone_user trove: email changed 'x@y' to 't@h'",
        "keystone_user trove: changed password",
        "keystone_user_role trove@services: created",
    ];
    assert_eq!(run(&site(), &mut machine), expected);
    assert!(run(&site(), &mut machine).is_empty());
}

#[test]
fn an_identity_provider_is_known_by_its_ids() {
    let mut machine = machine();
    let kind = "keystone_identity_provider";
    machine.files_mut().put("/etc/ids", "https://b\n\n  https://a \n");
    let made = [(kind, "idp", json!({"ensure": "present", "description": "d", "remote_ids": ["https://b", "https://a"]}))];
    assert_eq!(run(&made, &mut machine), ["keystone_identity_provider idp: created"]);
    assert!(run(&made, &mut machine).is_empty());
    let by_file = [(kind, "idp", json!({"ensure": "present", "remote_id_file": "/etc/ids"}))];
    assert!(run(&by_file, &mut machine).is_empty());
    machine.files_mut().put("/etc/ids", "https://c\n");
    assert_eq!(
        run(&by_file, &mut machine),
        ["keystone_identity_provider idp: remote_id_file changed ['https://a', 'https://b'] to ['https://c']"]
    );
    assert!(run(&[(kind, "idp", json!({"ensure": "present"}))], &mut machine).is_empty());
    assert_eq!(run(&[(kind, "idp", json!({"ensure": "present", "enabled": false}))], &mut machine).len(), 1);
    let enabled = run(&[(kind, "idp", json!({"ensure": "present"}))], &mut machine);
    assert_eq!(enabled, ["keystone_identity_provider idp: enabled changed 'false' to 'true'"]);
    assert_eq!(run(&[(kind, "idp", json!({"ensure": "absent"}))], &mut machine), ["keystone_identity_provider idp: removed"]);
    let both = resource(kind, "idp", &json!({"remote_ids": ["a"], "remote_id_file": "/etc/ids"}));
    let native = natives().into_iter().find(|native| native.schema().name == kind).unwrap();
    assert!(native.validate(&both).unwrap_err().message.contains("Cannot have both remote_ids and remote_id_file"));
}

#[test]
fn without_credentials_or_server_nothing_is_knowable_yet() {
    let kinds = natives();
    let role = resource("keystone_role", "admin", &json!({"ensure": "present"}));
    let kind = kinds.iter().find(|kind| kind.schema().name == "keystone_role").unwrap();
    assert!(applied(&**kind, &role, &mut Machine::new()).unwrap_err().not_yet);
    let mut stopped = Machine::new();
    stopped.files_mut().put("/root/openrc", "export OS_AUTH_URL='http://h:5000/v3'\nexport OS_USERNAME='a'\nexport OS_PASSWORD='p'\n");
    assert!(applied(&**kind, &role, &mut stopped).unwrap_err().not_yet);
    assert!(stopped.slept().as_secs() <= 10, "{:?}", stopped.slept());
}

#[test]
fn titles_of_assignments() {
    let parsed = |title: &str| assignment(&resource("keystone_user_role", title, &json!({})));
    let wanted = |user: &str, domain: &str, scope| Some(Assignment { user: user.into(), user_domain: domain.into(), scope });
    assert_eq!(parsed("u@p"), wanted("u", "Default", Scope::Project("p".into(), "Default".into())));
    assert_eq!(parsed("u::d@p::e"), wanted("u", "d", Scope::Project("p".into(), "e".into())));
    assert_eq!(parsed("u::d@::e"), wanted("u", "d", Scope::Domain("e".into())));
    assert_eq!(parsed("u@::::all"), wanted("u", "Default", Scope::System("all".into())));
    assert_eq!(parsed("a@b@p"), wanted("a@b", "Default", Scope::Project("p".into(), "Default".into())));
    assert_eq!(parsed("nobody"), None);
}
