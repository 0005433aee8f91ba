//! Stores from outside: killed, refused, out of room.

use crate::{err, names, nisba, out, run, status};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Documents that take a moment; `edition` changes one in three of them.
fn corpus(folder: &Path, documents: usize, edition: usize) {
    let people = ["Emmanuel Macron", "Olaf Scholz", "Giorgia Meloni", "Narendra Modi", "Fumio Kishida", "Volodymyr Zelensky"];
    let places = ["Berlin", "Rome", "Tokyo", "Warsaw", "Kyiv"];
    let mut lines = String::new();
    for number in 0..documents {
        let edition = if number % 3 == 0 { edition } else { 0 };
        let mut text = String::new();
        for sentence in 0..12 {
            let pick = |step: usize| (number * 7 + sentence * 3 + edition * 5 + step) % people.len();
            let (one, other, place) = (people[pick(0)], people[pick(1 + sentence % 4)], places[(number + sentence) % places.len()]);
            let verb = ["met", "criticised", "plans to meet", "thanked"][(number + sentence + edition) % 4];
            let _ = write!(text, "{one} {verb} {other} in {place} on day {number}. ");
        }
        let _ = writeln!(lines, r#"{{"id":"{number}","date":"2024-05-{:02}","text":"{text}"}}"#, number % 28 + 1);
    }
    fs::write(folder.join("news.jsonl"), lines).expect("a corpus");
}

/// The graph of a store as the `.json` export has it.
fn json(folder: &Path, store: &str) -> Vec<u8> {
    let exported = run(folder, &["export", store, "-q", "-o", "seen.json"]);
    assert_eq!(status(&exported), 0, "{}", err(&exported));
    fs::read(folder.join("seen.json")).expect("the export")
}

fn build(folder: &Path, store: &str) {
    let built = run(folder, &["build", "news.jsonl", "-q", "-o", store]);
    assert_eq!(status(&built), 0, "{}", err(&built));
}

#[test]
fn a_killed_build_leaves_the_store_as_it_was_or_as_it_is_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    corpus(folder, 200, 0);
    build(folder, "old.nisba");
    let old = json(folder, "old.nisba");
    corpus(folder, 240, 1);
    let started = std::time::Instant::now();
    build(folder, "new.nisba");
    let whole = started.elapsed();
    let new = json(folder, "new.nisba");
    assert_ne!(old, new);
    let (mut before, mut killed) = (0, 0);
    for moment in 0..20_u32 {
        // Every other time there is no store yet.
        let fresh = moment % 2 == 1;
        let store = format!("case{moment}.nisba");
        if !fresh {
            fs::copy(folder.join("old.nisba"), folder.join(&store)).expect("a copy");
        }
        let mut child = nisba(folder).args(["build", "news.jsonl", "-q", "-o", &store]).spawn().expect("the program starts");
        // Moments all over the run, in no even steps; the last ones when it may be done.
        std::thread::sleep(whole * (moment * 7 % 20 + 1) / 20 + Duration::from_micros(u64::from(moment) * 377));
        child.kill().expect("it is killed, or done");
        killed += usize::from(!child.wait().expect("it ends").success());
        if folder.join(&store).exists() {
            let seen = json(folder, &store);
            assert!(seen == new || (!fresh && seen == old), "moment {moment}: neither before nor after");
            before += usize::from(seen != new);
            let verified = run(folder, &["verify", &store, "news.jsonl", "-q"]);
            assert!(seen != new || status(&verified) == 0, "{}", err(&verified));
        } else {
            assert!(fresh);
            before += 1;
        }
        build(folder, &store);
        assert!(json(folder, &store) == new, "moment {moment}: the next build gives the same");
    }
    assert!(killed > 0 && before > 0, "the test kills too late: {killed} killed, {before} before the end");
    let stray: Vec<_> = names(folder).into_iter().filter(|name| name.starts_with('.') || name.ends_with("-journal")).collect();
    assert!(stray.is_empty(), "{stray:?}");
}

#[cfg(unix)]
#[test]
fn a_store_answers_in_the_words_of_the_graph() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let people = ["Emmanuel Macron", "Olaf Scholz", "Giorgia Meloni", "Narendra Modi", "Volodymyr Zelensky"];
    let mut lines = String::new();
    for (number, one) in (0..).zip(people.iter().cycle()).take(40) {
        let other = people[(number + 1 + number / people.len() % 4) % people.len()];
        let verb = ["met", "plans to meet", "criticised", "denied meeting", "and"][number / 3 % 5];
        let date = if number % 6 == 0 { String::new() } else { format!(r#""date":"2024-05-{:02}","#, number / 2 + 1) };
        let _ = writeln!(lines, r#"{{"id":"{number}",{date}"text":"{one} {verb} {other} in Berlin."}}"#);
        let _ = writeln!(lines, r#"{{"id":"{number}b",{date}"text":"{one} {verb} {other}."}}"#);
    }
    fs::write(folder.join("news.jsonl"), lines).expect("a corpus");
    build(folder, "case.nisba");
    json(folder, "case.nisba");
    let questions = [
        "show NAME --links 1 --sentences 1",
        "show NAME --links 2",
        "show NAME --links 1 --format json",
        "show NAME --format json",
        "show NAME",
        "timeline NAME --latest 7",
        "timeline NAME --latest 40 --relation meet --facts --format json",
        "timeline NAME --cooccurrence --since 2024-05-20",
        "timeline NAME --relation attack",
        "path NAME Modi -k 4 --no-cooccurrence",
        "path NAME Modi --relation meet,accuse --format json",
        "path NAME Zelensky --min-weight 9",
        "path NAME Zelensky --since 2024-05-12",
        "path NAME Scholz --min-weight 2",
    ];
    let mut seen = 0;
    for name in ["Macron", "Berlin", "Olaf Scholz", "nobody"] {
        for question in questions {
            let answer = |graph: &str| {
                let mut words: Vec<&str> = question.split(' ').collect();
                words[1] = name;
                words.insert(1, graph);
                let answer = run(folder, &words);
                (status(&answer), out(&answer), err(&answer))
            };
            let answers = ["case.nisba", "seen.json"].map(answer);
            // What differs is shown, and not all of it.
            let lines = answers.each_ref().map(|(_, out, _)| out.lines().collect::<Vec<_>>());
            let differs = lines[0].iter().zip(&lines[1]).find(|(store, graph)| store != graph);
            assert!(answers[0] == answers[1], "{question}: {differs:?}");
            seen += usize::from(answers[0].1.contains("--links 0") || answers[0].1.contains("--latest 0"));
        }
    }
    assert!(seen > 5, "little was left out: {seen}");
}

#[test]
fn no_room_and_no_right_to_write_lose_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    corpus(folder, 60, 0);
    build(folder, "case.nisba");
    let before = fs::read(folder.join("case.nisba")).expect("the store");
    corpus(folder, 400, 1);
    for store in ["case.nisba", "new.nisba"] {
        let program = env!("CARGO_BIN_EXE_nisba");
        // No file may grow beyond some blocks: to the program that is a disk without room.
        let script = format!("trap '' XFSZ; ulimit -f 300; exec '{program}' build news.jsonl -o {store}");
        let full =
            std::process::Command::new("sh").args(["-c", &script]).current_dir(folder).env("NISBA_CACHE", "").output().expect("a shell");
        assert_eq!(status(&full), 2, "{}", err(&full));
        assert!(err(&full).contains("the store is as it was before"), "{}", err(&full));
    }
    assert_eq!(names(folder), ["case.nisba", "news.jsonl"]);
    assert!(fs::read(folder.join("case.nisba")).expect("the store") == before);
    fs::set_permissions(folder.join("case.nisba"), fs::Permissions::from_mode(0o444)).expect("read-only");
    for arguments in
        [&["build", "news.jsonl", "-o", "case.nisba"][..], &["add", "case.nisba", "news.jsonl"], &["remove", "case.nisba", "1"]]
    {
        let refused = run(folder, arguments);
        assert_eq!(status(&refused), 2);
        assert!(err(&refused).contains("case.nisba: cannot write: the file is read-only"), "{}", err(&refused));
    }
    assert_eq!(names(folder), ["case.nisba", "news.jsonl"]);
    assert!(fs::read(folder.join("case.nisba")).expect("the store") == before);
    json(folder, "case.nisba");
}
