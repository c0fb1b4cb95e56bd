//! The code of a type, as its file has it: what `munge`, `validate`, `defaultto` and their like were given. Text became data; nothing has
//! run yet, so it is shared by all who use the type.

use super::super::tree::{Definition, Lambda, Node};
use crate::catalog::{AttributeKind, RelationKind};
use crate::value::{EcoString, Map};
use std::sync::Arc;

pub type Methods = Arc<Map<EcoString, Arc<Definition>>>;
pub type Constants = Arc<Map<EcoString, Node>>;

/// A type with its code.
#[derive(Debug, Default)]
pub struct TypeCode {
    /// Lower case.
    pub name: EcoString,
    /// The file, for messages.
    pub path: String,
    /// In the order of declaration.
    pub attributes: Map<EcoString, Arc<AttributeCode>>,
    /// Parameters that are (part of) the title.
    pub keys: Vec<EcoString>,
    /// `validate do … end` of the type itself.
    pub validate: Option<Block>,
    pub relations: Vec<RelationCode>,
    /// Methods of the type, of modules that it includes and of files that it requires.
    pub methods: Methods,
    pub constants: Constants,
    /// Modules and classes that its files have, by their whole names.
    pub modules: Vec<EcoString>,
}

/// One parameter or property.
#[derive(Debug)]
pub struct AttributeCode {
    pub name: EcoString,
    pub kind: AttributeKind,
    pub parent: Parent,
    /// `array_matching => :all`
    pub is_whole: bool,
    /// What `newvalues`, `newvalue` and `aliasvalue` were given, in order.
    pub values: Vec<ValueCode>,
    pub munge: Option<Block>,
    pub validate: Option<Block>,
    pub default: Option<DefaultCode>,
    /// `def … end` in the attribute's block.
    pub methods: Map<EcoString, Arc<Definition>>,
}

/// What an attribute has from its parent class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parent {
    #[default]
    Plain,
    /// `Puppet::Parameter::Boolean`, `Puppet::Property::Boolean`
    Boolean,
    /// `Puppet::Parameter::Path`
    Path,
    /// What `ensurable` makes.
    Ensure,
    /// A class whose code is not known here.
    Other(EcoString),
}

/// One accepted value, or another name of one. Nodes are run in the scope that they were written in.
#[derive(Clone, Debug)]
pub struct ValueCode {
    pub value: Node,
    /// The value that it is another name of.
    pub alias_of: Option<Node>,
    pub scope: Constants,
}

#[derive(Clone, Debug)]
pub enum DefaultCode {
    Value(Node, Constants),
    Block(Block),
}

/// A block with the variables around it that are known (those of a loop around a `newparam`).
#[derive(Clone, Debug)]
pub struct Block {
    pub lambda: Lambda,
    pub scope: Constants,
}

/// `autorequire(:type) do … end` and its siblings.
#[derive(Clone, Debug)]
pub struct RelationCode {
    pub kind: RelationKind,
    /// Lower case.
    pub type_name: EcoString,
    pub block: Block,
}

impl Parent {
    pub fn of(class: &str) -> Self {
        match class {
            "Puppet::Parameter" | "Puppet::Property" => Parent::Plain,
            "Puppet::Parameter::Boolean" | "Puppet::Property::Boolean" => Parent::Boolean,
            "Puppet::Parameter::Path" => Parent::Path,
            "Puppet::Property::Ensure" => Parent::Ensure,
            other => Parent::Other(other.into()),
        }
    }
}

impl TypeCode {
    /// The attribute that stands for `name`: the one that holds the title, where there is just one.
    pub fn name_variable(&self) -> Option<&EcoString> {
        match self.keys.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Attributes in the order in which Puppet sets them: keys, the provider, properties with `ensure` first, parameters.
    pub fn in_order(&self) -> Vec<&Arc<AttributeCode>> {
        let rank = |attribute: &AttributeCode| match attribute.kind {
            _ if self.keys.contains(&attribute.name) => 0,
            _ if attribute.name == "provider" => 1,
            AttributeKind::Property if attribute.name == "ensure" => 2,
            AttributeKind::Property => 3,
            AttributeKind::Parameter => 4,
        };
        let mut all: Vec<&Arc<AttributeCode>> = self.attributes.values().collect();
        all.sort_by_key(|attribute| rank(attribute));
        all
    }
}
