//! Paths as they are spelled in a catalog: what lies below what, as text.

use std::path::{Component, MAIN_SEPARATOR, Path};

/// What of `path` lies below `root`, nothing for the root itself; `None` where it lies elsewhere.
pub fn below<'p>(root: &str, path: &'p str) -> Option<&'p str> {
    if root == "." {
        if path == "." {
            return Some("");
        }
        let relative = Path::new(path);
        return (!relative.has_root() && !goes_up(path)).then_some(path);
    }
    let stem = root.strip_suffix(MAIN_SEPARATOR).unwrap_or(root);
    let rest = path.strip_prefix(stem)?;
    if rest.is_empty() {
        return Some(rest);
    }
    // `news/../news` does not lie in `news`, whatever it begins with.
    rest.strip_prefix(MAIN_SEPARATOR).filter(|rest| !goes_up(rest))
}

/// Whether a path leads out of where it begins.
fn goes_up(path: &str) -> bool {
    path.contains("..") && Path::new(path).components().any(|part| part == Component::ParentDir)
}

/// The path of what lies `below` a root.
pub fn join(root: &str, below: &str) -> String {
    match (root, below) {
        (_, "") => root.to_owned(),
        (".", below) => below.to_owned(),
        _ if root.ends_with(MAIN_SEPARATOR) => format!("{root}{below}"),
        _ => format!("{root}{MAIN_SEPARATOR}{below}"),
    }
}

/// Whether one of the two lies below the other.
pub(super) fn overlap(one: &str, other: &str) -> bool {
    below(one, other).is_some() || below(other, one).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_holds_its_own_paths_alone() {
        assert_eq!(below("news", "news/a.txt"), Some("a.txt"));
        assert_eq!(below("news/a.txt", "news/a.txt"), Some(""));
        assert_eq!(below("news", "newsroom/a.txt"), None);
        assert_eq!(below("/", "/a.txt"), Some("a.txt"));
        assert_eq!(below(".", "news/a.txt"), Some("news/a.txt"));
        assert_eq!(below(".", "/a.txt"), None);
        assert_eq!(below(".", "../a.txt"), None);
        assert_eq!(below("news", "news/../news/a.txt"), None);
        assert_eq!(below("news", "news/a..b.txt"), Some("a..b.txt"));
    }

    #[test]
    fn what_was_taken_apart_is_put_together() {
        for (root, path) in
            [("news", "news/a.txt"), ("a.txt", "a.txt"), ("/", "/a.txt"), (".", "b/c"), ("../x", "../x/y")]
        {
            assert_eq!(join(root, below(root, path).unwrap()), path);
        }
    }
}
