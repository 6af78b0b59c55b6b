//! How often the program is right on the labelled documents of this repository: invented pages, text dumps,
//! credit lines and captions in sixteen languages.
//!
//! A figure may rise and not fall; whoever makes the program better raises the floor. The labels say what a careful
//! reader finds, also where the program does not yet.

mod score;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use score::{Floors, hold};

/// The least that each figure may be.
const FLOORS: &[Floors] = &[
    Floors { what: "credits", least: &[("exact", 0.991), ("negatives_kept_out", 0.9)] },
    Floors { what: "captions", least: &[("both", 0.921)] },
    Floors { what: "html", least: &[("f1", 0.869), ("mean_f1", 0.839), ("precision", 0.869), ("credited", 0.869)] },
    Floors { what: "text", least: &[("f1", 0.823), ("mean_f1", 0.820), ("precision", 0.819), ("credited", 0.826)] },
];

fn labelled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled")
}

#[test]
fn figures_do_not_fall() {
    hold(&labelled(), FLOORS);
}

#[test]
fn the_set_is_large_and_of_many_languages() {
    let lines = |what: &str| -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(labelled().join(format!("{what}.gold.jsonl"))).expect("labels");
        text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
    };
    let (pages, dumps, credits, captions) = (lines("html"), lines("text"), lines("credits"), lines("captions"));
    assert!(pages.len() >= 24 && dumps.len() >= 24 && captions.len() >= 60, "{} {}", pages.len(), dumps.len());
    let negatives = credits.iter().filter(|line| line["is_credit"] == false).count();
    assert!(credits.len() >= 120 && negatives >= 30, "{} lines, {negatives} of them no credits", credits.len());
    let languages: BTreeSet<&str> = pages.iter().filter_map(|page| page["facts"]["language"].as_str()).collect();
    assert!(["ar", "hi", "ja", "ru", "zh"].iter().all(|one| languages.contains(one)), "{languages:?}");
    assert!(languages.len() >= 10, "{languages:?}");
}
