//! All words and names that the program knows, in one value that is handed down: words of credit lines
//! in any language, organisations, and the words of elements' names in web pages.
//!
//! What ships is static data and costs nothing to load. What a user adds lies over it.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use crate::builtin;
use crate::class::{Class, List};
use crate::elements::Meanings;
use crate::fold::fold;
use crate::organisations::{Entry, Own, Spelling};
use crate::phrase::{Phrase, Row, Spelled, Word};
use crate::user::{self, Added, Additions, DataError, Element};

/// All words and names that the program knows.
///
/// A row of any of its data changes its [fingerprint](Self::fingerprint): whoever keeps what was
/// understood by it knows when to understand it anew.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// What lies over the words and names that ship.
    over: Option<Box<Over>>,
    words_fingerprint: u64,
    organisations_fingerprint: u64,
}

/// What users' files say otherwise.
#[derive(Clone, Debug, Default)]
struct Over {
    phrases: FxHashMap<Box<str>, Phrase>,
    spellings: FxHashMap<Box<str>, u32>,
    elements: FxHashMap<Box<str>, Meanings>,
    /// Lists with the words that users add, the longest first.
    lists: FxHashMap<usize, Vec<Cow<'static, str>>>,
    /// The organisations in their order; those that ship by their number there.
    organisations: Vec<Known>,
    /// For each organisation that ships its number now, if it is still there.
    numbers: Vec<Option<u32>>,
}

/// An organisation of a vocabulary that users added to.
#[derive(Clone, Debug)]
enum Known {
    Shipped(usize),
    Own(Own),
}

impl Known {
    fn entry(&self) -> Entry<'_> {
        match self {
            Self::Shipped(number) => builtin::ORGANISATIONS.entry(*number),
            Self::Own(own) => own.entry(),
        }
    }
}

impl Vocabulary {
    /// The vocabulary that ships with the program.
    pub fn builtin() -> Self {
        Self {
            over: None,
            words_fingerprint: builtin::WORDS_FINGERPRINT ^ builtin::ELEMENTS_FINGERPRINT.rotate_left(1),
            organisations_fingerprint: builtin::ORGANISATIONS_FINGERPRINT,
        }
    }

    /// This vocabulary with what a user's TOML file adds: organisations (they override where a name or a
    /// spelling is the same), words and elements' names.
    ///
    /// ```
    /// use cutline_credit::{Vocabulary, parse};
    ///
    /// let vocabulary = Vocabulary::builtin().with_user_file(
    ///     "[[word]]\nword = \"lichtbild\"\nclass = \"marker\"\n\n[[organisation]]\nname = \"Quay Press\"\n",
    /// )?;
    /// let credit = parse("Lichtbild: Ana Ruiz/Quay Press", &vocabulary);
    /// assert_eq!(credit.people[0].name, "Ana Ruiz");
    /// assert!(credit.organisations[0].known);
    /// # Ok::<(), cutline_credit::DataError>(())
    /// ```
    ///
    /// # Errors
    /// What cannot be understood of the file, with its line.
    pub fn with_user_file(mut self, toml: &str) -> Result<Self, DataError> {
        let Additions { organisations, words, elements } = user::read(toml)?;
        if !organisations.is_empty() {
            let all: Vec<&Own> = organisations.iter().map(|added| &added.row).collect();
            self.organisations_fingerprint = mixed(self.organisations_fingerprint, &format!("{all:?}"));
        }
        if !(words.is_empty() && elements.is_empty()) {
            let all: Vec<&Row> = words.iter().map(|added| &added.row).collect();
            let names: Vec<&Element> = elements.iter().map(|added| &added.row).collect();
            self.words_fingerprint = mixed(self.words_fingerprint, &format!("{all:?}{names:?}"));
        }
        let mut over = *self.over.take().unwrap_or_else(|| Box::new(Over::new()));
        for Added { row, .. } in words {
            match row {
                Row::Lookup(word) => over.add_word(&word),
                Row::Listed(list, text) => over.add_to_list(list, text),
            }
        }
        for Added { row: Element { word, means }, .. } in elements {
            let shipped = shipped_element(&word);
            *over.elements.entry(word.into()).or_insert(shipped) |= means;
        }
        if !organisations.is_empty() {
            over.add_organisations(organisations)?;
        }
        self.over = Some(Box::new(over));
        Ok(self)
    }

    /// Every organisation, in the order of the data.
    pub fn organisations(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        let count = self.over.as_ref().map_or(builtin::ORGANISATIONS.rows.len(), |over| over.organisations.len());
        (0..count).map(|number| self.organisation(number))
    }

    /// The organisation with this number in the order of the data.
    #[inline]
    pub(crate) fn organisation(&self, number: usize) -> Entry<'_> {
        match &self.over {
            None => builtin::ORGANISATIONS.entry(number),
            Some(over) => over.organisations[number].entry(),
        }
    }

    /// The organisation that `name` spells, ignoring case and accents.
    pub fn find(&self, name: &str) -> Option<Entry<'_>> {
        self.find_folded(&fold(name)).map(|n| self.organisation(n))
    }

    /// The spelling of `entry` that `name` is, if it is not the canonical name.
    pub fn spelling<'v>(&self, entry: &Entry<'v>, name: &str) -> Option<Spelling<'v>> {
        let folded = fold(name);
        entry.spellings().find(|s| fold(s.text) == folded)
    }

    /// What a word of an element's name means; the word is in small letters.
    pub fn element(&self, word: &str) -> Meanings {
        let over = self.over.as_ref().and_then(|over| over.elements.get(word));
        over.copied().unwrap_or_else(|| shipped_element(word))
    }

    /// A number that changes when anything of the vocabulary changes.
    pub fn fingerprint(&self) -> u64 {
        self.words_fingerprint.rotate_left(17) ^ self.organisations_fingerprint
    }

    /// A number that changes when an organisation changes: credit lines are to be understood anew.
    pub fn organisations_fingerprint(&self) -> u64 {
        self.organisations_fingerprint
    }

    /// A number that changes when a word or an element's name changes: articles are to be read anew, for
    /// a word can make something a credit that was none.
    pub fn words_fingerprint(&self) -> u64 {
        self.words_fingerprint
    }

    /// What is known of `folded`, a word or a phrase.
    pub(crate) fn phrase(&self, folded: &str) -> Option<Phrase> {
        let over = self.over.as_ref().and_then(|over| over.phrases.get(folded));
        over.copied().or_else(|| builtin::PHRASES.get(folded))
    }

    /// The phrase that is exactly `folded`.
    pub(crate) fn get(&self, folded: &str) -> Option<Phrase> {
        self.phrase(folded).filter(|phrase| phrase.class.0 != 0)
    }

    /// Whether the phrase that is exactly `folded` is one of `classes`.
    pub(crate) fn is(&self, folded: &str, classes: u32) -> bool {
        self.phrase(folded).is_some_and(|phrase| phrase.class.has(classes))
    }

    /// Whether a phrase of one of `classes` begins with the folded word `first`.
    pub(crate) fn begins(&self, first: &str, classes: u32) -> bool {
        self.phrase(first).is_some_and(|phrase| Class(phrase.heads).has(classes))
    }

    /// The words of a list, the longest first.
    pub(crate) fn list(&self, list: List) -> &[Cow<'static, str>] {
        let over = self.over.as_ref().and_then(|over| over.lists.get(&(list as usize)));
        over.map_or(builtin::LISTS[list as usize], Vec::as_slice)
    }

    /// The number of the organisation that has this spelling, folded.
    pub(crate) fn find_folded(&self, folded: &str) -> Option<usize> {
        let folded = folded.strip_prefix("the ").unwrap_or(folded);
        self.spelled(folded)
    }

    /// The same, with "the" as a word like any other.
    pub(crate) fn spelled(&self, folded: &str) -> Option<usize> {
        let Some(over) = &self.over else { return builtin::SPELLINGS.get(folded).map(usize::from) };
        over.number(folded).map(|n| n as usize)
    }
}

fn shipped_element(word: &str) -> Meanings {
    builtin::ELEMENTS.get(word).map_or(Meanings::default(), Meanings::from_bits)
}

fn mixed(fingerprint: u64, added: &str) -> u64 {
    xxh3_64(added.as_bytes()) ^ fingerprint.rotate_left(1)
}

impl Over {
    fn new() -> Self {
        let count = builtin::ORGANISATIONS.rows.len();
        Self {
            organisations: (0..count).map(Known::Shipped).collect(),
            numbers: (0..count as u32).map(Some).collect(),
            ..Self::default()
        }
    }

    /// The number of the organisation that has this spelling.
    fn number(&self, folded: &str) -> Option<u32> {
        let shipped = || self.numbers.get(usize::from(builtin::SPELLINGS.get(folded)?)).copied().flatten();
        self.spellings.get(folded).copied().or_else(shipped)
    }

    fn phrase(&mut self, folded: &str) -> &mut Phrase {
        let shipped = || builtin::PHRASES.get(folded).unwrap_or_default();
        self.phrases.entry(folded.into()).or_insert_with(shipped)
    }

    fn add_word(&mut self, word: &Word) {
        self.phrase(word.head()).begin(word);
        self.phrase(&word.folded).be(word);
    }

    fn add_to_list(&mut self, list: List, text: String) {
        let words = self.lists.entry(list as usize).or_insert_with(|| builtin::LISTS[list as usize].to_vec());
        words.push(Cow::Owned(text));
        words.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }

    /// What is known without what `added` replaces, and `added` behind it.
    fn add_organisations(&mut self, added: Vec<Added<Own>>) -> Result<(), DataError> {
        let mut taken: FxHashSet<String> = FxHashSet::default();
        for Added { line, row } in &added {
            for text in row.entry().texts() {
                let spelled = Spelled::of(text).map_err(|reason| DataError { line: *line, reason })?;
                self.phrase(spelled.head()).begin_spelling(&spelled);
                self.phrase(spelled.last()).end_spelling(&spelled);
                if !taken.insert(spelled.folded) {
                    return Err(DataError { line: *line, reason: format!("'{text}' is there twice") });
                }
            }
        }
        let taken = |text: &str| taken.contains(&fold(text));
        let known = std::mem::take(&mut self.organisations);
        let mut moved: Vec<Option<u32>> = Vec::with_capacity(known.len());
        let mut out: Vec<Known> = Vec::with_capacity(known.len() + added.len());
        for known in known {
            let entry = known.entry();
            // An organisation of the same name is replaced; a spelling claimed elsewhere goes there.
            if taken(entry.name) {
                moved.push(None);
                continue;
            }
            moved.push(Some(out.len() as u32));
            let robbed = entry.spellings().any(|s| taken(s.text));
            out.push(if robbed { Known::Own(Own::without(&entry, taken)) } else { known });
        }
        let place = |number: u32| moved.get(number as usize).copied().flatten();
        for number in &mut self.numbers {
            *number = number.and_then(place);
        }
        self.spellings = self.spellings.drain().filter_map(|(text, number)| Some((text, place(number)?))).collect();
        for Added { row, .. } in added {
            for text in row.entry().texts() {
                self.spellings.insert(fold(text).into(), out.len() as u32);
            }
            out.push(Known::Own(row));
        }
        self.organisations = out;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_changes_the_fingerprint_and_only_its_own() {
        let shipped = Vocabulary::builtin();
        let with = |toml: &str| Vocabulary::builtin().with_user_file(toml).expect(toml);
        let word = with("[[word]]\nword = \"lichtbild\"\nclass = \"marker\"\n");
        let element = with("[[element]]\nmeans = \"caption\"\nword = \"bildtextzeile\"\n");
        let organisation = with("[[organisation]]\nname = \"Quay Press\"\n");
        for other in [&word, &element] {
            assert_ne!(other.fingerprint(), shipped.fingerprint());
            assert_ne!(other.words_fingerprint(), shipped.words_fingerprint());
            assert_eq!(other.organisations_fingerprint(), shipped.organisations_fingerprint());
        }
        assert_ne!(organisation.fingerprint(), shipped.fingerprint());
        assert_eq!(organisation.words_fingerprint(), shipped.words_fingerprint());
        assert_eq!(with("").fingerprint(), shipped.fingerprint());
        assert!(element.element("bildtextzeile").has(Meanings::CAPTION));
        assert!(element.element("caption").has(Meanings::CAPTION));
    }

    #[test]
    fn a_users_list_keeps_the_longest_first() {
        let added = Vocabulary::builtin()
            .with_user_file("[[word]]\nword = \"hide this caption\"\nclass = \"interface-tail\"\n")
            .expect("understood");
        let list = added.list(List::InterfaceTail);
        assert!(list.windows(2).all(|w| w[0].len() >= w[1].len()));
        assert_eq!(list.len(), Vocabulary::builtin().list(List::InterfaceTail).len() + 1);
    }

    #[test]
    fn what_is_wrong_with_a_users_file_is_said_with_its_line() {
        for (toml, message) in [
            ("[[word]]\nword = \"x\"\nclass = \"markers\"\n", "line 1: 'markers' is no class of words"),
            ("\n[[word]]\nword = \"x\"\nclass = \"flag\"\nvalue = \"files\"\n", "line 2: 'files' is no flag"),
            ("[[element]]\nmeans = \"captions\"\nword = \"text\"\n", "line 1: 'captions' is no meaning"),
            ("[[word]]\nword = \"…\"\nclass = \"marker\"\n", "line 1: '…' has no letters"),
        ] {
            let error = Vocabulary::builtin().with_user_file(toml).expect_err(toml).to_string();
            assert_eq!(error, message);
        }
    }

    #[test]
    fn a_second_file_lies_over_the_first() {
        let both = Vocabulary::builtin()
            .with_user_file("[[organisation]]\nname = \"Quay Press\"\nspellings = [\"QP\", \"Reuters\"]\n")
            .and_then(|v| v.with_user_file("[[organisation]]\nname = \"Harbour Pictures\"\nspellings = [\"QP\"]\n"))
            .expect("understood");
        let name = |text: &str| both.find(text).map(|e| e.name);
        assert_eq!(name("QP"), Some("Harbour Pictures"));
        assert_eq!(name("Reuters"), Some("Quay Press"));
        assert_eq!(name("AFP"), Some("AFP"));
        assert!(both.find("quay press").is_some_and(|e| e.spellings().count() == 1));
    }
}
