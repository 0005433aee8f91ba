//! The program from outside: transcripts of whole commands in `tests/cmd/*.md`, and what a transcript cannot show.

#[path = "cli/readme.rs"]
mod readme;
#[path = "cli/store.rs"]
mod store;
#[path = "cli/transcript.rs"]
mod transcript;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program, in a folder, away from what the machine says about colours and widths.
pub(crate) fn nisba(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
    command.current_dir(folder).env_remove("COLUMNS").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
    command.env("NISBA_CACHE", "");
    command
}

/// An empty folder with a copy of the sample corpus.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    fs::create_dir(folder.path().join("seeds")).expect("a folder for the corpus");
    for entry in fs::read_dir(seeds).expect("the sample corpus") {
        let path = entry.expect("a file of the sample corpus").path();
        fs::copy(&path, folder.path().join("seeds").join(path.file_name().expect("a name"))).expect("a copy");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    nisba(folder).args(arguments).output().expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The three sentences that most tests read.
fn three(folder: &Path) {
    fs::write(folder.join("a.txt"), "Marco Rubio met Asaad al-Shaibani in Paris.\n").expect("a file");
    fs::write(folder.join("b.txt"), "Donald Trump met Marco Rubio.\n").expect("a file");
    fs::write(folder.join("c.txt"), "Asaad al-Shaibani visited Moscow.\n").expect("a file");
}

#[test]
fn transcripts() {
    transcript::check();
}

#[test]
fn the_main_job_works_on_the_sample_corpus() {
    let folder = folder();
    let built = run(folder.path(), &["build", "seeds", "-o", "graph.graphml", "-o", "graph.dot", "-o", "graph.json"]);
    assert_eq!(status(&built), 0, "{}", err(&built));
    assert!(err(&built).contains("Read 5 documents with "), "{}", err(&built));
    assert!(["graph.graphml", "graph.dot", "graph.json"].iter().all(|name| folder.path().join(name).is_file()));
    for input in ["seeds", "graph.json"] {
        let shown = run(folder.path(), &["show", input, "al-Shibani"]);
        assert_eq!(status(&shown), 0, "{}", err(&shown));
        for words in
            ["Asaad al-Shaibani", "foreign minister", "of Syria, since 2024-12-21", "Ron Dermer", "Paris", "02-border-talks.txt, sentence"]
        {
            assert!(out(&shown).contains(words), "{words} is not in\n{}", out(&shown));
        }
        assert!(!out(&shown).contains('\x1b'), "colour in a pipe");
    }
    let verified = run(folder.path(), &["verify", "graph.json", "seeds"]);
    assert_eq!(status(&verified), 0, "{}", out(&verified));
}

#[test]
fn deleting_a_line_undoes_a_decision() {
    let folder = tempfile::tempdir().unwrap();
    three(folder.path());
    let built = |out: &str| {
        let output = run(folder.path(), &["build", "-q", "a.txt", "b.txt", "c.txt", "-o", "case.json", "-o", out]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        ["case.json", out].map(|name| fs::read(folder.path().join(name)).unwrap())
    };
    let before = built("case.graphml");
    let why = ["--reason", "a test <b>\"&", "--date", "2026-05-01"];
    let decisions: [(&[&str], &str); 4] = [
        (&["same", "case.json", "Trump", "Rubio"], "same.tsv"),
        (&["different", "case.json", "Rubio", "al-Shibani"], "distinct.tsv"),
        (&["drop", "case.json", "Paris", "--entity", "paris"], "never.tsv"),
        (&["rename", "case.json", "Moscow", "Moskva <i>'\"&"], "renames.tsv"),
    ];
    for (decision, table) in decisions {
        let told = run(folder.path(), &[decision, &why].concat());
        assert_eq!(status(&told), 0, "{}", err(&told));
        let path = folder.path().join("case.overlay").join(table);
        let written = fs::read_to_string(&path).unwrap();
        // Two that were two before are so after.
        assert_eq!(built("case.graphml") == before, decision[0] == "different", "{decision:?}");
        let without: Vec<&str> = written.lines().take(written.lines().count() - 1).collect();
        fs::write(&path, without.join("\n")).unwrap();
        assert!(built("case.graphml") == before, "{decision:?} leaves nothing behind");
    }
    // The folder is a pack like others, and the order of packs decides.
    assert_eq!(status(&run(folder.path(), &[&["same", "case.json", "Trump", "Rubio"][..], &why].concat())), 0);
    let whole = built("case.graphml");
    let output = run(folder.path(), &["build", "-q", "a.txt", "b.txt", "c.txt", "-g", "case.overlay", "-o", "other.json"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(fs::read(folder.path().join("other.json")).unwrap() == whole[0]);
}

#[test]
fn neither_threads_nor_the_order_of_arguments_change_a_byte() {
    let folder = folder();
    let mut files: Vec<String> =
        names(&folder.path().join("seeds")).iter().filter(|name| name.starts_with('0')).map(|name| format!("seeds/{name}")).collect();
    let mut results = Vec::new();
    for (number, threads) in ["1", "2", "4"].into_iter().enumerate() {
        let (json, csv, graphml) = (format!("{number}.json"), format!("{number}.csv"), format!("{number}.graphml"));
        let mut arguments = vec!["build", "-q", "--threads", threads, "-o", &json, "-o", &csv, "-o", &graphml];
        arguments.extend(files.iter().map(String::as_str));
        assert_eq!(status(&run(folder.path(), &arguments)), 0);
        let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
        results.push([read(&json), read(&graphml), read(&format!("{csv}/edges.csv")), read(&format!("{csv}/evidence.csv"))]);
        files.rotate_left(2);
    }
    assert!(results.iter().all(|result| *result == results[0]));
    let annotated = ["1", "2", "4"].map(|threads| run(folder.path(), &["annotate", "-q", "seeds", "--threads", threads]).stdout);
    assert!(!annotated[0].is_empty() && annotated.iter().all(|lines| *lines == annotated[0]));
}

#[test]
fn equal_names_in_two_folders_give_the_same_graph_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("x", "Marco Rubio met Asaad al-Shaibani."), ("y", "Donald Trump met Marco Rubio in Riyadh.")] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("same.txt"), text).unwrap();
    }
    for (arguments, out) in [(["x", "y", "x/same.txt"], "1.json"), (["x/same.txt", "y", "x"], "2.json")] {
        let built = run(folder.path(), &[&["build", "-o", out][..], &arguments[..]].concat());
        assert_eq!(status(&built), 0);
        assert!(err(&built).contains("1 file is named twice and read once"), "{}", err(&built));
    }
    let [one, two] = ["1.json", "2.json"].map(|name| fs::read_to_string(folder.path().join(name)).unwrap());
    assert_eq!(one, two);
    assert!(one.contains("same.txt#2"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder();
    let lines = "{\"text\":\"Marco Rubio met Asaad al-Shaibani in Paris.\"}\n".repeat(20_000);
    fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    let mut child = nisba(folder.path())
        .args(["annotate", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"id\":\"many.jsonl:1\""), "{line}");
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn standard_input_is_a_text_or_json_lines() {
    let folder = tempfile::tempdir().unwrap();
    let annotate = |text: &[u8]| {
        let mut child = nisba(folder.path())
            .args(["annotate", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        child.stdin.take().unwrap().write_all(text).unwrap();
        child.wait_with_output().unwrap()
    };
    let text = annotate(b"Marco Rubio met Asaad al-Shaibani.\n");
    assert_eq!((status(&text), out(&text).lines().count()), (0, 1));
    assert!(out(&text).starts_with("{\"id\":\"-\""));
    let lines = annotate(b"{\"id\":\"x\",\"text\":\"Marco Rubio met Asaad al-Shaibani.\"}\n\n{\"id\":\"y\",\"text\":\"Nothing.\"}\n");
    assert_eq!((status(&lines), out(&lines).lines().count()), (0, 2));
    assert!(out(&lines).starts_with("{\"id\":\"x\""));
    let nothing = annotate(b"");
    assert_eq!((status(&nothing), err(&nothing).as_str()), (2, "skipped: -: empty\nerror: no document could be read\n"));
}

#[test]
fn bytes_that_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    three(folder.path());
    fs::write(folder.path().join("latin.txt"), b"Le p\xE8re de Marco Rubio a d\xE9cid\xE9 de partir apr\xE8s la gr\xE8ve \xE0 Paris.\n")
        .unwrap();
    let latin = run(folder.path(), &["annotate", "latin.txt"]);
    assert_eq!((status(&latin), err(&latin).as_str()), (0, "note: latin.txt: not UTF-8, read as windows-1252\n"));
    assert!(out(&latin).contains("\"entity\":\"paris\""));
    fs::write(folder.path().join("nul.txt"), b"Marco\0Rubio").unwrap();
    for (arguments, expected) in
        [(&["build", "a.txt", "nul.txt", "-q", "-o", "g.json"][..], 3), (&["build", "nul.txt", "-q", "-o", "h.json"], 2)]
    {
        let built = run(folder.path(), arguments);
        assert_eq!(status(&built), expected);
        assert!(err(&built).starts_with("skipped: nul.txt: binary file (NUL byte at offset 5)\n"), "{}", err(&built));
    }
    let strict = run(folder.path(), &["build", "a.txt", "nul.txt", "-q", "-o", "h.json", "--strict"]);
    assert_eq!(status(&strict), 2);
    assert!(!folder.path().join("h.json").exists());
    let found = run(folder.path(), &["show", ".", "Rubio", "-q"]);
    assert_eq!((status(&found), out(&found).starts_with("Marco Rubio  person")), (3, true), "{}", err(&found));
}

#[test]
fn one_endless_line_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let line = "Marco Rubio met Asaad al-Shaibani in Paris, and the rain went on and on ".repeat(20_000);
    fs::write(folder.path().join("long.txt"), line).unwrap();
    fs::write(folder.path().join("x.txt"), "x".repeat(2_000_000)).unwrap();
    let built = run(folder.path(), &["build", "long.txt", "x.txt", "-o", "g.json"]);
    assert_eq!(status(&built), 0, "{}", err(&built));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    three(folder.path());
    std::os::unix::fs::symlink("/dev/full", folder.path().join("full.json")).unwrap();
    let built = run(folder.path(), &["build", "a.txt", "-q", "-o", "full.json", "-o", "whole.json"]);
    assert_eq!((status(&built), err(&built).as_str()), (2, "error: full.json: cannot write: No space left on device\n"));
    assert!(fs::read_to_string(folder.path().join("whole.json")).unwrap().ends_with("]}\n"));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let shown = nisba(folder.path()).args(["show", "a.txt", "Rubio"]).stdout(full).output().unwrap();
    assert_eq!((status(&shown), err(&shown).as_str()), (2, "error: cannot write to standard output: No space left on device\n"));
}

#[test]
fn outputs_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    three(folder.path());
    fs::create_dir(folder.path().join("is.json")).unwrap();
    fs::create_dir(folder.path().join("mine.csv")).unwrap();
    fs::write(folder.path().join("mine.csv").join("diary.txt"), "").unwrap();
    let arguments = ["build", "a.txt", "-q", "-o", "is.json", "-o", "mine.csv", "-o", "a.txt/g.json", "-o", "none/g.dot", "-o", "good.dot"];
    let built = run(folder.path(), &arguments);
    assert_eq!(status(&built), 2);
    assert_eq!(
        err(&built),
        "error: a.txt/g.json: a.txt is no folder\n\
         error: none/g.dot: cannot write: the folder none: No such file or directory\n\
         error: is.json: is a folder; a file was to be written\n\
         error: mine.csv: holds \"diary.txt\", which would be lost; choose another name\n"
    );
    assert_eq!(names(folder.path()), ["a.txt", "b.txt", "c.txt", "good.dot", "is.json", "mine.csv"]);
}

#[test]
fn a_drawing_too_large_to_read_comes_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let letters = |number: usize| {
        [number / 676, number / 26, number].map(|part| char::from(b'a' + u8::try_from(part % 26).unwrap())).into_iter().collect::<String>()
    };
    let name = |number: usize| format!("Xa{0} Yo{0}", letters(number));
    let pack = (0..1600).map(|number| name(number) + "\tperson\n").collect::<String>();
    fs::write(folder.path().join("pack.tsv"), format!("name\ttype\n{pack}")).unwrap();
    let text = (0..800).map(|number| [name(2 * number), name(2 * number + 1)].join(" met ") + ".\n\n").collect::<String>();
    fs::write(folder.path().join("doc.txt"), text).unwrap();
    let build = |more: &[&str]| run(folder.path(), &[&["build", "doc.txt", "-g", "pack.tsv", "--only-gazetteer"][..], more].concat());
    let large = build(&["-o", "g.dot", "-o", "g.graphml"]);
    assert_eq!(status(&large), 0);
    assert_eq!(err(&large).matches("warning: g.dot has 1,600 entities; ").count(), 1, "{}", err(&large));
    assert!(err(&large).contains("--top 300"));
    assert!(!err(&build(&["-o", "g.dot", "--top", "100"])).contains("warning"));
    assert_eq!(err(&build(&["-o", "g.dot", "-q"])), "");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    three(folder.path());
    let show = |name: &str, value: &str| {
        let output = nisba(folder.path()).args(["show", "a.txt", "Rubio"]).env(name, value).output().unwrap();
        out(&output)
    };
    assert!(show("CLICOLOR_FORCE", "1").contains("\x1b[1mMarco Rubio\x1b[0m"));
    assert!(show("CLICOLOR_FORCE", "1").contains("\x1b[4mmet\x1b[0m"), "the words of the relation are set off");
    assert!(!show("NO_COLOR", "1").contains('\x1b'));
    let narrow = show("COLUMNS", "44");
    assert!(narrow.lines().all(|line| line.chars().count() <= 44), "{narrow}");
}

#[test]
fn every_command_has_help_with_examples() {
    let folder = tempfile::tempdir().unwrap();
    let commands = ["build", "show", "path", "why", "annotate", "export", "verify", "completions"];
    let gazetteer = ["check", "explain", "match"];
    let all = commands.iter().map(|name| vec![*name]).chain(gazetteer.iter().map(|name| vec!["gazetteer", *name]));
    for mut arguments in all {
        arguments.push("--help");
        let help = run(folder.path(), &arguments);
        let examples = out(&help).lines().filter(|line| line.trim_start().starts_with("nisba ") || line.contains("| nisba ")).count();
        assert!(status(&help) == 0 && out(&help).contains("Examples:"), "{arguments:?}");
        assert!((2..=5).contains(&examples), "{arguments:?}: {examples} examples\n{}", out(&help));
    }
}

#[test]
fn completions_for_the_usual_shells() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(folder.path(), &["completions", shell]);
        assert!(status(&script) == 0 && out(&script).contains("no-cooccurrence"), "{shell}");
    }
}

#[test]
fn compiled_packs_say_what_their_tables_say() {
    let folder = folder();
    let here = folder.path();
    fs::write(here.join("people.tsv"), "name\ttype\taliases\tcountry\nHarbour Union\torganization\tHU\tFR\nal-Shaibani\tperson\t\t\n")
        .expect("a file");
    fs::write(here.join("mine.tsv"), "id\tname\ttype\nharbour-union\tUnion of the Harbour\tgroup\n").expect("a file");
    fs::write(here.join("a.txt"), "The HU met Asaad al-Shaibani in Paris. The Union of the Harbour praised Rubio.\n").expect("a file");
    for (file, options) in [("all.gaz", &[][..]), ("alone.gaz", &["--only-gazetteer"])] {
        let compiled = run(here, &[&["gazetteer", "compile", "people.tsv", "-o", file], options].concat());
        assert_eq!(status(&compiled), 0, "{}", err(&compiled));
    }
    for options in [&[][..], &["--only-gazetteer"], &["-g", "mine.tsv"], &["-g", "seeds/../mine.tsv", "--only-gazetteer"]] {
        let annotated = |pack: &str| run(here, &[&["annotate", "a.txt", "seeds", "-g", pack], options].concat());
        let plain = annotated("people.tsv");
        assert!(status(&plain) == 0 && out(&plain).contains("harbour-union"), "{}", err(&plain));
        for file in ["all.gaz", "alone.gaz"] {
            let compiled = annotated(file);
            assert_eq!((out(&compiled), err(&compiled)), (out(&plain), err(&plain)), "{file} {options:?}");
        }
    }
}

#[test]
fn compiled_files_that_are_damaged_are_refused_by_name() {
    let folder = folder();
    let here = folder.path();
    fs::write(here.join("people.tsv"), "name\nHarbour Union\n").expect("a file");
    fs::write(here.join("a.txt"), "The Harbour Union met.\n").expect("a file");
    assert_eq!(status(&run(here, &["gazetteer", "compile", "people.tsv", "-o", "names.gaz"])), 0);
    let whole = fs::read(here.join("names.gaz")).expect("the file");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let mut newer = whole.clone();
    newer[8] = 0xff;
    for (damaged, words) in [(&whole[..whole.len() / 2], "cut short"), (&flipped, "damaged"), (&newer, "a newer version of nisba")] {
        fs::write(here.join("names.gaz"), damaged).expect("a file");
        for command in [&["annotate", "a.txt", "-g", "names.gaz"][..], &["gazetteer", "compile", "names.gaz", "-o", "names.gaz"]] {
            let refused = run(here, command);
            assert_eq!((status(&refused), out(&refused)), (2, String::new()));
            assert!(err(&refused).starts_with("error: names.gaz: ") && err(&refused).contains(words), "{}", err(&refused));
        }
    }
}

#[test]
fn large_packs_are_kept_where_the_environment_says() {
    let folder = folder();
    let here = folder.path();
    let rows: Vec<String> = (0..20_000).map(|number| format!("Harbour Union {number}\n")).collect();
    fs::write(here.join("large.tsv"), format!("name\n{}", rows.concat())).expect("a file");
    fs::write(here.join("a.txt"), "The Harbour Union 77 met.\n").expect("a file");
    let annotated = |cache: &str| {
        let output =
            nisba(here).args(["annotate", "a.txt", "-g", "large.tsv"]).env("NISBA_CACHE", cache).output().expect("the program runs");
        assert_eq!(status(&output), 0, "{}", err(&output));
        out(&output)
    };
    let first = annotated("kept");
    assert!(first.contains("harbour-union-77"), "{first}");
    let [file] = &names(&here.join("kept"))[..] else { panic!("one file is kept") };
    assert_eq!([annotated("kept"), annotated(""), annotated("a.txt/not")], [first.clone(), first.clone(), first.clone()]);
    fs::write(here.join("kept").join(file), "something else").expect("a file");
    assert_eq!(annotated("kept"), first);
    assert_eq!(names(&here.join("kept")).len(), 1);
}
