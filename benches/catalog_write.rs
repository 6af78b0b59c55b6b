//! Writing the catalog: extractions in memory to rows on disk, in media items/s.
//!
//! `cargo bench --bench catalog_write`

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;

use cutline::catalog::{FileMeta, ScanCounts, Writer};
use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;
use cutline::model::Extraction;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn documents(bencher: divan::Bencher) {
    let vocabulary = Vocabulary::builtin();
    let extractions: Vec<Extraction> = (0..20_000)
        .filter_map(|seed| {
            let bytes = generate::article(seed).text.into_bytes();
            extract(&Input { path: format!("{seed}.txt"), bytes, ..Input::default() }, &vocabulary).ok()
        })
        .collect();
    let items: usize = extractions.iter().map(|e| e.items.len()).sum();
    bencher.counter(ItemsCount::new(items)).with_inputs(|| tempfile::tempdir().expect("a folder")).bench_local_values(
        |folder| {
            let mut writer = Writer::open(&folder.path().join("bench.db"), &vocabulary, &[]).expect("a new catalog");
            for (number, extraction) in extractions.iter().enumerate() {
                let meta = FileMeta { path: extraction.document.path.clone(), ..FileMeta::default() };
                writer.store_document(extraction, &meta).expect("stored");
                if number % 2000 == 0 {
                    writer.commit(&ScanCounts::default()).expect("committed");
                }
            }
            writer.finish(&ScanCounts::default()).expect("finished");
            folder
        },
    );
}
