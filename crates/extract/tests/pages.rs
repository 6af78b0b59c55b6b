//! Faults of pages that were found, each with the page that showed it.

use cutline_credit::Vocabulary;
use cutline_extract::model::{Extraction, Placement, PlacementReason, Source};
use cutline_extract::{Input, extract};

fn read(media: &str) -> Extraction {
    let paragraph = "The water had been rising since Tuesday, and by the evening nobody on the quay believed that the dyke would hold.";
    let page = format!(
        "<!DOCTYPE html><html><head><title>The dyke</title></head><body><article><h1>The dyke at Northmoor</h1>\
         <p>{paragraph}</p>{media}<p>{paragraph} It did.</p><p>{paragraph} Twice.</p></article>\
         <footer><img src=https://x.example/a/boat-in-the-footer.jpg></footer></body></html>"
    );
    let input = Input { path: "page.html".to_owned(), bytes: page.into_bytes(), ..Input::default() };
    extract(&input, &Vocabulary::builtin()).expect("a page")
}

/// A credit of 103 characters was lost, for it has 193 bytes; one of 107 in English was found.
#[test]
fn a_long_russian_credit_is_found_like_an_english_one() {
    for credit in [
        "Photo: Alexandra Sokolova, Valentina Kuznetsova, Konstantin Vorobyov, Ekaterina Mikhailovskaya-Petrova/TASS",
        "Фото: Александра Соколова, Валентина Кузнецова, Константин Воробьёв, Екатерина Михайлова-Петрова/ТАСС",
    ] {
        let figure = format!(
            "<figure><img src=https://x.example/a/boat-at-anchor.jpg><figcaption>{credit}</figcaption></figure>"
        );
        let found = read(&figure).items;
        assert_eq!(found[0].printed(), Some(credit));
        assert_eq!(found[0].understood().expect("a credit").people.len(), 4, "{credit}");
        assert_eq!(found[0].caption, None);
    }
}

#[test]
fn each_value_says_who_states_it() {
    let data = r#"<script type="application/ld+json">{"@type":"ImageObject","contentUrl":"https://x.example/a/boat-at-anchor.jpg","creditText":"Bo Falk/Reuters","caption":"A boat."}</script>"#;
    let figure = |words: &str| {
        format!(
            "{data}<figure><img src=https://x.example/a/boat-at-anchor.jpg><figcaption>{words}</figcaption></figure>"
        )
    };
    let found = read(&figure("A boat. Photo: Ana Ruiz/AFP")).items;
    let claims = |taken: bool| -> Vec<(Source, &str)> {
        let claims = found[0].claims.iter().filter(|claim| claim.taken == taken);
        claims.map(|claim| (claim.source, claim.value.as_str())).collect()
    };
    assert_eq!(claims(true), [(Source::Figcaption, "A boat."), (Source::Figcaption, "Photo: Ana Ruiz/AFP")]);
    assert_eq!(claims(false)[0], (Source::JsonLd, "Bo Falk/Reuters"));
    assert!(claims(false)[1].1.contains("\"creditText\""), "{:?}", claims(false));
    // What the figure leaves open, the data states.
    let found = read(&figure("")).items;
    assert!(found[0].claims.iter().filter(|claim| claim.taken).all(|claim| claim.source == Source::JsonLd));
}

#[test]
fn places_of_claims_are_where_the_words_stand() {
    let figure = "<figure><img src=https://x.example/a/boat-at-anchor.jpg><figcaption>A boat at anchor off the quay.</figcaption></figure>";
    let found = read(figure);
    let claim = &found.items[0].claims[0];
    let length = claim.place.map(|place| place.end - place.start);
    assert_eq!(length, Some("<figcaption>A boat at anchor off the quay.".len()));
}

#[test]
fn a_placement_says_which_rule_decided_it() {
    let found =
        read("<figure><img src=https://x.example/a/boat-at-anchor.jpg><figcaption>A boat.</figcaption></figure>");
    let reasons: Vec<_> = found.items.iter().map(|item| (item.placement, item.placement_reason)).collect();
    assert_eq!(reasons, [(Placement::Body, PlacementReason::InText), (Placement::Page, PlacementReason::Footer)]);
}

#[test]
fn an_address_of_several_pictures_is_no_picture() {
    let twice = "<figure><img src=https://x.example/a/quay-7781.jpg?w=640><figcaption>A boat.</figcaption></figure>\
                 <figure><img src=https://x.example/b/quay-7782.jpg?w=640><figcaption>A quay.</figcaption></figure>";
    let found = read(twice).items;
    assert_eq!(found[0].picture.as_deref(), Some("x.example/a/quay-7781"));
    assert_ne!(found[0].key, found[1].key);
}

/// 2100 characters of Russian have more than 4000 bytes.
#[test]
fn a_long_russian_name_of_a_page_is_read_like_an_english_one() {
    for letter in ["d", "д"] {
        let name = letter.repeat(2100);
        let page = format!(
            "<!DOCTYPE html><html><head><meta property=og:site_name content={name}></head><body><article>\
             <h1>The dyke</h1><p>The water had been rising since Tuesday.</p></article></body></html>"
        );
        let input = Input { path: "page.html".to_owned(), bytes: page.into_bytes(), ..Input::default() };
        let found = extract(&input, &Vocabulary::builtin()).expect("a page");
        assert_eq!(found.document.publisher, Some(name));
    }
}
