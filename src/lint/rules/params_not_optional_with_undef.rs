//! A parameter that defaults to `undef` has a type that takes it.
//!
//! ## Why
//! The default does not fit the type: Puppet refuses the class unless somebody sets the parameter.
//!
//! ## Example
//! ```puppet
//! class motd (String $text = undef) { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (Optional[String] $text = undef) { }
//! ```

use super::{File, Findings, Node, NodeId, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for parameter in file.definitions().iter().flat_map(|definition| &definition.parameters) {
        if let Some(data_type) = parameter.data_type.some()
            && file.ast.node(parameter.default) == Node::Undef
            && refuses_undef(file, data_type)
        {
            found.at(file.span(parameter.variable), "Not optional parameter defaults to undef");
        }
    }
}

/// Types of modules may take anything.
fn refuses_undef(file: &File, data_type: NodeId) -> bool {
    let (head, keys) = match file.ast.node(data_type) {
        Node::Access(left, keys) => (left, file.ast.items(keys)),
        _ => (data_type, &[] as &[NodeId]),
    };
    let Node::QualifiedReference(name) = file.ast.node(head) else { return false };
    match file.ast.text(name).as_str() {
        "Optional" | "Any" | "Undef" | "Data" | "RichData" => false,
        "Variant" => keys.iter().all(|key| refuses_undef(file, *key)),
        _ => file.is_data_type(file.word_at(file.ast.span(head).start)),
    }
}
