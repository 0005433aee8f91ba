//! The cache saves work where it can, and never costs a run.

use super::{Cache, PackSource, WORTH_CACHING, compile, gazetteer};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A pack that is worth caching; the letter makes it another one.
fn large(folder: &Path, letter: char) -> PathBuf {
    let path = folder.join(format!("{letter}.tsv"));
    let mut rows = String::from("id\tname\ttype\taliases\n");
    for number in 0..WORTH_CACHING / 32 {
        writeln!(rows, "{letter}-{number}\tHarbour {letter} {number}\tplace\tPort {number}").unwrap();
    }
    fs::write(&path, rows).unwrap();
    path
}

fn open(paths: &[&Path]) -> Result<Vec<PackSource>, Error> {
    paths.iter().map(|path| PackSource::open(path)).collect()
}

fn through(cache: &Cache, paths: &[&Path]) -> Gazetteer {
    gazetteer(false, open(paths).unwrap(), Some(cache)).unwrap()
}

fn names(gazetteer: &Gazetteer) -> Vec<String> {
    gazetteer.names().map(|name| format!("{} {:?}", name.text, gazetteer.entity(name.entity).id)).collect()
}

/// The files in a folder, without its folders.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Sets back when a file was written.
fn age(path: &Path, days: u64) {
    let then = SystemTime::now() - Duration::from_secs(days * 24 * 60 * 60);
    fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
}

#[test]
fn the_second_run_takes_what_the_first_has_compiled() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, cache) = (large(folder.path(), 'a'), folder.path().join("some/where"));
    let first = through(&Cache::new(cache.clone()), &[&pack]);
    let [kept] = &files(&cache)[..] else { panic!("one file is kept") };
    age(kept, 3);
    let second = through(&Cache::new(cache.clone()), &[&pack]);
    assert_eq!(names(&first), names(&second));
    let used = fs::metadata(kept).unwrap().modified().unwrap();
    assert!(used.elapsed().is_ok_and(|age| age < Duration::from_secs(24 * 60 * 60)), "it was used");
    // The contents count, not the place.
    let moved = folder.path().join("moved.tsv");
    fs::rename(&pack, &moved).unwrap();
    through(&Cache::new(cache.clone()), &[&moved]);
    assert_eq!(files(&cache).len(), 1);
    // Another order, another choice of the built-in names, other contents: something else.
    let other = large(folder.path(), 'b');
    through(&Cache::new(cache.clone()), &[&moved, &other]);
    through(&Cache::new(cache.clone()), &[&other, &moved]);
    gazetteer(true, open(&[&moved]).unwrap(), Some(&Cache::new(cache.clone()))).unwrap();
    assert_eq!(files(&cache).len(), 4);
}

#[test]
fn a_damaged_file_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, cache) = (large(folder.path(), 'a'), folder.path().join("cache"));
    let wanted = names(&through(&Cache::new(cache.clone()), &[&pack]));
    let kept = files(&cache).remove(0);
    let whole = fs::read(&kept).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for damaged in [flipped.as_slice(), &whole[..1000], b"", b"something else"] {
        // As another program would: in place.
        fs::remove_file(&kept).unwrap();
        fs::write(&kept, damaged).unwrap();
        assert_eq!(names(&through(&Cache::new(cache.clone()), &[&pack])), wanted);
        assert_eq!(fs::read(&kept).unwrap(), whole);
    }
    assert_eq!(files(&cache).len(), 1);
}

#[test]
fn what_cannot_be_kept_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let pack = large(folder.path(), 'a');
    let file = folder.path().join("a file");
    fs::write(&file, "").unwrap();
    let wanted = names(&gazetteer(false, open(&[&pack]).unwrap(), None).unwrap());
    assert_eq!(names(&through(&Cache::new(file.join("below")), &[&pack])), wanted);
    assert_eq!(names(&through(&Cache::new("/proc/nowhere".into()), &[&pack])), wanted);
}

#[test]
fn small_packs_leave_no_files() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, cache) = (folder.path().join("small.tsv"), folder.path().join("cache"));
    fs::write(&pack, "name\nHarbour Union\n").unwrap();
    through(&Cache::new(cache.clone()), &[&pack]);
    assert!(!cache.exists());
}

#[test]
fn the_file_used_longest_ago_makes_room() {
    let folder = tempfile::tempdir().unwrap();
    let (packs, cache) = (['a', 'b', 'c'].map(|letter| large(folder.path(), letter)), folder.path().join("cache"));
    let roomy = Cache::new(cache.clone());
    through(&roomy, &[&packs[0]]);
    let oldest = files(&cache).remove(0);
    through(&roomy, &[&packs[1]]);
    for (days, file) in (2..).zip(files(&cache)) {
        age(&file, if file == oldest { 9 } else { days });
    }
    let size = fs::metadata(&oldest).unwrap().len();
    let (foreign, unfinished) = (cache.join("notes.txt"), cache.join(".nisba-x"));
    for file in [&foreign, &unfinished] {
        fs::write(file, "").unwrap();
        age(file, 30);
    }
    through(&Cache::new(cache.clone()).with_room(size * 5 / 2), &[&packs[2]]);
    assert!(!oldest.exists() && !unfinished.exists() && foreign.exists());
    assert_eq!(files(&cache).len(), 3);
    // The newest stays even where it is too large.
    through(&Cache::new(cache.clone()).with_room(1), &[&packs[0]]);
    assert!(oldest.exists() && files(&cache).len() == 2);
}

#[test]
fn a_compiled_file_is_taken_as_it_is_or_made_anew_from_its_packs() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (large(folder.path(), 'a'), large(folder.path(), 'b'));
    let (both, cache) = (folder.path().join("both.gaz"), Cache::new(folder.path().join("cache")));
    let written = compile(false, open(&[&a, &b]).unwrap(), &both).unwrap();
    let plain = names(&gazetteer(false, open(&[&a, &b]).unwrap(), None).unwrap());
    assert_eq!((names(&written), names(&through(&cache, &[&both]))), (plain.clone(), plain.clone()));
    assert!(!folder.path().join("cache").exists(), "nothing had to be compiled");
    // With the built-in names, or beside another pack, its own packs are compiled again.
    let with_built_in = |paths: &[&Path]| names(&gazetteer(true, open(paths).unwrap(), Some(&cache)).unwrap());
    assert_eq!(with_built_in(&[&both]), with_built_in(&[&a, &b]));
    let mine = folder.path().join("mine.tsv");
    fs::write(&mine, "id\tname\naa\tMine\na-1\tHarbour One\n").unwrap();
    assert_eq!(names(&through(&cache, &[&both, &mine])), names(&gazetteer(false, open(&[&a, &b, &mine]).unwrap(), None).unwrap()));
    // And a compiled file may go into another.
    let again = folder.path().join("again.gaz");
    compile(false, open(&[&both, &mine]).unwrap(), &again).unwrap();
    assert_eq!(names(&through(&cache, &[&again])), names(&through(&cache, &[&a, &b, &mine])));
}

#[test]
fn faults_of_packs_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, out) = (folder.path().join("bad.tsv"), folder.path().join("bad.gaz"));
    fs::write(&pack, "name\tprominence\nAnna\thigh\nBert\tlow\n").unwrap();
    let faults = compile(true, open(&[&pack]).unwrap(), &out).unwrap_err();
    assert_eq!((faults.len(), out.exists()), (2, false));
    fs::write(&out, "what was there").unwrap();
    compile(true, open(&[&pack]).unwrap(), &out).unwrap_err();
    assert_eq!(fs::read(&out).unwrap(), b"what was there");
}
