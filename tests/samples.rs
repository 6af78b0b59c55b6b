//! What is found in the samples, sample by sample: the forms that text dumps of news pages have.
//!
//! A row an item: kind, placement, beginning of the caption or title, credit line, people, chain
//! (originator > distributor), and what else is known. Nothing more and nothing less is found.

use std::process::Command;

type Item = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const SAMPLES: &[(&str, &[Item])] = &[
    (
        "01-tanker-off-the-cape.txt",
        &[
            (
                "photo",
                "body",
                "A tanker at anchor off Cape Marine",
                "Lena Orlova | Contributor | Getty Images",
                "Lena Orlova",
                "Getty Images",
                "Contributor",
            ),
            ("photo", "body", "Dockers load grain at the eastern ", "Jun Seo | Reuters", "Jun Seo", "Reuters", ""),
            (
                "photo",
                "body",
                "A harbour pilot climbs aboard a fr",
                "Ada Marsh | Moment | Getty Images",
                "Ada Marsh",
                "Getty Images",
                "Moment",
            ),
            ("video", "body", "Here's how a ship gets stuck in po", "", "", "", "140 s"),
        ],
    ),
    (
        "02-night-at-the-ground.txt",
        &[
            ("photo", "body", "Fans outside the ground on Thursda", "Getty Images", "", "Getty Images", ""),
            ("photo", "body", "Captain Owen Platt lifts the cup a", "Action Images", "", "Action Images", ""),
            ("video", "body", "The header that sent Milldale thro", "", "", "", "59 s"),
        ],
    ),
    (
        "03-rally-in-the-rain.txt",
        &[
            (
                "photo",
                "gallery",
                "Candidate Ruth Ellison greets supp",
                "AP Photo/Sam Hill, File",
                "Sam Hill",
                "AP",
                "file",
            ),
            (
                "photo",
                "gallery",
                "A volunteer hands out umbrellas be",
                "Marta Lind/Reuters",
                "Marta Lind",
                "Reuters",
                "",
            ),
            (
                "photo",
                "gallery",
                "Supporters wait in the rain.",
                "Kim Dahl/Invision/AP",
                "Kim Dahl",
                "Invision > AP",
                "",
            ),
        ],
    ),
    (
        "04-premiere-ministre-a-lille.txt",
        &[
            ("photo", "body", "La ministre Anne Delorme à la sort", "LUC PETIT / AFP", "Luc Petit", "AFP", ""),
            (
                "photo",
                "body",
                "Des élèves devant l'école de Saint",
                "Marc Tessier / Ouest-France",
                "Marc Tessier",
                "Ouest-France",
                "",
            ),
            (
                "photo",
                "body",
                "Une classe unique dans le Morvan, ",
                "Julie Morel/Hans Lucas",
                "Julie Morel",
                "Hans Lucas",
                "",
            ),
        ],
    ),
    (
        "05-hafenfest-kiel.txt",
        &[
            ("photo", "body", "Der Bürgermeister Jan Petersen (Gr", "Udo Hahn/dpa", "Udo Hahn", "dpa", ""),
            (
                "photo",
                "body",
                "Ein Feuerwerk über der Förde zum A",
                "picture alliance / dpa | Birgit Sommer",
                "Birgit Sommer",
                "dpa > picture alliance",
                "",
            ),
            (
                "photo",
                "body",
                "Ein Kutter läuft zur Parade aus (A",
                "IMAGO / Jonas Brandt",
                "Jonas Brandt",
                "IMAGO",
                "",
            ),
            (
                "photo",
                "body",
                "Zuschauer am Kai bei der Parade de",
                "Keystone/Peter Ammann",
                "Peter Ammann",
                "Keystone",
                "",
            ),
        ],
    ),
    (
        "06-world-cup-notebook.txt",
        &[
            ("photo", "body", "Nadia Brook waves to the stands be", "PA", "", "PA Media", ""),
            (
                "photo",
                "body",
                "Supporters on the bridge to the gr",
                "Anadolu via Getty Images",
                "",
                "Anadolu > Getty Images",
                "",
            ),
            ("photo", "body", "A tram leaves the ground after the", "Ana Ruiz/TASS", "Ana Ruiz", "TASS", ""),
            ("photo", "body", "The sleeping fox on the centre spo", "Orbital", "", "Orbital", ""),
        ],
    ),
    (
        "07-flood-in-the-valley.txt",
        &[
            ("photo", "body", "The port was closed on Friday", "Getty Images", "", "Getty Images", ""),
            ("photo", "body", "Volunteers carried sandbags to the", "AFP", "", "AFP", ""),
            (
                "photo",
                "body",
                "The bridge at Holm was swept away",
                "Cumber Valley Police",
                "",
                "Cumber Valley Police",
                "",
            ),
            ("video", "body", "The moment the bridge went", "", "", "", ""),
        ],
    ),
    (
        "08-desert-radio.txt",
        &[
            (
                "photo",
                "body",
                "Ray Solis at the desk of the stati",
                "Cara Webb/Getty Images",
                "Cara Webb",
                "Getty Images",
                "",
            ),
            (
                "photo",
                "body",
                "The mast of the station at dusk.",
                "Ben Ortiz / The Verge",
                "Ben Ortiz",
                "The Verge",
                "",
            ),
            (
                "photo",
                "body",
                "A listener's truck outside the sta",
                "Tom Hale/The New York Times",
                "Tom Hale",
                "The New York Times",
                "",
            ),
        ],
    ),
    (
        "09-puerto-seco.txt",
        &[
            ("photo", "body", "El alcalde Julián Ortega durante l", "EFE/ Marta Sanz", "Marta Sanz", "EFE", ""),
            (
                "photo",
                "body",
                "Trabajadores descargan vigas en la",
                "Pablo Rivas (REUTERS)",
                "Pablo Rivas",
                "Reuters",
                "",
            ),
            (
                "photo",
                "body",
                "Maqueta del futuro puerto, present",
                "Cortesía Ayuntamiento de Villaseca",
                "",
                "Ayuntamiento de Villaseca",
                "courtesy",
            ),
        ],
    ),
    (
        "10-nordlys.txt",
        &[
            ("photo", "body", "NORDLYS: Turister ser opp mot himm", "Ole Berg / NTB", "Ole Berg", "NTB", ""),
            ("photo", "body", "Ett fartyg i isen utanför Luleå.", "ANNA LUND/TT", "Anna Lund", "TT", ""),
            (
                "photo",
                "body",
                "Laituri Lyngvikin satamassa lauant",
                "Pekka Salo / Lehtikuva",
                "Pekka Salo",
                "Lehtikuva",
                "",
            ),
            (
                "photo",
                "body",
                "Et skib på vej ud af havnen.",
                "Bo Holm/Ritzau Scanpix",
                "Bo Holm",
                "Ritzau Scanpix",
                "",
            ),
        ],
    ),
    (
        "11-most-na-rzece.txt",
        &[
            ("photo", "body", "Slavnostní otevření mostu přes řek", "Jana Malá, ČTK", "Jana Malá", "ČTK", ""),
            ("photo", "body", "Pierwsi kierowcy przejechali przez", "Jan Nowak/PAP", "Jan Nowak", "PAP", ""),
            (
                "photo",
                "body",
                "Dělníci kontrolují lana mostu.",
                "Jan Dvořák / Seznam Zprávy",
                "Jan Dvořák",
                "Seznam Zprávy",
                "",
            ),
        ],
    ),
    (
        "12-porto-e-ponte.txt",
        &[
            ("photo", "body", "Obras na ponte de São Bento durant", "Rui Costa/Lusa", "Rui Costa", "Lusa", ""),
            (
                "photo",
                "body",
                "Operários verificam os cabos na ma",
                "Marina Alves/Agência Brasil",
                "Marina Alves",
                "Agência Brasil",
                "",
            ),
            ("photo", "body", "Il ponte visto dalla riva sud.", "ANSA/CARLO BINI", "Carlo Bini", "ANSA", ""),
            ("photo", "body", "Schepen wachten bij de brug.", "Sander Kok/ANP", "Sander Kok", "ANP", ""),
        ],
    ),
    (
        "13-ледоход.txt",
        &[
            ("photo", "body", "Жители смотрят на ледоход с набере", "Иван Лебедев/ТАСС", "Иван Лебедев", "TASS", ""),
            ("photo", "body", "Старый паром у причала.", "РИА Новости / Пётр Зимин", "Пётр Зимин", "РИА Новости", ""),
        ],
    ),
    (
        "14-minato-matsuri.txt",
        &[
            ("photo", "body", "花火を見上げる家族連れ＝7日、青浜市", "田中一郎", "田中一郎", "", ""),
            ("photo", "body", "港に停泊する帆船と見学に訪れた市民ら。", "ロイター/アフロ", "", "Reuters > アフロ", ""),
            ("photo", "body", "항구 축제에서 시민들이 불꽃놀이를 보고 있다.", "연합뉴스", "", "Yonhap", ""),
            ("photo", "body", "시민들이 부두를 걷고 있다.", "김민수", "김민수", "", ""),
        ],
    ),
    (
        "15-observatory.md",
        &[
            ("photo", "body", "The dome of the cloud observatory ", "Ines Roth/Keystone", "Ines Roth", "Keystone", ""),
            (
                "photo",
                "body",
                "Clouds fill the valley below the s",
                "Gil Ader / Flickr (CC BY-SA 2.0)",
                "Gil Ader",
                "Flickr",
                "CC BY-SA 2.0",
            ),
            ("video", "body", "Clouds roll over the ridge", "", "", "", "72 s"),
        ],
    ),
];

/// Every item of `samples/` as rows like those above.
fn found() -> Vec<(String, Vec<[String; 7]>)> {
    let output = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .args(["extract", "--format", "ndjson", "samples/articles"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut out: Vec<(String, Vec<[String; 7]>)> = Vec::new();
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let item: serde_json::Value = serde_json::from_str(line).expect("one object a line");
        let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str, by: &str| {
            let names = item[key].as_array().expect("a list").iter();
            names.map(|n| n.as_str().unwrap_or_default()).collect::<Vec<_>>().join(by)
        };
        let caption = if item["caption"].is_null() { text("title") } else { text("caption") };
        let seconds = item["duration_seconds"].as_f64().map_or(String::new(), |s| format!("{s} s"));
        let more = [text("status"), text("collection"), list("flags", " "), text("licence"), seconds];
        let more: Vec<String> = more.into_iter().filter(|m| !m.is_empty()).collect();
        let path = item["document"]["path"].as_str().unwrap_or_default();
        let file = path.rsplit('/').next().unwrap_or_default().to_owned();
        // Web pages have a test of their own.
        if file.ends_with(".html") {
            continue;
        }
        if out.last().is_none_or(|(f, _)| *f != file) {
            out.push((file, Vec::new()));
        }
        let row = [
            text("kind"),
            text("placement"),
            caption,
            text("credit"),
            list("people", "; "),
            list("agencies", " > "),
            more.join(" "),
        ];
        out.last_mut().expect("just pushed").1.push(row);
    }
    out
}

#[test]
fn every_form_is_found_and_nothing_else() {
    let found = found();
    let files: Vec<&str> = found.iter().map(|(f, _)| f.as_str()).collect();
    let wanted: Vec<&str> = SAMPLES.iter().map(|(f, _)| *f).collect();
    assert_eq!(files, wanted);
    for ((file, items), (_, rows)) in found.iter().zip(SAMPLES) {
        let shown: Vec<&str> = items.iter().map(|i| i[2].as_str()).collect();
        assert_eq!(items.len(), rows.len(), "{file}: {shown:#?}");
        for (item, row) in items.iter().zip(*rows) {
            assert!(item[2].starts_with(row.2), "{file}: {:?} does not begin {:?}", item[2], row.2);
            let got = (&*item[0], &*item[1], row.2, &*item[3], &*item[4], &*item[5], &*item[6]);
            assert_eq!(got, *row, "{file}");
        }
    }
}

#[test]
fn an_article_without_pictures_has_no_item() {
    assert!(found().iter().all(|(file, _)| !file.starts_with("16-")));
}
