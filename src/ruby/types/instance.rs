//! What running code sees of a resource: its attributes with the values that they have so far, and all resources beside it.

use super::code::{AttributeCode, TypeCode};
use crate::catalog::{AttributeKind, Reference};
use crate::ruby::object::{Key, Object};
use crate::value::{EcoString, Map};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

/// A resource.
#[derive(Debug, Default)]
pub struct Instance {
    pub reference: Reference,
    /// `Puppet::Type::Nova_config`
    pub class: String,
    /// None: its type is no module's, and it has just the values of the catalog.
    pub code: Option<Arc<TypeCode>>,
    /// ` (file: F, line: L)` as Puppet puts it behind a message; empty where no place is known.
    pub place: String,
    pub attributes: RefCell<Map<EcoString, Rc<Held>>>,
    /// Instance variables.
    variables: RefCell<Map<EcoString, Object>>,
    pub catalog: RefCell<Weak<Members>>,
}

/// An attribute of a resource. Its value is an instance variable, as in Puppet: `@should`, a list, of a property, `@value` of a parameter.
#[derive(Debug)]
pub struct Held {
    pub name: EcoString,
    pub kind: AttributeKind,
    pub code: Option<Arc<AttributeCode>>,
    pub resource: Weak<Instance>,
    variables: RefCell<Map<EcoString, Object>>,
}

/// The resources of a catalog, in its order.
#[derive(Debug, Default)]
pub struct Members {
    pub instances: Map<Reference, Rc<Instance>>,
}

/// The class of a type's resources.
pub fn class_of(type_name: &str) -> String {
    let mut letters = type_name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("Puppet::Type::{}{}", first.map(String::from).unwrap_or_default(), letters.as_str().to_lowercase())
}

impl Instance {
    pub fn new(reference: Reference, code: Option<Arc<TypeCode>>, place: String) -> Rc<Self> {
        let class = class_of(&reference.type_name);
        Rc::new(Instance { reference, class, code, place, ..Instance::default() })
    }

    /// The attribute, where it has a value.
    pub fn held(&self, name: &str) -> Option<Rc<Held>> {
        self.attributes.borrow().get(name).cloned()
    }

    /// `name` is the attribute that holds the title, where there is one.
    pub fn resolve<'a>(&'a self, name: &'a str) -> &'a str {
        let variable = self.code.as_ref().and_then(|code| code.name_variable());
        if name == "name" { variable.map_or(name, EcoString::as_str) } else { name }
    }

    /// The value of an attribute, `self[:name]`.
    pub fn value(&self, name: &str) -> Object {
        self.held(self.resolve(name)).map_or(Object::Nil, |held| held.value())
    }

    /// An attribute that is to get its value.
    pub fn hold(self: &Rc<Self>, name: &EcoString) -> Rc<Held> {
        if let Some(known) = self.held(name) {
            return known;
        }
        let code = self.code.as_ref().and_then(|code| code.attributes.get(name)).cloned();
        let kind = code.as_ref().map_or(AttributeKind::Parameter, |code| code.kind);
        let held = Rc::new(Held { name: name.clone(), kind, code, resource: Rc::downgrade(self), variables: RefCell::default() });
        self.attributes.borrow_mut().insert(name.clone(), Rc::clone(&held));
        held
    }

    pub fn drop_held(&self, name: &str) {
        self.attributes.borrow_mut().shift_remove(name);
    }

    /// Whether some property shall have a value.
    pub fn is_managed(&self) -> bool {
        let attributes = self.attributes.borrow();
        attributes.values().any(|held| held.kind == AttributeKind::Property && held.value().is_truthy())
    }

    /// An instance variable.
    pub fn variable(&self, name: &str) -> Option<Object> {
        match name {
            "parameters" => {
                let attributes = self.attributes.borrow();
                let entries = attributes.iter().map(|(name, held)| (Key::Symbol(name.clone()), Object::Attribute(Rc::clone(held))));
                Some(Object::hash(entries.collect()))
            }
            "title" => Some(Object::string(self.reference.title.as_str())),
            _ => self.variables.borrow().get(name).cloned(),
        }
    }

    pub fn set_variable(&self, name: &EcoString, value: Object) {
        self.variables.borrow_mut().insert(name.clone(), value);
    }
}

impl Held {
    /// The instance variable that has the value.
    fn place(&self) -> &'static str {
        if self.kind == AttributeKind::Property { "should" } else { "value" }
    }

    fn is_whole(&self) -> bool {
        self.code.as_ref().is_some_and(|code| code.is_whole)
    }

    /// The value as others see it: the first one of a property, or all of one that is a list as a whole.
    pub fn value(&self) -> Object {
        let stored = self.stored();
        match &stored {
            Object::Array(items) if self.kind == AttributeKind::Property && !self.is_whole() => {
                items.borrow().first().cloned().unwrap_or(Object::Nil)
            }
            Object::Array(items) if self.kind == AttributeKind::Property => Object::array(items.borrow().clone()),
            _ => stored,
        }
    }

    /// The value as it is kept: the list of a property.
    pub fn stored(&self) -> Object {
        self.variables.borrow().get(self.place()).cloned().unwrap_or(Object::Nil)
    }

    pub fn store(&self, value: Object) {
        self.variables.borrow_mut().insert(self.place().into(), value);
    }

    pub fn resource(&self) -> Object {
        self.resource.upgrade().map_or(Object::Nil, Object::Resource)
    }

    pub fn variable(&self, name: &str) -> Option<Object> {
        if name == "resource" { Some(self.resource()) } else { self.variables.borrow().get(name).cloned() }
    }

    pub fn set_variable(&self, name: &EcoString, value: Object) {
        self.variables.borrow_mut().insert(name.clone(), value);
    }
}

impl Members {
    /// The resource of a type and title, or of a name that its title attribute has.
    pub fn find(&self, reference: &Reference) -> Option<Rc<Instance>> {
        let named = |instance: &&Rc<Instance>| {
            let is_named = || matches!(instance.value("name"), Object::String(name) if *name.borrow() == reference.title.as_str());
            instance.reference.type_name == reference.type_name && is_named()
        };
        self.instances.get(reference).or_else(|| self.instances.values().find(named)).cloned()
    }
}
