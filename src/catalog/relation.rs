//! The kinds of relations between resources.

/// `before`: the other comes after this one; `require`: before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    Require,
    Before,
    Notify,
    Subscribe,
}

impl RelationKind {
    /// What a type calls for relations that its resources have by themselves: `autorequire` and its siblings.
    pub fn of_automatic(method: &str) -> Option<Self> {
        Some(match method {
            "autorequire" => RelationKind::Require,
            "autobefore" => RelationKind::Before,
            "autonotify" => RelationKind::Notify,
            "autosubscribe" => RelationKind::Subscribe,
            _ => return None,
        })
    }
}
