//! Auditing a catalog with every default rule, in media items/s.
//!
//! `cargo bench --bench audit`; `CUTLINE_AUDIT_ITEMS=1000000` for the claim. With `CUTLINE_AUDIT_CATALOG=FILE`
//! the catalog is kept there, so that `cutline audit` itself can be timed and its memory seen.

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use cutline::audit::{Audit, Settings, run};
use cutline::catalog::{FileMeta, ScanCounts, Writer};
use cutline::credit::{self, Vocabulary};
use cutline::model::{
    Claim, Credit, CreditLine, Document, Evidence, Extraction, Field, MediaItem, Method, Placement, Source, Span,
};
use cutline::query::Query;
use divan::counter::ItemsCount;

/// Items of one document.
const EACH: u64 = 5;

fn main() {
    divan::main();
}

fn items() -> u64 {
    std::env::var("CUTLINE_AUDIT_ITEMS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

/// An item: nine of ten have a credit, most a caption, all two addresses, one of four structured data;
/// one of fifty shows a picture that another document shows too.
fn item(number: u64, credits: &mut HashMap<String, Credit>, vocabulary: &Vocabulary) -> MediaItem {
    let printed = (!number.is_multiple_of(10)).then(|| generate::credit_line(number % 40_000));
    let credit =
        printed.as_ref().map(|p| credits.entry(p.clone()).or_insert_with(|| credit::parse(p, vocabulary)).clone());
    let picture = if number.is_multiple_of(50) { number / 2 } else { number };
    let url = |width: u32| format!("https://cdn.example/{:04}/{picture:08}-quay.jpg?width={width}", picture % 4096);
    let structured = number.is_multiple_of(4).then(|| {
        format!("{{\"@type\":\"ImageObject\",\"url\":\"{}\",\"creditText\":\"AFP\",\"license\":\"https://news.example/terms\"}}", url(1200))
    });
    let structured = structured.map(|value| Claim {
        field: Field::Structured,
        value,
        source: Source::JsonLd,
        place: None,
        confidence: 1.0,
        taken: false,
    });
    let placement = if number.is_multiple_of(EACH) { Placement::Lead } else { Placement::Body };
    MediaItem {
        placement,
        caption: (!number.is_multiple_of(7))
            .then(|| format!("Ships that had waited outside the breakwater came in on day {number}, one by one.")),
        alt: Some("A tanker at anchor, seen from the pier".to_owned()),
        credit: printed.zip(credit).map(|(printed, credit)| CreditLine { printed, credit }),
        urls: vec![url(1200), url(600)],
        claims: structured.into_iter().collect(),
        evidence: Evidence {
            line: 10 + (number % EACH) as u32,
            span: Span::new(100, 900),
            method: Method::Figcaption,
            confidence: 0.9,
        },
        ..MediaItem::default()
    }
}

fn make(catalog: &Path, vocabulary: &Vocabulary) {
    let mut credits = HashMap::new();
    let mut writer = Writer::open(catalog, vocabulary, &[]).expect("a new catalog");
    for document in 0..items() / EACH {
        let path = format!("{:04}/{document:07}.html", document / 1000);
        let extraction = Extraction {
            document: Document {
                path: path.clone(),
                title: Some(format!("Harbour of Lower Quay reopens, part {document}")),
                publisher: Some(format!("The Mariner Courier {}", document % 40)),
                published: Some(format!(
                    "20{:02}-{:02}-{:02}",
                    10 + document % 14,
                    1 + document % 12,
                    1 + document % 28
                )),
                ..Document::default()
            },
            format: "html",
            items: (0..EACH).map(|n| item(document * EACH + n, &mut credits, vocabulary)).collect(),
            ..Extraction::default()
        };
        writer.store_document(&extraction, &FileMeta { path, ..FileMeta::default() }).expect("stored");
        if document.is_multiple_of(4000) {
            writer.commit(&ScanCounts::default()).expect("committed");
        }
    }
    writer.finish(&ScanCounts::default()).expect("finished");
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn default_rules(bencher: divan::Bencher) {
    let vocabulary = Vocabulary::builtin();
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("CUTLINE_AUDIT_CATALOG").map(PathBuf::from);
    let catalog = kept.unwrap_or_else(|| folder.path().join("bench.db"));
    if !catalog.exists() {
        make(&catalog, &vocabulary);
    }
    let (settings, query, baseline) = (Settings::default(), Query::all(), HashSet::new());
    bencher.counter(ItemsCount::new(items())).bench_local(|| {
        let audit = Audit {
            catalog: &catalog,
            vocabulary: &vocabulary,
            settings: &settings,
            policy: None,
            query: &query,
            since: None,
            baseline: &baseline,
            waived_too: false,
            suggest: false,
        };
        let mut count = 0u64;
        run(&audit, &mut |_| {
            count += 1;
            Ok(())
        })
        .expect("audited");
        count
    });
}
