//! Types that Puppet reads by itself instead of evaluating them: the body of `type Name = …`, and types in texts.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use crate::datatype::specification::{Mistake, check, check_titles};
use crate::datatype::{TypeError, access, build};
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Type, Value, ValueHash};
use rpuppet_syntax::ast::UnaryOperator;
use rpuppet_syntax::{Ast, Kind, Location, Node, NodeId, SourceFile};
use std::sync::Arc;

impl Compiler<'_> {
    /// The type that an expression specifies. Names of nothing stand for themselves.
    pub(super) fn specified(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<Type, Interrupt> {
        let value = self.naming_unknown_types(|this| this.specification(ast, id))?;
        match value {
            Value::Type(data_type) => Ok(data_type.as_ref().clone()),
            _ => Err(no_specification(ast, id)),
        }
    }

    /// The type that a text says.
    pub(super) fn parse_type_text(&mut self, text: &str) -> Result<Type, Interrupt> {
        let source = SourceFile::new(None, text.to_string());
        let parsed = rpuppet_syntax::parse(source.clone(), Kind::Manifest);
        match parsed.errors.first() {
            // there is no place behind the end
            Some(error) if error.span.start as usize >= text.len() => Err(told(error.message.clone())),
            Some(error) => {
                let diagnostic = Diagnostic::error(error.code, error.message.clone()).at(Location::new(&source, error.span));
                Err(Diagnostic { complete: true, ..diagnostic }.into())
            }
            None => {
                let ast = Arc::new(parsed.ast);
                self.specified(&ast, ast.root)
            }
        }
    }

    /// Names, their arguments, and literals; no variables, no operators.
    pub(super) fn specification(&mut self, ast: &Arc<Ast>, id: NodeId) -> Evaluated {
        match ast.node(id) {
            Node::QualifiedReference(_) | Node::QualifiedName(_) | Node::String(_) | Node::Regex(_) | Node::Boolean(_) => {
                self.evaluate(ast, id)
            }
            Node::Integer { .. } | Node::Float(_) | Node::Undef | Node::Default => self.evaluate(ast, id),
            Node::Unary(UnaryOperator::Minus, inner) => {
                self.specification(ast, inner)?;
                self.evaluate(ast, id)
            }
            Node::Array(items) => ast.items(items).iter().map(|item| self.specification(ast, *item)).collect(),
            Node::Hash { entries, .. } => {
                let mut hash = ValueHash::default();
                for entry in ast.items(entries) {
                    if let Node::KeyedEntry { key, value } = ast.node(*entry) {
                        hash.insert(self.specification(ast, key)?, self.specification(ast, value)?);
                    }
                }
                Ok(Value::hash(hash))
            }
            Node::Access(left, keys) => {
                let arguments: Vec<Value> = ast.items(keys).iter().map(|key| self.specification(ast, *key)).collect::<Result<_, _>>()?;
                self.specified_access(ast, id, left, &arguments)
            }
            _ => Err(no_specification(ast, id)),
        }
    }

    /// `Name[arguments]`.
    fn specified_access(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, arguments: &[Value]) -> Evaluated {
        let Node::QualifiedReference(name) = ast.node(left) else { return Err(no_specification(ast, id)) };
        let Value::Type(base) = self.evaluate(ast, left)? else { return Err(no_specification(ast, id)) };
        let checked = match base.as_ref() {
            // a type that is not there stands for itself, with its arguments
            Type::Reference(_) => return Ok(Value::data_type(Type::Reference(ast.source.slice(ast.span(id)).into()))),
            Type::Alias(_) => Err(Mistake::NoArguments),
            other if build::takes_no_arguments(other) => Err(Mistake::NoArguments),
            Type::Resource { type_name: Some(_), .. } => check_titles(ast.source.slice(ast.span(left)), arguments),
            _ => check(&ast.text(name).to_ascii_lowercase(), arguments),
        };
        match checked {
            Ok(()) => access::access(&base, arguments).map_err(unplaced),
            Err(Mistake::Form) => Err(no_specification(ast, id)),
            Err(Mistake::Nothing) => Ok(Value::Undef),
            Err(Mistake::NoArguments) => Err(told(format!("Not a parameterized type <{}>", ast.source.slice(ast.span(left))))),
            Err(Mistake::Told(message)) => Err(told(message)),
        }
    }
}

/// A mistake that a call tells in its own words.
fn told(message: String) -> Interrupt {
    Interrupt::failure("TYPE_NAME_ERROR", message)
}

fn unplaced(error: TypeError) -> Interrupt {
    told(error.message.trim_start_matches("Error while evaluating a '[]' expression, ").to_string())
}

fn no_specification(ast: &Ast, id: NodeId) -> Interrupt {
    told(format!("The expression <{}> is not a valid type specification.", text_of(ast, id)))
}

/// The text of an expression. Of a whole alias Puppet shows the definition from its name on, up to the last argument.
fn text_of(ast: &Ast, id: NodeId) -> &str {
    if let Node::Access(_, keys) = ast.node(id)
        && let Some(last) = ast.items(keys).last()
        && let Some(name) = ast.definitions.iter().find_map(|definition| match ast.node(*definition) {
            Node::TypeAlias { name, data_type } if data_type == id => Some(name),
            _ => None,
        })
    {
        let (start, end) = (ast.span(name).start as usize, ast.span(*last).end as usize);
        return ast.source.text().get(start..end).unwrap_or_default();
    }
    ast.source.slice(ast.span(id))
}

/// A choice without the alias that it defines.
pub(super) fn without_itself(specified: Type, name: &EcoString) -> Type {
    let Type::Variant(options) = specified else { return specified };
    let count = options.len();
    let others: Vec<Type> = options.into_iter().filter(|option| !matches!(option, Type::Alias(alias) if alias.name == *name)).collect();
    match others.as_slice() {
        [only] if count > 1 => only.clone(),
        _ => Type::Variant(others),
    }
}
