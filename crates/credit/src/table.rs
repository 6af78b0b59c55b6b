//! A hash table that the build script writes and the crate reads without loading anything: keys one
//! behind the other in one string, open addressing with linear probing.
//!
//! Build script and crate share this file, so that both find the same place for a key.

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
        let hash = hash(key.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = place(hash) & mask;
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

/// A hash that is the same on every machine, for keys of a few bytes: multiplication carries each byte
/// into the upper half, from which place and tag are taken.
fn hash(key: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = key.len() as u64;
    let (chunks, rest) = key.as_chunks::<8>();
    for chunk in chunks {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*chunk)).wrapping_mul(FACTOR);
    }
    let tail = match (rest.first_chunk::<4>(), rest.last_chunk::<4>(), rest) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        (_, _, [first, .., last]) => u64::from(*first) | u64::from(rest[rest.len() / 2]) << 8 | u64::from(*last) << 16,
        (_, _, [only]) => u64::from(*only),
        (_, _, []) => 0,
    };
    (hash.rotate_left(23) ^ tail).wrapping_mul(FACTOR)
}

/// Where the search for a hash begins.
fn place(hash: u64) -> usize {
    (hash >> 28) as usize
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
        let hash = hash(key.as_bytes());
        let mut at = place(hash) & (count - 1);
        while slots[at] != 0 {
            at = (at + 1) & (count - 1);
        }
        slots[at] = tag(hash) << 16 | (number as u32 + 1);
    }
    Ok(slots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let keys: Vec<String> = (0..5000).map(|n| format!("word {}", n * 7919)).collect();
        let all = keys.concat();
        let mut start = 0;
        let mut records = Vec::new();
        for (number, key) in keys.iter().enumerate() {
            records.push(Record { start, len: key.len() as u16, value: number as u16 });
            start += key.len() as u32;
        }
        let table = Table { keys: all.leak(), records: records.leak(), slots: slots(&keys).expect("few").leak() };
        for (number, key) in keys.iter().enumerate() {
            assert_eq!(table.get(key), Some(number as u16), "{key}");
            assert_eq!(table.get(&format!("{key}x")), None);
        }
        assert_eq!(table.get(""), None);
        // Where keys crowd, a search is long.
        let longest = table.slots.split(|slot| *slot == 0).map(<[u32]>::len).max();
        assert!(longest < Some(40), "{longest:?}");
    }
}
