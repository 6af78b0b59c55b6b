//! Videos in text dumps: a label, a duration that is often printed twice, a title.
//!
//! `VIDEO2:2002:20` is a label, a duration and the same duration zero-padded. Both halves must be
//! equal after padding; one half alone counts only where a video's label stands before it.

use cutline_credit as credit;
use cutline_credit::Vocabulary;
use cutline_credit::length::wider_than;

/// What a line says of a video.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label<'t> {
    /// The title, where it stands in the same line.
    pub title: Option<&'t str>,
    /// Seconds.
    pub seconds: Option<u32>,
    /// `Duration 1:30`: adds a duration to the video before it, says nothing by itself.
    pub only_duration: bool,
}

/// A line that says something of a video is no longer than this, in characters.
const LONGEST_LINE: usize = 300;

/// Reads a video's label, if `text` is one.
pub(super) fn label<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<Label<'t>> {
    if wider_than(text, LONGEST_LINE) {
        return None;
    }
    if let Some(head) = credit::duration_head(text, vocabulary) {
        let seconds = single(text[head.len()..].trim_start_matches([' ', ':', ',']), vocabulary)?;
        return Some(Label { title: None, seconds: Some(seconds), only_duration: true });
    }
    let Some(name) = credit::video_head(text, vocabulary) else {
        // No label: only the doubled form is certain.
        return doubled(text, vocabulary).map(|seconds| Label {
            title: None,
            seconds: Some(seconds),
            only_duration: false,
        });
    };
    let rest = &text[name.len()..];
    let inner = rest.trim_start_matches([' ', ':', '|', '–', '-', '\u{a0}']);
    if inner.is_empty() {
        let shouted = name.chars().all(|c| !c.is_lowercase());
        return (shouted && rest.is_empty()).then_some(Label { title: None, seconds: None, only_duration: false });
    }
    if let Some(seconds) = doubled(inner, vocabulary).or_else(|| single(inner, vocabulary)) {
        return Some(Label { title: None, seconds: Some(seconds), only_duration: false });
    }
    // "Video: Harbour reopens (1:12)"; "Video shows …" is prose, "Video: AFP" a credit.
    let parted = rest.trim_start().starts_with([':', '|', '–']) || rest.starts_with(" - ");
    if !parted {
        return head_duration(inner, vocabulary);
    }
    let (title, seconds) = titled(inner, vocabulary);
    let credit = credit::parse(title, vocabulary);
    if seconds.is_none() && credit.organisations.iter().any(|o| o.known) {
        return None;
    }
    Some(Label { title: Some(title), seconds, only_duration: false })
}

/// `VIDEO2:2002:20Harbour reopens`: the title glued behind a doubled duration.
fn head_duration<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<Label<'t>> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':')?;
    let seconds = doubled(&text[..end], vocabulary)?;
    let title = text[end..].trim();
    Some(Label { title: (!title.is_empty()).then_some(title), seconds: Some(seconds), only_duration: false })
}

/// A title with its duration in brackets or behind a bar.
fn titled<'t>(text: &'t str, vocabulary: &Vocabulary) -> (&'t str, Option<u32>) {
    if let Some(inside) = text.strip_suffix(')')
        && let Some(open) = inside.rfind('(')
        && let Some(seconds) = single(&inside[open + 1..], vocabulary)
    {
        return (text[..open].trim_end(), Some(seconds));
    }
    if let Some(bar) = text.rfind('|')
        && let Some(seconds) = single(text[bar + 1..].trim(), vocabulary)
    {
        return (text[..bar].trim_end(), Some(seconds));
    }
    (text, None)
}

/// `2:20`, `1:02:03`, `2:20 min`: seconds.
fn single(text: &str, vocabulary: &Vocabulary) -> Option<u32> {
    let text = credit::without_duration_tail(text.trim(), vocabulary).trim_end();
    let mut parts = [0u32; 3];
    let mut count = 0;
    for part in text.split(':') {
        if count == 3 || part.is_empty() || part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        // Only the first part may have one digit or more than two.
        if count > 0 && part.len() != 2 {
            return None;
        }
        parts[count] = part.parse().ok()?;
        count += 1;
    }
    match count {
        2 if parts[1] < 60 => Some(parts[0] * 60 + parts[1]),
        3 if parts[1] < 60 && parts[2] < 60 => Some(parts[0] * 3600 + parts[1] * 60 + parts[2]),
        _ => None,
    }
}

/// `2:2002:20`, `1:02:0301:02:03`, `0:5900:59`: the same duration twice, the second zero-padded.
fn doubled(text: &str, vocabulary: &Vocabulary) -> Option<u32> {
    if text.len() < 8 || text.len() > 17 || !text.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    (3..text.len() - 3).find_map(|cut| {
        let (first, second) = text.split_at(cut);
        let seconds = single(first, vocabulary)?;
        let padded = second.len() == first.len() || second.len() == first.len() + 1 && second.starts_with('0');
        (padded && single(second, vocabulary) == Some(seconds)).then_some(seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_count_twice_or_behind_a_label() {
        let vocabulary = Vocabulary::builtin();
        let seconds = |t: &str| label(t, &vocabulary).and_then(|l| l.seconds);
        assert_eq!(seconds("VIDEO2:2002:20"), Some(140));
        assert_eq!(seconds("VIDEO1:02:0301:02:03"), Some(3723));
        assert_eq!(seconds("VIDEO0:5900:59"), Some(59));
        assert_eq!(seconds("VIDEO12:3412:34"), Some(754));
        assert_eq!(seconds("VIDEO2:20"), Some(140));
        assert_eq!(seconds("2:2002:20"), Some(140));
        assert_eq!(seconds("Video: Harbour reopens (1:12)"), Some(72));
        assert_eq!(seconds("2:20"), None);
        assert_eq!(seconds("VIDEO2:2002:21"), None);
        assert_eq!(seconds("Kick-off 20:45 and 21:00"), None);
        assert_eq!(label("Video shows a boat on fire.", &vocabulary), None);
    }
}
