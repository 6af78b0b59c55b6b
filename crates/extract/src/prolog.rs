//! The little that is asked of an XML document before it is read.

/// The name of the root element, with its prefix; nothing where the bytes do not begin like XML.
pub fn root_name(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    // Declarations, comments and a document type stand before the root.
    for _ in 0..20 {
        let inside = rest.strip_prefix(b"<")?;
        let end = match inside.first()? {
            b'?' => memchr::memmem::find(inside, b"?>")? + 2,
            b'!' if inside.starts_with(b"!--") => memchr::memmem::find(inside, b"-->")? + 3,
            b'!' => memchr::memchr(b'>', inside)? + 1,
            _ => {
                let end = inside.iter().position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/'))?;
                return std::str::from_utf8(&inside[..end]).ok();
            }
        };
        rest = inside[end..].trim_ascii_start();
    }
    None
}

/// The encoding that the XML declaration names.
pub fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(200)];
    let declaration = &head[..memchr::memmem::find(head, b"?>")?];
    let at = memchr::memmem::find(declaration, b"encoding=")? + 9;
    let quote = *declaration.get(at)?;
    let rest = declaration.get(at + 1..)?;
    std::str::from_utf8(&rest[..memchr::memchr(quote, rest)?]).ok()
}

/// Whether a document that begins so is in UTF-8.
pub fn is_utf8(head: &[u8]) -> bool {
    declared_encoding(head).is_none_or(|name| name.eq_ignore_ascii_case("utf-8"))
        && head
            .utf8_chunks()
            .all(|chunk| chunk.invalid().is_empty() || chunk.invalid().len() < 4 && is_last(head, chunk.invalid()))
}

/// A character cut in two by the end of the head.
fn is_last(head: &[u8], invalid: &[u8]) -> bool {
    std::ptr::eq(head.as_ptr_range().end, invalid.as_ptr_range().end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found() {
        let feed = b"<?xml version=\"1.0\" encoding='ISO-8859-1'?>\n<!-- x --><!DOCTYPE rss><rss version=\"2.0\">";
        assert_eq!((root_name(feed), declared_encoding(feed)), (Some("rss"), Some("ISO-8859-1")));
        assert_eq!(root_name(b"<rdf:RDF>"), Some("rdf:RDF"));
        assert_eq!(root_name(b"plain"), None);
        assert_eq!(root_name(b"<!--"), None);
    }
}
