//! Types and providers of modules, read without running them: `lib/puppet/type/NAME.rb` and `lib/puppet/provider/NAME/*.rb` into
//! [`Declaration`]. Text in, data out.
//!
//! What is computed (a default that is a block with code, a name from a variable) is left out; what is written is found, also in
//! `[…].each` loops and in a method of a required file of the same module.

mod attribute;
mod literal;
mod provider;
mod resource_api;
mod title;

pub use provider::read_provider;

pub(super) use literal::path as path_of;

use super::parse::{ParseError, parse};
use super::tree::{Call, Definition, Kind, Lambda, Node, Parameter, Target};
use crate::catalog::{Attribute, AttributeKind, Declaration, Schema};
use crate::value::{EcoString, Map};
use literal::Bindings;
use std::sync::Arc;

/// Loops and mixed-in methods inside each other deeper than this are not followed.
const DEEPEST: usize = 8;

/// Why a type cannot be read.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DeclarationError {
    #[error("{0}")]
    Syntax(#[from] ParseError),
    #[error("the file declares no type")]
    NoType,
}

/// Reads a type. `required` gives the tree of another file of the module for a path like `puppet_x/keystone/type` (without `.rb`).
pub fn read_type(source: &str, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>) -> Result<Declaration, DeclarationError> {
    let tree = parse(source)?;
    if let Some(declaration) = resource_api::read(&tree) {
        return Ok(declaration);
    }
    let mut reader = Reader { declaration: Declaration::default(), methods: Map::default(), bindings: Bindings::default() };
    reader.declaration.schema.isomorphic = true;
    reader.collect(&tree, required, 0);
    let block = reader.new_type(&tree).ok_or(DeclarationError::NoType)?;
    reader.body(&block, 0);
    Ok(reader.finish())
}

struct Reader {
    declaration: Declaration,
    /// Methods of required files and of the type itself, by name.
    methods: Map<EcoString, Definition>,
    bindings: Bindings,
}

impl Reader {
    /// Finds `def`s and constants outside of the type's block, and those of required files.
    fn collect(&mut self, node: &Node, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match &node.kind {
            Kind::Sequence(parts) => parts.iter().for_each(|part| self.collect(part, required, depth)),
            Kind::Module { body: Some(body), .. } => self.collect(body, required, depth + 1),
            Kind::Define(definition) => {
                self.methods.insert(definition.name.clone(), Definition::clone(definition));
            }
            Kind::Assign { target, value } => self.constant(target, value),
            Kind::Call(call) if call.name == "require" || call.name == "require_relative" => self.require(call, required, depth),
            Kind::Call(call) => {
                if let Some(body) = call.block.as_ref().and_then(|block| block.body.as_ref().as_ref()) {
                    self.collect(body, required, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn require(&mut self, call: &Call, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        let Some(path) = call.arguments.first().map(literal::path) else { return };
        let Some(tree) = required(&path) else { return };
        self.collect(&tree, required, depth + 1);
    }

    fn constant(&mut self, target: &Target, value: &Node) {
        if let Target::Constant(name) | Target::Local(name) = target {
            self.bindings.set(name.clone(), value.clone());
        }
    }

    /// The block of `Puppet::Type.newtype(:name)`, with the name noted.
    fn new_type(&mut self, node: &Node) -> Option<Lambda> {
        match &node.kind {
            Kind::Sequence(parts) => parts.iter().find_map(|part| self.new_type(part)),
            Kind::Module { body: Some(body), .. } => self.new_type(body),
            Kind::Assign { value, .. } => self.new_type(value),
            Kind::If { then: Some(then), .. } => self.new_type(then),
            Kind::Call(call) if call.name == "newtype" => {
                self.declaration.schema.name = call.arguments.first()?.literal()?.to_lowercase();
                call.block.clone()
            }
            Kind::Call(call) => call.receiver.as_ref().and_then(|receiver| self.new_type(receiver)),
            _ => None,
        }
    }

    fn body(&mut self, block: &Lambda, depth: usize) {
        if let Some(body) = block.body.as_ref() {
            self.statements(body, depth);
        }
    }

    fn statements(&mut self, node: &Node, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for statement in node.statements() {
            match &statement.kind {
                Kind::Call(call) => self.call(call, depth),
                Kind::Assign { target, value } => self.assign(target, value),
                Kind::If { then, otherwise, .. } => {
                    [then, otherwise].into_iter().flatten().for_each(|branch| self.statements(branch, depth + 1));
                }
                Kind::Rescue(rescue) => rescue.body.iter().for_each(|body| self.statements(body, depth + 1)),
                Kind::Sequence(_) => self.statements(statement, depth + 1),
                Kind::Define(definition) if definition.name == "title_patterns" => {
                    self.declaration.schema.title_patterns = title::patterns(definition, &self.methods);
                }
                _ => {}
            }
        }
    }

    fn assign(&mut self, target: &Target, value: &Node) {
        match target {
            Target::Instance(name) if name == "isomorphic" => self.declaration.schema.isomorphic = !matches!(value.kind, Kind::False),
            _ => self.constant(target, value),
        }
    }

    fn call(&mut self, call: &Call, depth: usize) {
        match (call.name.as_str(), &call.receiver) {
            ("newproperty", None) => self.attribute(call, AttributeKind::Property),
            ("newparam", None) => self.attribute(call, AttributeKind::Parameter),
            ("ensurable", None) => self.ensurable(call),
            ("autorequire", None) => self.autorequire(call),
            ("each", Some(list)) => self.each(list, call.block.as_ref(), depth),
            (name, None | Some(Node { kind: Kind::SelfReference, .. })) => {
                if let Some(body) = self.methods.get(name).map(|method| method.body.clone())
                    && let Some(body) = body.as_ref()
                {
                    self.statements(body, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn attribute(&mut self, call: &Call, kind: AttributeKind) {
        let Some((attribute, is_name_variable)) = attribute::read(call, kind, &self.bindings) else { return };
        let schema = &mut self.declaration.schema;
        let names_itself = kind == AttributeKind::Parameter && (is_name_variable || attribute.name == "name");
        if names_itself && !schema.name_variables.contains(&attribute.name) {
            schema.name_variables.push(attribute.name.clone());
        }
        schema.ensurable |= attribute.name == "ensure";
        schema.attributes.insert(attribute.name.clone(), attribute);
    }

    fn ensurable(&mut self, call: &Call) {
        let mut ensure = attribute::empty("ensure", AttributeKind::Property);
        match &call.block {
            Some(block) => attribute::read_block(block, &mut ensure, &self.bindings),
            None => ensure.values = vec!["present".into(), "absent".into()],
        }
        self.declaration.schema.ensurable = true;
        self.declaration.schema.attributes.insert("ensure".into(), ensure);
    }

    /// `autorequire(:anchor) { ['x'] }`: literal titles, and `self[:attribute]`.
    fn autorequire(&mut self, call: &Call) {
        let Some(type_name) = call.arguments.first().and_then(Node::literal) else { return };
        let Some(body) = call.block.as_ref().and_then(|block| block.body.as_ref().as_ref()) else { return };
        let Some(last) = body.statements().last() else { return };
        let items = match &last.kind {
            Kind::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(last),
        };
        for title in items.iter().filter_map(|item| literal::text(item, &self.bindings).or_else(|| own_attribute(item))) {
            self.declaration.autorequires.push((type_name.to_lowercase(), title));
        }
    }

    fn each(&mut self, list: &Node, block: Option<&Lambda>, depth: usize) {
        let Some(block) = block else { return };
        for item in literal::items(list, &self.bindings) {
            let outer = self.bindings.clone();
            bind(&mut self.bindings, &block.parameters, item);
            self.body(block, depth + 1);
            self.bindings = outer;
        }
    }

    fn finish(mut self) -> Declaration {
        let schema: &mut Schema = &mut self.declaration.schema;
        if schema.name_variables.is_empty() {
            schema.name_variables.push("name".into());
        }
        self.declaration
    }
}

fn bind(bindings: &mut Bindings, parameters: &[Parameter], item: Node) {
    match parameters {
        [Parameter::Required(name)] => bindings.set(name.clone(), item),
        several => {
            let Kind::Array(items) = item.kind else { return };
            for (parameter, value) in several.iter().zip(items) {
                if let Parameter::Required(name) = parameter {
                    bindings.set(name.clone(), value);
                }
            }
        }
    }
}

/// `self[:attribute]`
fn own_attribute(node: &Node) -> Option<EcoString> {
    let Kind::Call(call) = &node.kind else { return None };
    let on_self = call.receiver.as_ref().is_some_and(|receiver| matches!(receiver.kind, Kind::SelfReference));
    if call.name == "[]" && on_self { call.arguments.first()?.literal().cloned() } else { None }
}

/// The attribute `provider`, which every type has that some provider serves.
pub fn provider_attribute() -> Attribute {
    Attribute { doc: "The backend to use.".into(), ..attribute::empty("provider", AttributeKind::Parameter) }
}
