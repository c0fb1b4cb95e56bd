//! Types and providers of modules, read without running them: `lib/puppet/type/NAME.rb` and `lib/puppet/provider/NAME/*.rb` into
//! [`Declaration`], and the code of a type, for whoever runs it, into [`TypeCode`]. Text in, data out.
//!
//! Of the declaration, what is computed (a default that is a block with code, a name from a variable) is left out; what is written is found, also in
//! `[…].each` loops and in a method of a required file of the same module.

mod attribute;
mod code;
mod literal;
mod provider;
mod resource_api;
mod title;

pub use provider::read_provider;

pub(super) use literal::path as path_of;

use super::host::Nobody;
use super::interpreter::Interpreter;
use super::parse::{ParseError, parse};
use super::tree::{Call, Definition, Kind, Lambda, Node, Parameter, Target};
use super::types::code::{Block, Constants, RelationCode, TypeCode};
use crate::catalog::{Attribute, AttributeKind, Declaration, RelationKind, Schema};
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

/// What a file says of a type, and its code; a type of the Resource API has none.
#[derive(Debug)]
pub struct TypeFile {
    pub declaration: Declaration,
    pub code: Option<TypeCode>,
}

/// Reads a type. `required` gives the tree of another file of the module for a path like `puppet_x/keystone/type` (without `.rb`).
pub fn read_type(source: &str, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>) -> Result<TypeFile, DeclarationError> {
    let tree = parse(source)?;
    if let Some(declaration) = resource_api::read(&tree) {
        return Ok(TypeFile { declaration, code: None });
    }
    let mut reader = Reader::default();
    reader.declaration.schema.isomorphic = true;
    reader.collect(&tree, required, 0);
    let block = reader.new_type(&tree).ok_or(DeclarationError::NoType)?;
    reader.trees.push(Arc::new(tree));
    reader.body(&block, 0);
    Ok(reader.finish())
}

#[derive(Default)]
struct Reader {
    declaration: Declaration,
    code: TypeCode,
    /// Methods of required files and of the type itself, by name.
    methods: Map<EcoString, Definition>,
    bindings: Bindings,
    /// Variables of the loops around, and those that the type's block has set.
    scope: Constants,
    /// The files that were read for it.
    trees: Vec<Arc<Node>>,
    /// In a file that was required.
    is_foreign: bool,
    /// Inside of a class that has a parent.
    is_class: bool,
    /// The module around what is read.
    module: String,
    /// Inside of the type's block, where methods may be those of an attribute.
    is_inside: bool,
}

impl Reader {
    /// Finds `def`s and constants outside of the type's block, and those of required files.
    fn collect(&mut self, node: &Node, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match &node.kind {
            Kind::Sequence(parts) => parts.iter().for_each(|part| self.collect(part, required, depth)),
            Kind::Module { name, parent, body } => {
                let is_class = std::mem::replace(&mut self.is_class, parent.is_some());
                self.module(name, body.as_deref(), required, depth);
                self.is_class = is_class;
            }
            Kind::Define(definition) => {
                self.methods.insert(definition.name.clone(), Definition::clone(definition));
                // what makes an instance of something else is not the type's
                if !self.is_inside && (definition.on_self || !self.is_class && definition.name != "initialize") {
                    self.method(definition);
                }
            }
            Kind::Assign { target, value } => self.constant(target, value),
            Kind::Call(call) if call.name == "require" || call.name == "require_relative" => self.require(call, required, depth),
            Kind::Call(call) => {
                if let Some(body) = call.block.as_ref().and_then(|block| block.body.as_ref().as_ref()) {
                    let outside = self.is_inside;
                    self.is_inside |= call.name == "newtype";
                    self.collect(body, required, depth + 1);
                    self.is_inside = outside;
                }
            }
            _ => {}
        }
    }

    /// What is in a module; its name is known from then on.
    fn module(&mut self, name: &str, body: Option<&Node>, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        let outer = self.module.clone();
        self.module = if outer.is_empty() { name.to_string() } else { format!("{outer}::{name}") };
        self.code.modules.push(self.module.as_str().into());
        if let Some(body) = body {
            self.collect(body, required, depth + 1);
        }
        self.module = outer;
    }

    /// A method of the type, or one that its file brings.
    fn method(&mut self, definition: &Definition) {
        let method = Definition { is_foreign: self.is_foreign, ..definition.clone() };
        Arc::make_mut(&mut self.code.methods).insert(definition.name.clone(), Arc::new(method));
    }

    fn require(&mut self, call: &Call, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        let Some(path) = call.arguments.first().map(literal::path) else { return };
        let Some(tree) = required(&path) else { return };
        let outside = (std::mem::take(&mut self.is_inside), std::mem::replace(&mut self.is_foreign, true));
        self.collect(&tree, required, depth + 1);
        (self.is_inside, self.is_foreign) = outside;
        self.trees.push(tree);
    }

    fn constant(&mut self, target: &Target, value: &Node) {
        match target {
            Target::Constant(name) => drop(Arc::make_mut(&mut self.code.constants).insert(name.clone(), value.clone())),
            Target::Local(_) => {}
            _ => return,
        }
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
                Kind::If { condition, then, otherwise } => {
                    let taken = match known(condition) {
                        Some(true) => [then, &None],
                        Some(false) => [&None, otherwise],
                        None => [then, otherwise],
                    };
                    taken.into_iter().flatten().for_each(|branch| self.statements(branch, depth + 1));
                }
                Kind::Rescue(rescue) => rescue.body.iter().for_each(|body| self.statements(body, depth + 1)),
                Kind::Sequence(_) => self.statements(statement, depth + 1),
                Kind::Define(definition) if definition.name == "title_patterns" => {
                    self.declaration.schema.title_patterns = title::patterns(definition, &self.methods);
                }
                Kind::Define(definition) => self.method(definition),
                _ => {}
            }
        }
    }

    fn assign(&mut self, target: &Target, value: &Node) {
        match target {
            Target::Instance(name) if name == "isomorphic" => self.declaration.schema.isomorphic = !matches!(value.kind, Kind::False),
            _ => self.constant(target, value),
        }
        if let Target::Local(name) = target {
            Arc::make_mut(&mut self.scope).insert(name.clone(), value.clone());
        }
    }

    fn call(&mut self, call: &Call, depth: usize) {
        match (call.name.as_str(), &call.receiver) {
            ("newproperty", None) => self.attribute(call, AttributeKind::Property),
            ("newparam", None) => self.attribute(call, AttributeKind::Parameter),
            ("ensurable", None) => self.ensurable(call),
            ("validate", None) => self.code.validate = self.block(call),
            (name, None) if RelationKind::of_automatic(name).is_some() => self.relation(call),
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
        self.attribute_code(&attribute.name, kind, call);
        let schema = &mut self.declaration.schema;
        let names_itself = kind == AttributeKind::Parameter && (is_name_variable || attribute.name == "name");
        if names_itself && !schema.name_variables.contains(&attribute.name) {
            schema.name_variables.push(attribute.name.clone());
        }
        schema.ensurable |= attribute.name == "ensure";
        schema.attributes.insert(attribute.name.clone(), attribute);
    }

    fn attribute_code(&mut self, name: &EcoString, kind: AttributeKind, call: &Call) {
        let module = |wanted: &str| self.trees.iter().find_map(|tree| code::module_in(tree, wanted, "", 0));
        let code = code::read(name, kind, call, code::Surroundings { scope: self.scope.clone(), module: &module });
        self.code.attributes.insert(name.clone(), Arc::new(code));
    }

    fn block(&self, call: &Call) -> Option<Block> {
        let lambda = Lambda { strict: true, ..call.block.clone()? };
        Some(Block { lambda, scope: self.scope.clone() })
    }

    fn relation(&mut self, call: &Call) {
        let type_name = call.arguments.first().and_then(|name| literal::text(name, &self.bindings));
        if let (Some(kind), Some(type_name), Some(block)) = (RelationKind::of_automatic(&call.name), type_name, self.block(call)) {
            let new = RelationCode { kind, type_name: type_name.to_lowercase(), block };
            let same = |known: &&mut RelationCode| known.kind == kind && known.type_name == new.type_name;
            // the last one of a type counts
            match self.code.relations.iter_mut().find(same) {
                Some(known) => *known = new,
                None => self.code.relations.push(new),
            }
        }
        if call.name == "autorequire" {
            self.autorequire(call);
        }
    }

    fn ensurable(&mut self, call: &Call) {
        self.attribute_code(&"ensure".into(), AttributeKind::Property, call);
        let mut ensure = Attribute::new("ensure", AttributeKind::Property);
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
            let outer = (self.bindings.clone(), self.scope.clone());
            for (name, value) in bound(&block.parameters, item) {
                Arc::make_mut(&mut self.scope).insert(name.clone(), value.clone());
                self.bindings.set(name, value);
            }
            self.body(block, depth + 1);
            (self.bindings, self.scope) = outer;
        }
    }

    fn finish(mut self) -> TypeFile {
        let schema: &mut Schema = &mut self.declaration.schema;
        self.code.keys = schema.name_variables.clone();
        if schema.name_variables.is_empty() {
            schema.name_variables.push("name".into());
        }
        self.code.name = schema.name.clone();
        TypeFile { declaration: self.declaration, code: Some(self.code) }
    }
}

/// Whether a condition holds that hangs on nothing of the host: on Puppet's version, mostly. `None` where that cannot be told.
fn known(condition: &Node) -> Option<bool> {
    Interpreter::new(&mut Nobody).run(condition).ok().map(|object| object.is_truthy())
}

/// What the parameters of a loop's block stand for.
fn bound(parameters: &[Parameter], item: Node) -> Vec<(EcoString, Node)> {
    match parameters {
        [Parameter::Required(name)] => vec![(name.clone(), item)],
        several => {
            let Kind::Array(items) = item.kind else { return Vec::new() };
            let pairs = several.iter().zip(items);
            let named = |(parameter, value): (&Parameter, Node)| match parameter {
                Parameter::Required(name) => Some((name.clone(), value)),
                _ => None,
            };
            pairs.filter_map(named).collect()
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
    Attribute { doc: "The backend to use.".into(), ..Attribute::new("provider", AttributeKind::Parameter) }
}
