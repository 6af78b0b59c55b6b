//! A budget of bytes in flight: what the workers hold in memory of files at one moment.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes that may be held at once. One file larger than the whole budget passes alone.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    held: Mutex<u64>,
    freed: Condvar,
}

/// Bytes held, until dropped.
#[derive(Debug)]
pub(super) struct Held<'b> {
    budget: &'b Budget,
    bytes: u64,
}

impl Budget {
    /// A budget of `limit` bytes.
    pub fn new(limit: u64) -> Self {
        Self { limit, held: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until `bytes` fit.
    pub fn hold(&self, bytes: u64) -> Held<'_> {
        let mut held = self.lock();
        while *held > 0 && *held + bytes > self.limit {
            held = self.freed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        *held += bytes;
        Held { budget: self, bytes }
    }

    // A count stays true even if a thread failed while holding the lock.
    fn lock(&self) -> MutexGuard<'_, u64> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *self.budget.lock() -= self.bytes;
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_holds_and_a_giant_passes_alone() {
        let budget = Budget::new(10);
        drop(budget.hold(50));
        let first = budget.hold(6);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| drop(budget.hold(6)));
            std::thread::sleep(std::time::Duration::from_millis(20));
            assert!(!second.is_finished());
            drop(first);
        });
        assert_eq!(*budget.lock(), 0);
    }
}
