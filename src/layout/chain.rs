//! Chains: what operators, chaining arrows or dots join. A chain stands on one line or is broken at each link, always in the same manner:
//! arrows (as the style guide has it) and dots begin lines, other operators end them, as most modules have it. Operators that bind
//! differently are chains in chains: where an inner one is broken the one around it is, too, but not the other way.

use super::atom::{Atom, Gap};
use crate::lint::File;
use rpuppet_syntax::{Node, NodeId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Operator,
    Arrow,
    Dot,
}

/// What joins two operands.
struct Link {
    atom: usize,
    /// How strongly it binds.
    strength: u8,
    /// The link that it is an operand of, which stands before it in the list.
    around: Option<usize>,
    broken: bool,
}

/// A node that joins operands.
struct Joint {
    join: Join,
    strength: u8,
    left: NodeId,
    /// Absent where a method's name is on the right.
    right: Option<NodeId>,
    /// The text that the link is in.
    between: (u32, u32),
}

/// Breaks each chain nowhere or at each link. What stands before the atoms is settled but for that.
pub fn settle(file: &File, atoms: &mut [Atom]) {
    for root in roots(file) {
        let Some(join) = joint(file, root).map(|joint| joint.join) else { continue };
        let Some(mut links) = links(file, atoms, root, join) else { continue };
        spread(&mut links);
        let all = join == Join::Arrow && goes_over_lines(file, atoms, root, &links);
        for link in links.iter().filter(|link| link.broken || all) {
            match join {
                Join::Operator => end_line(atoms, link.atom),
                Join::Arrow | Join::Dot => begin_line(atoms, link.atom),
            }
        }
    }
}

/// A link is broken where one inside of it is, or where another one of its chain is.
fn spread(links: &mut [Link]) {
    for index in (0..links.len()).rev() {
        let Some(Link { broken: true, around: Some(around), .. }) = links.get(index) else { continue };
        let around = *around;
        links.get_mut(around).into_iter().for_each(|link| link.broken = true);
    }
    for index in 0..links.len() {
        let Some(Link { strength, around: Some(around), .. }) = links.get(index) else { continue };
        let with = links.get(*around).is_some_and(|link| link.broken && link.strength == *strength);
        links.get_mut(index).into_iter().for_each(|link| link.broken |= with);
    }
}

/// The nodes that join operands and are not links of a chain around them.
fn roots(file: &File) -> Vec<NodeId> {
    let (mut all, mut inside) = (Vec::new(), Vec::new());
    for id in (0..file.ast.len() as u32).map(NodeId) {
        let Some(found) = joint(file, id) else { continue };
        all.push(id);
        inside.extend(operands(&found).filter(|operand| joint(file, *operand).is_some_and(|inner| inner.join == found.join)));
    }
    inside.sort_unstable_by_key(|id| id.0);
    all.retain(|id| inside.binary_search_by_key(&id.0, |id| id.0).is_err());
    all
}

fn joint(file: &File, id: NodeId) -> Option<Joint> {
    let two = |join, strength, left: NodeId, right: NodeId| {
        let between = (file.ast.span(left).end, file.ast.span(right).start);
        Some(Joint { join, strength, left, right: Some(right), between })
    };
    match file.ast.node(id) {
        Node::Binary(operator, left, right) => two(Join::Operator, operator.precedence(), left, right),
        Node::Relationship(_, left, right) => two(Join::Arrow, 0, left, right),
        Node::MethodCall { function, .. } => match file.ast.node(function) {
            Node::NamedAccess(left, _) => {
                let between = (file.ast.span(left).end, file.ast.span(function).end);
                Some(Joint { join: Join::Dot, strength: 0, left, right: None, between })
            }
            _ => None,
        },
        _ => None,
    }
}

fn operands(joint: &Joint) -> impl Iterator<Item = NodeId> {
    [Some(joint.left), joint.right].into_iter().flatten()
}

/// The links of a chain; nothing where it is on one line, arrows excepted, whose operands may be broken.
fn links(file: &File, atoms: &[Atom], root: NodeId, join: Join) -> Option<Vec<Link>> {
    let (mut joints, mut open) = (Vec::new(), vec![(root, None)]);
    while let Some((id, around)) = open.pop() {
        if let Some(joint) = joint(file, id).filter(|joint| joint.join == join) {
            open.extend(operands(&joint).map(|operand| (operand, Some(joints.len()))));
            joints.push((joint, around));
        }
    }
    let breaks = |joint: &Joint| file.slice(joint.between.0, joint.between.1).contains('\n');
    if join != Join::Arrow && !joints.iter().any(|(joint, _)| breaks(joint)) {
        return None;
    }
    joints.iter().map(|(joint, around)| link(atoms, joint, *around)).collect()
}

fn link(atoms: &[Atom], joint: &Joint, around: Option<usize>) -> Option<Link> {
    let (start, end) = joint.between;
    let first = atoms.partition_point(|atom| atom.start < start);
    let (atom, _) = atoms.iter().enumerate().skip(first).find(|(_, atom)| !atom.is_comment()).filter(|(_, atom)| atom.start < end)?;
    let broken = atoms.iter().skip(atom).take(2).any(|atom| atom.gap > Gap::Beside);
    Some(Link { atom, strength: joint.strength, around, broken })
}

/// Whether there is a line break in an operand before the last link.
fn goes_over_lines(file: &File, atoms: &[Atom], root: NodeId, links: &[Link]) -> bool {
    let start = file.ast.span(root).start;
    let first = atoms.partition_point(|atom| atom.start <= start);
    let last = links.iter().map(|link| link.atom).max().unwrap_or(first);
    atoms.get(first..last).is_some_and(|operands| operands.iter().any(|atom| atom.gap > Gap::Beside))
}

/// The right operand goes to the line of its link, but for a comment between.
fn begin_line(atoms: &mut [Atom], link: usize) {
    if let Some([link, operand]) = atoms.get_mut(link..link + 2)
        && !operand.is_comment()
    {
        (link.gap, operand.gap) = (Gap::Line, Gap::Beside);
    }
}

/// The link goes to the line of its left operand, but for a comment between.
fn end_line(atoms: &mut [Atom], link: usize) {
    let after_comment = link.checked_sub(1).and_then(|last| atoms.get(last)).is_none_or(Atom::is_comment);
    let Some([link, operand]) = atoms.get_mut(link..link + 2) else { return };
    let (link_gap, operand_gap) = if after_comment { (link.gap, Gap::Beside) } else { (Gap::Beside, Gap::Line) };
    link.gap = link_gap;
    if !operand.is_comment() {
        operand.gap = operand_gap;
    }
}
