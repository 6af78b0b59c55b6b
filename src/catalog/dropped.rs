//! The numbers of a document's former items, which serve the items that replace them.

use rustc_hash::FxHashMap;

/// The numbers of a document's former items, which serve the items that replace them.
#[derive(Debug, Default)]
pub(super) struct Dropped {
    /// All of them.
    ids: Vec<i64>,
    /// By what each was known by.
    by_key: FxHashMap<String, i64>,
}

impl Dropped {
    /// Notes a former item and what it was known by.
    pub fn add(&mut self, id: i64, key: String) {
        self.ids.push(id);
        self.by_key.entry(key).or_insert(id);
    }

    /// The number of the item that was known by `key`; once.
    pub fn take(&mut self, key: &str) -> Option<i64> {
        self.by_key.remove(key)
    }

    /// All numbers.
    pub fn ids(&self) -> &[i64] {
        &self.ids
    }
}
