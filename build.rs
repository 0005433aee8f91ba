//! A number for the sources that decide what a compiled gazetteer holds: a file that other sources made is compiled again.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders whose files decide: how words are read and folded, what is built in, how names are laid out.
const SOURCES: [&str; 4] = ["gazetteer", "src/gazetteer", "src/mention", "src/text"];

fn main() {
    let mut files = Vec::new();
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        add(&mut hash, file.to_string_lossy().replace('\\', "/").as_bytes());
        add(&mut hash, &fs::read(&file).unwrap_or_default());
    }
    println!("cargo::rustc-env=NISBA_SOURCES={hash:016x}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| ["rs", "tsv", "toml"].iter().any(|known| end == *known)) {
            files.push(path);
        }
    }
}

/// FNV-1a over some bytes and their number.
fn add(hash: &mut u64, bytes: &[u8]) {
    for byte in bytes.iter().copied().chain((bytes.len() as u64).to_le_bytes()) {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
