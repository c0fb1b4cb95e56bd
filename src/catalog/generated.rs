//! Types as `puppet generate types` writes them, one a file: `Puppet::Resource::ResourceType3.new('name', [properties], [parameters],
//! {title patterns}, isomorphic, …)`. They stand for the Ruby that they were made from. Text in, schema out.

use super::schema::{Attribute, AttributeKind, Schema, TitlePattern, sounds_secret};
use crate::value::EcoString;
use rpuppet_syntax::ast::{Ast, List, Node, NodeId};
use rpuppet_syntax::{Kind, SourceFile};
use std::sync::Arc;

const TYPE: &str = "Puppet::Resource::ResourceType3";
const ATTRIBUTE: &str = "Puppet::Resource::Param";

/// Reads a generated type; `None` where the text is anything else.
pub fn read(source: Arc<SourceFile>) -> Option<Schema> {
    let parsed = rpuppet_syntax::parse(source, Kind::Manifest);
    if !parsed.errors.is_empty() {
        return None;
    }
    let reader = Reader { ast: &parsed.ast };
    parsed.ast.ids().find_map(|id| reader.resource_type(id))
}

struct Reader<'a> {
    ast: &'a Ast,
}

impl Reader<'_> {
    fn resource_type(&self, id: NodeId) -> Option<Schema> {
        let Node::MethodCall { function, arguments, .. } = self.ast.node(id) else { return None };
        let Node::NamedAccess(receiver, method) = self.ast.node(function) else { return None };
        if !self.is_reference(receiver, TYPE) || self.ast.text(method) != "new" {
            return None;
        }
        let [name, properties, parameters, rest @ ..] = self.ast.items(arguments) else { return None };
        let mut schema = Schema { name: self.string(*name)?.to_lowercase(), isomorphic: true, ..Schema::default() };
        self.attributes(*properties, AttributeKind::Property, &mut schema)?;
        self.attributes(*parameters, AttributeKind::Parameter, &mut schema)?;
        if let Some(patterns) = rest.first() {
            schema.title_patterns = self.title_patterns(*patterns)?;
        }
        if let Some(Node::Boolean(isomorphic)) = rest.get(1).map(|flag| self.ast.node(*flag)) {
            schema.isomorphic = isomorphic;
        }
        schema.ensurable = schema.attributes.contains_key("ensure");
        if schema.name_variables.is_empty() {
            schema.name_variables.push("name".into());
        }
        Some(schema)
    }

    /// `[Puppet::Resource::Param(Type, 'name', true), …]`: what has a third argument that is true is (part of) the title. Types are not
    /// held against values when a catalog is made.
    fn attributes(&self, list: NodeId, kind: AttributeKind, schema: &mut Schema) -> Option<()> {
        let Node::Array(items) = self.ast.node(list) else { return None };
        for item in self.ast.items(items) {
            let Node::Call { function, arguments, .. } = self.ast.node(*item) else { return None };
            if !self.is_reference(function, ATTRIBUTE) {
                return None;
            }
            let [_, name, flags @ ..] = self.ast.items(arguments) else { return None };
            let name = self.string(*name)?;
            if flags.first().is_some_and(|flag| matches!(self.ast.node(*flag), Node::Boolean(true))) {
                schema.name_variables.push(name.clone());
            }
            let secret = sounds_secret(&name);
            schema.attributes.insert(name.clone(), Attribute { secret, ..Attribute::new(&name, kind) });
        }
        Some(())
    }

    /// `{ /regex/ => ['name', …], … }`
    fn title_patterns(&self, hash: NodeId) -> Option<Vec<TitlePattern>> {
        let Node::Hash { entries, .. } = self.ast.node(hash) else { return None };
        let pattern = |entry: &NodeId| {
            let Node::KeyedEntry { key, value } = self.ast.node(*entry) else { return None };
            let (Node::Regex(regex), Node::Array(names)) = (self.ast.node(key), self.ast.node(value)) else { return None };
            Some(TitlePattern::Groups { regex: self.ast.text(regex).clone(), names: self.strings(names)? })
        };
        self.ast.items(entries).iter().map(pattern).collect()
    }

    fn strings(&self, list: List) -> Option<Vec<EcoString>> {
        self.ast.items(list).iter().map(|item| self.string(*item)).collect()
    }

    fn string(&self, id: NodeId) -> Option<EcoString> {
        match self.ast.node(id) {
            Node::String(text) => Some(self.ast.text(text).clone()),
            _ => None,
        }
    }

    fn is_reference(&self, id: NodeId, name: &str) -> bool {
        matches!(self.ast.node(id), Node::QualifiedReference(reference) if self.ast.text(reference).eq_ignore_ascii_case(name))
    }
}
