//! The crate as its users see it.

use cutline_credit::model::{CreditLine, Flag, Status};
use cutline_credit::{Reason, SegmentKind, SplitForm, Vocabulary, look, parse, split_caption};

#[test]
fn what_is_written_as_json_is_read_again() {
    let vocabulary = Vocabulary::builtin();
    for line in [
        "Foto: Lena Orlova/AFP via Getty Images",
        "Bo Holm/AP, DENMARK OUT, NO SALES",
        "© 2017 Ana Ruiz, CC BY-SA 4.0",
        "Ana Ruiz | Stringer | Moment via Getty Images",
        "Nothing that is a credit stands here",
        "",
    ] {
        let line = CreditLine::read(line, &vocabulary);
        let json = serde_json::to_string(&line).expect("written");
        assert_eq!(serde_json::from_str::<CreditLine>(&json).expect("read"), line, "{json}");
    }
}

#[test]
fn kinds_and_reasons_are_written_as_their_words() {
    let credit = parse("Foto: Ana Ruiz/AFP", &Vocabulary::builtin());
    let json = serde_json::to_value(&credit.segments).expect("written");
    let words: Vec<_> = json.as_array().expect("a list").iter().map(|s| (&s["taken_for"], &s["why"])).collect();
    assert_eq!(words[0], (&"marker".into(), &"introduces a credit".into()));
    assert_eq!(words[2], (&"organisation".into(), &"known to the authority".into()));
    assert_eq!(credit.segments[1].taken_for, SegmentKind::Person);
    assert_eq!(credit.segments[1].why, Reason::PersonShape);
    assert_eq!(format!("{:<8}|", SegmentKind::Marker), "marker  |");
}

#[test]
fn a_word_of_a_user_is_a_word_of_the_grammar() {
    let shipped = Vocabulary::builtin();
    let toml = "[[word]]\nword = \"lichtbild\"\nclass = \"marker\"\nlanguage = \"de\"\n\n\
                [[word]]\nword = \"schubladenbild\"\nclass = \"flag\"\nvalue = \"file\"\n\n\
                [[word]]\nword = \"beifänger\"\nclass = \"status\"\nvalue = \"Stringer\"\n";
    let own = Vocabulary::builtin().with_user_file(toml).expect("understood");
    let line = "Lichtbild: Ana Ruiz, Beifänger, Schubladenbild";
    assert!(!parse(line, &shipped).is_marked());
    let credit = parse(line, &own);
    assert!(credit.is_marked());
    assert_eq!((credit.status, &credit.flags[..]), (Some(Status::Stringer), &[Flag::File][..]));
    // The cheap look knows it as well, so that articles are read by it.
    let caption = "Ein Kutter liegt am Kai. Lichtbild: Ana Ruiz";
    assert!(look(caption, &own).marker);
    assert_eq!(split_caption(caption, &own).printed, Some("Lichtbild: Ana Ruiz"));
}

/// Lengths were counted in bytes: what was found in English was lost in scripts that take two or three.
#[test]
fn a_long_credit_is_found_in_every_script() {
    let vocabulary = Vocabulary::builtin();
    for (caption, printed) in [
        (
            "Rescuers carry a boat across the flooded square on Monday.",
            "Photo: Alexander Sidorenko, Viktoria Belyaeva, Konstantin Maslennikov, Ekaterina Vorontsova, \
             Anatoly Merkulov/TASS",
        ),
        (
            "Спасатели переносят лодку через затопленную площадь.",
            "Фото: Александр Сидоренко, Виктория Беляева, Константин Масленников, Екатерина Воронцова, \
             Анатолий Меркулов, Станислав Преображенский, Валентина Шапошникова/ТАСС",
        ),
    ] {
        let text = format!("{caption} {printed}");
        let split = split_caption(&text, &vocabulary);
        assert_eq!((split.caption, split.printed), (caption, Some(printed)));
        assert_eq!(split.form, Some(SplitForm::Marker));
    }
}

#[test]
fn the_shipped_vocabulary_is_never_empty() {
    let vocabulary = Vocabulary::builtin();
    assert!(vocabulary.organisations().len() >= 150);
    for entry in vocabulary.organisations() {
        for text in entry.texts() {
            let found = vocabulary.find(text).map(|e| e.name);
            assert_eq!(found, Some(entry.name), "{text}");
        }
    }
}
