//! The file around a compiled gazetteer: sections with tags and checksums.
//!
//! ```text
//! magic            8 bytes
//! version          4 bytes, of the file format
//! sections         4 bytes, how many
//! length           8 bytes, of the whole file
//! checksum         8 bytes, of everything above and of the table
//! table            32 bytes a section: tag, 4 bytes of zero, start, length, checksum of the section
//! sections         each at a multiple of 64 bytes
//! ```
//! All numbers are little-endian; checksums are XXH3 with 64 bits.

use crate::gazetteer::Bytes;
use std::io::{self, Write};
use twox_hash::XxHash3_64;

/// The name of a section.
pub type Tag = [u8; 4];

const MAGIC: [u8; 8] = *b"\x89nisba\r\n";
/// Changes whenever an older program could not read the file.
const VERSION: u32 = 1;
const HEADER: usize = 32;
const ENTRY: usize = 32;
const ALIGN: usize = 64;
/// More sections than any version has.
const MOST: u32 = 1024;

/// Why a file cannot be read as a compiled gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    /// It is something else.
    Foreign,
    /// It has another version of the format.
    Version(u32),
    /// It is shorter or longer than it says.
    Length,
    /// A checksum is wrong, or what must be there is not.
    Broken,
}

impl Damage {
    /// What is wrong and what to do.
    pub(super) fn words(self) -> String {
        match self {
            Self::Foreign => "this is no compiled gazetteer: give the tables, or what \"nisba gazetteer compile\" made of them".to_owned(),
            Self::Version(version) => {
                let age = if version > VERSION { "a newer" } else { "an older" };
                format!("compiled by {age} version of nisba (format {version}, here {VERSION}): compile it again from its tables")
            }
            Self::Length => "a compiled gazetteer that is cut short or has bytes too many: copy or compile it again".to_owned(),
            Self::Broken => "a damaged compiled gazetteer (a checksum is wrong): copy or compile it again".to_owned(),
        }
    }
}

/// One section of a file.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) tag: Tag,
    pub(super) bytes: Bytes,
    checksum: u64,
}

impl Part {
    /// Whether the bytes are those that were written.
    pub(super) fn is_whole(&self) -> bool {
        XxHash3_64::oneshot(&self.bytes) == self.checksum
    }
}

/// Writes sections in their order.
pub(super) fn write(parts: &[(Tag, &[u8])], out: &mut dyn Write) -> io::Result<()> {
    let mut table = Vec::with_capacity(ENTRY * parts.len());
    let mut at = (HEADER + ENTRY * parts.len()).next_multiple_of(ALIGN);
    for (tag, bytes) in parts {
        table.extend(tag);
        table.extend([0; 4]);
        for number in [at as u64, bytes.len() as u64, XxHash3_64::oneshot(bytes)] {
            table.extend(number.to_le_bytes());
        }
        at = (at + bytes.len()).next_multiple_of(ALIGN);
    }
    let mut header = MAGIC.to_vec();
    header.extend(VERSION.to_le_bytes());
    header.extend(u32::try_from(parts.len()).unwrap_or(u32::MAX).to_le_bytes());
    header.extend((at as u64).to_le_bytes());
    let checksum = checksum(&header, &table);
    header.extend(checksum.to_le_bytes());
    header.extend(table);
    for bytes in std::iter::once(header.as_slice()).chain(parts.iter().map(|part| part.1)) {
        out.write_all(bytes)?;
        out.write_all(&[0; ALIGN][..bytes.len().next_multiple_of(ALIGN) - bytes.len()])?;
    }
    Ok(())
}

fn checksum(header: &[u8], table: &[u8]) -> u64 {
    XxHash3_64::oneshot_with_seed(XxHash3_64::oneshot(header), table)
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// Reads the sections of a file. Their own checksums are still to be looked at.
pub(super) fn read(whole: &Bytes) -> Result<Vec<Part>, Damage> {
    if !whole.starts_with(&MAGIC) {
        return Err(Damage::Foreign);
    }
    let version = number(whole, 8).map(u32::from_le_bytes).ok_or(Damage::Length)?;
    if version != VERSION {
        return Err(Damage::Version(version));
    }
    let long = |at| number(whole, at).map(u64::from_le_bytes).ok_or(Damage::Length);
    let count = number(whole, 12).map(u32::from_le_bytes).ok_or(Damage::Length)?;
    let (length, sum) = (long(16)?, long(24)?);
    if length != whole.len() as u64 {
        return Err(Damage::Length);
    }
    if count > MOST {
        return Err(Damage::Broken);
    }
    let table = whole.get(HEADER..HEADER + ENTRY * count as usize).ok_or(Damage::Broken)?;
    if checksum(&whole[..24], table) != sum {
        return Err(Damage::Broken);
    }
    let parts = table.chunks_exact(ENTRY).map(|entry| {
        let long = |at| number(entry, at).map(u64::from_le_bytes).and_then(|number| usize::try_from(number).ok());
        let (start, length) = (long(8)?, long(16)?);
        let bytes = whole.part(start..start.checked_add(length)?)?;
        Some(Part { tag: number(entry, 0)?, bytes, checksum: number(entry, 24).map(u64::from_le_bytes)? })
    });
    parts.collect::<Option<_>>().ok_or(Damage::Broken)
}
