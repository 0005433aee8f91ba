//! Long files of many like entries: the text is made on all cores and written in order.

use rayon::prelude::*;
use std::io::{self, Write};

/// Entries of one piece of text: a megabyte or so, as threads take their time to wake up.
const PIECE: usize = 2048;
/// Pieces for each thread that are made while others are written.
const AHEAD: usize = 2;

/// Writes as many entries, in order: `entry` appends the text of the entry with that number. The next pieces are made while the last ones are
/// written, and never more of them than a few for each thread are held.
pub(super) fn write_pieces(count: usize, entry: impl Fn(usize, &mut String) + Sync, out: &mut dyn Write) -> io::Result<()> {
    let fill = |first: usize, pieces: &mut Vec<String>| {
        pieces.par_iter_mut().enumerate().for_each(|(place, text)| {
            let start = count.min(first + place * PIECE);
            text.clear();
            (start..count.min(start + PIECE)).for_each(|number| entry(number, text));
        });
    };
    let pieces = AHEAD * rayon::current_num_threads();
    // Memory is used again: to get it anew from the system takes as long as the text.
    let (mut ready, mut next) = (vec![String::new(); pieces], vec![String::new(); pieces]);
    for first in (0..count).step_by(PIECE * pieces) {
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| fill(first, &mut next));
            ready.iter().try_for_each(|text| out.write_all(text.as_bytes()))
        })?;
        std::mem::swap(&mut ready, &mut next);
    }
    ready.iter().try_for_each(|text| out.write_all(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn entries_come_in_order_whatever_the_number_of_threads() {
        for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 20 * PIECE + 7] {
            let mut expected = String::new();
            (0..count).for_each(|number| write!(expected, "{number} ").unwrap());
            for threads in [1, 2, 5] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                let mut out = Vec::new();
                pool.install(|| write_pieces(count, |number, text| write!(text, "{number} ").unwrap(), &mut out)).unwrap();
                assert!(out == expected.as_bytes(), "{count} entries, {threads} threads");
            }
        }
    }

    #[test]
    fn what_the_writer_reports_ends_the_work() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let written = write_pieces(100 * PIECE, |_, text| text.push('x'), &mut Full);
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
