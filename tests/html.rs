//! Web pages: what several sources say of one picture, and pages that no case file can hold. Pages with what
//! is found in them are cases (`tests/cases/html`).

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
