//! A set of row ids, one bit each: rows are numbered from 1 without large gaps.

/// A set of row ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    bits: Vec<u64>,
}

impl Ids {
    /// Whether `id` is in it.
    pub fn contains(&self, id: i64) -> bool {
        let (word, bit) = place(id);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

impl Extend<i64> for Ids {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, ids: I) {
        for id in ids {
            let (word, bit) = place(id);
            if word >= self.bits.len() {
                self.bits.resize(word + 1, 0);
            }
            self.bits[word] |= bit;
        }
    }
}

fn place(id: i64) -> (usize, u64) {
    (usize::try_from(id / 64).unwrap_or(0), 1 << (id & 63))
}
