//! Documents scored: which item is which label's, and how many are right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::words::{address, normal, same_caption, same_credit};
use super::{Figures, run, share};

/// A document and the pictures of its article.
#[derive(Deserialize)]
pub struct Labelled {
    file: String,
    images: Vec<Image>,
}

/// A picture as a careful reader would state it.
#[derive(Deserialize)]
struct Image {
    caption: String,
    /// The credit line, or its parts where they stand apart.
    credit: Vec<String>,
    #[serde(default)]
    urls: Vec<String>,
    /// Counts neither way.
    #[serde(default)]
    optional: bool,
}

/// An item as the program states it.
#[derive(Deserialize)]
struct Item {
    document: Document,
    kind: String,
    placement: String,
    caption: Option<String>,
    credit: Option<String>,
    urls: Vec<String>,
}

#[derive(Deserialize)]
struct Document {
    path: String,
}

/// What is counted over all documents.
#[derive(Default)]
struct Counts {
    gold: usize,
    predicted: usize,
    right: usize,
    with_credit: usize,
    credited: usize,
}

/// The figures of documents.
pub fn figures(folder: &Path, gold: &[Labelled], addresses: bool) -> Figures {
    let files: Vec<&str> = gold.iter().map(|document| document.file.as_str()).collect();
    let said = run(folder, &[&["extract", "--format", "ndjson"], &files[..]].concat(), "");
    let mut items: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for line in said.lines() {
        let item: Item = serde_json::from_str(line).expect("an item");
        items.entry(item.document.path.clone()).or_default().push(item);
    }
    let known: BTreeSet<&str> = files.iter().copied().collect();
    let strange: Vec<&String> = items.keys().filter(|path| !known.contains(path.as_str())).collect();
    assert!(strange.is_empty(), "documents that were not asked for: {strange:?}");
    let (mut all, mut each, mut whole) = (Counts::default(), Vec::new(), 0);
    for document in gold {
        let mut items = items.remove(&document.file).unwrap_or_default();
        items.retain(|item| item.kind != "video" && item.placement != "page");
        let one = count(&document.images, &items, addresses);
        if one.gold + one.predicted > 0 {
            each.push(2.0 * one.right as f64 / (one.gold + one.predicted) as f64);
            whole += usize::from(one.right == one.gold && one.right == one.predicted);
        }
        all.gold += one.gold;
        all.predicted += one.predicted;
        all.right += one.right;
        all.with_credit += one.with_credit;
        all.credited += one.credited;
    }
    let (precision, recall) = (share(all.right, all.predicted), share(all.right, all.gold));
    let f1 = if all.right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    Figures::from([
        ("precision", precision),
        ("recall", recall),
        ("f1", f1),
        ("mean_f1", each.iter().sum::<f64>() / each.len().max(1) as f64),
        ("credited", share(all.credited, all.with_credit)),
        ("documents_right", share(whole, each.len())),
    ])
}

/// Counts one document.
fn count(gold: &[Image], items: &[Item], addresses: bool) -> Counts {
    let to = pair(gold, items, addresses);
    let optional = to.iter().filter(|(image, _)| gold[**image].optional).count();
    let mut counts = Counts {
        gold: gold.iter().filter(|image| !image.optional).count(),
        predicted: items.len() - optional,
        ..Counts::default()
    };
    for (at, image) in gold.iter().enumerate().filter(|(_, image)| !image.optional) {
        let right = to.get(&at).is_some_and(|item| {
            let item = &items[*item];
            same_caption(&image.caption, item.caption.as_deref().unwrap_or_default())
                && same_credit(&image.credit, item.credit.as_deref().unwrap_or_default())
        });
        let credited = !image.credit.is_empty();
        counts.right += usize::from(right);
        counts.with_credit += usize::from(credited);
        counts.credited += usize::from(right && credited);
    }
    counts
}

/// Which item is which label's: one to one, the pairs with most in common first.
fn pair(gold: &[Image], items: &[Item], addresses: bool) -> BTreeMap<usize, usize> {
    let keys =
        |urls: &[String]| urls.iter().map(|url| address(url)).filter(|key| !key.is_empty()).collect::<BTreeSet<_>>();
    let item_keys: Vec<BTreeSet<String>> = items.iter().map(|item| keys(&item.urls)).collect();
    let mut pairs = Vec::new();
    for (image_at, image) in gold.iter().enumerate() {
        let image_keys = keys(&image.urls);
        let captioned = !normal(&image.caption).is_empty();
        for (item_at, item) in items.iter().enumerate() {
            let caption = captioned && same_caption(&image.caption, item.caption.as_deref().unwrap_or_default());
            let credit =
                !image.credit.is_empty() && same_credit(&image.credit, item.credit.as_deref().unwrap_or_default());
            let url = addresses && !image_keys.is_disjoint(&item_keys[item_at]);
            let rank = 4 * u8::from(url) + 2 * u8::from(caption) + u8::from(credit);
            if caption || url || credit && !captioned {
                pairs.push((std::cmp::Reverse(rank), image_at, item_at));
            }
        }
    }
    pairs.sort();
    let (mut to, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (_, image, item) in pairs {
        if !to.contains_key(&image) && used.insert(item) {
            to.insert(image, item);
        }
    }
    to
}
