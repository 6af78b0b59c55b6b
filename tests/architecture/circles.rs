//! No file uses, by whatever way, a file that uses it.
//!
//! A folder's `mod.rs` stands for the folder: what its files share may stand in it, and it hands on what
//! they define. That a file uses the `mod.rs` above it therefore counts for no circle; that it uses a
//! sibling which uses it does.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::Files;
use crate::source::{CRATES, sources};

/// Circles that are still to be opened, each as its files. The list may only shrink: a circle that is
/// gone, or has become smaller, must be taken away here or made smaller.
#[rustfmt::skip]
const OPEN: &[&[&str]] = &[];

#[test]
fn no_file_uses_a_file_that_uses_it() {
    let sources = sources();
    let mut found: BTreeSet<Vec<&str>> = BTreeSet::new();
    let mut why = String::new();
    for (of, _) in CRATES {
        let files = Files::of(&sources, of);
        let uses: BTreeMap<&str, BTreeSet<&str>> =
            files.all().map(|s| (s.file.as_str(), files.used_by_but_for_its_parents(s))).collect();
        for circle in circles(&uses) {
            why += "a circle:\n";
            for file in &circle {
                let within: Vec<&str> = uses[file].iter().copied().filter(|used| circle.contains(used)).collect();
                why += &format!("  {file} uses {}\n", within.join(", "));
            }
            found.insert(circle);
        }
    }
    let known: BTreeSet<Vec<&str>> = OPEN.iter().map(|files| files.to_vec()).collect();
    let fresh: Vec<_> = found.difference(&known).collect();
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(fresh.is_empty(), "{} circles are not in the list: {fresh:#?}\n{why}", fresh.len());
    assert!(gone.is_empty(), "these circles are open now; take them out of the list: {gone:#?}");
}

/// Groups of more than one file in which each leads to each other one.
fn circles<'a>(uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<Vec<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = uses.keys().map(|file| (*file, reach(file, uses))).collect();
    let mut found = BTreeSet::new();
    for (file, all) in &reached {
        if all.contains(file) {
            found.insert(all.iter().copied().filter(|other| reached[other].contains(file)).collect());
        }
    }
    found
}

/// Every file to which the uses of `file` lead.
fn reach<'a>(file: &str, uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = uses.get(file).into_iter().flatten().copied().collect();
    while let Some(next) = open.pop() {
        if seen.insert(next) {
            open.extend(uses.get(next).into_iter().flatten().copied());
        }
    }
    seen
}

#[test]
fn a_circle_of_three_is_seen() {
    let uses = BTreeMap::from([
        ("a", BTreeSet::from(["b"])),
        ("b", BTreeSet::from(["c", "d"])),
        ("c", BTreeSet::from(["a"])),
        ("d", BTreeSet::new()),
    ]);
    assert_eq!(circles(&uses), BTreeSet::from([vec!["a", "b", "c"]]));
}
