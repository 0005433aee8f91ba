//! Bytes that several owners share: a part of a buffer or of a mapped file.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A part of a shared buffer; a copy costs nothing.
#[derive(Clone)]
pub struct Bytes {
    whole: Arc<Whole>,
    /// Within the whole.
    range: Range<usize>,
}

enum Whole {
    Owned(Vec<u8>),
    Mapped(memmap2::Mmap),
}

impl Bytes {
    /// The bytes of a mapped file.
    pub(super) fn mapped(map: memmap2::Mmap) -> Self {
        Self { range: 0..map.len(), whole: Arc::new(Whole::Mapped(map)) }
    }

    /// A part of these bytes; `None` where they have no such part.
    pub(super) fn part(&self, range: Range<usize>) -> Option<Self> {
        self.get(range.clone())?;
        Some(Self { whole: self.whole.clone(), range: self.range.start + range.start..self.range.start + range.end })
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self { range: 0..bytes.len(), whole: Arc::new(Whole::Owned(bytes)) }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let whole = match &*self.whole {
            Whole::Owned(bytes) => bytes.as_slice(),
            Whole::Mapped(map) => map,
        };
        whole.get(self.range.clone()).unwrap_or_default()
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}
