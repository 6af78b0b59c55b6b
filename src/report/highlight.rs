//! The words that were asked for, marked in what was found.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words to mark; none by default.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Folded; whether the end is open.
    words: Vec<(Vec<char>, bool)>,
}

const BEGIN: &str = "\u{1b}[1;33m";
const END: &str = "\u{1b}[0m";

impl Marks {
    /// Marks for each word of `phrases`, as a search finds them: accents and case do not matter, a
    /// `*` at the end leaves it open.
    pub fn new(phrases: &[&str]) -> Self {
        let words = phrases.iter().flat_map(|phrase| phrase.split(|c: char| !c.is_alphanumeric() && c != '*'));
        let words = words
            .map(|word| (folded(word.trim_matches('*')), word.ends_with('*')))
            .filter(|(word, _)| !word.is_empty());
        Self { words: words.collect() }
    }

    /// `text` with the words in bold.
    pub fn mark(&self, text: &str) -> String {
        if self.words.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).unwrap_or(rest.len());
            if end == 0 {
                let width = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..width]);
                rest = &rest[width..];
                continue;
            }
            let word = &rest[..end];
            match self.inside(word) {
                Some((from, to)) => out.extend([&word[..from], BEGIN, &word[from..to], END, &word[to..]]),
                None => out.push_str(word),
            }
            rest = &rest[end..];
        }
        out
    }

    /// Which bytes of `word` are marked: all of it, or the part asked for where a script has no spaces.
    fn inside(&self, word: &str) -> Option<(usize, usize)> {
        let whole = folded(word);
        let spaceless = word.chars().any(|c| ('\u{0E00}'..='\u{0EFF}').contains(&c) || c >= '\u{2E80}');
        for (wanted, open) in &self.words {
            if *wanted == whole || (*open && whole.starts_with(wanted)) {
                return Some((0, word.len()));
            }
            if spaceless {
                let text: String = wanted.iter().collect();
                if let Some(at) = word.find(&text) {
                    return Some((at, at + text.len()));
                }
            }
        }
        None
    }
}

fn folded(word: &str) -> Vec<char> {
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_as_they_are_found() {
        let marks = |phrase: &str, text: &str| Marks::new(&[phrase]).mark(text).replace(BEGIN, "<").replace(END, ">");
        assert_eq!(marks("zoe harbour", "Zoë at the Harbour, harbours"), "<Zoë> at the <Harbour>, harbours");
        assert_eq!(marks("harb*", "harbours"), "<harbours>");
        assert_eq!(marks("東京", "冬の東京で"), "冬の<東京>で");
        assert_eq!(marks("", "nothing"), "nothing");
    }
}
