//! Floors of a larger labelled corpus, real pages that cannot be part of this repository.
//!
//! `CUTLINE_CORPUS` names its folder; without it a corpus that stands beside the project is taken. Where there is
//! none, the labelled documents of this repository are held in its stead: nothing passes by being skipped.

mod score;

use std::path::{Path, PathBuf};

use score::{Floors, hold};

/// What is scored and the least that each figure may be.
const FLOORS: &[Floors] = &[
    Floors {
        what: "credits",
        least: &[("exact", 0.844), ("people", 0.902), ("agencies", 0.857), ("negatives_kept_out", 0.75)],
    },
    Floors { what: "captions", least: &[("both", 0.867)] },
    Floors {
        what: "html",
        least: &[("f1", 0.676), ("mean_f1", 0.659), ("precision", 0.71), ("recall", 0.646), ("credited", 0.612)],
    },
    Floors { what: "text", least: &[("f1", 0.593), ("mean_f1", 0.532), ("precision", 0.704), ("credited", 0.629)] },
];

/// What any labelled set reaches; the floors of the set in the repository stand in tests/accuracy.rs.
const WITHOUT: &[Floors] = &[
    Floors { what: "credits", least: &[("exact", 0.9), ("negatives_kept_out", 0.85)] },
    Floors { what: "captions", least: &[("both", 0.75)] },
    Floors { what: "html", least: &[("f1", 0.75)] },
    Floors { what: "text", least: &[("f1", 0.7)] },
];

fn larger() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CUTLINE_CORPUS") {
        let named = PathBuf::from(named);
        assert!(named.is_dir(), "CUTLINE_CORPUS names {}, which is no folder", named.display());
        return Some(named);
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    beside.join("html.gold.jsonl").exists().then_some(beside)
}

#[test]
fn scores_stay_where_they_are() {
    match larger() {
        Some(corpus) => hold(&corpus, FLOORS),
        None => hold(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled"), WITHOUT),
    }
}
