//! A text cut into blocks: its lines that are not blank.

use crate::model::Span;
use cutline_credit::length::wider_than;

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'t> {
    /// Without white space at its ends.
    pub text: &'t str,
    /// Byte of the document where `text` begins.
    pub start: usize,
    /// Line of the document, from 1.
    pub line: u32,
    /// A blank line, or the beginning of the document, stands before it.
    pub blank_before: bool,
}

impl Block<'_> {
    /// The bytes of the document that the block covers.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// Cuts `text`.
pub(crate) fn cut(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::with_capacity(text.len() / 160 + 4);
    let mut blank = true;
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    for (number, end) in (1..).zip(ends) {
        let trimmed = trim(&text[start..end]);
        if trimmed.is_empty() {
            blank = true;
        } else {
            let offset = trimmed.as_ptr() as usize - text.as_ptr() as usize;
            blocks.push(Block { text: trimmed, start: offset, line: number, blank_before: blank });
            blank = false;
        }
        start = end + 1;
    }
    join_brackets(text, &mut blocks);
    blocks
}

/// Dumps break a line inside brackets where the page had an element: `… vigil (`, `Image:`,
/// `Getty Images`, `)` are one line.
fn join_brackets<'t>(text: &'t str, blocks: &mut Vec<Block<'t>>) {
    /// Most blocks that are joined.
    const MOST: usize = 5;
    let mut kept = 0;
    let mut at = 0;
    while at < blocks.len() {
        let mut block = blocks[at];
        if block.text.ends_with(['(', '（', '['])
            && let Some(close) = (at + 1..blocks.len().min(at + MOST)).find(|i| closes(blocks[*i].text))
            && let Some(joined) = Span::new(block.start, blocks[close].span().end).of(text)
        {
            block.text = joined;
            at = close;
        }
        blocks[kept] = block;
        kept += 1;
        at += 1;
    }
    blocks.truncate(kept);
}

/// Whether a bracket is closed here that was not opened here.
fn closes(text: &str) -> bool {
    /// The longest line that closes a bracket opened above, in characters.
    const MOST: usize = 200;
    let count = |marks: [char; 3]| text.chars().filter(|c| marks.contains(c)).count();
    !wider_than(text, MOST) && count([')', '）', ']']) > count(['(', '（', '['])
}

fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}
