//! Walking files and folders, in the order of their names. What cannot be walked becomes a
//! problem, and walking goes on.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::read;
use crate::model::{Problem, ProblemCode};

/// A regular file met on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// Nanoseconds since 1970 UTC of its last modification.
    pub modified: i64,
}

/// What a walk meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A regular file, or a symbolic link to one.
    File(Entry),
    /// Something that cannot be walked or read.
    Problem(Problem),
}

/// Which files a walk passes on.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    include: Option<GlobSet>,
    exclude: GlobSet,
    avoid: Vec<PathBuf>,
}

impl Rules {
    /// Rules from globs and paths never to pass on. A glob without `/` is matched against names at
    /// any depth, one with `/` against the path below the root; a folder excluded is not entered.
    ///
    /// # Errors
    /// A glob that cannot be understood.
    pub fn new(include: &[String], exclude: &[String], avoid: Vec<PathBuf>) -> Result<Self, globset::Error> {
        let include = if include.is_empty() { None } else { Some(glob_set(include)?) };
        Ok(Self { include, exclude: glob_set(exclude)?, avoid })
    }

    fn chooses_all(&self) -> bool {
        self.include.is_none() && self.exclude.is_empty()
    }

    fn excludes(&self, below_root: &Path) -> bool {
        self.exclude.is_match(below_root)
    }

    fn includes(&self, below_root: &Path) -> bool {
        self.include.as_ref().is_none_or(|globs| globs.is_match(below_root))
    }

    /// Whether the path is one of those to avoid, however it was reached.
    fn avoids(&self, path: &Path) -> bool {
        let bytes = path.as_os_str().as_encoded_bytes();
        self.avoid.iter().any(|avoided| {
            // Names first: asking the system about every file would cost a walk its speed.
            avoided.file_name().is_some_and(|name| bytes.ends_with(name.as_encoded_bytes()))
                && match (avoided.canonicalize(), path.canonicalize()) {
                    (Ok(avoided), Ok(path)) => avoided == path,
                    _ => avoided == path,
                }
        })
    }
}

/// Why `root` cannot be walked at all, if so.
pub fn missing_root(root: &Path) -> Option<Problem> {
    root.metadata().err().map(|error| read::problem(root, &error))
}

/// Walks `root`, a file or a folder, and hands each find to `emit` until it says to stop. Symbolic
/// links are followed; one that leads back to its own parents is a problem.
pub fn walk(root: &Path, rules: &Rules, emit: &mut dyn FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                emit(Found::Problem(walk_problem(root, &error)))?;
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        if !rules.chooses_all() {
            let below_root = below(root, &entry);
            let excluded = rules.excludes(below_root);
            if excluded && is_folder {
                entries.skip_current_dir();
            }
            if excluded || !is_folder && !rules.includes(below_root) {
                continue;
            }
        }
        if !is_folder && !rules.avoids(entry.path()) {
            emit(found(root, entry))?;
        }
    }
    ControlFlow::Continue(())
}

fn found(root: &Path, entry: DirEntry) -> Found {
    if !entry.file_type().is_file() {
        return Found::Problem(read::special_file(&tidy(root, entry.into_path())));
    }
    match entry.metadata() {
        Ok(metadata) => Found::File(Entry {
            size: metadata.len(),
            modified: read::modified(&metadata),
            path: tidy(root, entry.into_path()),
        }),
        Err(error) => Found::Problem(walk_problem(root, &error)),
    }
}

/// The path below the root, to match globs against: its name where the root is a file.
fn below<'e>(root: &Path, entry: &'e DirEntry) -> &'e Path {
    if entry.depth() == 0 {
        return if entry.file_type().is_dir() { Path::new("") } else { Path::new(entry.file_name()) };
    }
    entry.path().strip_prefix(root).unwrap_or(entry.path())
}

/// The current folder as root gives `news/a.txt`, not `./news/a.txt`.
fn tidy(root: &Path, path: PathBuf) -> PathBuf {
    if root.as_os_str() != "." {
        return path;
    }
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Problem {
    let path = tidy(root, error.path().unwrap_or(root).to_owned());
    match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => {
            let message = format!("the symbolic link leads back to {}; not followed", super::path_text(ancestor));
            read::new_problem(ProblemCode::SymlinkLoop, &path, message)
        }
        (None, Some(io)) => read::problem(&path, io),
        (None, None) => read::new_problem(ProblemCode::Io, &path, error.to_string()),
    }
}

fn glob_set(globs: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(glob_of(glob)?);
    }
    set.build()
}

fn glob_of(glob: &str) -> Result<Glob, globset::Error> {
    let trimmed = glob.trim_end_matches('/');
    let anchored = match trimmed.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None if trimmed.contains('/') => trimmed.to_owned(),
        None => format!("**/{trimmed}"),
    };
    GlobBuilder::new(&anchored).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path, rules: &Rules) -> Vec<String> {
        let mut names = Vec::new();
        let _ = walk(root, rules, &mut |found| {
            names.push(match found {
                Found::File(entry) => entry.path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"),
                Found::Problem(problem) => problem.code.to_string(),
            });
            ControlFlow::Continue(())
        });
        names
    }

    fn rules(include: &[&str], exclude: &[&str]) -> Rules {
        let owned = |globs: &[&str]| globs.iter().map(|g| (*g).to_owned()).collect::<Vec<_>>();
        Rules::new(&owned(include), &owned(exclude), Vec::new()).unwrap()
    }

    #[test]
    fn globs_choose() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for file in ["a.txt", "b.md", "drafts/c.txt", "old/drafts/d.txt", "old/e.txt"] {
            std::fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            std::fs::write(root.join(file), "x").unwrap();
        }
        assert_eq!(names(root, &rules(&[], &[])), ["a.txt", "b.md", "drafts/c.txt", "old/drafts/d.txt", "old/e.txt"]);
        assert_eq!(names(root, &rules(&["*.md"], &[])), ["b.md"]);
        assert_eq!(names(root, &rules(&[], &["drafts"])), ["a.txt", "b.md", "old/e.txt"]);
        assert_eq!(names(root, &rules(&["*.txt"], &["/drafts/"])), ["a.txt", "old/drafts/d.txt", "old/e.txt"]);
        assert_eq!(names(root, &rules(&["old/*.txt"], &[])), ["old/e.txt"]);
        assert_eq!(names(root, &rules(&["old/**"], &[])), ["old/drafts/d.txt", "old/e.txt"]);
        assert!(Rules::new(&["[".to_owned()], &[], Vec::new()).is_err());
    }

    #[test]
    fn a_file_is_a_root_too_and_the_catalog_is_avoided() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "x").unwrap();
        std::fs::write(folder.path().join("cutline.db"), "x").unwrap();
        assert_eq!(names(&file, &rules(&["*.txt"], &[])), [""]);
        let avoid = vec![folder.path().join(".").join("cutline.db")];
        assert_eq!(names(folder.path(), &Rules::new(&[], &[], avoid).unwrap()), ["a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn loops_and_dead_links_are_problems() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("..", folder.path().join("b")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("c")).unwrap();
        std::os::unix::fs::symlink("d", folder.path().join("d")).unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("a")).unwrap();
        std::fs::create_dir(folder.path().join("e")).unwrap();
        std::os::unix::fs::symlink("../e", folder.path().join("e/up")).unwrap();
        std::fs::remove_file(folder.path().join("b")).unwrap();
        assert_eq!(
            names(folder.path(), &Rules::default()),
            ["symlink-loop", "not-found", "symlink-loop", "symlink-loop"]
        );
    }
}
