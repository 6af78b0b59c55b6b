//! Paths as text and back, without loss: file names need not be UTF-8, columns of a catalog must be.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// The path as text. Bytes that are not UTF-8 become `\xHH`; a backslash that would read as such
/// an escape becomes `\x5C`, so that [`path_from_text`] finds every path again.
pub fn path_text(path: &Path) -> Cow<'_, str> {
    let bytes = bytes_of(path);
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains("\\x") => Cow::Borrowed(text),
            _ => Cow::Owned(escape(bytes)),
        },
        Cow::Owned(bytes) => Cow::Owned(escape(&bytes)),
    }
}

/// The path that [`path_text`] wrote.
pub fn path_from_text(text: &str) -> PathBuf {
    if !text.contains("\\x") {
        return PathBuf::from(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match escape_at(bytes, at) {
            Some(byte) => {
                out.push(byte);
                at += 4;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    path_of(out)
}

/// Whether the file that [`path_text`] wrote as `text` is certainly gone: not so when it merely
/// cannot be looked at.
pub fn is_gone(text: &str) -> bool {
    match path_from_text(text).metadata() {
        Ok(metadata) => metadata.is_dir(),
        Err(error) => matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    }
}

/// A root without `./`, doubled and trailing slashes, so that `news`, `./news` and `news/` name
/// one set of documents.
pub fn tidy_root(root: &Path) -> PathBuf {
    let tidy: PathBuf = root.components().filter(|c| *c != Component::CurDir).collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// The whole paths by which `path` may be known, the surest first: with every link resolved; then with
/// fewer and fewer of its last parts resolved, so that a link inside a folder is still found to lie in that
/// folder. What is not there is taken as it is spelled.
pub fn whole_paths(path: &Path) -> Vec<PathBuf> {
    let Ok(absolute) = std::path::absolute(path) else { return vec![path.to_owned()] };
    let mut out: Vec<PathBuf> = Vec::new();
    for ancestor in absolute.ancestors() {
        let Ok(mut whole) = ancestor.canonicalize() else { continue };
        for part in absolute.strip_prefix(ancestor).unwrap_or(Path::new("")).components() {
            match part {
                Component::ParentDir => {
                    whole.pop();
                }
                Component::CurDir => {}
                part => whole.push(part),
            }
        }
        if !out.contains(&whole) {
            out.push(whole);
        }
    }
    if out.is_empty() { vec![absolute] } else { out }
}

fn escape(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        for (at, c) in valid.char_indices() {
            if c == '\\' && escape_at(valid.as_bytes(), at).is_some() {
                out.push_str("\\x5C");
            } else {
                out.push(c);
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02X}"));
        }
    }
    out
}

/// The byte that an escape `\xHH` at `at` stands for.
fn escape_at(bytes: &[u8], at: usize) -> Option<u8> {
    let digits = bytes.get(at..at + 4)?.strip_prefix(b"\\x")?;
    if digits.iter().any(|d| !matches!(d, b'0'..=b'9' | b'A'..=b'F')) {
        return None;
    }
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(path.as_os_str().as_bytes())
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Cow<'_, [u8]> {
    Cow::Owned(path.to_string_lossy().into_owned().into_bytes())
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_has_one_spelling() {
        for root in ["news", "./news", "news/", ".//news/."] {
            assert_eq!(tidy_root(Path::new(root)), Path::new("news"));
        }
        assert_eq!(tidy_root(Path::new("./")), Path::new("."));
        assert_eq!(tidy_root(Path::new("/a//b/")), Path::new("/a/b"));
        assert_eq!(tidy_root(Path::new("../a")), Path::new("../a"));
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_known_by_its_links_and_by_where_they_lead() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("news")).unwrap();
        std::fs::create_dir_all(root.join("store")).unwrap();
        std::os::unix::fs::symlink("../store", root.join("news/old")).unwrap();
        assert_eq!(whole_paths(&root.join("x/../news")), [root.join("news")]);
        assert_eq!(whole_paths(&root.join("news/old")), [root.join("store"), root.join("news/old")]);
        assert_eq!(whole_paths(&root.join("gone/a")), [root.join("gone/a")]);
    }

    #[cfg(unix)]
    #[test]
    fn every_path_is_found_again() {
        let cases: [(&[u8], &str); 5] = [
            (b"plain/name.txt", "plain/name.txt"),
            (b"caf\xE9.txt", "caf\\xE9.txt"),
            (b"a\\b", "a\\b"),
            (b"literal\\xE9", "literal\\x5CxE9"),
            (b"\\x\\xFF\xFF", "\\x\\x5CxFF\\xFF"),
        ];
        for (bytes, text) in cases {
            let path = path_of(bytes.to_vec());
            assert_eq!(path_text(&path), text);
            assert_eq!(path_from_text(text), path);
        }
    }
}
