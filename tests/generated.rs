//! The generator says how many photos and videos it wrote; extraction finds just as many. What the
//! benchmarks measure is thus work that is done, and large trees have known contents.

#[path = "support/generate.rs"]
#[allow(dead_code)]
mod generate;

use cutline::credit::{self, Vocabulary};
use cutline::extract::Input;
use cutline::extract::extract;
use cutline::model::Kind;

/// A name and a house that nobody knows, in brackets without a marker: it may be passed over.
const OPEN: &str = "/Some Local House)";

#[test]
fn what_was_written_is_found_and_nothing_else() {
    let vocabulary = Vocabulary::builtin();
    for seed in 0..2000 {
        let article = generate::article(seed);
        let bytes = article.text.clone().into_bytes();
        let extraction = extract(&Input { path: "a.txt".to_owned(), bytes, ..Input::default() }, &vocabulary);
        let items = extraction.expect("an article").items;
        let count = |kind| items.iter().filter(|i| i.kind == kind).count();
        let shown: Vec<_> = items.iter().map(|i| (&i.caption, i.printed(), &i.title)).collect();
        let open = article.text.matches(OPEN).count();
        let photos = article.photos - open..=article.photos;
        assert!(photos.contains(&count(Kind::Photo)), "seed {seed}: {photos:?}, {shown:#?}");
        assert_eq!(count(Kind::Video), article.videos, "seed {seed}: {shown:#?}");
    }
}

#[test]
fn every_line_of_credit_names_a_creator() {
    let vocabulary = Vocabulary::builtin();
    // A chain of houses of which none is known says too little.
    let unknown = "/Some Local House via Some Local House";
    for line in (0..2000).map(generate::credit_line).filter(|l| !l.ends_with(unknown)) {
        assert!(!credit::parse(&line, &vocabulary).people.is_empty(), "{line}");
    }
}

#[test]
fn a_seed_says_everything() {
    assert_eq!(generate::article(7).text, generate::article(7).text);
    assert_ne!(generate::article(7).text, generate::article(8).text);
    let folder = tempfile::tempdir().expect("a folder");
    generate::tree(folder.path(), 1001, 1).expect("written");
    let files = |name: &str| std::fs::read_dir(folder.path().join(name)).expect("a folder").count();
    assert_eq!((files("0000"), files("0001")), (1000, 1));
}
