//! Credit lines and what they say: a line a twin.

use cutline::credit::{Vocabulary, parse, split_caption};

/// `people | chain, originator first | status, collection, flags, licence`.
fn said(line: &str) -> String {
    static AUTHORITY: std::sync::LazyLock<Vocabulary> = std::sync::LazyLock::new(Vocabulary::builtin);
    let credit = parse(line, &AUTHORITY);
    let people: Vec<&str> = credit.people.iter().map(|p| p.name.as_str()).collect();
    let chain: Vec<&str> = credit.organisations.iter().map(|o| o.name.as_str()).collect();
    let mut more: Vec<String> = credit.status.iter().map(ToString::to_string).collect();
    more.extend(credit.collection);
    more.extend(credit.flags.iter().map(ToString::to_string));
    more.extend(credit.licence);
    format!("{} | {} | {}", people.join("; "), chain.join(" > "), more.join(" "))
}

#[test]
fn lines_say_who_is_owed_credit() {
    for (line, wanted) in [
        // Pipes.
        ("Lena Orlova | Contributor | Getty Images", "Lena Orlova | Getty Images | Contributor"),
        ("Jun Seo | Reuters", "Jun Seo | Reuters | "),
        ("Ada Marsh | Moment | Getty Images", "Ada Marsh | Getty Images | Moment"),
        ("AFP Contributor | AFP | Getty Images", " | AFP > Getty Images | Contributor"),
        // Chains: the distributor last, or first in the houses that write it so.
        ("Ana Ruiz/AFP via Getty Images", "Ana Ruiz | AFP > Getty Images | "),
        ("picture alliance / dpa | Udo Hahn", "Udo Hahn | dpa > picture alliance | "),
        ("APA/AFP/Ana Ruiz", "Ana Ruiz | AFP > APA | "),
        ("EFE/EPA/ANA RUIZ", "Ana Ruiz | EPA > EFE | "),
        ("Keystone/The White House via AP/Ana Ruiz", "Ana Ruiz | The White House > AP > Keystone | "),
        ("Ana Ruiz for The Washington Post via Getty Images", "Ana Ruiz | The Washington Post > Getty Images | "),
        ("WDR / picture alliance/dpa", " | WDR > dpa > picture alliance | "),
        ("Ana Ruiz/Some House/NurPhoto via Getty Images", "Ana Ruiz | Some House > NurPhoto > Getty Images | "),
        // Brands and former names.
        ("Xinhua/Rex/Shutterstock", " | Xinhua > Shutterstock | Rex Features"),
        ("Getty Images/iStockphoto", " | Getty Images | iStock"),
        ("WireImage", " | WireImage | "),
        ("Anadolu Agency via Getty Images", " | Anadolu > Getty Images | "),
        // People.
        ("LUC DE LA TOUR / AFP", "Luc de la Tour | AFP | "),
        ("SIOBHÁN O'BRIEN-MCDONALD/AP", "Siobhán O'Brien-McDonald | AP | "),
        ("AP Photo/George Walker IV", "George Walker IV | AP | "),
        ("J.J. Falk/dpa/J. J. Falk", "J.J. Falk | dpa | "),
        ("Photo by Ana Ruiz and Bo Falk/AFP", "Ana Ruiz; Bo Falk | AFP | "),
        ("U.S. Navy photo by Petty Officer 2nd Class Bo Falk", "Bo Falk | U.S. Navy | "),
        ("AP-Ana Ruiz", "Ana Ruiz | AP | "),
        ("Carl Court/Getty Images", "Carl Court | Getty Images | "),
        ("김민수 기자", "김민수 |  | "),
        // Status, flags, licences.
        ("STR/AFP", " | AFP | Stringer"),
        ("Ana Ruiz/Pool via REUTERS", "Ana Ruiz | Reuters | Pool"),
        ("Handout / AFP", " | AFP | handout"),
        ("AP Photo/Ana Ruiz, File", "Ana Ruiz | AP | file"),
        ("Courtesy of Orbital", " | Orbital | courtesy"),
        ("Composite: Guardian Design/Getty", " | Guardian Design > Getty Images | composite"),
        ("Bild: KI-generiert", " |  | ai-generated"),
        ("Photo: supplied", " |  | uncredited"),
        ("Photo via Instagram", " | Instagram | social-media"),
        ("Photo: Gil Ader / Flickr (CC BY-SA 2.0)", "Gil Ader | Flickr | CC BY-SA 2.0"),
        (
            "Gil Ader from Springfield, Anystate, CC BY 4.0, via Wikimedia Commons",
            "Gil Ader | Wikimedia Commons | CC BY 4.0",
        ),
        // Restrictions are kept apart; excuses and placeholders name nobody.
        ("Bo Holm/Ritzau Scanpix via REUTERS ATTENTION EDITORS - DENMARK OUT", "Bo Holm | Ritzau Scanpix > Reuters | "),
        ("Ana Ruiz/AP, DENMARK OUT, NO SALES", "Ana Ruiz | AP | "),
        ("AFP Contributor#AFP", " | AFP | Contributor"),
        ("Mandatory Credit: Photo by Ana Ruiz (1234567a)", "Ana Ruiz |  | "),
        // Absent, unknown and present are three states: nothing, `uncredited`, a name.
        ("Photo: -", " |  | uncredited"),
        ("Uncredited/AP", " | AP | uncredited"),
        ("Contributor#8523328", " |  | Contributor"),
        ("HO/AFP", " | AFP | handout"),
        // Handles, addresses, ranks, other roles.
        ("Photo: @ana_ruiz", " |  | social-media"),
        ("Photo by @ana.ruiz on Instagram", " | Instagram | social-media"),
        ("Ana Ruiz <ana@example.org>/AP", "Ana Ruiz | AP | "),
        ("Sgt. 1st Class Ana Ruiz/U.S. Army", "Ana Ruiz | U.S. Army | "),
        ("Ana Ruiz; styling by Bo Falk", "Ana Ruiz |  | "),
        ("Dr Ana Ruiz / University of Oslo", "Ana Ruiz | University of Oslo | "),
        ("Kremlin Pool Photo via AP", " | Kremlin > AP | Pool"),
        ("ESA/Hubble & NASA, A. Falk", "A. Falk | ESA > Hubble > NASA | "),
        ("NASA/JPL-Caltech", " | NASA > JPL-Caltech | "),
        // Unknown organisations are found by their shape.
        ("Photo: Northmoor Police", " | Northmoor Police | "),
        ("Foto: Polizei Nordmoor", " | Polizei Nordmoor | "),
        ("Ana Ruiz for Rest of World", "Ana Ruiz | Rest of World | "),
        ("Photo: Anchorlight Images Ltd", " | Anchorlight Images Ltd | "),
        // Markers in many languages.
        ("Tous droits réservés AFP", " | AFP | "),
        ("Foto: dpa", " | dpa | "),
        ("Crédit photo : Ana Ruiz/AFP", "Ana Ruiz | AFP | "),
        ("Фото: Иван Лебедев/ТАСС", "Иван Лебедев | TASS | "),
        ("写真：ロイター/アフロ", " | Reuters > アフロ | "),
        ("（AFP時事）", " | AFP > Jiji Press | "),
        ("로이터=연합뉴스", " | Reuters > Yonhap | "),
        ("الصورة: رويترز", " | Reuters | "),
        ("© Ana RUIZ / AFP", "Ana Ruiz | AFP | "),
        ("Foto: Ana Ruiz. Styling: Bo Falk. Haare: Jo Lund", "Ana Ruiz |  | "),
    ] {
        assert_eq!(said(line), wanted, "{line}");
    }
}

#[test]
fn lines_that_only_look_like_a_credit_say_nothing() {
    for line in [
        "",
        "-",
        "Foto:",
        "Best Credit Cards",
        "© 2024 Mariner Courier. All rights reserved.",
        "Copyright © Hafenblatt Verlag GmbH",
        "About Reuters",
        "Associated Press in Valencia",
        "Getty Images Holdings shares fell 4% in early trading",
        "Additional reporting by Reuters and AFP",
        "$285 at REI",
        "Sign in",
        "2024",
        "(Credit too long, see caption)",
    ] {
        assert_eq!(said(line), " |  | ", "{line}");
    }
}

#[test]
fn captions_are_parted_from_their_credits() {
    let vocabulary = Vocabulary::builtin();
    for (text, caption, printed) in [
        ("Fans cheer. (AP Photo/Sam Hill, File)", "Fans cheer.", Some("(AP Photo/Sam Hill, File)")),
        ("Le ministre, à Lille. LUC PETIT / AFP", "Le ministre, à Lille.", Some("LUC PETIT / AFP")),
        ("A wave at the Riverside CupCredit: PA", "A wave at the Riverside Cup", Some("Credit: PA")),
        ("Jan Falk (AfD)Quelle: Udo Hahn/dpa", "Jan Falk (AfD)", Some("Quelle: Udo Hahn/dpa")),
        ("Der Kutter läuft aus | AFP/Ana Ruiz", "Der Kutter läuft aus", Some("AFP/Ana Ruiz")),
        ("Una calle de Madrid. Ana Ruiz (REUTERS)", "Una calle de Madrid.", Some("Ana Ruiz (REUTERS)")),
        ("시민들이 걷고 있다. 연합뉴스", "시민들이 걷고 있다.", Some("연합뉴스")),
        ("The desk. Cara Webb/Getty Images hide caption", "The desk.", Some("Cara Webb/Getty Images")),
        ("A boat lies at anchor. (NPA)", "A boat lies at anchor.", Some("(NPA)")),
        (
            "Rescuers lift the buoy. (Harbour Court, Eastern District)",
            "Rescuers lift the buoy.",
            Some("(Harbour Court, Eastern District)"),
        ),
        ("Flags fly. (AP Photo/Sam Hill) AP Photo", "Flags fly.", Some("(AP Photo/Sam Hill) AP Photo")),
        // Nothing is cut that is not understood.
        ("The prosecutors (NPA).", "The prosecutors (NPA).", None),
        ("It was late. (See page 3)", "It was late. (See page 3)", None),
        ("The coach with his staff (left) at the Riverside", "The coach with his staff (left) at the Riverside", None),
        ("He spoke to Reuters about it.", "He spoke to Reuters about it.", None),
        (
            "The match against Real Madrid / Barcelona was late",
            "The match against Real Madrid / Barcelona was late",
            None,
        ),
    ] {
        let split = split_caption(text, &vocabulary);
        assert_eq!((split.caption, split.printed), (caption, printed), "{text}");
    }
}

#[test]
fn restrictions_are_kept_as_printed() {
    let vocabulary = Vocabulary::builtin();
    let credit = parse("Bo Holm/AP, DENMARK OUT, NO SALES", &vocabulary);
    assert_eq!(credit.restrictions, ["DENMARK OUT", "NO SALES"]);
    let credit = parse("Handout via REUTERS ATTENTION EDITORS - THIS IMAGE WAS PROVIDED BY A THIRD PARTY", &vocabulary);
    assert_eq!(credit.restrictions.len(), 1);
    assert!(credit.restrictions[0].starts_with("ATTENTION EDITORS"));
}

#[test]
fn a_user_file_adds_and_overrides() {
    let vocabulary = Vocabulary::builtin()
        .with_user_file("[[organisation]]\nname = \"Harbour Pictures\"\nkind = \"photo-agency\"\nspellings = [\"HPX\", \"Retuers\"]\n")
        .expect("understood");
    let names = |line: &str| parse(line, &vocabulary).organisations.iter().map(|o| o.name.clone()).collect::<Vec<_>>();
    assert_eq!(names("Ana Ruiz/HPX"), ["Harbour Pictures"]);
    assert_eq!(names("Ana Ruiz/Retuers"), ["Harbour Pictures"]);
    assert_eq!(names("Ana Ruiz/Reuters"), ["Reuters"]);
    for (toml, message) in [
        ("[[organisation]]\nname = \"A\"\n\n[[organisation]]\nname = \"a\"\n", "line 4: 'a' is there twice"),
        ("[[organisation]]\nname = \"A\"\ncolour = 1\n", "line 3: "),
        ("[[organisation]]\nname = 7\n", "line 2: "),
    ] {
        let error = Vocabulary::builtin().with_user_file(toml).expect_err(toml).to_string();
        assert!(error.starts_with(message), "{error}");
    }
}
