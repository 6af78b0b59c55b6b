//! The text that a reader sees of a part of a page.

use std::borrow::Cow;

use super::page::{Id, Page};
use super::tag::Tag;
use cutline_credit::length::width;

/// Adds `raw` to `out`, entities decoded and white space made single.
pub(super) fn append(out: &mut String, raw: &str) {
    join(out, raw);
}

/// Text with entities decoded and white space made single.
pub(super) fn plain(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    push(&mut out, raw);
    out.truncate(out.trim_end().len());
    out
}

/// The text inside `id`, leaving out the nodes that `skip` names with all that is inside them.
pub(super) fn of(page: &Page<'_>, id: Id, skip: impl Fn(Id) -> bool) -> String {
    let mut out = String::new();
    collect(page, id, &skip, &mut out);
    out.truncate(out.trim_end_matches([' ', SEAM]).len());
    out
}

/// The number of characters inside `id`, as far as `most`.
pub(super) fn length(page: &Page<'_>, id: Id, most: usize) -> usize {
    let mut sum = 0;
    let mut at = id;
    let end = page.nodes[id as usize].end;
    while at < end && sum < most {
        let node = &page.nodes[at as usize];
        if node.tag == Tag::Text {
            sum += width(page.raw(at).trim());
            at += 1;
        } else if node.tag.is_silent() {
            at = node.end;
        } else {
            at += 1;
        }
    }
    sum
}

fn collect(page: &Page<'_>, id: Id, skip: &impl Fn(Id) -> bool, out: &mut String) {
    let mut at = id;
    let end = page.nodes[id as usize].end;
    // Where elements end, the innermost last: words do not run over the edge of a block.
    let mut edges: Vec<(Id, Tag)> = Vec::new();
    while at < end {
        while edges.last().is_some_and(|(e, _)| *e <= at) {
            let edge = edges.pop().map_or(Tag::Other, |(_, tag)| tag);
            part(out, edge);
        }
        let node = &page.nodes[at as usize];
        if node.tag == Tag::Text {
            if !(at != id && skip(at)) {
                join(out, page.raw(at));
            }
            at += 1;
            continue;
        }
        if at != id && (node.tag.is_silent() || skip(at)) {
            part(out, Tag::Div);
            at = node.end;
            continue;
        }
        part(out, node.tag);
        edges.push((node.end, node.tag));
        at += 1;
    }
}

/// Marks of a boundary that is not decided yet: a space comes there if the words would be glued.
const SEAM: char = '\u{1}';

fn part(out: &mut String, tag: Tag) {
    if out.is_empty() || out.ends_with(' ') {
        return;
    }
    if tag == Tag::Br || !tag.is_inline() && tag != Tag::Img {
        if out.ends_with(SEAM) {
            out.pop();
        }
        out.push(' ');
    } else if out.ends_with(SEAM) {
    } else if !tag.is_formatting() {
        out.push(SEAM);
    }
}

fn join(out: &mut String, raw: &str) {
    if out.ends_with(SEAM) {
        out.pop();
        let first = raw.chars().next();
        let last = out.chars().next_back();
        // `…on the roof</span><span>Foto: dpa`: two pieces; `B</span><span>erlin` is one word.
        let glued = match (last, first) {
            (Some(a), Some(b)) => {
                !a.is_whitespace()
                    && !b.is_whitespace()
                    && (b.is_uppercase() && !a.is_uppercase()
                        || matches!(b, '(' | '©' | '|' | '/')
                        || matches!(a, ')' | ':' | '.' | '|'))
                    && b.is_alphanumeric() | matches!(b, '(' | '©' | '|' | '/')
            }
            _ => false,
        };
        if glued {
            out.push(' ');
        }
    }
    push(out, raw);
}

fn push(out: &mut String, raw: &str) {
    let text = decoded(raw);
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{200b}' && out.ends_with(' ') {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | SEAM) {
            out.push(c);
        }
    }
}

/// With entities decoded; some pages encode them twice. End tags that closed nothing go.
pub(super) fn decoded(raw: &str) -> Cow<'_, str> {
    if raw.contains("</") {
        return Cow::Owned(decoded(&without_end_tags(raw)).into_owned());
    }
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let once = html_escape::decode_html_entities(raw);
    if once.contains("&amp;") || once.contains("&quot;") || once.contains("&#") || once.contains("&nbsp;") {
        return Cow::Owned(html_escape::decode_html_entities(&once).into_owned());
    }
    once
}

/// Text without `</…>`: in markup these two characters begin nothing else.
fn without_end_tags(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find("</") {
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = rest[at + 2..].split_once('>').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// A text that an attribute holds; markup inside it is taken out.
pub(super) fn attribute(raw: &str) -> Option<String> {
    let text = plain(raw);
    let text = if text.contains('<') && text.contains('>') { without_markup(&text) } else { text };
    (!text.is_empty()).then_some(text)
}

/// The text of a piece of HTML that stands in data.
pub(super) fn without_markup(html: &str) -> String {
    let page = Page::read(html);
    let mut out = String::new();
    for id in 0..page.nodes.len() as Id {
        if page.nodes[id as usize].parent == id {
            if !out.is_empty() && !out.ends_with(' ') && !page.tag(id).is_inline() {
                out.push(' ');
            }
            collect(&page, id, &|_| false, &mut out);
        }
    }
    plain(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> String {
        let html = format!("<div>{html}</div>");
        of(&Page::read(&html), 0, |_| false)
    }

    #[test]
    fn words_are_neither_glued_nor_cut() {
        assert_eq!(seen("<p>A boat.</p><p>Foto: dpa</p>"), "A boat. Foto: dpa");
        assert_eq!(seen("<span>A boat</span><span>Foto: dpa</span>"), "A boat Foto: dpa");
        assert_eq!(seen("<span>B</span>erlin <b>Dijk</b>stra"), "Berlin Dijkstra");
        assert_eq!(seen("A&nbsp;boat<br>at&#39;s &amp;amp; sea<script>x</script>"), "A boat at's & sea");
        assert_eq!(seen("A boat</p></b> at sea</"), "A boat at sea");
        assert_eq!(seen("<span>Image source,</span><span>Getty</span>"), "Image source, Getty");
    }
}
