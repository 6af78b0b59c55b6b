//! How sure a format is that an input is of it: what documents and containers answer alike.

/// How sure a format is that an input is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recognition {
    /// It is not.
    No,
    /// It has the shape, or the name; something more particular may have it too.
    Shape,
    /// It says so itself: a root element, a mark, keys that this format alone has.
    Declared,
}

impl Recognition {
    /// `Declared` where `says_so`, or else `No`.
    pub(crate) fn declared(says_so: bool) -> Self {
        if says_so { Self::Declared } else { Self::No }
    }

    /// `Shape` where `fits`, or else `No`.
    pub(crate) fn shape(fits: bool) -> Self {
        if fits { Self::Shape } else { Self::No }
    }
}
