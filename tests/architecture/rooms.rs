//! The rooms of the package `cutline` use each other as the map, ARCHITECTURE.md, says.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::Files;
use crate::source::{Source, sources};
use crate::table::{quoted, table};

/// The room in which a file of `src` stands; main.rs and lib.rs stand in none.
fn room(file: &str) -> Option<&str> {
    let below = file.strip_prefix("src/")?;
    (below != "lib.rs" && below != "main.rs").then(|| below.split('/').next().unwrap_or(below).trim_end_matches(".rs"))
}

/// What the map allows each room to use. A word without backquotes, such as "all", allows every room.
fn map() -> BTreeMap<String, Option<BTreeSet<String>>> {
    table("ARCHITECTURE.md", "room")
        .iter()
        .map(|row| {
            let name = quoted(&row[0]).pop().expect("a room has its name between backquotes");
            let may = &row[2];
            (name, (!may.starts_with("all")).then(|| quoted(may).into_iter().collect()))
        })
        .collect()
}

/// Which rooms each room uses, and one file for each that shows it.
fn drawn(sources: &[Source]) -> BTreeMap<&str, BTreeMap<&str, &str>> {
    let files = Files::of(sources, "cutline");
    let mut rooms: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for source in files.all() {
        let Some(from) = room(&source.file) else { continue };
        let uses = rooms.entry(from).or_default();
        for used in files.used_by(source) {
            if let Some(to) = room(used).filter(|to| *to != from) {
                uses.entry(to).or_insert(&source.file);
            }
        }
    }
    rooms
}

#[test]
fn rooms_use_what_the_map_allows() {
    let (sources, map) = (sources(), map());
    let drawn = drawn(&sources);
    let named: BTreeSet<&str> = map.keys().map(String::as_str).collect();
    assert_eq!(named, drawn.keys().copied().collect(), "the rooms of the map, and the rooms of src");
    let mut wrong = String::new();
    for (room, uses) in &drawn {
        let Some(may) = &map[*room] else { continue };
        for (used, file) in uses.iter().filter(|(used, _)| !may.contains(**used)) {
            wrong += &format!("{file} uses {used}, which the map does not allow to {room}\n");
        }
        for idle in may.iter().filter(|may| !uses.contains_key(may.as_str())) {
            wrong += &format!("the map allows {room} to use {idle}, which it does not\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_map_has_no_way_back_up() {
    let map = map();
    let mut open: BTreeSet<&String> = map.keys().collect();
    // Whoever uses only what has been taken away already stands on the next floor.
    while !open.is_empty() {
        let floor: Vec<&String> = open
            .iter()
            .copied()
            .filter(|room| match &map[*room] {
                Some(may) => !may.iter().any(|used| open.contains(used)),
                None => open.len() == 1,
            })
            .collect();
        assert!(!floor.is_empty(), "these rooms of the map use each other in a circle: {open:?}");
        open.retain(|room| !floor.contains(room));
    }
}

#[test]
fn the_crates_below_stay_below() {
    for source in sources().iter().filter(|s| s.of != "cutline") {
        let above = if source.of == "cutline_credit" { &["cutline", "cutline_extract"][..] } else { &["cutline"] };
        let first = source.paths.iter().chain(source.imports.iter().map(|i| &i.path)).filter_map(|p| p.first());
        let up: Vec<&String> = first.filter(|first| above.contains(&first.as_str())).collect();
        assert!(up.is_empty(), "{} names {up:?}", source.file);
    }
}
