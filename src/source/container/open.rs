//! A part opened, by the format that knows how.

use super::part::{Kind, Opened, Part};
use super::{Rules, http, jsonl};

impl Part {
    /// Hands what the part of the container `path` holds to `emit`, in order.
    pub fn open(self, path: &str, rules: &Rules, emit: &mut dyn FnMut(Opened)) {
        match self.kind {
            Kind::Lines(first) => jsonl::open(self, first, path, rules, emit),
            _ if !rules.takes(path, &self.name) => {}
            Kind::Http => http::open(self, path, rules, emit),
            Kind::Document => {
                emit(Opened::Document { name: self.name, bytes: self.bytes, given: self.given });
            }
        }
    }
}
