//! Text extraction on one core: bytes in memory to media items, in MB/s.
//!
//! `cargo bench --bench extract_text`

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;

use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

fn inputs() -> Vec<Input> {
    (0..2000)
        .map(|seed| Input {
            path: format!("{seed}.txt"),
            bytes: generate::article(seed).text.into_bytes(),
            ..Input::default()
        })
        .collect()
}

#[divan::bench]
fn articles(bencher: divan::Bencher) {
    let inputs = inputs();
    let vocabulary = Vocabulary::builtin();
    let bytes: usize = inputs.iter().map(|i| i.bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        inputs.iter().map(|i| extract(divan::black_box(i), &vocabulary).map_or(0, |e| e.items.len())).sum::<usize>()
    });
}

#[divan::bench]
fn credit_lines(bencher: divan::Bencher) {
    let lines: Vec<String> = (0..10_000).map(generate::credit_line).collect();
    let vocabulary = Vocabulary::builtin();
    bencher.counter(ItemsCount::new(lines.len())).bench_local(|| {
        lines.iter().map(|l| cutline::credit::parse(divan::black_box(l), &vocabulary).people.len()).sum::<usize>()
    });
}
