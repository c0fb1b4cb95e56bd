//! What of a type's code is outside of the small Ruby, as far as reading tells.

use super::code::{AttributeCode, Block, DefaultCode, TypeCode};
use crate::ruby::outside::{Known, of};
use crate::ruby::tree::Node;
use crate::value::EcoString;

/// One piece of code: what it is for, and the first construct that is outside, with its line.
pub type Piece = (String, Option<(u32, String)>);

impl TypeCode {
    /// Every piece of the type's code: `munge of value`, `autorequire of anchor`, ….
    pub fn pieces(&self) -> Vec<Piece> {
        let attributes = self.attributes.values().flat_map(|attribute| self.pieces_of(attribute));
        let whole = self.validate.iter().map(|block| self.piece("validate".to_string(), block));
        let relations = self.relations.iter();
        let relations = relations.map(|relation| {
            let kind = format!("{:?}", relation.kind).to_lowercase();
            self.piece(format!("auto{kind} of {}", relation.type_name), &relation.block)
        });
        attributes.chain(whole).chain(relations).collect()
    }

    fn pieces_of(&self, attribute: &AttributeCode) -> Vec<Piece> {
        let default = match &attribute.default {
            Some(DefaultCode::Block(block)) => Some(block),
            _ => None,
        };
        let blocks = [("validate", attribute.validate.as_ref()), ("munge", attribute.munge.as_ref()), ("default", default)];
        let there = blocks.into_iter().filter_map(|(what, block)| Some((what, block?)));
        there.map(|(what, block)| self.piece(format!("{what} of {}", attribute.name), block)).collect()
    }

    fn piece(&self, name: String, block: &Block) -> Piece {
        let first = |body: &Node| self.outside(body).into_iter().next();
        (name, block.lambda.body.as_ref().as_ref().and_then(first))
    }

    fn outside(&self, body: &Node) -> Vec<(u32, String)> {
        let is_constant = |name: &str| {
            let last = name.rsplit("::").next().unwrap_or(name);
            let is_module = |module: &EcoString| module == name || module.ends_with(&format!("::{name}"));
            self.constants.contains_key(last) || self.modules.iter().any(is_module)
        };
        let is_method = |name: &str| self.methods.get(name).is_some_and(|method| method.on_self);
        of(body, &Known { constants: &is_constant, methods: &is_method, is_type: true })
    }
}
