//! When two captions, two credits or two addresses count as the same.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// Words that stand beside a name in a credit line and are no part of it.
static MARKERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    "photo photos foto fotos image images img picture pictures bild bilder credit credits by von par por de da \
     photograph photographer photographs quelle source copyright c via the courtesy fotograf isithombe nuotr fotó foton \
     ljosmynd ljósmynd reproduction hide caption file archiv rechte bildrechte video vis mer 사진 출처 제공 기자 från ảnh \
     screenshot imagen imagem zdjęcie fot фото снимка fotoğraf 写真 撮影 图 illustration grafik"
        .split_whitespace()
        .collect()
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// One form of a text: compatibility characters and blanks made the same, invisible characters taken out.
pub fn normal(text: &str) -> String {
    let text: String = text.nfkc().filter(|c| !matches!(c, '\u{200b}' | '\u{ad}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text in lower case.
pub fn tokens(text: &str) -> Vec<String> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_]+"));
    WORD.find_iter(&normal(text).to_lowercase()).map(|word| word.as_str().to_owned()).collect()
}

/// Whether two captions have nine tenths of their words in common; empty is like empty alone.
pub fn same_caption(a: &str, b: &str) -> bool {
    let (a, b) = (tokens(a), tokens(b));
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    let mut pool = b.clone();
    let mut common = 0;
    for word in &a {
        if let Some(at) = pool.iter().position(|other| other == word) {
            pool.swap_remove(at);
            common += 1;
        }
    }
    // Twice the common words to nine tenths of all, in whole numbers.
    a == b || 20 * common >= 9 * (a.len() + b.len())
}

fn credit_words(text: &str) -> BTreeSet<String> {
    tokens(text).into_iter().filter(|word| !MARKERS.contains(word.as_str())).collect()
}

/// Whether a credit has at least four fifths of the label's words, and these are three fifths of its own.
pub fn same_credit(gold: &[String], said: &str) -> bool {
    let wanted: BTreeSet<String> = gold.iter().flat_map(|part| credit_words(part)).collect();
    let words = credit_words(said);
    if wanted.is_empty() && words.is_empty() {
        // Nothing but a marker, such as "Photo:", is a credit line too.
        return gold.iter().all(|part| normal(part).is_empty()) || !normal(said).is_empty();
    }
    let common = wanted.intersection(&words).count();
    !wanted.is_empty() && !words.is_empty() && 5 * common >= 4 * wanted.len() && 5 * common >= 3 * words.len()
}

/// What is the same for renditions of one picture, as far as an address shows it.
pub fn address(url: &str) -> String {
    static INNER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[?&](?:url|src|image)=(https?[^&]+)"));
    static SCHEME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^https?://"));
    let url = unquoted(url).to_lowercase();
    let url = url.trim();
    if let Some(inner) = INNER.captures(url) {
        return address(&inner[1]);
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path_end = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if path_end.contains('.') && path_end.chars().count() > 6 {
        return path_end.to_owned();
    }
    SCHEME.replace(path, "").into_owned()
}

/// Percent signs undone.
fn unquoted(url: &str) -> String {
    let bytes = url.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| url.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
