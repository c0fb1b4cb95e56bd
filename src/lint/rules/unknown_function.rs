//! A function that is called is there.
//!
//! ## Why
//! Puppet refuses to compile it. Of a name without a namespace nothing is said where a module is missing that may bring it.
//!
//! ## Example
//! ```puppet
//! notice(toolbox::doubel(2))
//! ```
//!
//! ## Use instead
//! ```puppet
//! notice(toolbox::double(2))
//! ```

use super::{File, Findings, Modules, Node, Rule, called, meant};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    let complete = file.is_complete(modules);
    for id in ast.ids() {
        let (Node::Call { function, .. } | Node::MethodCall { function, .. }) = ast.node(id) else { continue };
        let Some((name, span)) = called(ast, function) else { continue };
        let judged = if name.contains("::") { modules.is_judged(&name) } else { complete };
        if judged && !modules.is_function(&name) {
            found.at(span, format!("there is no function '{name}'{}", meant(modules.similar_function(&name))));
        }
    }
}
