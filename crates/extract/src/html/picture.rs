//! The pictures that a page shows: where each stands, its addresses, and which are the same.

use super::page::{Id, Page};
use super::tag::Tag;
use super::text;
use crate::identity::loose_key;
use crate::rendition::without_extension;

/// A picture as one element shows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    /// The element: `img`, `picture`, or one with a background.
    pub at: Id,
    /// Addresses of its renditions, as written, the first the one in `src`.
    pub urls: Vec<String>,
    pub alt: Option<String>,
    /// What parts its addresses from those of other pictures.
    pub key: String,
}

/// Every picture in the order of the page.
pub(super) fn all(page: &Page<'_>, base: &str) -> Vec<Picture> {
    let mut out: Vec<Picture> = Vec::new();
    let mut at: Id = 0;
    while (at as usize) < page.nodes.len() {
        let node = page.nodes[at as usize];
        match node.tag {
            Tag::Picture => {
                let mut picture = Picture { at, ..Picture::default() };
                for inner in page.inside(at).filter(|i| matches!(page.tag(*i), Tag::Source | Tag::Img | Tag::AmpImg)) {
                    take(page, inner, base, &mut picture);
                }
                from_noscript(page, at, base, &mut picture);
                keep(picture, &mut out);
                at = node.end;
                continue;
            }
            Tag::Img | Tag::AmpImg => {
                let mut picture = Picture { at, ..Picture::default() };
                take(page, at, base, &mut picture);
                if !is_tiny(page, at) {
                    keep(picture, &mut out);
                }
                if node.tag == Tag::AmpImg {
                    at = node.end;
                    continue;
                }
            }
            Tag::Noscript => {
                let mut picture = Picture { at, ..Picture::default() };
                from_noscript(page, at, base, &mut picture);
                // The twin of the picture before it.
                match out.last_mut().filter(|l| l.key == picture.key || page.nodes[l.at as usize].parent == node.parent)
                {
                    Some(last) => last.urls.extend(picture.urls),
                    None => keep(picture, &mut out),
                }
                at = node.end;
                continue;
            }
            Tag::Script | Tag::Style | Tag::Svg | Tag::Template | Tag::Head => {
                at = node.end;
                continue;
            }
            Tag::Div | Tag::Span | Tag::Figure | Tag::A | Tag::Section => {
                let mut picture = Picture { at, ..Picture::default() };
                background(page, at, base, &mut picture);
                if !picture.urls.is_empty() {
                    keep(picture, &mut out);
                }
            }
            _ => {}
        }
        at += 1;
    }
    out
}

fn keep(mut picture: Picture, out: &mut Vec<Picture>) {
    let mut urls: Vec<String> = Vec::with_capacity(picture.urls.len().min(MOST_URLS));
    for url in picture.urls {
        if urls.len() < MOST_URLS && !urls.contains(&url) && !is_blank(&url) {
            urls.push(url);
        }
    }
    picture.urls = urls;
    if let Some(first) = picture.urls.iter().map(|u| loose_key(u)).find(|k| !k.is_empty()) {
        picture.key = first;
        out.push(picture);
    }
}

/// Renditions kept of one picture.
pub(super) const MOST_URLS: usize = 24;

/// What an attribute of a picture holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// No address.
    Nothing,
    /// One address.
    One,
    /// A set of them, each with its size.
    Set,
}

impl Holds {
    /// Scripts that load pictures late keep the addresses in attributes of their own names.
    fn of(name: &str, value: &str) -> Self {
        if name == "src" {
            return Self::One;
        }
        if matches!(name, "srcset" | "imagesrcset") {
            return Self::Set;
        }
        let address = value.starts_with("http") || value.starts_with("//") || value.starts_with('/') && value.len() > 8;
        if !name.starts_with("data-") || !address {
            return Self::Nothing;
        }
        if name.contains("srcset") || name.contains("original-set") {
            return Self::Set;
        }
        let single = ["src", "original", "lazy", "image", "img", "url", "full", "large-file", "orig-file", "zoom"]
            .iter()
            .any(|w| name.contains(w));
        if single && !value.contains(' ') { Self::One } else { Self::Nothing }
    }
}

fn take(page: &Page<'_>, id: Id, base: &str, picture: &mut Picture) {
    for (name, value) in page.attributes(id) {
        if value.is_empty() {
            continue;
        }
        let name = name.to_ascii_lowercase();
        match Holds::of(&name, value) {
            Holds::One => picture.urls.extend(address(value, base)),
            Holds::Set => picture.urls.extend(set(value).into_iter().filter_map(|u| address(u, base))),
            Holds::Nothing if name == "alt" && picture.alt.is_none() => picture.alt = text::attribute(value),
            Holds::Nothing => {}
        }
    }
}

fn from_noscript(page: &Page<'_>, id: Id, base: &str, picture: &mut Picture) {
    for inner in page.inside(id).filter(|i| page.tag(*i) == Tag::Text) {
        let raw = page.raw(inner);
        if page.tag(page.nodes[inner as usize].parent) != Tag::Noscript || !raw.contains("<img") {
            continue;
        }
        let twin = Page::read(raw);
        for i in (0..twin.nodes.len() as Id).filter(|i| matches!(twin.tag(*i), Tag::Img | Tag::Source)) {
            if !is_tiny(&twin, i) {
                take(&twin, i, base, picture);
            }
        }
    }
}

fn background(page: &Page<'_>, id: Id, base: &str, picture: &mut Picture) {
    for name in ["style", "data-bg", "data-background", "data-background-image", "data-bgset"] {
        let Some(value) = page.attribute(id, name) else { continue };
        let url = match value.split_once("url(") {
            Some((_, rest)) => rest.split(')').next().unwrap_or_default(),
            None if name != "style" => value,
            None => continue,
        };
        let url = text::decoded(url);
        picture.urls.extend(address(url.trim().trim_matches(['"', '\'']), base));
    }
}

/// The addresses of a `srcset`: each behind a comma and a space, or with a width behind it.
fn set(value: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in value.split_ascii_whitespace() {
        // `1x,https://…`: no space behind the comma.
        let mut from = 0;
        for (at, _) in part.match_indices(",http") {
            out.push(&part[from..at]);
            from = at + 1;
        }
        out.push(&part[from..]);
    }
    let descriptor =
        |p: &&str| p.len() < 9 && p.ends_with(['w', 'x', 'h']) && p.starts_with(|c: char| c.is_ascii_digit());
    out.into_iter().map(|p| p.trim_matches(',')).filter(|p| p.len() > 4 && !descriptor(p)).collect()
}

/// An address made absolute against `base`, without entities.
pub(super) fn address(raw: &str, base: &str) -> Option<String> {
    let raw = text::decoded(raw.trim());
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > 4000 || raw.starts_with('#') || raw.starts_with("javascript:") {
        return None;
    }
    if raw.starts_with("http://") || raw.starts_with("https://") || raw.starts_with("data:") || raw.starts_with("blob:")
    {
        return Some(raw.to_owned());
    }
    if let Some(rest) = raw.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    let scheme_end = base.find("://").map_or(0, |n| n + 3);
    let host_end = base[scheme_end..].find('/').map_or(base.len(), |n| scheme_end + n);
    if host_end == 0 {
        return Some(raw.to_owned());
    }
    if raw.starts_with('/') {
        return Some(format!("{}{raw}", &base[..host_end]));
    }
    let folder = base.rfind('/').filter(|n| *n >= host_end).unwrap_or(base.len());
    Some(format!("{}/{raw}", &base[..folder]))
}

fn is_blank(url: &str) -> bool {
    if url.starts_with("data:") || url.starts_with("blob:") {
        return true;
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let has = |text: &str, word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    name.ends_with(".svg")
        || ["blank", "spacer", "transparent", "pixel.", "1x1", "loading.", "lazy", "grey.", "gray.", "placeholder"]
            .iter()
            .any(|w| has(&name, w))
        || ["/pixel", "/track", "scorecardresearch", "doubleclick", "google-analytics", "facebook.com/tr"]
            .iter()
            .any(|w| has(url, w))
}

/// The greatest width that the addresses of a picture speak of: `w=640`, `width/640`, `300x200`.
pub(super) fn declared_width(urls: &[String]) -> Option<u32> {
    urls.iter().filter_map(|u| width_in(u)).max()
}

fn width_in(url: &str) -> Option<u32> {
    let number = |text: &str| {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok().filter(|n| (16..10_000).contains(n))
    };
    let lower = url.to_ascii_lowercase();
    for mark in ["width=", "w=", "width/", "w_", "width-", "/w"] {
        for (at, _) in lower.match_indices(mark) {
            let apart = mark.starts_with('/') || !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            if apart && let Some(width) = number(&lower[at + mark.len()..]) {
                return Some(width);
            }
        }
    }
    // `300x200` and `_200.webp` at the end of the name.
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    let stem = without_extension(path.rsplit('/').next().unwrap_or_default());
    let tail = stem.rsplit(['-', '_']).next().filter(|t| t.len() < stem.len())?;
    let sized = tail.bytes().all(|b| b.is_ascii_digit()) && (2..=4).contains(&tail.len())
        || tail
            .split_once('x')
            .is_some_and(|(a, b)| [a, b].iter().all(|n| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit())));
    if sized { number(tail) } else { None }
}

/// As large as an icon, by its own word.
fn is_tiny(page: &Page<'_>, id: Id) -> bool {
    let size = |name| page.attribute(id, name).and_then(|v| v.trim_end_matches("px").parse::<u32>().ok());
    match (size("width"), size("height")) {
        (Some(w), Some(h)) => w <= 80 && h <= 80,
        (Some(n), None) | (None, Some(n)) => n <= 40,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_set() {
        assert_eq!(set("a.jpg?x=1,2 640w, b.jpg 2x"), ["a.jpg?x=1,2", "b.jpg"]);
        assert_eq!(
            set("https://a.example/a.jpg 1x,https://a.example/b.jpg 2x"),
            ["https://a.example/a.jpg", "https://a.example/b.jpg"]
        );
    }

    #[test]
    fn addresses_become_absolute() {
        let base = "https://a.example/news/today.html";
        assert_eq!(address("/i/b.jpg", base).unwrap(), "https://a.example/i/b.jpg");
        assert_eq!(address("b.jpg", base).unwrap(), "https://a.example/news/b.jpg");
        assert_eq!(address("//c.example/b.jpg?a=1&amp;b=2", base).unwrap(), "https://c.example/b.jpg?a=1&b=2");
    }
}
