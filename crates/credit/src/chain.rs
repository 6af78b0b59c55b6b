//! Organisations in order: originator first, distributor last.
//!
//! `via` says it; where only slashes part the names, houses differ: English credits put the
//! distributor last (`AFP/Getty Images`), German, Austrian and Spanish ones first
//! (`picture alliance/dpa`, `APA/AFP/Name`, `EFE/EPA/Name`). Which house does what is data of the
//! authority (column `order`).

use super::reading::Separator;
use super::vocabulary::Vocabulary;

/// One organisation as printed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    /// Index in the authority, if known.
    pub known: Option<usize>,
    pub name: String,
    pub separator: Separator,
    /// First and last word.
    pub words: (usize, usize),
}

/// Puts `links`, given in the order printed, in the order of the chain. `person_last` says that the
/// creator's name stands behind every organisation.
pub(crate) fn order(links: Vec<Link>, person_last: bool, vocabulary: &Vocabulary) -> Vec<Link> {
    let first_house = |link: &Link| link.known.is_some_and(|n| vocabulary.organisation(n).distributor_first);
    let mut groups: Vec<Vec<Link>> = Vec::new();
    for link in links {
        match groups.last_mut() {
            Some(group) if link.separator != Separator::Via => group.push(link),
            _ => groups.push(vec![link]),
        }
    }
    // `Keystone/The White House via AP`: the house in front distributes what comes via another.
    let in_front = groups.len() > 1
        && groups[0].len() > 1
        && first_house(&groups[0][0])
        && !is_parent(&groups[0][1], &groups[0][0], vocabulary);
    let front = in_front.then(|| groups[0].remove(0));
    let single = groups.len() == 1;
    let mut out: Vec<Link> = Vec::new();
    for group in groups {
        out.extend(order_group(group, single && person_last, &first_house, vocabulary));
    }
    out.extend(front);
    out
}

fn order_group(
    mut group: Vec<Link>,
    person_last: bool,
    first_house: &dyn Fn(&Link) -> bool,
    vocabulary: &Vocabulary,
) -> Vec<Link> {
    if group.len() < 2 {
        return group;
    }
    if first_house(&group[0]) && !is_parent(&group[1], &group[0], vocabulary) {
        if person_last {
            group.reverse();
        } else {
            let house = group.remove(0);
            group.push(house);
        }
        return group;
    }
    // `WDR / picture alliance/dpa`, `Name/dpa/AAP`: a house that stands before what it distributes.
    let mut at = 1;
    while at + 1 < group.len() {
        if first_house(&group[at]) && !is_parent(&group[at + 1], &group[at], vocabulary) {
            group.swap(at, at + 1);
            at += 1;
        }
        at += 1;
    }
    group
}

/// Whether `upper` owns or distributes `lower`.
fn is_parent(upper: &Link, lower: &Link, vocabulary: &Vocabulary) -> bool {
    let (Some(upper), Some(lower)) = (upper.known, lower.known) else {
        return false;
    };
    vocabulary.organisation(lower).parent == Some(vocabulary.organisation(upper).name)
}
