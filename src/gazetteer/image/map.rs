//! The one place where a file becomes memory.
#![allow(unsafe_code, reason = "no file is safe from other programs while it is mapped")]

use memmap2::Mmap;
use std::fs::File;
use std::io;

/// Maps a file for reading.
pub(super) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the map is read only, and nothing keeps what it has once read there for granted: every offset and every string is checked
    // where it is used. This program never writes into a compiled gazetteer in place, but puts a new file in the place of the old one,
    // whose map stays whole. Another program that truncates the file meanwhile ends this one with a signal of the system.
    unsafe { Mmap::map(file) }
}
