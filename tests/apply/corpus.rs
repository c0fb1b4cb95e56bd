//! Which of the types of the public modules have a way to act without Ruby: `types.tsv` has module, type and way
//! (`native`, `ini`: a settings file, or `ruby`), and what is there is held against the registry.
//!
//! Where the public modules are (tests/oracle/setup.sh), their declarations are read and the whole list is compared; UPDATE_SNAPSHOTS=1
//! writes it anew.
#![allow(clippy::disallowed_methods, reason = "test data lies on the disk")]

use rpuppet::plan::Kinds;
use rpuppet::resources::{Natives, Sources, ini::IniType};
use rpuppet::ruby::declarations::Declarations;
use rpuppet::world::World;
use rpuppet::world::disk::Disk;
use std::path::{Path, PathBuf};

fn list() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/apply/types.tsv")
}

fn rows(text: &str) -> Vec<[String; 3]> {
    text.lines().map(|line| line.split('\t').map(str::to_string).collect::<Vec<_>>().try_into().unwrap()).collect()
}

/// The public modules, where they were set up.
fn modules() -> Option<String> {
    let home = std::env::var("HOME").unwrap_or_default();
    let set_up = std::env::var("RPUPPET_CACHE").ok().map(|cache| format!("{cache}/oracle/modules"));
    let usual = [format!("{home}/.cache/rpuppet/oracle/modules"), format!("{home}/.cache/rpuppet-oracle/modules")];
    set_up.into_iter().chain(usual).find(|folder| Path::new(folder).is_dir())
}

/// The list as the modules' declarations make it.
fn found(folder: &str) -> String {
    let (natives, declarations) = (Natives::new(Sources::default()), Declarations::new(&Disk, &[folder.to_string()]));
    let mut text = String::new();
    for module in Disk.list(folder) {
        for file in Disk.list(&format!("{folder}/{module}/lib/puppet/type")) {
            let Some(name) = file.strip_suffix(".rb") else { continue };
            let declaration = declarations.declaration(name).expect(name);
            let way = match IniType::from_declaration(&declaration) {
                _ if natives.kind(name).is_some() => "native",
                Some(_) => "ini",
                None => "ruby",
            };
            text.push_str(&format!("{module}\t{name}\t{way}\n"));
        }
    }
    text
}

#[test]
fn every_type_of_the_public_modules_has_its_way() {
    if let Some(folder) = modules() {
        let found = found(&folder);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(list(), &found).unwrap();
        }
        assert_eq!(rows(&std::fs::read_to_string(list()).unwrap()), rows(&found));
    }
    let rows = rows(&std::fs::read_to_string(list()).unwrap());
    let natives = Natives::new(Sources::default());
    for [module, name, way] in &rows {
        assert_eq!(natives.kind(name).is_some(), way == "native", "{module}: {name}");
    }
    let count = |wanted: &str| rows.iter().filter(|[_, _, way]| way == wanted).count();
    // Of the 129 that are settings files, ini_setting and ini_subsetting are native, and openstack_config is a base without a file.
    assert_eq!((rows.len(), count("native"), count("ini"), count("ruby")), (215, 37, 126, 52));
}
