//! Where a manifest asks for templates of modules.

use super::literal;
use rpuppet_syntax::{Ast, Node, NodeId};

/// A template that is asked for by a name that is written out.
pub struct Asked<'a> {
    /// `MODULE/PATH`.
    pub name: &'a str,
    pub place: NodeId,
    pub is_epp: bool,
    /// What an EPP template is given.
    pub values: Option<NodeId>,
}

/// All of a file. A path of the machine is none of a module.
pub fn asked(ast: &Ast) -> Vec<Asked<'_>> {
    let mut all = Vec::new();
    for id in ast.ids() {
        let Node::Call { function, arguments, .. } = ast.node(id) else { continue };
        let arguments = ast.items(arguments);
        let (places, is_epp) = match literal::text(ast, function) {
            Some("template") => (arguments, false),
            Some("epp") => (arguments.get(..1).unwrap_or_default(), true),
            _ => continue,
        };
        for place in places {
            let Some(name) = literal::text(ast, *place).filter(|name| name.contains('/') && !name.starts_with('/')) else { continue };
            all.push(Asked { name, place: *place, is_epp, values: arguments.get(1).copied().filter(|_| is_epp) });
        }
    }
    all
}
