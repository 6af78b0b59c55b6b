//! Properties that hold for any input: parsing never panics, is deterministic, its spans lie inside
//! the line, and what was understood is understood again from its rendered form.

use cutline::credit::{self, Vocabulary};
use cutline::extract::Input;
use cutline::extract::extract;
use cutline::model::Credit;
use proptest::prelude::*;

fn vocabulary() -> &'static Vocabulary {
    static AUTHORITY: std::sync::LazyLock<Vocabulary> = std::sync::LazyLock::new(Vocabulary::builtin);
    &AUTHORITY
}

#[test]
fn a_bracket_with_nothing_before_it_is_no_caption() {
    let bytes = "(Staff\u{1EE61}<\u{1F300}/\u{FD92}A".as_bytes().to_vec();
    let extraction = extract(&Input { path: "a.txt".to_owned(), bytes, ..Input::default() }, vocabulary());
    assert!(extraction.is_ok_and(|e| e.items.iter().all(|i| i.caption.is_none())));
}

/// Pieces that credit lines are made of, good and bad.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "Getty Images", "AFP", "Reuters", "REUTERS", "dpa", "picture alliance", "AP", "Ana Ruiz", "LUC PETIT", "J.J. Falk",
            "Foto:", "Photo by", "©", "(c) 2017", "via", "for", "/", " | ", " / ", ", ", "; ", " - ", "(", ")", "Staff", "Pool", "STR",
            "File", "Handout", "Courtesy of", "@name", "name@example.org", "CC BY-SA 4.0", "写真：", "ロイター", "연합뉴스", "김민수 기자", "（", "）",
            "Image source,", "hide caption", "All rights reserved", "2017", "...", "…", "-", "’", "\u{ad}", "\u{200b}", "\u{301}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
        1 => Just(" ".to_owned()),
    ]
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..14).prop_map(|p| p.concat())
}

fn spans_hold(credit: &Credit, printed: &str) {
    let spans = credit
        .people
        .iter()
        .map(|p| p.span)
        .chain(credit.organisations.iter().map(|o| o.span))
        .chain(credit.segments.iter().map(|s| s.span));
    for span in spans {
        assert!(span.start < span.end, "{span:?} of {printed:?}");
        assert!(span.of(printed).is_some(), "{span:?} of {printed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parsing_never_panics_and_its_spans_hold(line in line()) {
        let credit = credit::parse(&line, vocabulary());
        spans_hold(&credit, &line);
        prop_assert_eq!(&credit, &credit::parse(&line, vocabulary()));
        prop_assert!((0.0..=1.0).contains(&credit.confidence));
    }

    #[test]
    fn splitting_loses_nothing(text in line()) {
        let split = credit::split_caption(&text, vocabulary());
        prop_assert!(text.contains(split.caption));
        if let Some(printed) = split.printed {
            prop_assert!(text.contains(printed));
            // Letters and digits stand in the caption, in the credit, or in the page's own words.
            let at = printed.as_ptr() as usize - text.as_ptr() as usize;
            let between = &text[split.caption.as_ptr() as usize - text.as_ptr() as usize + split.caption.len()..at];
            prop_assert!(!between.chars().any(char::is_alphanumeric), "{between:?} was lost");
        }
    }

    #[test]
    fn a_rendered_credit_gives_the_same_credit(
        name in prop::sample::select(vec!["Ana Ruiz", "Bo van der Falk", "Jean-Luc Petit", "Siobhán O'Brien", "J. P. Lund"]),
        houses in prop::sample::subsequence(vec!["AFP", "Reuters", "NurPhoto", "Getty Images"], 1..=3),
        marker in prop::sample::select(vec!["", "Photo by ", "Foto: ", "© "]),
    ) {
        let chain = match houses.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} via {last}", rest.join("/")),
            _ => houses.join("/"),
        };
        let rendered = format!("{marker}{name}/{chain}");
        let credit = credit::parse(&rendered, vocabulary());
        prop_assert_eq!(credit.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), vec![name], "{}", rendered);
        prop_assert_eq!(credit.organisations.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), houses, "{}", rendered);
    }

    #[test]
    fn extraction_never_panics_and_its_spans_hold(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        let input = Input { path: "a.txt".to_owned(), bytes: text.clone().into_bytes(), ..Input::default() };
        if let Ok(extraction) = extract(&input, vocabulary()) {
            for item in &extraction.items {
                let span = item.evidence.span;
                prop_assert!(span.start < span.end && span.end <= text.len());
                prop_assert!(item.evidence.line >= 1);
                prop_assert!((0.0..=1.0).contains(&item.evidence.confidence));
                prop_assert!(item.caption.as_deref() != Some(""));
            }
            prop_assert_eq!(Ok(extraction), extract(&input, vocabulary()));
        }
    }

    #[test]
    fn extraction_of_any_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = extract(&Input { path: "a.txt".to_owned(), bytes, ..Input::default() }, vocabulary());
    }
}

proptest! {
    // Each case loads an authority.
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn adding_an_organisation_never_loses_a_person(
        name in prop::sample::select(vec!["Ana Ruiz", "Bo van der Falk", "Jean-Luc Petit", "김민수", "Иван Лебедев"]),
        house in "[A-Z][a-z]{2,8}( (Images|Press|Photo|Media|Agency|House|Post))?",
        separator in prop::sample::select(vec!["/", " / ", " | ", " via ", ", "]),
    ) {
        prop_assume!(!name.contains(&house));
        let line = format!("{name}{separator}{house}");
        let people = |vocabulary: &Vocabulary| -> Vec<String> {
            credit::parse(&line, vocabulary).people.into_iter().map(|p| p.name).collect()
        };
        let (before, file) = (people(vocabulary()), format!("[[organisation]]\nname = \"{house}\"\nkind = \"photo-agency\"\n"));
        // A house that the authority knows under another name cannot be taken from it here.
        if let Ok(more) = vocabulary().clone().with_user_file(&file) {
            let after = people(&more);
            prop_assert!(before.iter().all(|p| after.contains(p) || *p == house), "{line}: {before:?}, then {after:?}");
            prop_assert!(after.contains(&name.to_owned()), "{line}: {after:?}");
        }
    }
}
