//! Node definitions: which one fits the node, and its evaluation.

use super::compiler::Compiler;
use super::declared::Kind;
use super::definition::Definition;
use super::function::Interrupt;
use super::scope::{Frame, Matched, Scope, ScopeKind, Scopes};
use crate::catalog::Reference;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Map, Regex, format};
use rpuppet_syntax::Node;
use std::sync::Arc;

/// How a definition names its nodes.
enum Match {
    Name,
    Pattern(EcoString, Matched),
    Default,
}

impl Compiler<'_> {
    /// Evaluates the definition that fits: an exact name, else the first pattern, else `default`.
    pub(super) fn evaluate_node_definition(&mut self) -> Result<(), Interrupt> {
        if self.definitions.nodes.is_empty() {
            return Ok(());
        }
        let name = self.inputs.node.name.clone();
        let Some((definition, matched)) = self.node_definition(&name)? else {
            let message = format!("Could not find node statement with name 'default' or '{name}'");
            let help = "add `node default { }` or a definition for this node";
            return Err(Diagnostic::error("UNKNOWN_NODE", message).with_help(help).into());
        };
        let (title, groups) = match matched {
            Match::Name => (name, None),
            Match::Pattern(title, groups) => (title, Some(groups)),
            Match::Default => ("default".into(), None),
        };
        let class = title.clone();
        let kind = Kind::Node(definition.clone());
        let id = self.declare(kind, Reference { type_name: "Node".into(), title: title.clone() }, Map::default(), None)?;
        let mut scope = Scope::new(ScopeKind::Node, Some(Scopes::TOP));
        scope.definition = Some(definition.clone());
        scope.container = Some(id);
        scope.variables.insert("title".into(), title.clone().into());
        scope.variables.insert("name".into(), title.into());
        scope.frames.extend(groups.map(Frame::Matched));
        let scope = self.scopes.add(scope);
        self.mark_evaluated(id);
        self.classes.insert(class);
        let body = definition.body;
        self.within(scope, |this| this.evaluate(&definition.ast, body))?;
        // classes of an external node classifier see the node's variables
        self.scope = Scopes::TOP;
        Ok(())
    }

    /// Registers a node definition under its names.
    pub(super) fn add_node(&mut self, definition: Arc<Definition>) -> Result<(), Interrupt> {
        let ast = definition.ast.clone();
        if let Node::NodeDefinition { matches, .. } = ast.node(definition.node) {
            for candidate in ast.items(matches) {
                let name = match ast.node(*candidate) {
                    Node::Regex(source) => pattern_title(ast.text(source)),
                    Node::Default => "default".into(),
                    _ => format::interpolated(&self.evaluate(&ast, *candidate)?).to_lowercase(),
                };
                self.definitions.add_node_name(name, &definition)?;
            }
        }
        self.definitions.nodes.push(definition);
        Ok(())
    }

    fn node_definition(&mut self, name: &str) -> Result<Option<(Arc<Definition>, Match)>, Interrupt> {
        let mut pattern = None;
        let mut default = None;
        for definition in self.definitions.nodes.clone() {
            let ast = definition.ast.clone();
            let Node::NodeDefinition { matches, .. } = ast.node(definition.node) else { continue };
            for candidate in ast.items(matches) {
                match ast.node(*candidate) {
                    Node::Default => default = default.or_else(|| Some(definition.clone())),
                    Node::Regex(source) if pattern.is_none() => {
                        let regex = Regex::new(ast.text(source)).map_err(|error| {
                            Interrupt::from(Diagnostic::error("INVALID_REGEX", error.to_string()).at(ast.location(*candidate)))
                        })?;
                        pattern = regex.captures(name).map(|groups| (definition.clone(), pattern_title(ast.text(source)), groups));
                    }
                    Node::Regex(_) => {}
                    _ => {
                        let host = format::interpolated(&self.evaluate(&ast, *candidate)?).to_lowercase();
                        if host == name.to_lowercase() {
                            return Ok(Some((definition, Match::Name)));
                        }
                    }
                }
            }
        }
        let pattern = pattern.map(|(definition, title, groups)| (definition, Match::Pattern(title, Arc::new(groups))));
        Ok(pattern.or_else(|| default.map(|definition| (definition, Match::Default))))
    }
}

/// The title of a node that a pattern found, as Puppet makes it: the letters of groups with an operator are spelt out.
fn pattern_title(source: &str) -> EcoString {
    let mut spelt = String::new();
    let mut in_operator = false;
    let mut previous = ' ';
    for character in source.to_lowercase().chars() {
        in_operator |= previous == '(' && character == '?';
        if in_operator && previous == '(' && character == '?' {
            spelt.push_str("LPQU");
        } else if in_operator {
            match character {
                '<' => spelt.push_str("LT"),
                '>' => spelt.push_str("GT"),
                '!' => spelt.push_str("EX"),
                '=' => spelt.push_str("EQ"),
                '?' => spelt.push_str("QU"),
                '(' => spelt.push_str("LP"),
                ')' => spelt.push_str("RP"),
                other => spelt.push(other),
            }
        } else {
            spelt.push(character);
        }
        in_operator &= character != ')';
        previous = character;
    }
    let kept: String =
        spelt.chars().filter(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | ':' | '.')).collect();
    format!("__node_regexp__{}", kept.trim_start_matches('.')).into()
}
