//! HTML extraction on one core: bytes in memory to media items, in MB/s; and how much of it is the
//! reading of the page into its arena.
//!
//! `cargo bench --bench extract_html`. Reads the corpus of real pages where it stands beside the
//! project, and the sample pages otherwise. `doubled` reads a page and the same page twice as long:
//! the time for the second is about twice the time for the first.

use std::io::Read;
use std::path::Path;

use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn pages() -> Vec<Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = root.join("../shared/corpus/html");
    let folder = if corpus.is_dir() { corpus } else { root.join("samples/articles") };
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|p| p.to_string_lossy().contains(".html"))
        .map(|path| {
            let mut bytes = std::fs::read(path).expect("a page");
            if bytes.starts_with(b"\x1f\x8b") {
                let packed = std::mem::take(&mut bytes);
                flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes).expect("gzip");
            }
            Input { path: path.to_string_lossy().into_owned(), bytes, ..Input::default() }
        })
        .collect()
}

#[divan::bench(sample_count = 20)]
fn pages_of_newsrooms(bencher: divan::Bencher) {
    let pages = pages();
    let vocabulary = Vocabulary::builtin();
    let bytes: usize = pages.iter().map(|i| i.bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        pages.iter().map(|i| extract(divan::black_box(i), &vocabulary).map_or(0, |e| e.items.len())).sum::<usize>()
    });
}

#[divan::bench(args = [1, 2], sample_count = 20)]
fn doubled(bencher: divan::Bencher, times: usize) {
    let figure = "<figure><img src=/a/boat-NUMBER.jpg><figcaption>A boat at anchor. Photo: Ana Ruiz</figcaption></figure>\
        <p>Nobody had expected the water to rise so quickly, and nobody had prepared for it on the day that it did.</p>";
    let mut page = String::from("<!DOCTYPE html><html><body><article><h1>The dyke at Northmoor</h1>");
    for number in 0..5000 * times {
        page += &figure.replace("NUMBER", &number.to_string());
    }
    let input = Input { path: "page.html".to_owned(), bytes: page.into_bytes(), ..Input::default() };
    let vocabulary = Vocabulary::builtin();
    bencher
        .counter(BytesCount::new(input.bytes.len()))
        .bench_local(|| extract(divan::black_box(&input), &vocabulary).map_or(0, |e| e.items.len()));
}
