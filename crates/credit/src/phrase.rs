//! What the vocabulary knows of a word or a phrase, and how a row of the data becomes that.
//!
//! Build script and crate share this file: a row that ships and a row of a user's file mean the same.

use crate::class::{Class, List, Use, class_named};
use crate::fold::{fold, fold_keeping_the};
use crate::named::{Flag, Status};

/// How the spellings of organisations that end in a word write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// No spelling ends in it.
    #[default]
    None,
    /// With a capital.
    Capital,
    /// One of them with a small letter: `dpa`, `rp.pl`.
    Small,
}

/// One word or phrase, folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub class: Class,
    pub flag: Option<Flag>,
    pub status: Option<Status>,
    /// Classes of the phrases that begin with this word.
    pub heads: u32,
    /// Most words of a phrase that begins with this word; 0 when none does.
    pub longest: u8,
    /// Most words of an organisation's spelling that begins with this word; 0 when none does.
    pub houses: u8,
    /// How spellings of organisations end in this word.
    pub ending: Ending,
}

impl Phrase {
    /// Is `word` from now on, too.
    pub fn be(&mut self, word: &Word) {
        self.class.0 |= word.bits;
        self.flag = self.flag.or(word.flag);
        self.status = self.status.or(word.status);
    }

    /// Begins `word`, a phrase whose first word this is.
    pub fn begin(&mut self, word: &Word) {
        self.longest = self.longest.max(word.words);
        self.heads |= word.bits;
    }

    /// Begins a spelling of an organisation.
    pub fn begin_spelling(&mut self, spelling: &Spelled) {
        self.houses = self.houses.max(spelling.words);
    }

    /// Ends a spelling of an organisation.
    pub fn end_spelling(&mut self, spelling: &Spelled) {
        self.ending = self.ending.max(spelling.ending);
    }
}

/// A word that is looked up as a whole.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub folded: String,
    pub bits: u32,
    pub flag: Option<Flag>,
    pub status: Option<Status>,
    /// Words in it.
    pub words: u8,
}

impl Word {
    /// Its first word.
    pub fn head(&self) -> &str {
        first(&self.folded)
    }
}

/// A row of `data/words.csv`, or a `[[word]]` of a user.
#[derive(Clone, Debug)]
pub(crate) enum Row {
    /// Looked up as a whole.
    Lookup(Word),
    /// A word of a list.
    Listed(List, String),
}

/// Reads the fields of a row.
pub(crate) fn read(word: &str, class: &str, value: &str) -> Result<Row, String> {
    let means = class_named(class).ok_or_else(|| format!("'{class}' is no class of words"))?;
    let folded = fold_keeping_the(word);
    if folded.is_empty() {
        return Err(format!("'{word}' has no letters"));
    }
    let (mut flag, mut status) = (None, None);
    match class {
        "flag" => flag = Some(Flag::from_name(value).ok_or_else(|| format!("'{value}' is no flag"))?),
        "status" => status = Some(Status::from_name(value).ok_or_else(|| format!("'{value}' is no status"))?),
        _ if !value.is_empty() => return Err(format!("a {class} has no value, and '{value}' is given")),
        _ => {}
    }
    Ok(match means {
        Use::Lookup(bits) => Row::Lookup(Word { words: count(&folded), folded, bits, flag, status }),
        Use::Folded(list) => Row::Listed(list, folded),
        Use::Printed(list) => Row::Listed(list, word.to_owned()),
        Use::Lowered(list) => Row::Listed(list, word.to_lowercase()),
    })
}

/// A spelling of an organisation as it is looked up.
#[derive(Clone, Debug)]
pub(crate) struct Spelled {
    pub folded: String,
    /// Words in it.
    pub words: u8,
    /// How it writes its last word.
    pub ending: Ending,
}

impl Spelled {
    /// The spelling `text`.
    pub fn of(text: &str) -> Result<Self, String> {
        let folded = fold(text);
        if folded.is_empty() {
            return Err(format!("'{text}' has no letters"));
        }
        let last = text.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
        let ending = if last.starts_with(char::is_uppercase) { Ending::Capital } else { Ending::Small };
        Ok(Self { words: count(&folded), folded, ending })
    }

    /// Its first word.
    pub fn head(&self) -> &str {
        first(&self.folded)
    }

    /// Its last word.
    pub fn last(&self) -> &str {
        self.folded.rsplit(' ').next().unwrap_or_default()
    }
}

fn first(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or_default()
}

fn count(folded: &str) -> u8 {
    folded.split(' ').count().min(255) as u8
}
