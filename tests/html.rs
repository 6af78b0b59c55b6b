//! Web pages: what is found in the sample pages, page by page, and the twins of single forms.

use std::io::Write;
use std::process::Command;

use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;
use cutline::model::{Extraction, Kind, Placement};

fn read(page: &str) -> Extraction {
    static AUTHORITY: std::sync::LazyLock<Vocabulary> = std::sync::LazyLock::new(Vocabulary::builtin);
    let input = Input { path: "page.html".to_owned(), bytes: page.as_bytes().to_vec(), ..Input::default() };
    extract(&input, &AUTHORITY).expect("a page")
}

/// An article around `media`: a headline and paragraphs that no picture's frame can hold.
fn page(media: &str) -> String {
    let paragraph = "The water had been rising since Tuesday, and by the evening nobody on the quay believed that the dyke would hold.";
    format!(
        "<!DOCTYPE html><html><head><title>The dyke</title></head><body><article><h1>The dyke at Northmoor</h1>\
         <p>{paragraph}</p>{media}<p>{paragraph} It did.</p><p>{paragraph} Twice.</p></article></body></html>"
    )
}

/// `caption | credit` of every item that is the article's.
fn said(page: &str) -> Vec<String> {
    let items = read(page).items.into_iter().filter(|i| i.placement != Placement::Page);
    let line = |credit: Option<cutline::model::Credit>| credit.map(|c| c.line).unwrap_or_default();
    items
        .map(|i| format!("{} | {}", i.caption.or(i.title).unwrap_or_default(), line(i.credit.map(|line| line.credit))))
        .collect()
}

#[test]
fn the_sample_pages() {
    let output = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .args(["extract", "--format", "ndjson", "samples/articles"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the binary runs");
    let mut found = String::new();
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let item: serde_json::Value = serde_json::from_str(line).expect("one object a line");
        let path = item["document"]["path"].as_str().expect("a path");
        if !path.ends_with(".html") {
            continue;
        }
        let text = |key: &str| item[key].as_str().unwrap_or("-").to_owned();
        let list = |key: &str| {
            let names = item[key].as_array().expect("a list").iter().filter_map(|n| n.as_str());
            names.collect::<Vec<_>>().join(" > ")
        };
        let title = if item["caption"].is_null() { text("title") } else { text("caption") };
        let seconds = item["duration_seconds"].as_f64().map_or(String::new(), |s| format!("; {s} s"));
        found += &format!(
            "{}:{} {} {} {}: {title} [{}; {}; {}{seconds}]\n",
            &path["samples/articles/".len()..][..2],
            item["line"],
            text("kind"),
            text("placement"),
            text("method"),
            text("credit"),
            list("people"),
            list("agencies"),
        );
    }
    assert_eq!(found, SAMPLES, "\n{found}");
}

const SAMPLES: &str = "\
17:13 photo page frame-text: - [-; ; ]
17:18 photo lead figcaption: The first ferry leaves Saltmarsh at dawn on Friday. [Orla Finch/The Estuary Post; Orla Finch; The Estuary Post]
17:28 photo body figcaption: Townspeople wait on the quay [Getty Images; ; Getty Images]
17:33 photo body figcaption: The old ferry in the ice, shortly before it was given up. [Bo Lund/Harbour Archive; Bo Lund; Harbour Archive]
17:39 photo body caption-class: The ticket hut, painted by schoolchildren. [Ana Ruiz; Ana Ruiz; ]
17:43 photo page html-picture: - [-; ; ]
17:46 photo page frame-text: - [-; ; ]
18:6 video body json-ld: So wird Glas geblasen [Seebote/Mira Falk; Mira Falk; Seebote; 140 s]
18:19 photo lead json-ld: Am Ofen der Glashütte [APA/Udo Hahn; Udo Hahn; APA]
18:22 photo body figcaption: Ein Lehrling an der Pfeife. [Jo Brandt; Jo Brandt; ]
19:6 photo lead page-state: Ostatnie przęsło mostu [Jan Nowak / PAP; Jan Nowak; PAP]
20:8 video body video-card: How the harbour ice was broken [-; ; ; 140 s]
20:10 video body player: A tug breaks the ice off the mole [-; ; ]
20:12 video body video-element: The pilot who stayed awake [-; ; ; 59 s]
21:9 photo gallery caption-class: Le géant traverse le pont. [Ana Petit / AFP; Ana Petit; AFP]
21:10 photo gallery caption-class: La fanfare sous la pluie. [Jean Moreau; Jean Moreau; ]
21:13 photo body frame-text: La place après le feu [Luc Morel; Luc Morel; ]
21:16 photo page frame-text: Le vélo du facteur [-; ; ]
22:7 photo lead figcaption: Las salinas al amanecer. [Ana Ruiz (EFE); Ana Ruiz; EFE]
22:9 photo body microdata: El molino de viento restaurado [Bo Salas / Europa Press; Bo Salas; Europa Press]
22:12 photo body figcaption: Obreros de las salinas en una imagen antigua [Ines Calvo; Ines Calvo; ]
23:6 photo body figcaption: Mlýn po opravě. [Jiří Novák, ČTK; Jiří Novák; ČTK]
";

#[test]
fn credits_in_their_places() {
    for (media, wanted) in [
        // Figure, and the shapes that stand in for it.
        (
            "<figure><img src=/a/boat.jpg><figcaption>A boat. Photo: Ana Ruiz</figcaption></figure>",
            "A boat. | Ana Ruiz",
        ),
        (
            "<figure><img src=/a/boat.jpg><figcaption>A boat.<cite>Ana Ruiz/AFP</cite></figcaption></figure>",
            "A boat. | Ana Ruiz/AFP",
        ),
        (
            "<div class=c-media><img src=/a/boat.jpg><div class=c-media__caption>A boat</div><div class=c-media__credit>Ana Ruiz</div></div>",
            "A boat | Ana Ruiz",
        ),
        (
            "<div><div><img src=/a/boat.jpg></div><div class=x1>A boat at anchor</div><div class=x2>© Ana Ruiz</div></div>",
            "A boat at anchor | © Ana Ruiz",
        ),
        (
            "<figure><img src=/a/boat.jpg></figure><figcaption class=cap>A boat <span class=bildnachweis>Foto: Ana Ruiz</span></figcaption>",
            "A boat | Ana Ruiz",
        ),
        // Inline elements glue no words; labels of the page are cut off.
        (
            "<figure><img src=/a/boat.jpg><figcaption><span>A boat</span><span>Foto: Ana Ruiz/dpa</span></figcaption></figure>",
            "A boat | Ana Ruiz/dpa",
        ),
        (
            "<figure><img src=/a/boat.jpg><figcaption>Image source, Getty Images<p>Image caption, The port</p></figcaption></figure>",
            "The port | Getty Images",
        ),
        (
            "<figure><img src=/a/boat.jpg><figcaption>A boat <span class=credit>Ana Ruiz/AFP</span> <button>Buy photo</button></figcaption></figure>",
            "A boat | Ana Ruiz/AFP",
        ),
        // The credit stands in an attribute alone.
        (
            "<div class=pic><img src=/a/boat.jpg title='A boat | Bildquelle: dpa' alt='A boat'></div>",
            " | Bildquelle: dpa",
        ),
        (
            "<figure><img src=/a/boat.jpg data-credit='Ana Ruiz'><figcaption>A boat</figcaption></figure>",
            "A boat | Ana Ruiz",
        ),
        // A background with a caption beside it.
        (
            "<div class=hero><div style=\"background-image:url('/a/boat.jpg')\"></div><p class=caption>A boat. (Reuters)</p></div>",
            "A boat. | (Reuters)",
        ),
    ] {
        let found = said(&page(media));
        assert_eq!(found.len(), 1, "{media}: {found:?}");
        let credit = found[0].replace("| © ", "| ").replace("| Bildquelle: ", "| ").replace("(Reuters)", "Reuters");
        let wanted = wanted.replace("| © ", "| ").replace("| Bildquelle: ", "| ").replace("(Reuters)", "Reuters");
        assert_eq!(credit, wanted, "{media}");
    }
}

#[test]
fn what_is_not_the_articles_is_of_the_page() {
    for media in [
        "<a href=/next><img src=/a/next.jpg><h3>The next storm</h3></a>",
        "<div class=related><img src=/a/next.jpg><p>The storm before</p></div>",
        "<div class=newsletter-signup><img src=/a/letter.jpg><p>Our letter, every morning.</p></div>",
        "<img class=author-avatar src=/people/ines.jpg>",
        "<img src=/a/pixel.gif width=1 height=1>",
        "<aside><img src=/a/map.jpg></aside>",
        "<nav><img src=/a/logo-large.jpg></nav>",
    ] {
        assert!(said(&page(media)).is_empty(), "{media}: {:?}", said(&page(media)));
    }
}

#[test]
fn a_page_of_pictures_alone_is_read() {
    let slide = |n: usize| {
        format!(
            "<div class=slide><img src=/g/slide-number-{n}.jpg><p class=caption>Slide {n}. Foto: Ana Ruiz/dpa</p></div>"
        )
    };
    let found = said(&format!(
        "<html><body><nav><img src=/logo.jpg></nav><main><h1>In pictures</h1>{}{}</main></body></html>",
        slide(1),
        slide(2)
    ));
    assert_eq!(found, ["Slide 1. | Ana Ruiz/dpa", "Slide 2. | Ana Ruiz/dpa"]);
}

#[test]
fn one_picture_is_one_item_however_often_it_is_shown() {
    let picture = "<figure><picture><source srcset='/i/640/harbour-at-dawn.webp 640w, /i/1200/harbour-at-dawn.webp 1200w'>\
        <img src='data:image/gif;base64,AAAA' data-src=/i/640/harbour-at-dawn.jpg></picture>\
        <noscript><img src=/i/640/harbour-at-dawn.jpg></noscript>\
        <figcaption>The harbour. Foto: Ana Ruiz</figcaption></figure>";
    let again = "<div class=lightbox-gallery><img src=/i/1200/harbour-at-dawn.jpg></div>";
    let found = read(&page(&format!("{picture}{again}")));
    assert_eq!(found.items.len(), 1, "{:#?}", found.items);
    assert!(found.items[0].urls.len() >= 3);
    assert!(found.items[0].urls.iter().all(|u| !u.starts_with("data:")));
}

#[test]
fn sources_that_disagree_are_both_kept() {
    let data = r#"<script type="application/ld+json">{"@type":"ImageObject","url":"/a/boat-at-anchor.jpg","contentUrl":"https://x.example/a/boat-at-anchor.jpg","creditText":"Bo Falk/Reuters"}</script>"#;
    let figure = |credit: &str| {
        page(&format!(
            "{data}<figure><img src=https://x.example/a/boat-at-anchor.jpg><figcaption>A boat. {credit}</figcaption></figure>"
        ))
    };
    let found = read(&figure("Photo: Ana Ruiz/AFP")).items;
    assert_eq!(found[0].understood().expect("one").people[0].name, "Ana Ruiz");
    let conflicts: Vec<&str> = found[0].conflicts().map(|claim| claim.value.as_str()).collect();
    assert_eq!(conflicts, ["Bo Falk/Reuters"], "{:?}", found[0].claims);
    // The same said twice is no conflict; what the figure leaves open, the data fills.
    let found = read(&figure("Photo: Bo Falk/Reuters")).items;
    assert_eq!(found[0].conflicts().count(), 0);
    let found = read(&figure("")).items;
    assert_eq!(found[0].understood().expect("one").people[0].name, "Bo Falk");
}

#[test]
fn videos_of_every_form() {
    let video = |media: &str| -> Vec<(Option<String>, Option<f64>)> {
        let items = read(&page(media)).items.into_iter().filter(|i| i.kind == Kind::Video);
        items.map(|i| (i.title, i.duration_seconds)).collect()
    };
    let title = |t: &str| Some(t.to_owned());
    let card = "<div class=video-card><span>VIDEO</span><span>2:20</span><span>02:20</span><div>How the ice was broken</div></div>";
    assert_eq!(video(card), [(title("How the ice was broken"), Some(140.0))]);
    let data = r#"<script type="application/ld+json">{"@type":"VideoObject","name":"How the ice was broken","duration":"PT2M20S","contentUrl":"https://x.example/v.mp4"}</script>"#;
    assert_eq!(video(data), [(title("How the ice was broken"), Some(140.0))]);
    assert_eq!(video(&format!("{data}{card}")), [(title("How the ice was broken"), Some(140.0))], "one video");
    let frame = "<iframe src='https://player.vimeo.com/video/1' title='How the ice was broken'></iframe>";
    assert_eq!(video(frame), [(title("How the ice was broken"), None)]);
    assert!(video("<iframe src='https://ads.example/frame'></iframe>").is_empty());
}

#[test]
fn hostile_pages_are_read_to_their_end() {
    let deep = format!(
        "{}{}",
        "<div>".repeat(60_000),
        page("<figure><img src=/a.jpg><figcaption>A. Foto: Ana Ruiz</figcaption></figure>")
    );
    for page in [
        deep,
        "<html>".to_owned(),
        "<html><p".to_owned(),
        "<html><script>{\"a\":".to_owned() + &"[".repeat(100_000),
        format!("<html><script type=application/ld+json>{}</script>", "{\"a\":".repeat(5_000)),
        format!("<html><img srcset='{}'>", "a.jpg 1x, ".repeat(50_000)),
        format!("<html><figure>{}", "<img src=/a/b.jpg>".repeat(20_000)),
        format!("<html><p>{}", "<b><i><p>".repeat(20_000)),
        format!("<html><!-- wp:image {} -->", "{".repeat(50_000)),
    ] {
        let _ = read(&page);
    }
}

#[test]
fn a_packed_page_is_read_and_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html.gz");
    let mut packer =
        flate2::write::GzEncoder::new(std::fs::File::create(&path).expect("a file"), flate2::Compression::fast());
    let text = page("<figure><img src=/a/boat.jpg><figcaption>A boat. Photo: Ana Ruiz</figcaption></figure>");
    packer.write_all(text.as_bytes()).expect("written");
    packer.finish().expect("written");
    let run = |args: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_cutline")).args(args).current_dir(folder.path()).output().expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run(&["scan", "page.html.gz"]);
    assert!(run(&["query", "boat"]).contains("Ana Ruiz"));
    assert!(run(&["show", "1"]).contains("A boat. Photo: Ana Ruiz"));
}
