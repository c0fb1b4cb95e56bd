//! Where a text that is being read stands in its file. A heredoc's text has lost its margin, so that its offsets differ by line.

/// Maps offsets of the text being read to offsets of the file.
#[derive(Default)]
pub(super) struct Origin {
    /// (offset in the text, offset in the file), one for each line; empty for the file itself.
    lines: Vec<(u32, u32)>,
}

impl Origin {
    pub fn file() -> Self {
        Origin::default()
    }

    pub fn lines(lines: Vec<(u32, u32)>) -> Self {
        Origin { lines }
    }

    #[inline]
    pub fn file_offset(&self, offset: usize) -> u32 {
        if self.lines.is_empty() { offset as u32 } else { self.offset_by_line(offset as u32) }
    }

    fn offset_by_line(&self, offset: u32) -> u32 {
        let line = self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        self.lines.get(line).map_or(offset, |(start, file)| file + (offset - start))
    }
}
