//! Guards the scores on the labelled corpus, where it stands beside the project.

use std::path::Path;
use std::process::Command;

/// What is scored and the least that each figure may be.
const FLOORS: &[(&str, &[(&str, f64)])] = &[
    ("credits", &[("exact", 0.844), ("people", 0.902), ("agencies", 0.857), ("negatives_kept_out", 0.75)]),
    ("captions", &[("both", 0.867)]),
    ("html", &[("f1", 0.674), ("mean_f1", 0.657), ("precision", 0.708), ("recall", 0.644), ("credited", 0.611)]),
    ("text", &[("f1", 0.592), ("mean_f1", 0.531), ("precision", 0.703), ("credited", 0.628)]),
];

#[test]
fn scores_stay_where_they_are() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.join("score.py").exists() {
        println!("skipped: the corpus does not stand beside the project");
        return;
    }
    for (what, floors) in FLOORS {
        let output = Command::new("python3")
            .arg(corpus.join("score.py"))
            .args([what, "--cutline", env!("CARGO_BIN_EXE_cutline")])
            .output()
            .expect("python3 runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout);
        let last = text.lines().last().unwrap_or_default();
        println!("{what}: {last}");
        let figures: serde_json::Value = serde_json::from_str(last).expect("figures as JSON");
        for (name, floor) in *floors {
            let figure = figures[name].as_f64().unwrap_or_default();
            assert!(figure >= *floor, "{what}: {name} is {figure}, below {floor}");
        }
    }
}
