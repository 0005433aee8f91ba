//! The file of a trained network, and the network read from it.
//!
//! All numbers are little-endian. The file begins with [`MAGIC`] and the sizes (`u32` each, in the order of `Size`); then come the names of the
//! tags and relations, each list with its length in bytes as `u32` and its names one a line; then the slots of the table of features
//! (`u16`), the keys of the rows (`u32`), the scales of the rows (`u16`), the rows (`i8`); then each block: its binary point (`u32`)
//! and its weights (`i16`), matrices in the order in which
//! the kernels read them: for each [`LANES`] columns, for each pair of rows, for each column two weights side by side.

use super::feature::FEATURES;
use super::kernel::Matrix;
use super::memory::Memory;

/// Columns that are summed at once; all matrices have a multiple of as many.
pub const LANES: usize = 16;
use super::tree::BUCKETS;

/// Name and version of the format.
pub const MAGIC: [u8; 8] = *b"nisbaP1\n";

/// Columns of the tables of distances.
pub const DISTANCES: usize = 32;
const _: () = assert!(BUCKETS <= DISTANCES);

/// Bits behind the binary point of all values between the layers.
pub const POINT: u32 = 10;
/// Bits behind the binary point of the scale of a row of embeddings.
pub const SCALE_POINT: u32 = 19;
/// An empty slot in the table of features.
pub const EMPTY: u16 = u16::MAX;

/// How large each part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: usize,
    pub(super) layers: usize,
    /// One bit for each layer: whether it sees three words at once.
    pub(super) windows: usize,
    pub(super) tags_at: usize,
    pub(super) arc: usize,
    pub(super) label: usize,
    /// Columns of the tags, universal then English.
    pub(super) upos: usize,
    pub(super) xpos: usize,
    pub(super) relations: usize,
    pub(super) rows: usize,
    pub(super) slots: usize,
}

/// Weights and where their binary point is.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) weights: Vec<i16>,
    pub(super) point: u32,
    rows: usize,
    columns: usize,
}

impl Block {
    pub(super) fn matrix(&self) -> Matrix<'_> {
        Matrix { weights: &self.weights, rows: self.rows, columns: self.columns, step: self.rows * LANES }
    }

    /// The numbers of one row of a table that is not multiplied.
    pub(super) fn line(&self, row: usize) -> &[i16] {
        &self.weights[row * self.columns..(row + 1) * self.columns]
    }
}

/// A product and what is added to it.
#[derive(Debug)]
pub(super) struct Linear {
    pub(super) weights: Block,
    pub(super) bias: Block,
}

#[derive(Debug)]
pub(super) struct Layer {
    pub(super) window: usize,
    pub(super) mix: Linear,
    pub(super) state: Block,
}

/// A trained network. The large table of embeddings stays where the file is.
#[derive(Debug)]
pub struct Model<'a> {
    pub(super) size: Size,
    pub(super) upos: Vec<&'a str>,
    pub(super) xpos: Vec<&'a str>,
    pub(super) relations: Vec<&'a str>,
    /// What the first layer makes of words.
    pub(super) seen: Memory,
    slots: &'a [u8],
    keys: &'a [u8],
    scales: &'a [u8],
    rows: &'a [u8],
    pub(super) layers: Vec<Layer>,
    pub(super) tag: Linear,
    pub(super) dependent: Linear,
    pub(super) head: Linear,
    pub(super) root: Block,
    pub(super) pair: Linear,
    pub(super) far: Block,
    pub(super) near: Block,
    pub(super) below: Linear,
    pub(super) above: Block,
    pub(super) above_root: Block,
    pub(super) apart: Block,
    pub(super) relation: Linear,
}

/// Reads parts of the file one after the other.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    fn number(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.bytes(4)?.try_into().ok()?)).ok()
    }

    fn names(&mut self) -> Option<Vec<&'a str>> {
        let length = self.number()?;
        Some(std::str::from_utf8(self.bytes(length)?).ok()?.lines().collect())
    }

    fn block(&mut self, rows: usize, columns: usize) -> Option<Block> {
        let point = u32::try_from(self.number()?).ok().filter(|point| *point <= 15)?;
        let weights = self.bytes(rows * columns * 2)?.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
        Some(Block { weights, point, rows, columns })
    }

    fn linear(&mut self, rows: usize, columns: usize) -> Option<Linear> {
        Some(Linear { weights: self.block(rows, columns)?, bias: self.block(1, columns)? })
    }
}

/// Columns up to a multiple of the lanes of the kernel.
pub fn padded(count: usize) -> usize {
    count.next_multiple_of(LANES)
}

impl<'a> Model<'a> {
    /// Reads a model; `None` where the bytes are no model or one that does not hold together.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader { rest: bytes };
        if reader.bytes(MAGIC.len())? != MAGIC {
            return None;
        }
        let mut numbers = [0; 11];
        for number in &mut numbers {
            *number = reader.number().filter(|number| *number < 1 << 20)?;
        }
        let [width, layers, windows, tags_at, arc, label, upos, xpos, relations, rows, slots] = numbers;
        let size = Size { width, layers, windows, tags_at, arc, label, upos, xpos, relations, rows, slots };
        let fits = width % 32 == 0 && arc % 16 == 0 && label % 16 == 0 && [width, arc, label].iter().all(|part| (16..=1024).contains(part));
        let counted = (1..=8).contains(&layers) && tags_at <= layers && (1..usize::from(EMPTY)).contains(&rows);
        let listed = [upos, xpos, relations].iter().all(|count| (1..=256).contains(count));
        if !(fits && counted && listed && slots.is_power_of_two() && slots > rows) {
            return None;
        }
        let (upos, xpos, relations) = (reader.names()?, reader.names()?, reader.names()?);
        if (upos.len(), xpos.len(), relations.len()) != (size.upos, size.xpos, size.relations) {
            return None;
        }
        let (slots, keys, scales, rows) =
            (reader.bytes(slots * 2)?, reader.bytes(rows * 4)?, reader.bytes(rows * 2)?, reader.bytes(rows * width)?);
        // A search ends at an empty slot: there has to be one.
        if !slots.chunks_exact(2).any(|slot| slot == EMPTY.to_le_bytes()) {
            return None;
        }
        let layers = (0..layers).map(|layer| {
            let window = if windows >> layer & 1 == 1 { 3 } else { 1 };
            Some(Layer { window, mix: reader.linear(window * width, 3 * width)?, state: reader.block(1, 2 * width)? })
        });
        let model = Self {
            layers: layers.collect::<Option<_>>()?,
            tag: reader.linear(width, padded(size.upos) + padded(size.xpos))?,
            dependent: reader.linear(width, arc)?,
            head: reader.linear(width, arc)?,
            root: reader.block(1, arc)?,
            pair: reader.linear(arc, arc)?,
            far: reader.block(arc, DISTANCES)?,
            near: reader.block(arc, DISTANCES)?,
            below: reader.linear(width, label)?,
            above: reader.block(width, label)?,
            above_root: reader.block(1, label)?,
            apart: reader.block(DISTANCES, label)?,
            relation: reader.linear(label, padded(size.relations))?,
            seen: Memory::default(),
            size,
            upos,
            xpos,
            relations,
            slots,
            keys,
            scales,
            rows,
        };
        reader.rest.is_empty().then_some(model)
    }

    /// The row of a feature.
    pub(super) fn row(&self, key: u32) -> Option<usize> {
        let mut slot = key as usize & (self.size.slots - 1);
        for _ in 0..self.size.slots {
            let row = u16::from_le_bytes([self.slots[2 * slot], self.slots[2 * slot + 1]]);
            let known = self.keys.get(usize::from(row) * 4..usize::from(row) * 4 + 4)?;
            if known == key.to_le_bytes() {
                return Some(usize::from(row));
            }
            slot = (slot + 1) & (self.size.slots - 1);
        }
        None
    }

    /// The rows of a word's features; row 0 stands for a word that is not listed.
    pub(super) fn rows(&self, keys: [u32; FEATURES]) -> [Option<usize>; FEATURES] {
        let mut rows = keys.map(|key| if key == 0 { None } else { self.row(key) });
        let word = &mut rows[super::feature::WORD];
        *word = Some(word.unwrap_or(0));
        rows
    }

    /// The numbers of a row of embeddings, as bytes, and their scale.
    #[inline]
    pub(super) fn embedding(&self, row: usize) -> (&'a [u8], i32) {
        let scale = u16::from_le_bytes([self.scales[2 * row], self.scales[2 * row + 1]]);
        (&self.rows[row * self.size.width..(row + 1) * self.size.width], i32::from(scale))
    }
}
