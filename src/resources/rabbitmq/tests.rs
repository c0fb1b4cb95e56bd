//! The types against a broker of our own that keeps the definitions it is given, as 3.10 does.

use super::super::testing::{applied, resource};
use super::{json, natives};
use crate::plan::Failure;
use crate::system::Response;
use crate::system::memory::Machine;
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::rc::Rc;

const PASSWORD: &str = "s3cr3t-of-the-shovel";

/// A broker with the virtual hosts `/` and `v`.
fn broker() -> (Machine, Rc<RefCell<Json>>) {
    let state = Rc::new(RefCell::new(json!({"vhosts": [{"name": "/"}, {"name": "v"}]})));
    let machine = Machine::new();
    let (told, asked) = (state.clone(), state.clone());
    machine.on_command(move |command, _| {
        let line = command.arguments.join(" ");
        assert!(!line.contains(PASSWORD), "a secret is in {line}");
        Some(match command.arguments.get(1).map(String::as_str) {
            Some("export_definitions") => Machine::printed(&told.borrow().to_string()),
            Some("list_exchanges") => Machine::printed("[{\"name\":\"amq.topic\"}]"),
            Some("import_definitions") => {
                let new: Json = serde_json::from_slice(command.stdin.as_deref().unwrap()).unwrap();
                merge(&mut told.borrow_mut(), new);
                Machine::printed("")
            }
            Some("delete_queue") => take(&mut told.borrow_mut(), "queues", command.arguments.last().unwrap()),
            Some("clear_policy") => take(&mut told.borrow_mut(), "policies", command.arguments.last().unwrap()),
            Some("clear_parameter") => take(&mut told.borrow_mut(), "parameters", command.arguments.last().unwrap()),
            _ => return None,
        })
    });
    machine.on_request(move |request| Some(management(&mut asked.borrow_mut(), request.method, &request.url)));
    (machine, state)
}

fn merge(state: &mut Json, new: Json) {
    for (kind, things) in new.as_object().unwrap() {
        let list = state.as_object_mut().unwrap().entry(kind).or_insert(json!([])).as_array_mut().unwrap();
        for thing in things.as_array().unwrap() {
            list.retain(|known| known["name"].is_null() || (&known["name"], &known["vhost"]) != (&thing["name"], &thing["vhost"]));
            list.push(thing.clone());
        }
    }
}

fn take(state: &mut Json, kind: &str, name: &str) -> crate::system::Output {
    state[kind].as_array_mut().unwrap().retain(|known| known["name"] != name);
    Machine::printed("")
}

fn management(state: &mut Json, method: &str, url: &str) -> Response {
    let response = |status: u16, body: &Json| Response { status, headers: Vec::new(), body: body.to_string() };
    match (method, url.strip_prefix("http://localhost:15672/api/").unwrap()) {
        ("GET", "bindings/v/e/ex/q/q") => {
            let mut rows = state["bindings"].clone();
            rows.as_array_mut().unwrap().iter_mut().for_each(|row| row["properties_key"] = json!("%23"));
            response(200, &rows)
        }
        ("DELETE", "bindings/v/e/ex/q/q/%2523") => {
            state["bindings"] = json!([]);
            response(204, &Json::Null)
        }
        ("DELETE", "exchanges/v/ex") => {
            state["exchanges"] = json!([]);
            response(204, &Json::Null)
        }
        ("DELETE", "exchanges/%2F/amq.topic") => response(403, &json!({"reason": "operation not permitted"})),
        other => panic!("{other:?}"),
    }
}

/// What a run changes, and that the next one changes nothing.
fn settles(machine: &mut Machine, kind: &str, title: &str, parameters: &Json) -> Result<Vec<String>, Failure> {
    let natives = natives();
    let native = natives.iter().find(|native| native.schema().name == kind).unwrap();
    let wanted = resource(kind, title, parameters);
    let log = applied(&**native, &wanted, machine)?;
    assert_eq!(applied(&**native, &wanted, machine)?, Vec::<String>::new(), "{kind} the second time");
    Ok(log)
}

#[test]
fn exchanges_queues_and_bindings_come_and_go() {
    let (mut machine, state) = broker();
    let exchange = json!({"type": "topic", "durable": true, "arguments": {"alternate-exchange": "o"}});
    assert_eq!(settles(&mut machine, "rabbitmq_exchange", "ex@v", &exchange).unwrap(), ["created"]);
    assert_eq!(settles(&mut machine, "rabbitmq_exchange", "amq.topic@/", &exchange).unwrap(), Vec::<String>::new());
    assert_eq!(settles(&mut machine, "rabbitmq_queue", "q@v", &json!({"arguments": {"x-expires": 10}})).unwrap(), ["created"]);
    let binding = json!({"routing_key": "#"});
    assert_eq!(settles(&mut machine, "rabbitmq_binding", "ex@q@v", &binding).unwrap(), ["created"]);
    assert_eq!(
        *state.borrow(),
        json!({
            "vhosts": [{"name": "/"}, {"name": "v"}],
            "exchanges": [{"vhost": "v", "name": "ex", "type": "topic", "durable": true, "auto_delete": false, "internal": false,
                "arguments": {"alternate-exchange": "o"}}],
            "queues": [{"vhost": "v", "name": "q", "durable": true, "auto_delete": false, "arguments": {"x-expires": 10}}],
            "bindings": [{"source": "ex", "destination": "q", "vhost": "v", "destination_type": "queue", "routing_key": "#",
                "arguments": {}}],
        })
    );
    let gone = json!({"ensure": "absent", "routing_key": "#", "source": "ex", "destination": "q", "vhost": "v"});
    assert_eq!(settles(&mut machine, "rabbitmq_binding", "any name", &gone).unwrap(), ["removed"]);
    assert_eq!(settles(&mut machine, "rabbitmq_queue", "q@v", &json!({"ensure": "absent"})).unwrap(), ["removed"]);
    assert_eq!(settles(&mut machine, "rabbitmq_exchange", "ex@v", &json!({"ensure": "absent"})).unwrap(), ["removed"]);
    let refused = settles(&mut machine, "rabbitmq_exchange", "amq.topic@/", &json!({"ensure": "absent"})).unwrap_err();
    assert_eq!(refused.message, "RabbitMQ refuses DELETE /api/exchanges/%2F/amq.topic: operation not permitted (HTTP 403)");
}

#[test]
fn the_management_plugin_is_found_by_its_configuration() {
    let mut machine = Machine::new();
    machine.files_mut().put("/etc/rabbitmq/rabbitmqadmin.conf", "[default]\nhostname = mq.example.org\nssl = True\n");
    machine.on_command(|command, _| {
        let line = command.arguments.join(" ");
        let known = r#"{"vhosts": [{"name": "v"}], "exchanges": [{"vhost": "v", "name": "a/b"}]}"#;
        line.contains("export_definitions").then(|| Machine::printed(known))
    });
    machine.on_request(|request| {
        assert_eq!(request.headers, [("Authorization".to_string(), "Basic ZGFuOmE6Yg==".to_string())]);
        Some(Response { status: 204, ..Response::default() })
    });
    let wanted = json!({"ensure": "absent", "user": "dan", "password": "a:b"});
    let natives = natives();
    let kind = natives.iter().find(|native| native.schema().name == "rabbitmq_exchange").unwrap();
    assert_eq!(applied(&**kind, &resource("rabbitmq_exchange", "a/b@v", &wanted), &mut machine).unwrap(), ["removed"]);
    assert_eq!(machine.requests()[0].url, "https://mq.example.org:15671/api/exchanges/v/a%2Fb");
}

#[test]
fn policies_differ_by_property() {
    let (mut machine, state) = broker();
    let policy = |definition: Json| json!({"pattern": ".*", "definition": definition, "priority": 3});
    let first = policy(json!({"ha-mode": "exactly", "ha-params": "2", "expires": "1000"}));
    assert_eq!(settles(&mut machine, "rabbitmq_policy", "p@v", &first).unwrap(), ["created"]);
    assert_eq!(state.borrow()["policies"][0]["definition"], json!({"ha-mode": "exactly", "ha-params": 2, "expires": 1000}));
    let changed = settles(&mut machine, "rabbitmq_policy", "p@v", &policy(json!({"ha-mode": "all"}))).unwrap();
    let expected = "definition changed {'ha-mode' => 'exactly', 'ha-params' => 2, 'expires' => 1000} to {'ha-mode' => 'all'}";
    let sorted = "definition changed {'expires' => 1000, 'ha-mode' => 'exactly', 'ha-params' => 2} to {'ha-mode' => 'all'}";
    assert!([expected, sorted].contains(&changed.join("; ").as_str()), "{changed:?}");
    assert_eq!(settles(&mut machine, "rabbitmq_policy", "p@v", &json!({"ensure": "absent"})).unwrap(), ["removed"]);
    for (wrong, message) in [
        (json!({"definition": {}}), "pattern parameter is required."),
        (json!({"pattern": "("}), "Parameter pattern failed on Rabbitmq_policy[p@v]: Invalid regexp ("),
        (json!({"pattern": "x"}), "definition parameter is required."),
    ] {
        assert_eq!(settles(&mut machine, "rabbitmq_policy", "p@v", &wrong).unwrap_err().message, message);
    }
}

#[test]
fn a_shovel_keeps_its_password_to_itself() {
    let (mut machine, _) = broker();
    let shovel = |host: &str| json!({"component_name": "shovel", "value": {"src-uri": format!("amqp://u:{PASSWORD}@{host}"), "n": "5"}});
    assert_eq!(settles(&mut machine, "rabbitmq_parameter", "s@v", &shovel("a")).unwrap(), ["created"]);
    assert_eq!(settles(&mut machine, "rabbitmq_parameter", "s@v", &shovel("b")).unwrap(), ["changed [redacted] to [redacted]"]);
    assert_eq!(settles(&mut machine, "rabbitmq_parameter", "s@v", &json!({"ensure": "absent"})).unwrap(), ["removed"]);
    assert_eq!(machine.ran().last().map(String::as_str), Some("rabbitmqctl -q clear_parameter -p v shovel s"));
}

#[test]
fn the_cookie_changes_by_force_alone() {
    let mut machine = Machine::new();
    machine.add_group("rabbitmq", 7);
    machine.add_user("rabbitmq", 7, 7);
    machine.answer("service rabbitmq-server stop", "");
    machine.files_mut().put("/var/lib/rabbitmq/.erlang.cookie", "OLD");
    machine.files_mut().put("/var/lib/rabbitmq/mnesia/x", "");
    let cookie = |force: bool| json!({"content": "NEWCOOKIE", "force": force, "service_name": "rabbitmq-server"});
    let path = "/var/lib/rabbitmq/.erlang.cookie";
    assert!(settles(&mut machine, "rabbitmq_erlang_cookie", path, &cookie(false)).unwrap_err().message.ends_with("automatically."));
    let changed = settles(&mut machine, "rabbitmq_erlang_cookie", path, &cookie(true)).unwrap();
    assert_eq!(changed, ["The rabbitmq erlang cookie was changed"]);
    let files = machine.files();
    let node = files.node(path).unwrap();
    assert_eq!((node.mode, node.user, files.text(path).as_deref()), (0o400, 7, Some("NEWCOOKIE")));
    assert!(files.node("/var/lib/rabbitmq/mnesia").is_none());
}

#[test]
fn numbers_are_told_from_text() {
    let mut value = json!({"a": "12", "b": "-3", "c": "1x", "d": "", "e": "+4"});
    json::with_numbers(&mut value, |_| true);
    assert_eq!(value, json!({"a": 12, "b": -3, "c": "1x", "d": "", "e": 4}));
}
