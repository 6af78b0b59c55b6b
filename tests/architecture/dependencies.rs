//! docs/dependencies.md names every direct dependency of the three crates, and where it is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::source::{CRATES, root, sources};
use crate::table::{quoted, table};

/// Crates that may stand anywhere: they say how something is written, not what is done.
const ANYWHERE: &str = "anywhere";

/// Direct dependencies of each crate, as code names them, from its `Cargo.toml`.
fn direct() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (_, folder) in CRATES {
        let path = root().join(folder.trim_end_matches("src")).join("Cargo.toml");
        let text = fs::read_to_string(&path).expect("a manifest");
        let manifest: toml::Table = text.parse().expect("TOML");
        let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
        let tables = targets.filter_map(|(_, target)| target.as_table()).chain([&manifest]);
        for dependencies in tables.flat_map(|t| [t.get("dependencies"), t.get("build-dependencies")]).flatten() {
            all.extend(dependencies.as_table().expect("a table").keys().cloned());
        }
    }
    all.retain(|name| !name.starts_with("cutline"));
    all
}

#[test]
fn every_direct_dependency_has_its_row() {
    let rows = table("docs/dependencies.md", "crate");
    let listed: Vec<String> = rows.iter().flat_map(|row| quoted(&row[0])).collect();
    let direct: Vec<String> = direct().into_iter().collect();
    assert_eq!(listed, direct, "the rows of docs/dependencies.md, sorted, and the manifests");
    for row in rows {
        assert!(row.len() == 6 && row.iter().all(|cell| !cell.is_empty()), "{}: a cell is empty", row[0]);
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    let rows = table("docs/dependencies.md", "crate");
    let rooms: BTreeMap<String, Vec<String>> = rows
        .iter()
        .filter(|row| !row[1].starts_with(ANYWHERE))
        .flat_map(|row| quoted(&row[0]).into_iter().map(|name| (name.replace('-', "_"), quoted(&row[1]))))
        .collect();
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = String::new();
    let sources = sources();
    for source in &sources {
        let paths = source.paths.iter().chain(source.imports.iter().map(|i| &i.path));
        let named: BTreeSet<&str> = paths.filter_map(|p| p.first()).map(String::as_str).collect();
        for (name, allowed) in rooms.iter().filter(|(name, _)| named.contains(name.as_str())) {
            match allowed.iter().find(|room| source.file.starts_with(room.as_str())) {
                Some(room) => drop(used.entry(name).or_default().insert(room)),
                None => wrong += &format!("{} names {name}, which stands in {}\n", source.file, allowed.join(", ")),
            }
        }
    }
    for (name, allowed) in &rooms {
        let used = used.get(name.as_str());
        for room in allowed.iter().filter(|room| !used.is_some_and(|used| used.contains(room.as_str()))) {
            wrong += &format!("docs/dependencies.md has {name} in {room}, where nothing names it\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
