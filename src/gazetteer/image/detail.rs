//! What an entity has beside its record: numbers of seven bits a byte, and strings with their lengths before them.

use super::{Image, Section};

/// The details of one entity, read from the front.
#[derive(Debug, Clone, Copy)]
pub(in crate::gazetteer) struct Detail<'g>(pub(in crate::gazetteer) &'g [u8]);

impl<'g> Detail<'g> {
    /// The next number; 0 at the end.
    pub(in crate::gazetteer) fn number(&mut self) -> u64 {
        let (mut value, mut shift) = (0u64, 0);
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }

    /// The next number, where it has four bytes.
    pub(in crate::gazetteer) fn small(&mut self) -> u32 {
        u32::try_from(self.number()).unwrap_or(u32::MAX)
    }

    /// So many bytes; `None` where there are fewer.
    pub(in crate::gazetteer) fn bytes(&mut self, length: u64) -> Option<&'g [u8]> {
        let (bytes, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(bytes)
    }

    /// A string of so many bytes; empty where there is none.
    pub(in crate::gazetteer) fn text(&mut self, length: u64) -> &'g str {
        std::str::from_utf8(self.bytes(length).unwrap_or_default()).unwrap_or_default()
    }

    /// A length and so many bytes; `None` where there are fewer.
    pub(in crate::gazetteer) fn string_bytes(&mut self) -> Option<&'g [u8]> {
        let length = self.number();
        self.bytes(length)
    }

    /// Bytes that are left.
    pub(in crate::gazetteer) fn len(&self) -> usize {
        self.0.len()
    }

    pub(in crate::gazetteer) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A length and so many bytes.
    pub(in crate::gazetteer) fn string(&mut self) -> &'g str {
        let length = self.number();
        self.text(length)
    }
}

/// Appends a number.
pub(in crate::gazetteer) fn put_number(mut value: u64, out: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Appends bytes with their length.
pub(in crate::gazetteer) fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_number(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// The further columns of an entity with its cells.
#[derive(Debug, Clone, Copy)]
pub(in crate::gazetteer) struct Columns<'g> {
    pub(in crate::gazetteer) image: &'g Image,
    pub(in crate::gazetteer) rest: Detail<'g>,
}

impl<'g> Columns<'g> {
    /// Name of the column and cell, in the order of the names.
    pub(in crate::gazetteer) fn cells(mut self) -> impl Iterator<Item = (&'g str, &'g str)> {
        std::iter::from_fn(move || {
            if self.rest.0.is_empty() {
                return None;
            }
            let column = self.rest.small();
            Some((self.image.listed(Section::Columns, column), self.rest.string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Detail, put_bytes, put_number};

    #[test]
    fn numbers_and_strings_come_back() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut bytes = Vec::new();
        for number in numbers {
            put_number(number, &mut bytes);
            put_bytes("Ö".as_bytes(), &mut bytes);
        }
        let mut detail = Detail(&bytes);
        for number in numbers {
            assert_eq!((detail.number(), detail.string()), (number, "Ö"));
        }
        assert_eq!((detail.number(), detail.string()), (0, ""));
        assert_eq!(Detail(&[0xff; 30]).number(), u64::MAX);
    }
}
