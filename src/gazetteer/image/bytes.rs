//! Bytes that several owners share: a part of a buffer or of a mapped file.

use super::map::map;
use std::fs::File;
use std::io::{self, Read as _};
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
    /// The bytes of a file: mapped where the system can, read otherwise.
    pub(in crate::gazetteer) fn of_file(mut file: &File) -> io::Result<Self> {
        let regular = file.metadata()?.is_file();
        if let Some(map) = regular.then(|| map(file).ok()).flatten() {
            return Ok(Self { range: 0..map.len(), whole: Arc::new(Whole::Mapped(map)) });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// A part of these bytes; `None` where they have no such part.
    pub(in crate::gazetteer) fn part(&self, range: Range<usize>) -> Option<Self> {
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
