//! The query language as a table (expression, what SQL it becomes, how many rows), its properties,
//! and the indexes that questions use.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use cutline::query::{self, Expression, FIELDS, Query, Sort, Test};
use proptest::prelude::*;
use std::ops::Bound;

/// A catalog of the samples.
static CATALOG: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("samples.db");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles");
    let scanned = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .args(["scan", "--quiet", "--catalog"])
        .args([&catalog, &samples])
        .output()
        .expect("the binary runs");
    assert!(scanned.status.success(), "{}", String::from_utf8_lossy(&scanned.stderr));
    (folder, catalog)
});

fn rows(query: &Query) -> usize {
    let mut n = 0;
    query::each(&CATALOG.1, query, &mut |_| {
        n += 1;
        Ok(())
    })
    .unwrap_or_else(|e| panic!("{query}: {e}"));
    n
}

fn plan(text: &str, limit: Option<u64>) -> Vec<(String, String)> {
    let mut query = query::parse(text).unwrap_or_else(|e| panic!("{e}"));
    query.limit = limit;
    let ways = query::explain(&CATALOG.1, &query).expect("a plan");
    ways.into_iter().map(|(way, steps)| (way.sql, steps.join("\n"))).collect()
}

/// Expression, a part of its SQL, rows in the catalog of the samples.
const TABLE: &[(&str, &str, usize)] = &[
    ("kind:video", "m.kind = ? COLLATE NOCASE", 8),
    ("kind:=video", "m.kind = ?", 8),
    ("kind:~^vid", "m.kind REGEXP ?", 8),
    ("-kind:video kind:video", "NOT coalesce((m.kind = ? COLLATE NOCASE), 0)", 0),
    ("agency:getty", "n.spelling = ? OR n.spelling >= ? AND n.spelling < ?", 7),
    ("distributor:getty originator:anadolu", "co.role IN ('distributor', 'sole')", 1),
    ("agency:~^Anadolu$", "SELECT id FROM organisation WHERE name REGEXP ?", 1),
    ("creator:orlova", "SELECT person_id FROM person_word WHERE word >= ?", 1),
    ("creator:orl*", "SELECT person_id FROM person_word WHERE word >= ?", 2),
    ("creator:=\"lena ORLOVA\"", "SELECT id FROM person WHERE key = ?", 1),
    ("people:orlova", "person_word", 1),
    ("credit:any credit:none", "c.line IS NOT NULL", 0),
    ("missing:creator agency:reuters kind:photo", "NOT EXISTS (SELECT 1 FROM credit_person", 1),
    ("published:2022", "d.published >= ?", 11),
    ("published:2022..2022-06", "d.published <= ?", 7),
    ("published:<2020", "d.published < ?", 3),
    ("published:>1900 published:<=2099-12-31", "d.published > ?", 43),
    ("duration:2m20s", "m.duration_seconds BETWEEN ? AND ?", 3),
    ("duration:>1m duration:<=2:20", "m.duration_seconds > ?", 4),
    ("duration:>=PT2M20S", "m.duration_seconds >= ?", 3),
    ("confidence:<0.7", "m.confidence < ?", 13),
    ("flag:file", "credit_flag", 1),
    ("status:contributor", "SELECT id FROM credit WHERE status = ? COLLATE NOCASE", 1),
    ("licence:\"CC BY-SA\"", "c.licence LIKE ?", 1),
    ("collection:moment", "SELECT id FROM credit WHERE collection = ?", 1),
    ("path:*nordlys*", "d.path GLOB ?", 4),
    (
        "conflict:any",
        "SELECT media_id FROM claim WHERE taken = 0 AND field IN ('caption', 'credit', 'title', 'alt', 'duration')",
        1,
    ),
    (
        "conflict:credit",
        "SELECT media_id FROM claim WHERE taken = 0 AND field IN ('caption', 'credit', 'title', 'alt', 'duration') AND field = ?",
        1,
    ),
    ("image:jpg", "u.url LIKE ?", 17),
    ("lang:de", "d.language >= ? COLLATE NOCASE", 3),
    ("placement:page", "m.placement = ? COLLATE NOCASE", 4),
    ("(agency:lusa or agency:ansa) creator:\"carlo bini\"", " OR ", 1),
    ("not agency:any kind:photo", "NOT coalesce", 7),
    ("harbour climbs", "media_words MATCH ?", 1),
    ("\"umbrellas before the rally\"", "media_words MATCH ?", 1),
    ("umbrel*", "media_words MATCH ?", 1),
    ("*brellas", "media_words MATCH ?", 1),
    ("港", "media_words MATCH ?", 4),
    ("부두*", "media_words MATCH ?", 1),
    ("caption:umbrellas", "media_words MATCH ?", 1),
    ("year:2022", "d.published >= ? AND d.published <= ?", 11),
    ("year:2021..2022", "d.published >= ? AND d.published <= ?", 26),
    ("country:jp", "SELECT id FROM organisation WHERE country = ?", 1),
    ("country:none", "NOT EXISTS (SELECT 1 FROM credit_organisation", 20),
    ("format:markdown", "d.format = ? COLLATE NOCASE", 3),
    ("restriction:resale", "json_each(k.restrictions)", 0),
    ("where:nordlys", "LIKE ?", 4),
];

#[test]
fn expressions_become_sql_and_rows() {
    let mut wrong = String::new();
    for (text, sql, expected) in TABLE {
        let query = query::parse(text).unwrap_or_else(|e| panic!("{e}"));
        let found = rows(&query);
        let all: String = plan(text, None).into_iter().map(|(sql, _)| sql).collect();
        if !all.contains(sql) {
            wrong += &format!("{text}: no {sql:?} in {all}\n");
        }
        if found != *expected {
            wrong += &format!("{text}: {found} rows, not {expected}\n");
        }
        assert_eq!(query::count(&CATALOG.1, &query).expect("a count"), found as u64, "{text}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_page_is_the_head_of_the_whole() {
    for (text, ..) in TABLE.iter().chain(&[("", "", 0), ("sort:published-", "", 0), ("sort:creator", "", 0)]) {
        let mut query = query::parse(text).expect("parses");
        let ids = |query: &Query| {
            let mut ids = Vec::new();
            query::each(&CATALOG.1, query, &mut |record| {
                ids.push(record.id);
                Ok(())
            })
            .expect("rows");
            ids
        };
        let whole = ids(&query);
        query.limit = Some(3);
        assert_eq!(ids(&query), whole[..whole.len().min(3)], "{text}");
    }
}

#[test]
fn each_indexed_field_uses_its_index() {
    for (text, index) in [
        ("agency:getty", "credit_organisation_organisation"),
        ("originator:getty", "credit_organisation_organisation"),
        ("distributor:getty", "credit_organisation_organisation"),
        ("agency:getty", "COVERING INDEX media_credit"),
        ("creator:orlova", "credit_person_person"),
        ("creator:orlova", "person_word"),
        ("flag:file", "credit_flag_flag"),
        ("status:staff", "credit_status"),
        ("collection:moment", "credit_collection"),
        ("licence:=\"CC BY 4.0\"", "credit_licence"),
        ("credit:none", "media_credit (credit_id=?"),
        ("missing:creator", "media_credit (credit_id=?"),
        ("kind:=video", "media_kind"),
        ("duration:>1h", "media_duration"),
        ("published:2017", "document_published"),
        ("publisher:=\"The Mariner Courier\"", "document_publisher"),
        ("lang:de", "document_language"),
        ("url:=\"https://example.org/\"", "document_url"),
        ("path:=a.txt", "document"),
        ("urls:=\"https://example.org/a.jpg\"", "media_url_url"),
        ("conflict:credit", "claim_conflict"),
        ("id:7", "INTEGER PRIMARY KEY"),
        ("harbour", "media_words"),
    ] {
        let ways = plan(text, None);
        let steps = &ways.last().expect("a way").1;
        assert!(steps.contains(index), "{text}: no {index} in\n{steps}");
        assert!(!steps.contains("SCAN m\n") && !steps.ends_with("SCAN m"), "{text}: goes through all items:\n{steps}");
    }
    // A page of what is frequent is walked for, in order, without a sort.
    for text in ["agency:getty", "credit:none", "sort:published- agency:getty"] {
        let ways = plan(text, Some(50));
        assert_eq!(ways.len(), 2, "{text}");
        assert!(!ways[0].1.contains("USE TEMP B-TREE FOR ORDER BY"), "{text}: {}", ways[0].1);
    }
}

#[test]
fn hostile_strings_are_data() {
    let before = rows(&Query::default());
    for value in
        ["'", "\"", "%", "_", "\0", "x' OR '1'='1", "*", "NEAR(a b)", "a AND", "{caption}: x", "\\", "(((", "𝕏\u{202e}"]
    {
        for field in FIELDS {
            for test in [Test::Matches(value.to_owned()), Test::Is(value.to_owned())] {
                let Ok(expression) = Expression::field(field, test) else { continue };
                let matched = rows(&Query { expression, ..Query::default() });
                // A glob and letters that stand in texts find something; nothing may find everything.
                let glob = value == "*" && ["path", "member"].contains(&field.name);
                assert!(matched < before || glob, "{}: {value:?}: {matched}", field.name);
            }
        }
        rows(&Query { expression: Expression::Words(value.to_owned()), ..Query::default() });
    }
    assert_eq!(rows(&Query::default()), before);
}

#[test]
fn errors_point_at_the_character() {
    for (text, at, part) in [
        ("kind:photo agncy:getty", 11, "did you mean agency?"),
        ("published:soon", 10, "does not understand 'soon'"),
        ("published:2017-13", 10, "does not understand"),
        ("(agency:getty", 0, "this ( is never closed"),
        ("agency:getty )", 13, "a ) without its ("),
        ("caption:\"a", 8, "this \" is never closed"),
        ("missing:cretor", 8, "did you mean creator?"),
        ("credit:~(", 8, "not a regular expression"),
        ("https://example.org", 0, "put an address in quotes"),
        ("sort:colour", 0, "sort by one of"),
        ("agency:", 7, "wants a value"),
        ("kind:photo status:stafff", 18, "did you mean Staff?"),
        ("flag:pool", 5, "did you mean status:Pool?"),
        ("placement:foo", 10, "(one of lead, body, gallery, page)"),
    ] {
        let error = query::parse(text).expect_err(text);
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.message.contains(part), "{text}: {error}");
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé港]{1,6}",
        "\\PC{1,8}",
        any::<String>(),
        prop::sample::select(vec![
            "or", "not", "and", "none", "any", "a..b", "=x", "~x", "-x", "<1", ">2", "a\"b", "a\\", "(", ")", ":",
            "x*", ""
        ])
        .prop_map(str::to_owned),
    ]
}

fn field_test() -> impl Strategy<Value = Expression> {
    let test = prop_oneof![
        text().prop_map(Test::Matches),
        text().prop_map(Test::Is),
        "[a-z.]{1,5}".prop_map(Test::Pattern),
        Just(Test::None),
        Just(Test::Any),
        (1u32..2000, 1u32..2000)
            .prop_map(|(a, b)| Test::Range(Bound::Included(a.to_string()), Bound::Included(b.to_string()))),
        (1990u32..2030).prop_map(|y| Test::Range(Bound::Excluded(y.to_string()), Bound::Unbounded)),
        (1990u32..2030).prop_map(|y| Test::Range(Bound::Unbounded, Bound::Excluded(y.to_string()))),
        (1990u32..2030).prop_map(|y| Test::Range(Bound::Unbounded, Bound::Included(format!("{y}-09")))),
    ];
    (prop::sample::select(FIELDS.iter().collect::<Vec<_>>()), test).prop_filter_map(
        "a value of the field",
        |(field, test)| {
            let ordered = ["published", "duration", "confidence", "line", "span", "id"].contains(&field.name);
            if matches!(test, Test::Range(..)) && !ordered {
                return None;
            }
            Expression::field(field, test).ok()
        },
    )
}

fn expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![text().prop_map(Expression::Words), field_test()];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| parts.into_iter().fold(Expression::All, Expression::and)),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expression::any),
            inner.prop_map(|e| Expression::Not(Box::new(e))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_and_parsing_come_round(expression in expression(), sort in prop::option::of(prop::sample::select(vec!["published-", "path", "creator"]))) {
        let query = Query { expression, sort: sort.and_then(Sort::parse), limit: None };
        let printed = query.to_string();
        let parsed = query::parse(&printed);
        prop_assert_eq!(parsed.as_ref(), Ok(&query), "{}", printed);
    }

    #[test]
    fn no_text_panics(text in "[ -~]{0,40}|\\PC{0,30}", page in any::<bool>()) {
        if let Ok(mut query) = query::parse(&text) {
            query.limit = page.then_some(5);
            rows(&query);
        }
    }
}
