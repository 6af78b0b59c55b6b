//! Licences in normal form.
//!
//! Creative Commons licences are named as creativecommons.org names them: `CC BY-SA 4.0`.

use super::tokens::Tokens;

/// Where a Creative Commons licence in normal form is written down; one without a version has no
/// address of its own.
pub fn link(licence: &str) -> Option<String> {
    let rest = licence.strip_prefix("CC")?;
    if let Some(zero) = rest.strip_prefix('0') {
        let version = zero.trim();
        let version = if version.is_empty() { "1.0" } else { version };
        return Some(format!("https://creativecommons.org/publicdomain/zero/{version}/"));
    }
    let (parts, version) = rest.trim().split_once(' ')?;
    let version_is_number = version.starts_with(|c: char| c.is_ascii_digit());
    version_is_number.then(|| format!("https://creativecommons.org/licenses/{}/{version}/", parts.to_lowercase()))
}

/// A licence found in a run of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Licence {
    /// Normal form.
    pub name: String,
    /// Words that it takes, from the first.
    pub words: usize,
    /// Free of copyright: CC0, public domain mark.
    pub public_domain: bool,
}

/// The licence that begins at word `from`.
pub(crate) fn at(tokens: &Tokens, from: usize, to: usize) -> Option<Licence> {
    let word = |i: usize| if i < to { tokens.folded(i, i + 1) } else { "" };
    let mut i = from;
    match word(i) {
        "cc0" => {
            i += 1;
            let version = number(tokens, &mut i, to);
            let name = version.map_or("CC0".to_owned(), |v| format!("CC0 {v}"));
            return Some(Licence { name, words: i - from, public_domain: true });
        }
        "cc" => i += 1,
        "ccby" | "ccbysa" | "ccbync" | "ccbynd" => {}
        "creative" if word(i + 1) == "commons" => i += 2,
        "gfdl" => {
            return Some(Licence { name: "GFDL".to_owned(), words: 1, public_domain: false });
        }
        "ogl" => {
            i += 1;
            i += usize::from(word(i) == "v3" || word(i) == "v2");
            return Some(Licence { name: "OGL".to_owned(), words: i - from, public_domain: false });
        }
        _ => return None,
    }
    if word(i) == "0" {
        i += 1;
        return Some(Licence { name: "CC0".to_owned(), words: i - from, public_domain: true });
    }
    let mut parts: Vec<&'static str> = Vec::new();
    while i < to {
        let found: &[&'static str] = match word(i) {
            "by" | "attribution" | "namensnennung" => &["BY"],
            "sa" | "sharealike" => &["SA"],
            "nc" | "noncommercial" => &["NC"],
            "nd" | "noderivs" | "noderivatives" => &["ND"],
            "ccby" => &["BY"],
            "bysa" | "ccbysa" => &["BY", "SA"],
            "bync" | "ccbync" => &["BY", "NC"],
            "bynd" | "ccbynd" => &["BY", "ND"],
            "share" if word(i + 1) == "alike" => {
                i += 1;
                &["SA"]
            }
            "licence" | "license" | "lizenz" | "licencia" | "international" | "generic" | "unported" => &[],
            _ => break,
        };
        for part in found {
            if !parts.contains(part) {
                parts.push(part);
            }
        }
        i += 1;
    }
    let version = number(tokens, &mut i, to);
    while matches!(word(i), "international" | "generic" | "unported" | "licence" | "license" | "lizenz" | "de")
        && i < to
    {
        i += 1;
    }
    let mut name = String::from("CC");
    if !parts.is_empty() {
        name.push(' ');
        name.push_str(&parts.join("-"));
    }
    if let Some(version) = version {
        name.push(' ');
        name.push_str(&version);
    }
    Some(Licence { name, words: i - from, public_domain: false })
}

/// `4.0` is two words with a dot between them, `4` is one.
fn number(tokens: &Tokens, at: &mut usize, to: usize) -> Option<String> {
    let digit = |i: usize| {
        (i < to).then(|| tokens.folded(i, i + 1)).filter(|w| w.len() == 1 && w.as_bytes()[0].is_ascii_digit())
    };
    let major = digit(*at)?;
    *at += 1;
    let minor = digit(*at).filter(|_| tokens.gap(*at).0 == super::tokens::Gap::DOT);
    *at += usize::from(minor.is_some());
    Some(format!("{major}.{}", minor.unwrap_or("0")))
}
