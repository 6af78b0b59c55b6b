//! The same picture in several places, found without loading the catalog: each picture is its row, each
//! caption a hash of eight bytes, with a hash of who is credited.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::Error;
use super::text::fold;
use crate::credit::{self, Vocabulary};
use crate::model::Credit;
use crate::query::Pages;

/// How an item's picture is credited elsewhere.
#[derive(Clone, Debug)]
pub struct Same {
    /// The other credit as printed.
    pub credit: String,
    /// Where it stands.
    pub path: String,
    /// Line there.
    pub line: u32,
    /// `address`, or `caption and creator`.
    pub by: &'static str,
    /// Whether one of the two only names more than the other.
    pub fewer: bool,
    /// Whether the item itself has no credit.
    pub uncredited: bool,
}

/// A picture or a caption as a number, and what is credited for it.
struct Sight {
    key: u64,
    /// Hash of the names credited; 0 for none.
    names: u32,
    /// Row of the item, in the order that they were seen.
    item: u32,
}

/// A picture credited in more ways than this is an emblem, a placeholder or a map.
const MOST_WAYS: usize = 6;
/// A caption of fewer characters than this may stand under many pictures.
const SHORT_CAPTION: usize = 40;

/// What is compared of a credit.
#[derive(Clone, Copy, Default)]
struct Names {
    all: u32,
    people: u32,
}

/// Every item whose picture is credited otherwise elsewhere.
///
/// # Errors
/// Why the catalog cannot be read.
pub(super) fn find(pages: &Pages, vocabulary: &Vocabulary) -> Result<FxHashMap<i64, Same>, Error> {
    let mut names: FxHashMap<i64, Names> = FxHashMap::default();
    pages.each_credit(&mut |id, printed| {
        let credit = credit::parse(printed, vocabulary);
        if !credit.says_something() {
            return;
        }
        names.insert(id, Names { all: hash(&all_names(&credit)), people: hash(&people_names(&credit)) });
    })?;
    let mut items: Vec<i64> = Vec::new();
    let mut credits: Vec<u32> = Vec::new();
    let (mut by_picture, mut by_caption): (Vec<Sight>, Vec<Sight>) = (Vec::new(), Vec::new());
    pages.each_shown(&mut |shown| {
        let item = items.len() as u32;
        items.push(shown.item);
        credits.push(shown.credit.and_then(|c| u32::try_from(c).ok()).unwrap_or(0));
        let of = shown.credit.and_then(|c| names.get(&c)).copied().unwrap_or_default();
        if let Some(picture) = shown.picture {
            by_picture.push(Sight { key: picture.cast_unsigned(), names: of.all, item });
        }
        let caption = shown.caption.filter(|c| of.people != 0 && c.chars().count() >= SHORT_CAPTION);
        if let Some(caption) = caption {
            let key = xxh3_64(caption.as_bytes()) ^ u64::from(of.people);
            by_caption.push(Sight { key, names: of.all, item });
        }
    })?;
    drop(names);
    let mut pairs: FxHashMap<u32, (u32, &'static str)> = FxHashMap::default();
    differing(&mut by_picture, &mut |item, other| {
        pairs.entry(item).or_insert((other, "address"));
    });
    drop(by_picture);
    differing(&mut by_caption, &mut |item, other| {
        pairs.entry(item).or_insert((other, "caption and creator"));
    });
    drop(by_caption);
    explain(pages, vocabulary, &items, &credits, pairs)
}

/// Reads both credits of each pair and says how they differ.
fn explain(
    pages: &Pages,
    vocabulary: &Vocabulary,
    items: &[i64],
    credits: &[u32],
    pairs: FxHashMap<u32, (u32, &'static str)>,
) -> Result<FxHashMap<i64, Same>, Error> {
    let mut wanted: FxHashMap<u32, Box<str>> = FxHashMap::default();
    for (item, (other, _)) in &pairs {
        for row in [item, other] {
            wanted.insert(credits[*row as usize], "".into());
        }
    }
    if wanted.is_empty() {
        return Ok(FxHashMap::default());
    }
    pages.each_credit(&mut |id, printed| {
        if let Some(text) = u32::try_from(id).ok().and_then(|id| wanted.get_mut(&id)) {
            *text = printed.into();
        }
    })?;
    let mut out = FxHashMap::default();
    for (item, (other, by)) in pairs {
        let (ours, theirs) = (credits[item as usize], credits[other as usize]);
        let Some((path, line)) = pages.place_of(items[other as usize])? else { continue };
        let printed = |credit: u32| wanted.get(&credit).map(|t| &**t).unwrap_or_default();
        let names = |credit: u32| -> FxHashSet<String> {
            all_names(&credit::parse(printed(credit), vocabulary)).into_iter().collect()
        };
        let (one, two) = (names(ours), names(theirs));
        let same = Same {
            credit: printed(theirs).to_owned(),
            path,
            line,
            by,
            fewer: one.is_subset(&two) || two.is_subset(&one),
            uncredited: ours == 0 || one.is_empty(),
        };
        out.insert(items[item as usize], same);
    }
    Ok(out)
}

/// Within each key, those whose names are not the most usual ones, each with one that has them.
fn differing(sights: &mut [Sight], take: &mut dyn FnMut(u32, u32)) {
    sights.sort_unstable_by_key(|s| (s.key, s.item));
    for group in sights.chunk_by(|a, b| a.key == b.key) {
        if group.iter().all(|s| s.names == group[0].names) {
            continue;
        }
        let mut ways: Vec<(u32, usize, u32)> = Vec::new();
        for sight in group.iter().filter(|s| s.names != 0) {
            match ways.iter_mut().find(|(names, ..)| *names == sight.names) {
                Some((_, count, _)) => *count += 1,
                None => ways.push((sight.names, 1, sight.item)),
            }
            if ways.len() > MOST_WAYS {
                break;
            }
        }
        if ways.len() > MOST_WAYS {
            continue;
        }
        // The first of those with the most: where two stand against one another, the later is told.
        let Some((usual, _, example)) = ways.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
            continue;
        };
        for sight in group.iter().filter(|s| s.names != usual) {
            take(sight.item, example);
        }
    }
}

fn people_names(credit: &Credit) -> Vec<String> {
    let mut names: Vec<String> = credit.people.iter().map(|p| fold(&p.name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn all_names(credit: &Credit) -> Vec<String> {
    let mut names = people_names(credit);
    names.extend(credit.organisations.iter().map(|o| fold(&o.name)));
    names.sort_unstable();
    names.dedup();
    names
}

fn hash(names: &[String]) -> u32 {
    if names.is_empty() { 0 } else { (xxh3_64(names.join("\n").as_bytes()) as u32).max(1) }
}
