//! What is removed goes through the service; `trove-manage` is not asked for what it cannot do.

use super::super::testing::{applied, resource};
use super::datastore::TroveDatastore;
use super::version::TroveDatastoreVersion;
use crate::plan::{RelationKind, ResourceType};
use crate::system::Response;
use crate::system::memory::Machine;
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;

const CLOUDS: &str = "clouds:\n  project:\n    auth:\n      auth_url: http://127.0.0.1:5000\n      password: admins\n      username: admin\n      project_name: admin\n";
const ROWS: &str = "d1\tmysql\tv1\t5.7\tmysql\timage\t\t1\nd2\tempty\tNULL\tNULL\tNULL\tNULL\tNULL\tNULL\n";

/// A host with a database and a Trove that answers every removal by `status`; what was removed.
fn host(status: u16) -> (Machine, Rc<RefCell<Vec<String>>>) {
    let (machine, removed) = (Machine::new(), Rc::new(RefCell::new(Vec::new())));
    machine.files_mut().put("/etc/openstack/puppet/admin-clouds.yaml", CLOUDS);
    machine.on_command(|command, _| (command.program == "mysql").then(|| Machine::printed(ROWS)));
    let told = removed.clone();
    machine.on_request(move |request| {
        if request.url.ends_with("/auth/tokens") {
            let endpoint = json!({"interface": "public", "url": "http://127.0.0.1:8779/v1.0/p"});
            let body = json!({"token": {"catalog": [{"type": "database", "endpoints": [endpoint]}]}}).to_string();
            return Some(Response { status: 201, headers: vec![("X-Subject-Token".into(), "t".into())], body });
        }
        told.borrow_mut().push(format!("{} {}", request.method, request.url));
        let body = json!({"badRequest": {"code": status, "message": "it is in use"}}).to_string();
        Some(Response { status, headers: Vec::new(), body })
    });
    (machine, removed)
}

#[test]
fn versions_and_datastores_are_removed_by_the_service() {
    let version = resource("trove_datastore_version", "5.7", &json!({"ensure": "absent", "datastore": "mysql"}));
    let (mut machine, removed) = host(202);
    assert_eq!(applied(&TroveDatastoreVersion::default(), &version, &mut machine).unwrap(), ["removed"]);
    let datastore = resource("trove_datastore", "empty", &json!({"ensure": "absent"}));
    assert_eq!(applied(&TroveDatastore::default(), &datastore, &mut machine).unwrap(), ["removed"]);
    let trove = "DELETE http://127.0.0.1:8779/v1.0/p";
    assert_eq!(*removed.borrow(), [format!("{trove}/mgmt/datastore-versions/v1"), format!("{trove}/datastores/d2")]);
    let gone = resource("trove_datastore", "nosuch", &json!({"ensure": "absent"}));
    assert!(applied(&TroveDatastore::default(), &gone, &mut machine).unwrap().is_empty());
}

#[test]
fn what_is_in_use_stays_and_the_reason_is_told() {
    let datastore = resource("trove_datastore", "mysql", &json!({"ensure": "absent"}));
    let failure = applied(&TroveDatastore::default(), &datastore, &mut host(400).0).unwrap_err();
    assert_eq!(failure.message, "The database service refuses datastores/d1: it is in use (HTTP 400)");
}

#[test]
fn a_version_goes_before_its_datastore_and_comes_after_it() {
    let kind = |ensure| {
        let version = resource("trove_datastore_version", "5.7", &json!({"ensure": ensure, "datastore": "mysql"}));
        TroveDatastoreVersion::default().autorelations(&version)[0].kind
    };
    assert_eq!((kind("absent"), kind("present")), (RelationKind::Before, RelationKind::Require));
}
