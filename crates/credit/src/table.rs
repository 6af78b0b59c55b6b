//! A hash table that the build script writes and the crate reads without loading anything: keys one
//! behind the other in one string, open addressing with linear probing.
//!
//! Build script and crate share this file, so that both find the same place for a key.

use xxhash_rust::xxh3::xxh3_64;

/// One key with what it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<V> {
    /// Where the key begins in the string of keys, and its length in bytes.
    pub start: u32,
    pub len: u16,
    pub value: V,
}

/// A table whose parts are static data.
#[derive(Debug)]
pub(crate) struct Table<V: 'static> {
    pub keys: &'static str,
    pub records: &'static [Record<V>],
    /// The number of a record plus one in the lower half, a part of its key's hash in the upper; 0 is
    /// free. Their count is a power of two.
    pub slots: &'static [u32],
}

impl<V: Copy> Table<V> {
    /// What `key` stands for.
    pub fn get(&self, key: &str) -> Option<V> {
        let hash = xxh3_64(key.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            if slot >> 16 == tag(hash) {
                let record = &self.records[(slot & 0xffff) as usize - 1];
                let start = record.start as usize;
                if self.keys.as_bytes()[start..start + usize::from(record.len)] == *key.as_bytes() {
                    return Some(record.value);
                }
            }
            at = (at + 1) & mask;
        }
    }
}

/// The part of a hash that a slot keeps, so that nearly every miss is known without a look at the key.
fn tag(hash: u64) -> u32 {
    (hash >> 48) as u32
}

/// The slots of `keys`, at most half of them taken.
#[allow(dead_code, reason = "only the build script fills tables")]
pub(crate) fn slots(keys: &[String]) -> Result<Vec<u32>, String> {
    if keys.len() >= 0xffff {
        return Err(format!("{} keys are more than a slot can number", keys.len()));
    }
    let count = (keys.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![0u32; count];
    for (number, key) in keys.iter().enumerate() {
        let hash = xxh3_64(key.as_bytes());
        let mut at = hash as usize & (count - 1);
        while slots[at] != 0 {
            at = (at + 1) & (count - 1);
        }
        slots[at] = tag(hash) << 16 | (number as u32 + 1);
    }
    Ok(slots)
}
