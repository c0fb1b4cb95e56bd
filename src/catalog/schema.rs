//! What a resource type accepts: the same form for native types and for those that a module declares in Ruby.

use crate::value::{EcoString, Map, Regex};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeKind {
    /// Something about the host that can be read and brought in line.
    Property,
    /// How to manage it.
    Parameter,
}

/// One attribute of a type.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub name: EcoString,
    pub kind: AttributeKind,
    /// One line for people.
    pub doc: EcoString,
    /// The accepted literal values (`newvalues(:a, :b)`); empty where anything goes or patterns decide.
    pub values: Vec<EcoString>,
    /// The default as Puppet source; `None` where there is none or it is computed.
    pub default: Option<EcoString>,
    /// `sensitive true`, or a parameter named password and the like.
    pub secret: bool,
    /// `array_matching => :all`: the whole array is one value.
    pub array_matching_all: bool,
}

impl Attribute {
    /// An attribute of which only name and kind are known.
    pub fn new(name: &str, kind: AttributeKind) -> Self {
        Attribute {
            name: name.into(),
            kind,
            doc: EcoString::new(),
            values: Vec::new(),
            default: None,
            secret: false,
            array_matching_all: false,
        }
    }
}

/// Names that hold secrets in every module that has them.
pub fn sounds_secret(name: &str) -> bool {
    const ENDINGS: &[&str] = &["password", "passwd", "password_hash", "passphrase", "secret", "secret_key", "token"];
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A resource type: its name and attributes.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Lower case: `trove_config`.
    pub name: EcoString,
    /// In the order of declaration; metaparameters are not among them.
    pub attributes: Map<EcoString, Attribute>,
    /// The attributes that make up the title, `["name"]` mostly, `["path"]` for a file.
    pub name_variables: Vec<EcoString>,
    /// How a title is read; empty where it is the first name variable as it stands.
    pub title_patterns: Vec<TitlePattern>,
    pub ensurable: bool,
    /// Two resources with the same title but another identity may stand side by side (`exec` is not isomorphic).
    pub isomorphic: bool,
}

/// How titles are read.
#[derive(Clone, Debug, PartialEq)]
pub enum TitlePattern {
    /// A regular expression as Ruby has it, and the attributes that its groups give.
    Groups { regex: EcoString, names: Vec<EcoString> },
    /// Any title is this attribute's value.
    Whole(&'static str),
    /// Any title is this attribute's value, without slashes at its end.
    Path(&'static str),
}

impl TitlePattern {
    fn parse(&self, title: &str) -> Option<Vec<(EcoString, EcoString)>> {
        match self {
            TitlePattern::Whole(name) => Some(vec![((*name).into(), title.into())]),
            TitlePattern::Path(name) => Some(vec![((*name).into(), path_of(title).into())]),
            TitlePattern::Groups { regex, names } => {
                let groups = Regex::cached(regex).ok()?.captures(title)?;
                let named = names.iter().zip(groups.into_iter().skip(1));
                Some(named.filter_map(|(name, value)| Some((name.clone(), value?))).collect())
            }
        }
    }
}

/// A title without the slashes at its end, but for the one of a root (`/`, `C:/`).
fn path_of(title: &str) -> &str {
    match title.trim_end_matches('/') {
        "" => "/",
        drive if drive.ends_with(':') && drive.len() > 1 && title.len() > drive.len() => title.get(..=drive.len()).unwrap_or(title),
        path => path,
    }
}

impl Schema {
    /// What a title says of the name variables; `None` where no pattern fits it.
    pub fn parse_title(&self, title: &str) -> Option<Vec<(EcoString, EcoString)>> {
        if self.title_patterns.is_empty() {
            return Some(vec![(self.name_variable().into(), title.into())]);
        }
        self.title_patterns.iter().find_map(|pattern| pattern.parse(title))
    }

    pub fn name_variable(&self) -> &str {
        self.name_variables.first().map_or("name", EcoString::as_str)
    }

    /// Whether `name` is an attribute of this type or a metaparameter of all.
    pub fn accepts(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
            || METAPARAMETERS.contains(&name)
            || name == "provider" && self.attributes.contains_key("provider")
    }
}

/// What every resource accepts.
pub const METAPARAMETERS: &[&str] =
    &["alias", "audit", "before", "loglevel", "noop", "notify", "require", "schedule", "stage", "subscribe", "tag"];

/// Types that every Puppet has; a module's file of the same name does not replace them.
pub const CORE_TYPES: &[&str] = &[
    "component",
    "cron",
    "exec",
    "file",
    "filebucket",
    "group",
    "host",
    "mount",
    "notify",
    "package",
    "resources",
    "schedule",
    "service",
    "stage",
    "tidy",
    "user",
    "whit",
];

/// A type as a module declares it in `lib/puppet/type/NAME.rb`, with the providers that were found for it.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    pub schema: Schema,
    /// The file that declares it.
    pub file: EcoString,
    pub providers: Vec<ProviderDeclaration>,
    /// Types whose resources of the name that an attribute holds come first: (type, attribute or fixed title).
    pub autorequires: Vec<(EcoString, EcoString)>,
}

/// `Puppet::Type.type(:x).provide(:name, parent: …)` read statically.
#[derive(Clone, Debug, Default)]
pub struct ProviderDeclaration {
    pub name: EcoString,
    /// The parent as it can be named: `openstack_config/ini_setting`, `ini_setting/ruby`, a constant's name, or empty.
    pub parent: EcoString,
    /// Constants that the provider's methods return: `file_path`, `separator`, `section_prefix`, …
    pub constants: Map<EcoString, EcoString>,
}

/// Where the evaluator asks for types: native ones and those that modules declare.
pub trait Schemas {
    /// `name` in lower case.
    fn schema(&self, name: &str) -> Option<Arc<Schema>>;
    /// Names that are known, for "did you mean".
    fn names(&self) -> Vec<EcoString>;
}
