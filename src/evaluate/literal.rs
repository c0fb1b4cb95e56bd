//! Strings in parts, heredocs, regular expressions, hashes, and the pieces of EPP templates.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Regex, Value, ValueHash, extent, format};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::Arc;

/// The text of an EPP template so far.
#[derive(Debug, Default)]
pub(super) struct Rendering {
    text: String,
    /// A `Sensitive` was rendered, so the whole is.
    sensitive: bool,
}

impl Compiler<'_> {
    pub(super) fn concat(&mut self, ast: &Arc<Ast>, parts: List) -> Evaluated {
        let mut text = EcoString::new();
        for part in ast.items(parts) {
            match ast.node(*part) {
                Node::String(literal) => text.push_str(ast.text(literal)),
                _ => text.push_str(&format::interpolated(&self.evaluate(ast, *part)?)),
            }
            if text.len() > extent::LONGEST_TEXT {
                return Err(Diagnostic::error("STRING_TOO_LONG", extent::TEXT_TOO_LONG).at(ast.location(*part)).into());
            }
        }
        Ok(Value::String(text))
    }

    pub(super) fn heredoc(&mut self, ast: &Arc<Ast>, syntax: &str, text: NodeId) -> Evaluated {
        let value = self.evaluate(ast, text)?;
        // text without interpolations was checked when it was read
        if !matches!(ast.node(text), Node::String(_))
            && let Some(message) = value.as_str().and_then(|text| check::misfit(syntax, text))
        {
            return Err(Diagnostic::error("INVALID_HEREDOC_TEXT", message).at(check::heredoc_place(ast, text)).completed().into());
        }
        Ok(value)
    }

    pub(super) fn regex(&mut self, ast: &Arc<Ast>, id: NodeId, source: &EcoString) -> Evaluated {
        let compiled = Regex::new(source)
            .map_err(|error| Interrupt::from(Diagnostic::error("INVALID_REGEX", error.to_string()).at(ast.location(id))))?;
        Ok(Value::Regex(Arc::new(compiled)))
    }

    pub(super) fn hash(&mut self, ast: &Arc<Ast>, entries: List) -> Evaluated {
        let mut hash = ValueHash::default();
        for entry in ast.items(entries) {
            if let Node::KeyedEntry { key, value } = ast.node(*entry) {
                let key = self.evaluate(ast, key)?;
                let value = self.evaluate(ast, value)?;
                hash.insert(key, value);
            }
        }
        Ok(Value::hash(hash))
    }

    pub(super) fn render(&mut self, ast: &Arc<Ast>, id: NodeId, node: Node) -> Evaluated {
        match node {
            Node::RenderString(text) => self.rendered(ast.text(text), false)?,
            Node::Render(expression) => {
                let value = self.evaluate(ast, expression)?;
                self.rendered(&format::interpolated(value.unwrapped()), value.is_sensitive())?;
            }
            Node::Epp { body, .. } | Node::EppBody(body) => return self.evaluate(ast, body),
            _ => return Err(Diagnostic::error("SYNTAX_ERROR", "Syntax error").at(ast.location(id)).into()),
        }
        Ok(Value::Undef)
    }

    fn rendered(&mut self, text: &str, sensitive: bool) -> Result<(), Interrupt> {
        if let Some(rendering) = self.epp.last_mut() {
            rendering.text.push_str(text);
            rendering.sensitive |= sensitive;
            if rendering.text.len() > extent::LONGEST_TEXT {
                return Err(Interrupt::failure("STRING_TOO_LONG", extent::TEXT_TOO_LONG));
            }
        }
        Ok(())
    }

    /// Runs `work` and gives what it rendered.
    pub(super) fn rendering(&mut self, work: impl FnOnce(&mut Self) -> Evaluated) -> Evaluated {
        self.epp.push(Rendering::default());
        let result = work(self);
        let rendering = self.epp.pop().unwrap_or_default();
        result?;
        let text = Value::from(rendering.text);
        Ok(if rendering.sensitive { Value::sensitive(text) } else { text })
    }
}
