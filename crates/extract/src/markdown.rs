//! Markdown articles: front matter, headings, `![alt](address "title")` with a caption below.

use super::text::blocks::{self, Block};
use super::text::{self, Picture, facts};
use crate::model::Extraction;
use crate::recognition::Recognition;
use cutline_credit::Vocabulary;

/// Files named so, and texts that begin with front matter or a heading.
pub(super) fn recognises(path: &str, text: &str) -> Recognition {
    let lower = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let fits = matches!(lower.as_str(), "md" | "markdown" | "mdx")
        || text.starts_with("---\n") && text.contains("\n---")
        || text.starts_with("# ");
    Recognition::shape(fits)
}

/// Reads facts and media items.
pub(super) fn read(text: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let mut lines = blocks::cut(text);
    let head = front_matter(&lines);
    for block in lines.iter().take(head) {
        if let Some((name, value)) = block.text.split_once(':') {
            facts::field(name, value, &mut out.document);
        }
    }
    lines.drain(..head);
    if out.document.title.is_none() {
        out.document.title = lines.iter().find_map(|b| b.text.strip_prefix("# ")).map(|t| t.trim().to_owned());
    }
    let mut pictures = Vec::new();
    for (number, block) in lines.iter_mut().enumerate() {
        match picture(block.text) {
            Some(Parts { alt, title, url }) => pictures.push(Picture { block: number, alt, title, url }),
            None => plain(block),
        }
    }
    out.items = text::items(&lines, vocabulary, pictures);
}

/// How many blocks the front matter takes, its two rules included.
fn front_matter(blocks: &[Block<'_>]) -> usize {
    if blocks.first().is_none_or(|b| b.text != "---" || b.line > 2) {
        return 0;
    }
    blocks.iter().skip(1).position(|b| b.text == "---").map_or(0, |end| end + 2)
}

/// What a picture of Markdown says.
struct Parts {
    alt: Option<String>,
    title: Option<String>,
    url: String,
}

/// A line that is nothing but a picture, linked or not.
fn picture(line: &str) -> Option<Parts> {
    let line = line.strip_prefix('[').filter(|l| l.starts_with("![")).unwrap_or(line);
    let rest = line.strip_prefix("![")?;
    let close = rest.find("](")?;
    let alt = rest[..close].trim();
    let inside = &rest[close + 2..];
    let end = inside.find(')')?;
    let target = inside[..end].trim();
    let (url, title) = match target.split_once(char::is_whitespace) {
        Some((url, title)) => (url, title.trim().trim_matches(['"', '\'']).trim()),
        None => (target, ""),
    };
    let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
    Some(Parts { alt: some(alt), title: some(title), url: url.trim_matches(['<', '>']).to_owned() })
}

/// Emphasis and quote marks around a whole line say how it is set, not what it says.
fn plain(block: &mut Block<'_>) {
    let text = block.text.trim_start_matches(['>', ' ']);
    let inner = text.trim_start_matches(['*', '_']);
    let marks = text.len() - inner.len();
    let text = match marks {
        1..=3 if inner.ends_with(['*', '_']) => inner.trim_end_matches(['*', '_']),
        _ => text,
    };
    if !text.is_empty() {
        block.start += text.as_ptr() as usize - block.text.as_ptr() as usize;
        block.text = text;
    }
}
