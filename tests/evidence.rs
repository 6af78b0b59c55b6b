//! What is said of a document can be read in it: an item's caption, title and credit stand in the bytes
//! that its evidence names, from the line that it names; a document's facts are those of its page.

use std::fs;
use std::path::Path;

use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;
use cutline::model::Extraction;

/// Every document of a folder in the order of the names: its name, text and what was read.
fn documents(folder: &str) -> Vec<(String, String, Extraction)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let vocabulary = Vocabulary::builtin();
    let mut out: Vec<_> = fs::read_dir(folder)
        .expect("documents")
        .map(|entry| entry.expect("an entry").path())
        // Of a page the bytes are markup: what it says is a case of its own.
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
        .map(|path| {
            let name = path.file_name().and_then(|n| n.to_str()).expect("UTF-8").to_owned();
            let text = fs::read_to_string(&path).expect("UTF-8");
            let input = Input { path: name.clone(), bytes: text.clone().into_bytes(), ..Input::default() };
            (name, text, extract(&input, &vocabulary).expect("an article"))
        })
        .collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// The text dumps among the cases.
fn cases() -> Vec<(String, String, Extraction)> {
    [documents("tests/cases/text"), documents("tests/cases/markdown")].concat()
}

#[test]
fn what_is_said_of_an_item_stands_where_its_evidence_points() {
    for (name, text, extraction) in cases() {
        for item in &extraction.items {
            let evidence = &item.evidence;
            let covered = evidence.span.of(&text).unwrap_or_else(|| panic!("{name}: {evidence:?}"));
            let said = [&item.caption, &item.title, &item.alt].into_iter().flatten().map(String::as_str);
            for said in said.chain(item.printed()) {
                assert!(covered.contains(said), "{name}: {said:?} is not in {covered:?}");
            }
            for person in item.understood().iter().flat_map(|c| &c.people) {
                let printed = item.printed().unwrap_or_default();
                let word = person.span.of(printed).unwrap_or_default();
                assert!(word.to_lowercase().contains(&person.name.to_lowercase()), "{name}: {person:?} of {printed:?}");
            }
        }
    }
}

#[test]
fn an_item_begins_in_its_line() {
    for (name, text, extraction) in cases() {
        for item in &extraction.items {
            let before = &text[..item.evidence.span.start];
            let line = 1 + before.matches('\n').count();
            let shown = item.caption.as_ref().or(item.title.as_ref());
            assert_eq!(item.evidence.line as usize, line, "{name}: {shown:?}");
        }
    }
}

/// Name, title, publisher, date, language; `""` where the page does not say it.
const FACTS: &[[&str; 5]] = &[
    ["01", "Tanker crew waits for word as harbour talks enter third week", "", "", ""],
    ["02", "Late header sends Milldale through on a wet night", "", "2019-09-06", ""],
    ["03", "", "", "", ""],
    ["04", "La ministre promet un plan pour les écoles rurales", "", "2023-07-12", ""],
    ["05", "Hafenfest lockt Zehntausende an die Förde", "", "2022-06-28", ""],
    ["06", "Notebook: the quiet hours before a final", "", "", ""],
    ["07", "Valley counts the cost of a second flood", "", "", ""],
    ["08", "A radio station at the end of the road", "", "2021-11-03", ""],
    ["09", "El puerto seco abrirá con un año de retraso", "", "2021-03-04", ""],
    ["10", "Nordlyset trakk tusener til fjorden", "", "2021-03-12", ""],
    ["11", "Nowy most otwarty po trzech latach budowy", "", "2022-05-14", ""],
    ["12", "A ponte que une duas margens e três discussões", "", "2020-05-03", ""],
    ["13", "Ледоход начался на две недели раньше", "", "2021-04-03", ""],
    ["14", "港祭り、三年ぶりに開催", "", "2022-08-07", ""],
    ["15", "The observatory that waits for clouds", "Hilltop Review", "2021-11-03", "en"],
    ["16", "Council votes for longer library hours", "", "2020-05-05", ""],
];

#[test]
fn facts_are_those_that_the_page_says() {
    let samples = documents("samples/articles");
    assert_eq!(samples.len(), FACTS.len());
    for ((name, _, extraction), wanted) in samples.iter().zip(FACTS) {
        let document = &extraction.document;
        let said = [&document.title, &document.publisher, &document.published, &document.language];
        let said = said.map(|s| s.as_deref().unwrap_or_default());
        assert!(name.starts_with(wanted[0]), "{name}");
        assert_eq!(said, wanted[1..], "{name}");
    }
}
