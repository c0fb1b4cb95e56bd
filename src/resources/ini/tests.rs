//! Edits of real files against what Puppet's own editors make of them (`tests/ini/*.json`), and the types on the pretended machine.

use super::super::testing::{applied, resource};
use super::IniType;
use super::document::Document;
use super::syntax::{Policy, Syntax};
use crate::catalog::{Attribute, AttributeKind, Catalog, Declaration, ProviderDeclaration, Resource, Schema};
use crate::plan::{Acting, Change, Memory, ResourceType};
use crate::system::memory::Machine;
use crate::system::memory_files::Content;
use crate::value::EcoString;
use serde_json::{Value as Json, json};

fn syntax(case: &Json) -> Syntax {
    let policy = if case["policy"] == "ini" { Policy::IniFile } else { Policy::Openstack };
    Syntax::new(policy, case["separator"].as_str().unwrap())
}

fn texts(values: &Json) -> Vec<String> {
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_string()).collect()
}

fn edited(text: &str, case: &Json) -> String {
    let syntax = syntax(case);
    let mut text = text.to_string();
    for step in case["ops"].as_array().unwrap() {
        let (section, key) = (step[0].as_str().unwrap(), step[1].as_str().unwrap());
        let mut document = Document::parse(&text, &syntax);
        let current = document.values(section, key);
        match (&step[2], current) {
            (Json::Null, None) => continue,
            (Json::Null, Some(_)) => document.remove(section, key),
            (values, Some(current)) if current == texts(values) => continue,
            (values, _) => document.set(section, key, &texts(values)),
        }
        text = document.text();
        if !step[2].is_null() {
            assert_eq!(Document::parse(&text, &syntax).values(section, key), Some(texts(&step[2])), "{case}");
        }
    }
    text
}

#[test]
fn edits_as_puppet_does() {
    let all: Json = serde_json::from_str(include_str!("../../../tests/ini/edits.json")).unwrap();
    let mut wrong = 0;
    let cases = all["cases"].as_array().unwrap();
    for case in cases {
        let text = all["files"][case["file"].as_str().unwrap()].as_str().unwrap();
        let (is, wanted) = (edited(text, case), case["result"].as_str().unwrap());
        if is != wanted {
            wrong += 1;
            let diff = similar::TextDiff::from_lines(wanted, &is).unified_diff().context_radius(2).to_string();
            eprintln!("{} {} {:?} {}\n{diff}", case["file"], case["policy"], case["separator"], case["ops"]);
        }
    }
    assert_eq!(wrong, 0, "of {}", cases.len());
}

/// A type as `openstack_config`'s children are declared.
fn trove_config() -> IniType {
    let attribute = |name: &str| Attribute {
        name: name.into(),
        kind: AttributeKind::Property,
        doc: EcoString::new(),
        values: Vec::new(),
        default: None,
        secret: false,
        array_matching_all: name == "value",
    };
    let attributes = ["ensure", "name", "value", "secret", "ensure_absent_val"].map(|name| (EcoString::from(name), attribute(name)));
    let constants = [(EcoString::from("file_path"), EcoString::from("/etc/trove/trove.conf"))].into_iter().collect();
    let provider = ProviderDeclaration { name: "openstackconfig".into(), parent: "Puppet::Provider::OpenstackConfig".into(), constants };
    IniType::from_declaration(&Declaration {
        schema: Schema {
            name: "trove_config".into(),
            attributes: attributes.into_iter().collect(),
            name_variables: vec!["name".into()],
            ..Schema::default()
        },
        providers: vec![provider],
        autorequires: vec![("anchor".into(), "trove::install::end".into())],
        ..Declaration::default()
    })
    .unwrap()
}

#[test]
fn a_declared_type_edits_its_file() {
    let kind = trove_config();
    let mut machine = Machine::new();
    machine.files_mut().put(
        "/etc/trove/trove.conf",
        "[DEFAULT]\n# The port. (port value)\n#bind_port = 8779\nuse = a\nmulti = x\nmulti = y\nold = 1\n\n[database]\n",
    );
    let settings = [
        ("DEFAULT/bind_port", json!({"value": 8780}), vec!["created"]),
        ("DEFAULT/use", json!({"value": true}), vec!["value changed ['a'] to ['True']"]),
        ("DEFAULT/multi", json!({"value": ["y", "z"]}), vec!["value changed ['x', 'y'] to ['y', 'z']"]),
        ("DEFAULT/old", json!({"value": "<SERVICE DEFAULT>"}), vec!["removed"]),
        ("DEFAULT/none", json!({"value": "<SERVICE DEFAULT>"}), vec![]),
        ("database/connection", json!({"value": "mysql://a:b@c/d", "secret": true}), vec!["created"]),
    ];
    let log = |expected: &[&str], machine: &mut Machine, title: &str, parameters: &Json| {
        assert_eq!(applied(&kind, &resource("trove_config", title, parameters), machine).unwrap(), expected, "{title}");
    };
    for (title, parameters, expected) in &settings {
        log(expected, &mut machine, title, parameters);
        log(&[], &mut machine, title, parameters);
    }
    let secret = json!({"value": "mysql://x:y@c/d", "secret": true});
    log(&["value changed [old secret redacted] to [new secret redacted]"], &mut machine, "database/connection", &secret);
    let text = "[DEFAULT]\n# The port. (port value)\n#bind_port = 8779\nbind_port=8780\nuse = True\nmulti = y\nmulti=z\n\n[database]\nconnection=mysql://x:y@c/d\n";
    assert_eq!(machine.files().text("/etc/trove/trove.conf").as_deref(), Some(text));
}

#[test]
fn a_batch_is_one_write_of_a_private_file() {
    let (kind, mut machine) = (trove_config(), Machine::new());
    machine.files_mut().put_node(std::path::Path::new("/etc/trove"), Content::Directory).group = 64;
    let resources = ["DEFAULT/a", "DEFAULT/b", "s/c"].map(|title| resource("trove_config", title, &json!({"value": "1"})));
    let changes = [Change::created()];
    let batch: Vec<(&Resource, &[Change])> = resources.iter().map(|resource| (resource, changes.as_slice())).collect();
    let (catalog, mut memory) = (Catalog::default(), Memory::default());
    let outcomes = kind.apply_batch(&batch, &mut Acting { act: &mut machine, memory: &mut memory, catalog: &catalog });
    assert!(outcomes.len() == 3 && outcomes.iter().all(Result::is_ok));
    let files = machine.files();
    let node = files.node("/etc/trove/trove.conf").unwrap();
    assert_eq!((node.mode, node.user, node.group), (0o640, 0, 64));
    assert_eq!(files.text("/etc/trove/trove.conf").as_deref(), Some("[DEFAULT]\na=1\nb=1\n[s]\nc=1\n"));
}

/// The type of a module with these attributes beside the usual ones, and this provider.
fn declared(name: &str, further: &[&str], parent: &str, constants: &[(&str, &str)]) -> Option<IniType> {
    let mut declaration = Declaration::default();
    declaration.schema.name = name.into();
    declaration.schema.name_variables = vec!["name".into()];
    for name in ["ensure", "name", "value", "secret"].iter().chain(further) {
        let (doc, values, default) = (EcoString::new(), Vec::new(), None);
        let kind = AttributeKind::Property;
        let attribute = Attribute { name: (*name).into(), kind, doc, values, default, secret: false, array_matching_all: false };
        declaration.schema.attributes.insert((*name).into(), attribute);
    }
    let constants = constants.iter().map(|(name, value)| (EcoString::from(*name), EcoString::from(*value))).collect();
    declaration.providers.push(ProviderDeclaration { name: "ini_setting".into(), parent: parent.into(), constants });
    IniType::from_declaration(&declaration)
}

#[test]
fn every_style_of_declaration_is_known() {
    let section = ("section", "");
    let libvirtd = declared("libvirtd_config", &["quote"], "ini_setting/ruby", &[("file_path", "/f"), section, ("separator", "=")]);
    let daemon = declared("virtlogd_config", &["quote"], "libvirtd_config/ini_setting", &[("file_path", "/f")]);
    let ceph = declared("ceph_config", &["path"], "ini_setting/ruby", &[("file_path", "/f"), ("separator", " = ")]);
    let tempest = declared("tempest_config", &["path"], "openstack_config/ini_setting", &[]);
    let paste = declared("panko_api_paste_ini", &[], "ini_setting/ruby", &[("file_path", "/f"), ("separator", "=")]);
    let domains = declared("keystone_domain_config", &[], "openstack_config/ini_setting", &[]);
    for (kind, title, parameters, path, text) in [
        (libvirtd, "uri_default", json!({"value": "qemu", "quote": true}), "/f", "uri_default=\"qemu\"\n"),
        (daemon, "max", json!({"value": true}), "/f", "max=true\n"),
        (ceph, "global/x", json!({"value": "TRUE", "path": "/other"}), "/other", "[global]\nx = true\n"),
        (tempest, "auth/x", json!({"value": "true", "path": "/t"}), "/t", "[auth]\nx=True\n"),
        (paste, "filter:a/paste", json!({"value": "b:c"}), "/f", "[filter:a]\npaste=b:c\n"),
        (domains, "d::ldap/url", json!({"value": "x"}), "/etc/keystone/domains/keystone.d.conf", "[ldap]\nurl=x\n"),
    ] {
        let (kind, mut machine) = (kind.unwrap(), Machine::new());
        machine.files_mut().put_directory("/etc/keystone/domains");
        let wanted = resource(&kind.schema.name, title, &parameters);
        assert_eq!(applied(&kind, &wanted, &mut machine).unwrap(), ["created"], "{title}");
        assert_eq!(machine.files().text(path).as_deref(), Some(text), "{title}");
        assert_eq!(applied(&kind, &wanted, &mut machine).unwrap(), Vec::<String>::new(), "{title} the second time");
    }
    assert!(declared("nova_thing", &[], "openstack_config/ini_setting", &[]).is_none(), "no file is known");
    assert!(declared("x", &["path"], "nova", &[]).is_none(), "not an ini file");
    let domains = declared("keystone_domain_config", &[], "openstack_config/ini_setting", &[]).unwrap();
    let failure = applied(&domains, &resource("keystone_domain_config", "ldap/url", &json!({"value": "x"})), &mut Machine::new());
    assert!(failure.unwrap_err().message.contains("You must provide a domain name"));
}
