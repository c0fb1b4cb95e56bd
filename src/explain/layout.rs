//! Where boxes of one container go: those that come first to the left, the others in columns to their right, what has no order in a grid
//! below. The order within columns is chosen so that few lines cross (barycentres, after Sugiyama). Lengths are pixels.

/// Between columns, where lines run.
const WIDE: f64 = 56.0;
/// Between boxes of a column.
const GAP: f64 = 8.0;
/// Columns may be as wide together, however few they are.
const WIDEST: f64 = 1800.0;
/// Columns may be as high, however little there is.
const HIGHEST: f64 = 600.0;
/// How much wider than high a picture is meant to be.
const ASPECT: f64 = 1.6;
/// How often the order of columns is improved.
const SWEEPS: usize = 8;

/// A width and a height, or a place from the left and the top.
pub type Pair = (f64, f64);

/// The places of boxes of some sizes, and the size of all together. An edge's first box comes before its second one; in a circle somebody
/// has to come first.
pub fn place(sizes: &[Pair], edges: &[(usize, usize)]) -> (Vec<Pair>, Pair) {
    let edges: Vec<(usize, usize)> = edges.iter().copied().filter(|(first, then)| first != then).collect();
    let is_related = |index: &usize| edges.iter().any(|(first, then)| first == index || then == index);
    let (related, free): (Vec<usize>, Vec<usize>) = (0..sizes.len()).partition(is_related);
    let mut places = vec![(0.0, 0.0); sizes.len()];
    let size = columns(&related, sizes, &edges, &mut places);
    let top = if size.1 > 0.0 && !free.is_empty() { size.1 + 2.0 * GAP } else { size.1 };
    let below = grid(&free, sizes, top, size.0, &mut places);
    (places, (size.0.max(below.0), if free.is_empty() { size.1 } else { below.1 }))
}

fn size(sizes: &[Pair], index: usize) -> Pair {
    sizes.get(index).copied().unwrap_or_default()
}

fn set(places: &mut [Pair], index: usize, place: Pair) {
    if let Some(slot) = places.get_mut(index) {
        *slot = place;
    }
}

/// Boxes without an order, side by side: about as wide as high, at least as wide as what is above.
fn grid(free: &[usize], sizes: &[Pair], top: f64, least: f64, places: &mut [Pair]) -> Pair {
    let area: f64 = free.iter().map(|index| size(sizes, *index)).map(|(width, height)| (width + GAP) * (height + GAP)).sum();
    let widest = (area * ASPECT).sqrt().max(least);
    let (mut x, mut y, mut row, mut right) = (0.0, top, 0.0_f64, 0.0_f64);
    for index in free {
        let (width, height) = size(sizes, *index);
        if x > 0.0 && x + width > widest {
            (x, y, row) = (0.0, y + row + GAP, 0.0);
        }
        set(places, *index, (x, y));
        (x, row, right) = (x + width + GAP, row.max(height), right.max(x + width));
    }
    (right, y + row)
}

/// Boxes with an order, in columns.
fn columns(related: &[usize], sizes: &[Pair], edges: &[(usize, usize)], places: &mut [Pair]) -> Pair {
    let ranks = ranks(sizes.len(), related, edges);
    let rank = |index: usize| ranks.get(index).copied().unwrap_or(0);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); related.iter().map(|index| rank(*index) + 1).max().unwrap_or(0)];
    for index in related {
        if let Some(column) = columns.get_mut(rank(*index)) {
            column.push(*index);
        }
    }
    untangle(&mut columns, sizes.len(), edges);
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); sizes.len()];
    edges.iter().for_each(|(first, then)| before.get_mut(*then).into_iter().for_each(|list| list.push(*first)));
    let (mut right, mut bottom) = (0.0_f64, 0.0);
    let area: f64 = related.iter().map(|index| size(sizes, *index)).map(|(width, height)| (width + WIDE) * (height + GAP)).sum();
    let (widest, highest) = ((area * ASPECT).sqrt().max(WIDEST), (area / ASPECT).sqrt().max(HIGHEST));
    for band in bands(&columns, sizes, widest, highest) {
        let top = if bottom > 0.0 { bottom + WIDE } else { 0.0 };
        let (width, height) = lay_band(band, sizes, &before, (top, highest), places);
        (right, bottom) = (right.max(width), top + height);
    }
    (right, bottom)
}

/// Columns that would be too wide beside each other are broken into bands, as a text is into lines.
fn bands<'a>(columns: &'a [Vec<usize>], sizes: &[Pair], widest: f64, highest: f64) -> Vec<&'a [Vec<usize>]> {
    let width = |column: &Vec<usize>| stack(column, sizes, (0.0, 0.0, highest), &mut []).0 + WIDE;
    let (mut bands, mut start, mut x) = (Vec::new(), 0, 0.0);
    for (at, column) in columns.iter().enumerate() {
        if x > 0.0 && x + width(column) > widest {
            bands.extend(columns.get(start..at));
            (start, x) = (at, 0.0);
        }
        x += width(column);
    }
    bands.extend(columns.get(start..));
    bands
}

/// Columns beside each other, below a height and none higher than another one; their size together.
fn lay_band(columns: &[Vec<usize>], sizes: &[Pair], before: &[Vec<usize>], (top, highest): Pair, places: &mut [Pair]) -> Pair {
    let members: Vec<usize> = columns.iter().flatten().copied().collect();
    let (mut x, mut bottom, mut known) = (0.0, f64::NEG_INFINITY, vec![false; sizes.len()]);
    for column in columns {
        let middle_of =
            |first: &usize| Some(places.get(*first)?.1 + size(sizes, *first).1 / 2.0).filter(|_| known.get(*first) == Some(&true));
        let wanted = |index: &usize| mean(before.get(*index).into_iter().flatten().filter_map(middle_of));
        let middle = mean(column.iter().filter_map(wanted)).unwrap_or(0.0);
        let (right, lowest) = stack(column, sizes, (x, middle, highest), places);
        (x, bottom) = (right + WIDE, lowest.max(bottom));
        column.iter().for_each(|index| known.get_mut(*index).into_iter().for_each(|known| *known = true));
    }
    let upper = members.iter().filter_map(|index| places.get(*index)).map(|place| place.1).fold(f64::INFINITY, f64::min);
    for index in &members {
        let (x, y) = places.get(*index).copied().unwrap_or_default();
        set(places, *index, (x, y - upper + top));
    }
    if members.is_empty() { (0.0, 0.0) } else { (x - WIDE, bottom - upper) }
}

/// How many boxes are at least before each one; what leads back in a circle is not counted.
fn ranks(count: usize, related: &[usize], edges: &[(usize, usize)]) -> Vec<usize> {
    let (mut after, mut waits) = (vec![Vec::new(); count], vec![0_usize; count]);
    for (first, then) in edges {
        if let (Some(list), Some(number)) = (after.get_mut(*first), waits.get_mut(*then)) {
            list.push(*then);
            *number += 1;
        }
    }
    let (mut ranks, mut done) = (vec![0; count], vec![false; count]);
    let mut left: Vec<usize> = related.to_vec();
    while !left.is_empty() {
        let number = |index: &usize| waits.get(*index).copied().unwrap_or(0);
        // where all wait for each other, the one that waits for the fewest goes first
        let least = left.iter().map(number).min().unwrap_or(0);
        let (ready, others): (Vec<usize>, Vec<usize>) = left.iter().partition(|index| number(index) == 0);
        let (ready, others) = match ready.is_empty() {
            false => (ready, others),
            true => {
                let next = left.iter().copied().find(|index| number(index) == least);
                (next.into_iter().collect(), left.iter().copied().filter(|index| Some(*index) != next).collect())
            }
        };
        left = others;
        for index in ready {
            done.get_mut(index).into_iter().for_each(|done| *done = true);
            let rank = ranks.get(index).copied().unwrap_or(0) + 1;
            for then in after.get(index).into_iter().flatten().filter(|then| !done.get(**then).copied().unwrap_or(true)) {
                ranks.get_mut(*then).into_iter().for_each(|old| *old = rank.max(*old));
                waits.get_mut(*then).into_iter().for_each(|number| *number = number.saturating_sub(1));
            }
        }
    }
    ranks
}

/// Puts the boxes of each column in the order of what they are related to in other columns.
fn untangle(columns: &mut [Vec<usize>], count: usize, edges: &[(usize, usize)]) {
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (first, then) in edges {
        beside.get_mut(*first).into_iter().for_each(|list| list.push(*then));
        beside.get_mut(*then).into_iter().for_each(|list| list.push(*first));
    }
    let mut heights = vec![0.0; count];
    let note = |column: &[usize], heights: &mut [f64]| {
        let middle = column.len() as f64 / 2.0;
        for (row, index) in column.iter().enumerate() {
            heights.get_mut(*index).into_iter().for_each(|height| *height = row as f64 - middle);
        }
    };
    columns.iter().for_each(|column| note(column, &mut heights));
    for sweep in 0..SWEEPS {
        for step in 0..columns.len() {
            let at = if sweep % 2 == 0 { step } else { columns.len() - 1 - step };
            let Some(column) = columns.get_mut(at) else { continue };
            let height = |index: &usize| mean(beside.get(*index).into_iter().flatten().filter_map(|other| heights.get(*other).copied()));
            column.sort_by(|a, b| height(a).unwrap_or(0.0).total_cmp(&height(b).unwrap_or(0.0)));
            note(column, &mut heights);
        }
    }
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// Puts a column's boxes beneath each other, from the left, around a height, and beside each other where they would be too high; the right
/// and the lower end.
fn stack(column: &[usize], sizes: &[Pair], (left, middle, highest): (f64, f64, f64), places: &mut [Pair]) -> Pair {
    let total: f64 = column.iter().map(|index| size(sizes, *index).1 + GAP).sum::<f64>() - GAP;
    let top = middle - total.min(highest) / 2.0;
    let (mut x, mut y, mut widest, mut bottom) = (left, top, 0.0_f64, top);
    for index in column {
        let (width, height) = size(sizes, *index);
        if y > top && y + height > top + highest {
            (x, y, widest) = (x + widest + WIDE / 2.0, top, 0.0);
        }
        set(places, *index, (x, y));
        (y, widest, bottom) = (y + height + GAP, widest.max(width), bottom.max(y + height));
    }
    (x + widest, bottom)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn what_comes_first_is_to_the_left_and_nothing_overlaps() {
        let sizes: Vec<_> = (0..40).map(|number| (60.0 + f64::from(number % 5) * 10.0, 20.0)).collect();
        let edges: Vec<_> = (0..20).map(|number| (number, (number * 7 + 3) % 20)).filter(|(first, then)| first < then).collect();
        let (places, (width, height)) = place(&sizes, &edges);
        for (first, then) in &edges {
            assert!(places[*first].0 + sizes[*first].0 < places[*then].0, "{first} is not before {then}");
        }
        for (index, (x, y)) in places.iter().enumerate() {
            assert!(
                *x >= 0.0 && *y >= 0.0 && x + sizes[index].0 <= width + 0.01 && y + sizes[index].1 <= height + 0.01,
                "{index} is outside"
            );
            for (other, (left, top)) in places.iter().enumerate().skip(index + 1) {
                let beside = x + sizes[index].0 <= *left || left + sizes[other].0 <= *x;
                let beneath = y + sizes[index].1 <= *top || top + sizes[other].1 <= *y;
                assert!(beside || beneath, "{index} and {other} overlap");
            }
        }
    }

    #[test]
    fn circles_and_strangers_have_places() {
        let sizes = [(10.0, 10.0); 3];
        let (places, _) = place(&sizes, &[(0, 1), (1, 0), (2, 2)]);
        assert_ne!(places[0], places[1]);
        assert_eq!(place(&[], &[]), (Vec::new(), (0.0, 0.0)));
    }
}
