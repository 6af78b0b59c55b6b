//! The little that is asked of a JSON document before it is read: the keys of its one object.

/// The keys of the object that `text` is, at its top level, each with the text from its value on. Nothing
/// where the text is no object, or where more follows behind it; of an object that is cut off, what is there.
pub(crate) fn top_keys(text: &str) -> Option<Vec<(&str, &str)>> {
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    if bytes[start] != b'{' {
        return None;
    }
    let mut keys = Vec::new();
    let mut depth = 0usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return text[at + 1..].trim().is_empty().then_some(keys);
                }
            }
            b'"' => {
                let Some(end) = end_of_string(bytes, at + 1) else { return Some(keys) };
                let behind = text[end + 1..].trim_start();
                if depth == 1
                    && let Some(value) = behind.strip_prefix(':')
                {
                    keys.push((&text[at + 1..end], value.trim_start()));
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    Some(keys)
}

/// Where the string that goes on at `from` has its closing quote.
fn end_of_string(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::top_keys;

    #[test]
    fn keys_of_the_one_object() {
        let names = |text| top_keys(text).map(|keys| keys.into_iter().map(|(key, _)| key).collect::<Vec<_>>());
        assert_eq!(names(r#" {"a": "x\"{", "b": {"c": 1}, "d": ["e"]} "#), Some(vec!["a", "b", "d"]));
        assert_eq!(names(r#"{"a": 1, "b": "cut o"#), Some(vec!["a", "b"]));
        assert_eq!(names("{\"a\": 1}\n{\"b\": 2}"), None);
        assert_eq!(names("[{}]"), None);
        assert_eq!(names(r#"{"é": "\"#), Some(vec!["é"]));
        assert_eq!(top_keys(r#"{"type" : "video"}"#).expect("an object")[0].1, "\"video\"}");
    }
}
