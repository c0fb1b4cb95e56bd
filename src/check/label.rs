//! How messages call the kinds of nodes (`pops/model/model_label_provider.rb`).

use rpuppet_syntax::ast::{Arrow, AssignOperator, UnaryOperator};
use rpuppet_syntax::{Ast, Node, NodeId};

/// `Variable`, `'+' expression` …
pub(super) fn label(ast: &Ast, id: NodeId) -> String {
    match ast.node(id) {
        Node::Binary(operator, ..) => format!("'{}' expression", operator.as_str()),
        Node::Heredoc { syntax, .. } => format!("'@({})' expression", ast.text(syntax)),
        Node::ReservedWord(word) => format!("Reserved Word '{}'", ast.text(word)),
        Node::Collector { query, .. } => label(ast, query),
        node => fixed(node).to_string(),
    }
}

/// With its article: `a Variable`, `an 'in' expression`.
pub(super) fn a_an(label: &str) -> String {
    let first = label.trim_start_matches(['\'', '"']).chars().next().unwrap_or(' ').to_ascii_lowercase();
    format!("{} {label}", if "aeiouy".contains(first) { "an" } else { "a" })
}

/// `A Variable`
pub(super) fn a_an_capital(label: &str) -> String {
    a_an(label).replacen('a', "A", 1)
}

fn fixed(node: Node) -> &'static str {
    match node {
        Node::Integer { .. } => "Literal Integer",
        Node::Float(_) => "Literal Float",
        Node::String(_) => "String",
        Node::Regex(_) => "Regular Expression",
        Node::Boolean(_) => "Boolean",
        Node::Undef => "'undef' expression",
        Node::Default => "'default' expression",
        Node::QualifiedName(_) => "Name",
        Node::QualifiedReference(_) => "Type-Name",
        Node::Variable(_) => "Variable",
        Node::Concat(_) => "Double Quoted String",
        Node::Text(_) => "Expression in Interpolated String",
        Node::Array(_) => "Array Expression",
        Node::Hash { .. } => "Hash Expression",
        Node::KeyedEntry { .. } => "Hash Entry",
        Node::Unary(UnaryOperator::Not, _) => "'not' expression",
        Node::Unary(UnaryOperator::Minus, _) => "Unary Minus",
        Node::Unary(UnaryOperator::Unfold, _) => "Unfold",
        Node::Parenthesized(_) => "Parenthesized Expression",
        Node::Access(..) => "'[]' expression",
        Node::NamedAccess(..) => "'.' expression",
        Node::Selector(..) => "Selector Expression",
        Node::Assignment(AssignOperator::Assign, ..) => "'=' expression",
        Node::Assignment(AssignOperator::Append, ..) => "'+=' expression",
        Node::Assignment(AssignOperator::Delete, ..) => "'-=' expression",
        Node::Relationship(Arrow::Before, ..) => "'->' expression",
        Node::Relationship(Arrow::Notify, ..) => "'~>' expression",
        Node::Relationship(Arrow::Require, ..) => "'<-' expression",
        Node::Relationship(Arrow::Subscribe, ..) => "'<~' expression",
        Node::Call { .. } => "Function Call",
        Node::MethodCall { .. } => "Method call",
        node => fixed_statement(node),
    }
}

fn fixed_statement(node: Node) -> &'static str {
    match node {
        Node::Lambda { .. } => "Lambda",
        Node::Parameter { .. } => "Parameter Definition",
        Node::If { .. } => "'if' statement",
        Node::Unless { .. } => "'unless' Statement",
        Node::Case(..) => "'case' statement",
        Node::CaseOption { .. } => "Case Option",
        Node::Block(_) => "Block Expression",
        Node::Resource { .. } => "Resource Statement",
        Node::ResourceBody { .. } => "Resource Instance Definition",
        Node::ResourceDefaults { .. } => "Resource Defaults Expression",
        Node::ResourceOverride { .. } => "Resource Override",
        Node::Attribute { append: false, .. } => "'=>' expression",
        Node::Attribute { append: true, .. } => "'+>' expression",
        Node::Query { exported: false, .. } => "Virtual Query",
        Node::Query { exported: true, .. } => "Exported Query",
        Node::Class { .. } => "Host Class Definition",
        Node::Define { .. } => "'define' expression",
        Node::Function { .. } => "Function Definition",
        Node::NodeDefinition { .. } => "Node Definition",
        Node::TypeAlias { .. } => "Type Alias",
        Node::TypeDefinition { .. } => "Type Definition",
        Node::Epp { .. } => "Epp Template",
        Node::RenderString(_) => "Epp Text",
        Node::Render(_) => "Epp Interpolated Expression",
        _ => "Nop Expression",
    }
}
