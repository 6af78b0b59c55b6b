//! The interchange record comes back from JSON as it went there, whatever words it holds; the keys of
//! `cutline.item/1` keep their names and their order, new ones follow.

use cutline_extract::model::{
    Conflict, Document, Field, Flag, Kind, Method, Placement, PlacementReason, Record, Source, Span, Status,
};

/// A record of the `n`th word of every closed list.
fn record(n: usize) -> Record {
    Record {
        id: n.is_multiple_of(2).then_some(n as i64),
        document: Document { path: "a.html".to_owned(), title: Some("The dyke".to_owned()), ..Document::default() },
        kind: Kind::ALL[n % Kind::ALL.len()],
        placement: Placement::ALL[n % Placement::ALL.len()],
        caption: Some("A boat at anchor.".to_owned()),
        credit: Some("Ana Ruiz/AFP".to_owned()),
        people: vec!["Ana Ruiz".to_owned()],
        agencies: vec!["AFP".to_owned()],
        status: (!n.is_multiple_of(3)).then(|| Status::ALL[n % Status::ALL.len()]),
        flags: vec![Flag::ALL[n % Flag::ALL.len()]],
        duration_seconds: n.is_multiple_of(2).then_some(12.5),
        line: 7,
        span: Span::new(3, 90),
        method: Method::ALL[n % Method::ALL.len()],
        confidence: 0.87,
        restrictions: vec!["DENMARK OUT".to_owned()],
        conflicts: vec![Conflict {
            field: Field::ALL[n % Field::ALL.len()],
            value: "Bo Falk/Reuters".to_owned(),
            source: Source::ALL[n % Source::ALL.len()],
        }],
        key: "a.example/boat-7781".to_owned(),
        picture: Some("a.example/boat-7781".to_owned()),
        placement_reason: Some(PlacementReason::ALL[n % PlacementReason::ALL.len()]),
        ..Record::default()
    }
}

#[test]
fn every_word_comes_back() {
    for n in 0..2 * Method::ALL.len() {
        let record = record(n);
        let text = serde_json::to_string(&record).expect("JSON");
        assert_eq!(serde_json::from_str::<Record>(&text).expect("a record"), record, "{text}");
    }
}

#[test]
fn records_of_former_versions_are_read() {
    let mut value = serde_json::to_value(record(0)).expect("JSON");
    let fields = value.as_object_mut().expect("an object");
    for new in ["restrictions", "conflicts", "key", "picture", "placement_reason"] {
        assert!(fields.remove(new).is_some(), "{new}");
    }
    let read: Record = serde_json::from_value(value).expect("a record");
    assert_eq!((read.restrictions.len(), read.placement_reason), (0, None));
}

#[test]
fn keys_keep_their_names_and_order() {
    let text = serde_json::to_string(&record(0)).expect("JSON");
    let keys = [
        "id",
        "document",
        "kind",
        "placement",
        "caption",
        "title",
        "alt",
        "credit",
        "people",
        "agencies",
        "status",
        "collection",
        "flags",
        "licence",
        "copyright",
        "urls",
        "duration_seconds",
        "line",
        "span",
        "method",
        "confidence",
        "restrictions",
        "conflicts",
        "key",
        "picture",
        "placement_reason",
    ];
    let mut from = 0;
    for key in keys {
        let at = text[from..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} behind {}", &text[from..]));
        from += at;
    }
}

#[test]
fn names_and_sentences_of_reasons_are_different_things() {
    for reason in PlacementReason::ALL {
        assert_eq!(PlacementReason::from_name(reason.as_str()), Some(*reason));
        assert!(!reason.as_str().contains(' '));
    }
    assert_eq!(PlacementReason::Footer.to_string(), "it stands in the footer of the page");
}
