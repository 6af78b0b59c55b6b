//! The first page of an answer from a large catalog, through the library and as a whole process:
//! median and 99th percentile of each question, which way answered it, and the counts.
//!
//! `cargo bench --bench generate_catalog -- FILE 5000000`, then
//! `cargo bench --bench questions -- FILE [ROUNDS]`

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cutline::query::{self, Expression, Field};

/// What is asked. Words and creators are made of the generator's syllables, frequent and rare.
const QUESTIONS: &[&str] = &[
    "agency:getty",
    "agency:\"some local house\"",
    "kakaka pelmivin",
    "trumerlo mivinlo",
    "\"photo kakaka\"",
    "creator:kakaka published:2017..2018",
    "creator:bersolka published:2017..2018",
    "creator:\"bersolka merdarlo\" published:2017..2018",
    "credit:none",
    "missing:creator",
    "agency:afp -agency:getty sort:published-",
    "status:pool",
];

const PAGE: u64 = 50;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let Some(file) = args.first().map(Path::new).filter(|f| f.exists()) else {
        println!("cargo bench --bench questions -- FILE [ROUNDS]");
        return Ok(());
    };
    let rounds: usize = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    println!("{:<52} {:>9} {:>9} {:>9} {:>9}  rows", "question", "median", "p99", "process", "p99");
    for text in QUESTIONS {
        let mut query = query::parse(text)?;
        query.limit = Some(PAGE);
        let mut rows = 0;
        let library = times(rounds, || {
            rows = 0;
            query::each(file, &query, &mut |_| {
                rows += 1;
                Ok(())
            })
            .expect("an answer");
        });
        let whole = times(rounds, || {
            let ran = Command::new(env!("CARGO_BIN_EXE_cutline"))
                .args(["query", "--format", "ndjson", "-n", "50", "--catalog"])
                .arg(file)
                .arg(text)
                .stdout(Stdio::null())
                .status();
            assert!(ran.expect("the binary runs").success());
        });
        println!("{text:<52} {} {} {} {}  {rows}", at(&library, 50), at(&library, 99), at(&whole, 50), at(&whole, 99));
    }
    for by in [vec!["agency"], vec!["creator"], vec!["agency", "month"]] {
        let fields: Vec<&'static Field> = by.iter().filter_map(|name| query::countable(name)).collect();
        let counted = times(if by.len() == 1 { 10 } else { 1 }, || {
            query::stats(file, &fields, &Expression::All).expect("counts");
        });
        println!("{:<52} {} {}", format!("stats {}", by.join(" ")), at(&counted, 50), at(&counted, 99));
    }
    Ok(())
}

/// How long each round took, shortest first. One round beforehand warms the file.
fn times(rounds: usize, mut run: impl FnMut()) -> Vec<Duration> {
    run();
    let mut all: Vec<Duration> = (0..rounds)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    all.sort_unstable();
    all
}

fn at(times: &[Duration], percent: usize) -> String {
    let time = times[(times.len() - 1) * percent / 100];
    format!("{:>6.1} ms", time.as_secs_f64() * 1000.0)
}
