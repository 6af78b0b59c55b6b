//! Fuzzing of the readers of web pages: sample pages (and real ones, where the corpus stands beside
//! the project) are cut, spliced and strewn with tokens, and read. Nothing may panic, every span
//! lies inside the page, and what is read once is read again the same.
//!
//! Each target runs for a second; `CUTLINE_FUZZ_SECONDS=600 cargo test --release --test fuzz --
//! --nocapture` runs each for ten minutes. A page that fails is written to the folder for temporary
//! files, and the test names it.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;

/// A generator of numbers that is the same every time it is seeded the same (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most.max(1)
    }
}

/// Pages to begin with.
fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for folder in [root.join("samples/articles"), root.join("../shared/corpus/html")] {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
        paths.sort();
        for path in paths.iter().filter(|p| p.to_string_lossy().contains(".html")) {
            let mut bytes = std::fs::read(path).expect("a page");
            if bytes.starts_with(b"\x1f\x8b") {
                let packed = std::mem::take(&mut bytes);
                flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut bytes).expect("gzip");
            }
            out.push(bytes);
        }
    }
    out
}

const TOKENS: &[&str] = &[
    "<figure>",
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    "<img src=/a/b.jpg>",
    "<picture>",
    "</picture>",
    "<p>",
    "</p>",
    "<div class=caption>",
    "<span class=credit>",
    "</div>",
    "<article>",
    "</article>",
    "<h1>",
    "<noscript>",
    "<video>",
    "<script type=application/ld+json>",
    "</script>",
    "<iframe src=https://player.vimeo.com/1>",
    "<!-- wp:image {",
    "-->",
    "&amp;",
    "&#x41;",
    "&#999999999;",
    "Foto: Ana Ruiz/AFP",
    "(Reuters)",
    "©",
    "\u{1}",
    "\u{0}",
    "\u{301}",
    "‏",
    "<svg>",
    "<b",
    "'",
    "\"",
    ">",
    "<",
    "srcset=\"a 1x,",
    "style=\"background:url(",
    "2:20",
];

const JSON_TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "\"@type\":\"ImageObject\",",
    "\"@graph\":[",
    "null",
    "-",
    "1e999",
    "\"url\":\"https://a.example/b.jpg\",",
    "\"caption\":",
    "\"creditText\":\"Ana Ruiz\"",
    "\"duration\":\"PT\"",
    "\n",
    "<!--",
    "//",
    "\"type\":\"image\",",
    "\\u003cimg src=x\\u003e",
    "&quot;",
];

fn change(page: &mut Vec<u8>, dice: &mut Dice, tokens: &[&str], other: &[u8]) {
    for _ in 0..1 + dice.below(12) {
        let at = dice.below(page.len());
        let to = (at + dice.below(400)).min(page.len());
        match dice.below(7) {
            0 => {
                page.drain(at..to);
            }
            1 => {
                let piece = page[at..to].to_vec();
                let into = dice.below(page.len());
                page.splice(into..into, piece);
            }
            2 => {
                if let Some(byte) = page.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            3 | 4 => {
                let token = tokens[dice.below(tokens.len())].repeat(1 + dice.below(3));
                page.splice(at..at, token.into_bytes());
            }
            5 => {
                let from = dice.below(other.len());
                let piece = other[from..(from + dice.below(2000)).min(other.len())].to_vec();
                page.splice(at..at, piece);
            }
            _ => page.truncate(at + 1),
        }
    }
}

fn fuzz(target: &str, tokens: &[&str], wrap: fn(&[u8]) -> Vec<u8>, seeds: &[Vec<u8>]) {
    let seconds = std::env::var("CUTLINE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let until = Instant::now() + Duration::from_secs(seconds);
    let vocabulary = Vocabulary::builtin();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ target.len() as u64);
    let mut rounds = 0u64;
    while Instant::now() < until {
        let mut page = seeds[dice.below(seeds.len())].clone();
        // Long pages are cut: what matters is their forms, and many rounds.
        if page.len() > 60_000 {
            let from = dice.below(page.len() - 40_000);
            page = page[from..from + 40_000].to_vec();
        }
        let other = &seeds[dice.below(seeds.len())];
        change(&mut page, &mut dice, tokens, other);
        let input = Input { path: "page.html".to_owned(), bytes: wrap(&page), ..Input::default() };
        let text = cutline::extract::decode(&input.bytes).text.into_owned();
        let done = catch_unwind(AssertUnwindSafe(|| {
            if let Ok(found) = extract(&input, &vocabulary) {
                for item in &found.items {
                    let span = item.evidence.span;
                    assert!(span.start <= span.end && span.end <= text.len() + 3, "{span:?} of {}", text.len());
                    assert!(item.evidence.line >= 1);
                    assert!(item.caption.as_deref() != Some("") && item.printed() != Some(""));
                }
                assert_eq!(Ok(found), extract(&input, &vocabulary));
            }
        }));
        if done.is_err() {
            let path = std::env::temp_dir().join(format!("cutline-fuzz-{target}.html"));
            std::fs::write(&path, &input.bytes).expect("written");
            panic!("{target}, round {rounds}: see {}", path.display());
        }
        rounds += 1;
    }
    println!("{target}: {rounds} pages in {seconds} s, nothing found");
}

#[test]
fn pages() {
    fuzz("pages", TOKENS, <[u8]>::to_vec, &seeds());
}

#[test]
fn structured_data() {
    let seeds: Vec<Vec<u8>> = [
        r#"{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"A boat","image":{"@type":"ImageObject","url":"https://a.example/boat-at-anchor.jpg","caption":"A boat","creditText":"Ana Ruiz/AFP","author":{"name":"Ana Ruiz"}}},{"@type":"VideoObject","name":"A film","duration":"PT2M20S","thumbnailUrl":["https://a.example/v.jpg"],"contentUrl":"https://a.example/v.mp4"}]}"#,
        r#"window.__STATE__={"a":[{"type":"image","caption":"A boat.","credits":{"name":"Ana Ruiz"},"image":{"url":"https://a.example/image/boat-at-anchor.jpg"}}],"html":"\u003cp\u003eA\u003c/p\u003e\u003cimg src=\"x.jpg\"\u003e"};"#,
    ]
    .map(|s| s.as_bytes().to_vec())
    .to_vec();
    let wrap = |json: &[u8]| {
        let mut page = b"<html><body><article><h1>The boat at anchor</h1><p>Nobody had expected the water to rise so quickly, and nobody had prepared.</p><img src=https://a.example/boat-at-anchor.jpg><script type=application/ld+json>".to_vec();
        page.extend_from_slice(json);
        page.extend_from_slice(b"</script><script>");
        page.extend_from_slice(json);
        page.extend_from_slice(b"</script></article></body></html>");
        page
    };
    fuzz("data", JSON_TOKENS, wrap, &seeds);
}
