//! Which picture it is, and which item: made once, stored, and used by everything that people attach.
//!
//! Within one page a picture is known by a loose key (`loose_key`): a page that shows two pictures
//! gives them two names. Across documents more is asked ([`picture_key`]): `header.jpg` of two sites are
//! two pictures.

use rustc_hash::FxHashMap;

use crate::model::MediaItem;
use crate::rendition::{
    RENDITIONS, innermost, is_rendition_parameter, is_rendition_part, is_shared, is_size, is_usual_size, site,
    unescaped, without_extension, without_size,
};

/// The identity of a picture across renditions and documents, from its addresses: without what
/// differs between renditions (size, crop, format, query, host of a delivery network). An identifier
/// (UUID, long hash) or an agency's number in the last part of the path stands alone; else site and path
/// say which picture it is. Nothing where there is no address that does.
pub fn picture_key(urls: &[String]) -> Option<String> {
    let known: Vec<Key> = urls.iter().filter_map(|url| Key::of(url)).collect();
    let alone = known.iter().find(|key| key.stands_alone);
    alone.or(known.first()).map(|key| key.text.clone())
}

/// What an item is known by in its document, whatever its row, line and neighbours are: its picture's
/// key or its folded words, and its ordinal among equals (left out for the first).
pub fn item_key(picture: Option<&str>, words: &str, ordinal: usize) -> String {
    let key = picture.map_or_else(|| cutline_credit::fold::fold(words), str::to_owned);
    if ordinal == 0 { key } else { format!("{key}#{}", ordinal + 1) }
}

/// Gives each item of a document its picture and its key. An address that several items share is a
/// placeholder and no picture.
pub(crate) fn assign(items: &mut [MediaItem]) {
    let mut shown: FxHashMap<String, u32> = FxHashMap::default();
    for item in items.iter_mut() {
        item.picture = picture_key(&item.urls);
        if let Some(key) = &item.picture {
            *shown.entry(key.clone()).or_default() += 1;
        }
    }
    let mut equals: FxHashMap<String, usize> = FxHashMap::default();
    for item in items {
        item.picture = item.picture.take().filter(|key| shown.get(key) == Some(&1));
        let words = item.caption.as_deref().or(item.title.as_deref()).or(item.alt.as_deref());
        let words = words.or(item.printed()).unwrap_or_default();
        let key = item_key(item.picture.as_deref(), words, 0);
        let ordinal = equals.entry(key.clone()).or_default();
        item.key = if *ordinal == 0 { key } else { item_key(item.picture.as_deref(), words, *ordinal) };
        *ordinal += 1;
    }
}

/// What one address says of its picture.
struct Key {
    text: String,
    /// Whether it says which picture it is wherever it stands.
    stands_alone: bool,
}

impl Key {
    fn of(url: &str) -> Option<Self> {
        if url.starts_with("data:") || url.starts_with("blob:") {
            return None;
        }
        let url = unescaped(url);
        let inner = innermost(&url);
        let (address, query) = match inner.split('#').next().unwrap_or_default().split_once('?') {
            Some((address, query)) => (address, query),
            None => (inner.split('#').next().unwrap_or_default(), ""),
        };
        // Escaped addresses inside a query end at its next parameter.
        let address = address.split('&').next().unwrap_or_default();
        let (host, path) = match address.split_once("//") {
            Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
            None => ("", address),
        };
        let parts = telling_parts(path);
        let last = parts.last().map(String::as_str).unwrap_or_default();
        if let Some(id) = identifier(last).map(str::to_owned).or_else(|| agency_number(last)) {
            return Some(Self { text: id, stands_alone: true });
        }
        // `images/a.jpg` of a text: which folder that is in, nobody knows.
        if host.is_empty() || parts.is_empty() {
            return None;
        }
        let mut text = if is_shared(host) { String::new() } else { site(host) };
        for part in &parts {
            if !text.is_empty() {
                text.push('/');
            }
            text.push_str(part);
        }
        if let Some(telling) = telling_query(path, query) {
            text.push('?');
            text.push_str(&telling);
        }
        Some(Self { text, stands_alone: false })
    }
}

/// Whether the last part of `path` ends as picture files do.
fn names_a_file(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    without_extension(file).len() != file.len()
}

/// `image.php?id=7781`, `_next/image?url=%2Fboat.jpg&w=640`: a program that shows pictures says in its query
/// which one. Nothing where the path names a picture file.
fn telling_query(path: &str, query: &str) -> Option<String> {
    if names_a_file(path) || query.is_empty() {
        return None;
    }
    let mut telling: Vec<&str> = query.split('&').filter(|pair| !is_rendition_parameter(pair)).collect();
    telling.sort_unstable();
    // `watch?v=aBc` and `watch?v=AbC` are two videos.
    (!telling.is_empty()).then(|| telling.join("&"))
}

/// The parts of a path that say which picture it is: without sizes, crops, formats and names of
/// renditions.
fn telling_parts(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut renditions = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let stem = without_size(without_extension(segment), is_usual_size).to_lowercase();
        if stem.is_empty() || is_usual_size(&stem) || segment.split(',').all(is_rendition_part) {
            continue;
        }
        if RENDITIONS.contains(&stem.as_str()) {
            renditions.push(stem);
        } else {
            parts.push(stem);
        }
    }
    // `https://a.example/large.jpg`: there is no other name.
    if parts.is_empty() { renditions } else { parts }
}

/// How a house calls the files that it delivers.
struct AgencyFile {
    /// What stands before the number.
    word: &'static str,
    /// What the key says for it: a house that calls its files by two words has one.
    house: &'static str,
    /// How many letters and digits the number has at least.
    least: usize,
}

const fn agency_file(word: &'static str, house: &'static str, least: usize) -> AgencyFile {
    AgencyFile { word, house, least }
}

/// The table. A file that is called so is that picture on every site.
const AGENCY_FILES: &[AgencyFile] = &[
    agency_file("gettyimages", "getty", 7),
    agency_file("istock", "istock", 7),
    agency_file("istockphoto", "istock", 7),
    agency_file("shutterstock", "shutterstock", 7),
    agency_file("adobestock", "adobestock", 7),
    agency_file("depositphotos", "depositphotos", 7),
    agency_file("dreamstime", "dreamstime", 6),
    agency_file("alamy", "alamy", 6),
    agency_file("imago", "imago", 7),
    agency_file("epa", "epa", 8),
    agency_file("afp", "afp", 6),
    agency_file("ap", "ap", 11),
    agency_file("rts", "rts", 5),
    agency_file("rc2", "rc2", 7),
];

/// `GettyImages-1234567890`, `AP24061234567890`, `AFP_34KE2ZP`: the number by which an agency knows it.
fn agency_number(part: &str) -> Option<String> {
    let mut words = part.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        for AgencyFile { word: name, house, least } in AGENCY_FILES {
            let Some(glued) = word.strip_prefix(name) else { continue };
            // `april20240315`, `epaper12345678`: another word that begins like the agency's. `RC2EQ4A9XYZ1` has
            // its first digit in the name.
            let begins = |rest: &str| name.ends_with(is_digit) || rest.starts_with(is_digit);
            // A name alone has its number behind a dash: `shutterstock_1234567`.
            let number = match glued {
                "" => words.peek().copied().unwrap_or_default(),
                rest if begins(rest) => rest,
                _ => continue,
            };
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            if number.len() >= *least && digits * 3 >= number.len() && !is_date(number) {
                return Some(format!("{house}:{number}"));
            }
        }
    }
    None
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// `rts-20240315-12345`: a day, on which there are many pictures.
fn is_date(number: &str) -> bool {
    let part = |range: std::ops::Range<usize>| number.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let within = |range, least: u32, most: u32| part(range).is_some_and(|value| (least..=most).contains(&value));
    number.len() == 8
        && number.chars().all(is_digit)
        && within(0..4, 1900, 2099)
        && within(4..6, 1, 12)
        && within(6..8, 1, 31)
}

/// Within one page: what is left of an address when host, sizes, crops, formats and parameters are taken
/// out, and of the path all but the last part that tells. The same for every rendition of one picture; of
/// two pages it may be the same for two pictures.
pub(crate) fn loose_key(url: &str) -> String {
    let url = unescaped(url);
    let inner = innermost(&url);
    let path = inner.split(['?', '#', '&']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    // `_next/image?url=%2Fmedia%2Fboat.jpg&w=640`: a program makes renditions of the file in its query.
    let query = inner.split_once('?').map(|(_, query)| query).filter(|_| !names_a_file(path));
    let named = query.and_then(|query| {
        query.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, v)| v).find(|v| names_a_file(v))
    });
    let path = named.unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for segment in path.split(['/', ',']).skip(usize::from(named.is_none_or(|named| named.contains('/')))) {
        let segment = without_extension(segment);
        let stem = without_size(segment, is_size);
        if !stem.is_empty() && !is_size(&stem) {
            parts.push(stem.to_ascii_lowercase());
        }
    }
    // An identifier says it all, whatever the name beside it.
    if let Some(id) = parts.iter().rev().find_map(|p| identifier(p)) {
        return id.to_owned();
    }
    let telling = |s: &String| s.len() >= 14 || s.len() >= 6 && s.bytes().any(|b| b.is_ascii_digit());
    match parts.iter().rposition(telling) {
        Some(at) if at + 1 == parts.len() => parts[at].clone(),
        // A telling part before the last: `…/6698afdc9e51df7acd56b6db/image.jpg`.
        Some(at) => parts[at..].join("/"),
        None => {
            let from = parts.len().saturating_sub(3);
            let joined = parts[from..].join("/");
            if joined.is_empty() { inner.to_ascii_lowercase() } else { joined }
        }
    }
}

/// The longest run of letters and digits in the path of an address: what scripts write of it too,
/// however they escape the rest.
pub(crate) fn stem(url: &str) -> Option<&str> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, rest)| rest);
    path.split(|c: char| !c.is_ascii_alphanumeric()).max_by_key(|p| p.len()).filter(|p| p.len() >= 5)
}

/// A UUID, or a hash of at least 24 hexadecimal digits, at the beginning of a part.
fn identifier(part: &str) -> Option<&str> {
    let end = part.bytes().take_while(|b| b.is_ascii_hexdigit() || *b == b'-').count();
    let run = part[..end].trim_end_matches('-');
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let bytes = run.as_bytes();
    let uuid = run.len() >= 36 && [8, 13, 18, 23].iter().all(|at| bytes[*at] == b'-');
    if uuid {
        return Some(&run[..36]);
    }
    (run.len() >= 24 && !run.contains('-') && digits >= 4 && digits < run.len()).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(url: &str) -> Option<String> {
        picture_key(&[url.to_owned()])
    }

    #[test]
    fn a_program_says_in_its_query_which_picture_it_shows() {
        let shown = |name: &str| format!("https://a.example/_next/image?url=%2Fmedia%2F{name}.jpg&w=640&q=75");
        assert_ne!(loose_key(&shown("one")), loose_key(&shown("two")));
        assert_eq!(loose_key(&shown("boat-at-anchor")), loose_key("https://a.example/media/boat-at-anchor.jpg"));
        let key = |url: &str| picture_key(&[url.to_owned()]);
        assert_ne!(key("https://v.example/watch?v=aBcDeF12345"), key("https://v.example/watch?v=AbCdEf12345"));
        assert_ne!(key("https://a.example/get.php?f=one"), key("https://a.example/get.php?f=two"));
        assert_eq!(key("https://a.example/image.php?id=7&w=640"), key("https://a.example/image.php?w=1200&id=7"));
    }

    #[test]
    fn renditions_of_one_picture_have_one_loose_key() {
        let same = |a: &str, b: &str| assert_eq!(loose_key(a), loose_key(b), "{a} {b}");
        same(
            "https://a.example/2024/02/boat-at-anchor-300x180.jpg",
            "https://cdn.example/2024/02/boat-at-anchor.jpg?w=640",
        );
        same("https://a.example/i/w640/boat-at-anchor.webp", "https://a.example/i/w1200/boat-at-anchor.jpg");
        same(
            "https://p.example/r?url=https%3A%2F%2Fa.example%2Fboat-at-anchor.jpg",
            "https://a.example/boat-at-anchor.jpg",
        );
        assert_ne!(
            loose_key("https://a.example/img/1736701-563848-756x425.jpg"),
            loose_key("https://a.example/img/1522711-252564-756x425.jpg")
        );
        for (one, other) in [
            ("https://a.example/x/one.jpg", "https://a.example/x/two.jpg"),
            ("https://a.example/x/slide-number-1.jpg", "https://a.example/x/slide-number-2.jpg"),
            ("https://a.example/x/DSC_0400.jpg", "https://a.example/x/DSC_0420.jpg"),
            ("https://a.example/gallery/1/image.jpg", "https://a.example/gallery/2/image.jpg"),
        ] {
            assert_ne!(loose_key(one), loose_key(other), "{one} {other}");
        }
    }

    #[test]
    fn renditions_are_one_picture_wherever_they_are_shown() {
        for (one, other) in [
            ("https://a.example/2024/quay-7781.jpg?w=640", "https://a.example/2024/quay-7781.jpg?w=1200"),
            ("https://www.a.example/2024/quay-7781.jpg", "http://cdn2.a.example/2024/quay-7781-1200x800.webp"),
            ("https://i0.wp.com/a.example/up/quay.jpg?ssl=1", "https://i2.wp.com/a.example/up/quay.jpg?resize=640"),
            (
                "https://res.cloudinary.com/a/c_fill,w_640/quay.jpg",
                "https://res.cloudinary.com/a/w_1200,h_800/quay.jpg",
            ),
            (
                "https://a.example/x/GettyImages-1234567890.jpg",
                "https://b.example/y/gettyimages-1234567890-612x612.jpg",
            ),
            (
                "https://a.example/6e1f4a52-8c1d-4f5a-9d0e-2b7c1a9e0f11.jpg",
                "https://b.example/i/6e1f4a52-8c1d-4f5a-9d0e-2b7c1a9e0f11/640x360.webp",
            ),
            ("https://a.example/show.php?id=7781&w=640", "https://a.example/show.php?w=1200&id=7781"),
            ("https://a.example/quay/large.jpg", "https://a.example/quay/small.jpg"),
        ] {
            assert!(key(one).is_some(), "{one}");
            assert_eq!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn different_pictures_are_never_one() {
        for (one, other) in [
            ("https://a.example/header.jpg", "https://b.example/header.jpg"),
            ("https://a.example/2023/quay.jpg", "https://a.example/2024/quay.jpg"),
            ("https://a.example/show.php?id=7781", "https://a.example/show.php?id=7782"),
            ("https://one.s3.amazonaws.com/quay.jpg", "https://two.s3.amazonaws.com/quay.jpg"),
            ("https://a.example/team-2016.jpg", "https://a.example/team-2020.jpg"),
            ("https://a.example/2016/quay.jpg", "https://a.example/2020/quay.jpg"),
            ("https://a.example/quay-7780.jpg", "https://a.example/quay-7790.jpg"),
            ("https://a.example/1709374500-0.jpg", "https://a.example/1709374500-1.jpg"),
            (
                "https://a.example/6e1f4a52-8c1d-4f5a-9d0e-2b7c1a9e0f11/one.jpg",
                "https://a.example/6e1f4a52-8c1d-4f5a-9d0e-2b7c1a9e0f11/two.jpg",
            ),
        ] {
            assert!(key(one).is_some(), "{one}");
            assert_ne!(key(one), key(other), "{one} {other}");
        }
        for none in ["images/quay.jpg", "data:image/png;base64,AAAA", "https://a.example/", ""] {
            assert_eq!(key(none), None, "{none}");
        }
    }

    #[test]
    fn only_a_number_behind_the_name_of_an_agency_is_its_number() {
        for word in ["april20240315", "epaper12345678", "imagos1234567", "rts-20240315-12345", "epa-20240315"] {
            let (one, other) =
                (format!("https://a.example/img/{word}.jpg"), format!("https://b.example/img/{word}.jpg"));
            assert_ne!(key(&one), key(&other), "{word}");
        }
        for (file, number) in [
            ("istockphoto1234567", "istock:1234567"),
            ("istockphoto-1234567", "istock:1234567"),
            ("iStock-1234567", "istock:1234567"),
            ("GettyImages-1234567890", "getty:1234567890"),
            ("AP24061234567890", "ap:24061234567890"),
            ("AFP_34KE2ZP", "afp:34ke2zp"),
            ("RC2EQ4A9XYZ1", "rc2:eq4a9xyz1"),
        ] {
            assert_eq!(key(&format!("https://a.example/img/{file}.jpg")).as_deref(), Some(number), "{file}");
        }
    }

    #[test]
    fn items_of_equal_words_are_counted() {
        assert_eq!(item_key(None, "A Boat.", 0), "a boat");
        assert_eq!(item_key(None, "A boat", 1), "a boat#2");
        assert_eq!(item_key(Some("a.example/quay"), "A boat", 0), "a.example/quay");
    }
}
