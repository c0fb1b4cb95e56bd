//! Words by their kinds, and brackets by the brackets that they belong to.

use super::word::{KINDS, Kind, Word};

/// The words of each kind.
pub struct ByKind {
    /// One kind after the other.
    indexes: Vec<u32>,
    /// Where each kind begins.
    starts: [u32; KINDS + 1],
}

impl ByKind {
    pub fn of(words: &[Word]) -> ByKind {
        let mut starts = [0; KINDS + 1];
        for word in words {
            if let Some(count) = starts.get_mut(word.kind as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut starts {
            sum += *count;
            *count = sum;
        }
        let mut next = starts;
        let mut indexes = vec![0; words.len()];
        for (index, word) in words.iter().enumerate() {
            if let Some(at) = next.get_mut(word.kind as usize) {
                if let Some(place) = indexes.get_mut(*at as usize) {
                    *place = index as u32;
                }
                *at += 1;
            }
        }
        ByKind { indexes, starts }
    }

    /// The words of a kind, in the order of the text.
    #[inline]
    pub fn all(&self, kind: Kind) -> &[u32] {
        let at = kind as usize;
        let range = self.starts.get(at).copied().unwrap_or(0) as usize..self.starts.get(at + 1).copied().unwrap_or(0) as usize;
        self.indexes.get(range).unwrap_or_default()
    }
}

/// For each bracket the one that belongs to it; `u32::MAX` where there is none.
pub fn partners(words: &[Word]) -> Vec<u32> {
    let mut partners = vec![u32::MAX; words.len()];
    let mut open: Vec<(Kind, usize)> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let opening = match word.kind {
            kind if kind.opens() => {
                open.push((kind, index));
                continue;
            }
            Kind::CloseBrace => Kind::OpenBrace,
            Kind::CloseBracket => Kind::OpenBracket,
            Kind::CloseParen => Kind::OpenParen,
            _ => continue,
        };
        if let Some((_, other)) = open.pop_if(|(kind, _)| *kind == opening) {
            partners[other] = index as u32;
            partners[index] = other as u32;
        }
    }
    partners
}
