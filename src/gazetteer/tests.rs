//! Packs as people write them: what loads, what wins, what is refused and with which words.

use super::{EntityIx, Gazetteer, NameIx, NameKind, Pack, built_in, check};
use crate::Error;
use std::fs;

/// A table by file name.
pub(super) type Table<'a> = (&'a str, &'a [u8]);

/// Writes tables into a folder of their own and opens it, or the one file whose name starts with `=`.
fn open(tables: &[Table]) -> Result<Pack, String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in tables {
        fs::write(folder.path().join(name.trim_start_matches('=')), text).unwrap();
    }
    let single = tables.iter().find_map(|(name, _)| name.strip_prefix('='));
    let path = single.map_or(folder.path().to_owned(), |name| folder.path().join(name));
    Pack::open(&path).map_err(|error| plain(&error, folder.path()))
}

/// A message without the folder of the test.
fn plain(error: &Error, folder: &std::path::Path) -> String {
    error.to_string().replace(&format!("{}/", folder.display()), "").replace(&folder.display().to_string(), "FOLDER")
}

pub(super) fn pack(tables: &[(&str, &str)]) -> Pack {
    open(&tables.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>()).unwrap()
}

/// The messages of a pack that does not load.
pub(super) fn faults(tables: &[Table]) -> Vec<String> {
    match open(tables) {
        Err(fault) => vec![fault],
        Ok(pack) => Gazetteer::load(&[pack])
            .unwrap_err()
            .iter()
            .map(|fault| fault.to_string().rsplit('/').next().unwrap_or_default().to_owned())
            .collect(),
    }
}

#[test]
fn every_refusal_names_file_line_and_column() {
    let entities: Table = ("entities.tsv", b"id\tname\nanna\tAnna Berg\nbert\tBert Kolk\nben\tBert Kolk\n");
    let cases: [(&[Table], &str); 27] = [
        (&[("=people.tsv", b"")], "people.tsv:1:1: no header line"),
        (&[("=people.tsv", b"# nothing\nname\t\tnote\n")], "people.tsv:2:6: a column without a name"),
        (&[("=people.tsv", b"name\tname\n")], "people.tsv:1:6: column \"name\" stands twice"),
        (&[("=people.tsv", b"# people\nlabel\tid\nAnna\ta\n")], "people.tsv:2:1: the header has no column \"name\""),
        (&[("names.tsv", b"name\tkind\nAnna\tweak\n")], "names.tsv:1:1: the header has no column \"entity\""),
        (&[("=people.tsv", "name\tid\nÖrjan\ta\tb\n".as_bytes())], "people.tsv:2:9: more cells than the 2 columns of the header"),
        (&[("=people.tsv", b"name\tid\n\tanna\n")], "people.tsv:2:1: the column \"name\" is empty or missing"),
        (&[("=people.tsv", b"name\n...\n")], "people.tsv:2:1: the name \"...\" has no letters: give the row an id"),
        (&[("=people.tsv", b"id\tname\na\tAnna\na\tBert\n")], "people.tsv:3:1: the id \"a\" stands in line 2 already, for \"Anna\""),
        (
            &[("=places.tsv", b"name\ttype\nNorthby\tcity\nNorthby\tcounty\n")],
            "places.tsv:3:1: \"Northby\" stands in line 2 already, as city: give one of the two an id",
        ),
        (&[("=people.tsv", b"name\tprominence\nAnna\thigh\n")], "people.tsv:2:6: \"high\" is no number of 0 or more"),
        (&[("=bad.tsv", b"name\nAnna\n\xc3\x84 \xff\n")], "bad.tsv:3:3: not UTF-8"),
        (&[("=people.csv", b"name,note\nAnna,a\nBert,b,c\n")], "people.csv:3:8: the row has 3 cells, the header 2"),
        (&[("=people.csv", b"name,type,note\n\"Berg, Anna\",person\n")], "people.csv:2:14: the row has 2 cells, the header 3"),
        (&[("=people.csv", b"# people\n\nname,prominence\n\"Anna\nBerg\",many\n")], "people.csv:4:7: \"many\" is no number of 0 or more"),
        (&[("=people.csv", b"label\nAnna\n")], "people.csv:1:1: the header has no column \"name\""),
        (&[("=people.csv", b"")], "people.csv:1:1: no header line"),
        (
            &[("=people.jsonl", b"{\"name\": \"Anna\"}\n{\"name\": \"\xc3\x84\" \"id\"}\n")],
            "people.jsonl:2:14: no JSON object: expected `,` or `}`",
        ),
        (&[("=people.jsonl", b"[1]\n")], "people.jsonl:1:1: no JSON object"),
        (
            &[("=people.jsonl", b"{\"name\": \"Anna\", \"prominence\": \"high\"}\n")],
            "people.jsonl:1:18: \"high\" is no number of 0 or more",
        ),
        (&[("=people.jsonl", b"{\"id\": \"anna\"}\n")], "people.jsonl:1:1: the column \"name\" is empty or missing"),
        (
            &[entities, ("names.tsv", b"name\tentity\tkind\nAnni\tanna\tnick\n")],
            "names.tsv:2:11: \"nick\" is none of strong, weak, short, acronym, demonym, metonym, native, former, part",
        ),
        (
            &[entities, ("names.tsv", b"name\tentity\nAnni\tannika\n")],
            "names.tsv:2:6: no entity has the id or the canonical name \"annika\"",
        ),
        (
            &[entities, ("names.tsv", b"name\tentity\nBertie\tBert Kolk\n")],
            "names.tsv:2:8: several entities are called \"Bert Kolk\": give an id",
        ),
        (
            &[entities, ("names.tsv", b"name\tentity\tfrom\nAnni\tanna\tMay 2024\n")],
            "names.tsv:2:11: \"May 2024\" is no date (2024, 2024-12 or 2024-12-08)",
        ),
        (
            &[entities, ("roles.tsv", b"person\ttitle\tof\tfrom\tuntil\nanna\tmayor\tbert\t2024-05\t2023\n")],
            "roles.tsv:2:25: ends (2023) before it starts (2024-05)",
        ),
        (&[entities, ("distinct.tsv", b"a\tb\treason\nanna\tAnna Berg\tno\n")], "distinct.tsv:2:6: an entity cannot differ from itself"),
    ];
    for (tables, message) in cases {
        assert_eq!(faults(tables), [message]);
    }
}

#[test]
fn packs_that_are_no_packs_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str| plain(&Pack::open(&folder.path().join(name)).unwrap_err(), folder.path());
    assert_eq!(refused("missing.tsv"), "missing.tsv: cannot read the gazetteer pack: No such file or directory");
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(
        refused("empty"),
        "empty: no gazetteer table (entities, names, roles, distinct, never, same, renames as .tsv, .csv or .jsonl) in this folder"
    );
    fs::write(folder.path().join("people.xlsx"), "").unwrap();
    assert_eq!(refused("people.xlsx"), "people.xlsx: a gazetteer pack is a .tsv, .csv or .jsonl table, or a folder of such tables");
}

#[test]
fn every_fault_is_reported_not_the_first_alone() {
    let tables: [Table; 2] = [
        ("entities.tsv", b"id\tname\nanna\tAnna\nanna\tBert\n"),
        ("names.tsv", b"name\tentity\tkind\nA\tx\t\nB\tanna\tnick\nC\tanna\tweak\n"),
    ];
    assert_eq!(faults(&tables).len(), 3);
}

/// Names of an entity as `text kind`.
pub(super) fn names(gazetteer: &Gazetteer, id: &str) -> Vec<String> {
    let entity = gazetteer.find_id(id).unwrap();
    gazetteer.names_of(entity).map(|name| format!("{} {}", name.text, name.kind.as_str())).collect()
}

#[test]
fn the_smallest_pack_is_a_list_of_names() {
    for (file, text) in
        [("=mine.tsv", "name\nCoastal Union\n"), ("=mine.csv", "name\nCoastal Union\n"), ("=mine.jsonl", "{\"name\": \"Coastal Union\"}\n")]
    {
        let gazetteer = Gazetteer::load(&[pack(&[(file, text)])]).unwrap();
        assert_eq!(names(&gazetteer, "coastal-union"), ["Coastal Union strong"], "{file}");
    }
}

#[test]
fn a_row_of_names_replaces_the_canonical_name() {
    let tables =
        [("entities.tsv", "id\tname\taliases\nx\tX\tX|X Corp\n"), ("names.tsv", "name\tentity\tkind\tnear\nX\tx\tweak\tplatform|post\n")];
    let gazetteer = Gazetteer::load(&[pack(&tables)]).unwrap();
    assert_eq!(names(&gazetteer, "x"), ["X weak", "X Corp strong"]);
    assert_eq!(gazetteer.name(NameIx(0)).near().collect::<Vec<_>>(), ["platform", "post"]);
}

#[test]
fn several_rows_for_one_name_stand_side_by_side() {
    let tables = [
        ("entities.tsv", "id\tname\npp\tAnnagrad\n"),
        (
            "names.tsv",
            "name\tentity\tkind\tfrom\tuntil\nAnka\tpp\tformer\t1914\t1924\nAnka\tpp\tformer\t1991\t\nAnnagrad\tpp\tformer\t1914\t1924\n",
        ),
    ];
    let gazetteer = Gazetteer::load(&[pack(&tables)]).unwrap();
    assert_eq!(names(&gazetteer, "pp"), ["Anka former", "Anka former", "Annagrad former"]);
}

#[test]
fn later_packs_win_and_keep_what_they_do_not_mention() {
    let first = [
        (
            "entities.tsv",
            "id\tname\ttype\taliases\tcountry\tprominence\tcolour\tiso\nland\tLandia\tcountry\t\t\t80\tred\tLX\nport\tPort Anna\tplace\tPA\tLX\t5\t\t\n",
        ),
        ("names.tsv", "name\tentity\tkind\nHaven\tport\tshort\nPort Anna\tport\tweak\n"),
    ];
    let second = [
        ("entities.tsv", "id\tname\tprominence\tcolour\nland\tLandia\t\tblue\nport\tNew Port Anna\t9\t\n"),
        ("names.tsv", "name\tentity\tkind\nHaven\tport\tstrong\n"),
        ("never.tsv", "text\tentity\treason\nHaven Street\tport\ta street\n"),
        ("distinct.tsv", "a\tb\treason\nport\tland\ta town and its state\n"),
    ];
    let gazetteer = Gazetteer::load(&[pack(&first), pack(&second)]).unwrap();
    let land = gazetteer.entity(gazetteer.find_id("land").unwrap());
    assert_eq!((land.type_name, land.prominence, land.attribute("colour")), ("country", 80, Some("blue")));
    let port = gazetteer.entity(gazetteer.find_id("port").unwrap());
    assert_eq!((port.name, port.prominence, port.country), ("New Port Anna", 9, gazetteer.find_id("land")));
    assert_eq!(names(&gazetteer, "port"), ["Haven strong", "New Port Anna strong", "PA acronym", "Port Anna weak"]);
    assert_eq!((gazetteer.never().len(), gazetteer.distinct().len()), (1, 1));
}

#[test]
fn a_users_pack_may_exclude_and_part_what_is_built_in() {
    let tables = [
        ("never.tsv", "text\tentity\treason\nParis Street\tParis\ta street\n"),
        ("distinct.tsv", "a\tb\treason\nsyria\tlebanon\ttwo states\n"),
        ("names.tsv", "name\tentity\tkind\nUSA\tunited-states\tweak\n"),
    ];
    let gazetteer = Gazetteer::load(&[built_in(), pack(&tables)]).unwrap();
    let paris = gazetteer.find_id("paris");
    assert!(gazetteer.never().any(|never| never.text == "Paris Street" && never.entity == paris));
    let pair = |a: EntityIx, b: EntityIx| gazetteer.distinct().any(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)));
    assert!(pair(gazetteer.find_id("syria").unwrap(), gazetteer.find_id("lebanon").unwrap()));
    let usa: Vec<NameKind> =
        gazetteer.names_of(gazetteer.find_id("united-states").unwrap()).filter(|name| name.text == "USA").map(|name| name.kind).collect();
    assert_eq!(usa, [NameKind::Weak]);
}

/// What the lint says of a pack beside the built-in one, a line each.
pub(super) fn findings(tables: &[(&str, &str)], alone: bool) -> Vec<String> {
    let mut packs = vec![pack(tables)];
    if !alone {
        packs.insert(0, built_in());
    }
    let gazetteer = Gazetteer::load(&packs).unwrap();
    check(&packs[packs.len() - 1], &gazetteer)
        .iter()
        .map(|finding| finding.to_string().rsplit('/').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_lint_finds_what_a_careful_reader_would() {
    let entities = "id\tname\ttype\taliases\tcountry\nanna\tAnna Berg\tperson\t\tNowhere\nbert\tBert Kolk\tperson\tanna berg\t\nport\tPort Anna\tplace\t\t\n";
    let names = "name\tentity\tkind\tfrom\tuntil\nHarbour\tbert\tmetonym\t\t\n!?\tbert\t\t\t\nHaven\tport\tstrong\t\t\nHaven\tanna\tstrong\t\t\n\
                 Port Anna\tanna\tmetonym\t\t\nPort Anna\tport\tstrong\t\t\nOld\tanna\tformer\t\t1990\nOld\tbert\tstrong\t1991\t\nOld\tbert\tstrong\t1991\t\n";
    let roles =
        "person\ttitle\tof\tfrom\tuntil\nanna\tMayor\tport\t2020\t2022-06\nbert\tmayor\tport\t2022-01\t\nbert\tmayor\tport\t2010\t2020\n";
    let distinct = "a\tb\treason\nanna\tbert\ttwo people\n";
    let never = "text\tentity\treason\nBert Kolk\tbert\tno\nHaven\tport\tno\n";
    let tables = [("entities.tsv", entities), ("names.tsv", names), ("roles.tsv", roles), ("distinct.tsv", distinct), ("never.tsv", never)];
    assert_eq!(
        findings(&tables, true),
        [
            "distinct.tsv:2:6: warning: both are called \"Anna Berg\": such mentions stay ambiguous unless one name is weak",
            "entities.tsv:2:24: warning: no entity has the id, ISO code or name \"Nowhere\"",
            "entities.tsv:3:23: error: \"anna berg\" is claimed by \"anna\" too (entities.tsv:2): make one of them weak or a metonym, give them dates, or rule one out in `never`",
            "names.tsv:2:1: warning: \"Harbour\" stands for \"bert\" but is no name of a place",
            "names.tsv:3:1: warning: rows are not sorted: this one belongs before line 2",
            "names.tsv:3:1: error: there is no word in the name \"!?\": it can never be found",
            "names.tsv:7:1: warning: repeats the canonical name",
            "names.tsv:8:1: warning: \"Old\" has only 3 letters: make it an acronym, which needs capitals, or weak, with `near` words",
            "names.tsv:9:1: warning: \"Old\" has only 3 letters: make it an acronym, which needs capitals, or weak, with `near` words",
            "names.tsv:10:1: warning: says again what line 9 says",
            "names.tsv:10:1: warning: \"Old\" has only 3 letters: make it an acronym, which needs capitals, or weak, with `near` words",
            "never.tsv:2:1: error: hides the canonical name of \"bert\": it can never be found by it",
            "never.tsv:3:1: warning: hides the strong name \"Haven\" of \"port\": one of the two rows is idle",
            "roles.tsv:3:17: warning: \"anna\" is mayor of \"port\" at the same time (line 2)",
            "roles.tsv:4:1: warning: rows are not sorted: this one belongs before line 3",
        ]
    );
}

#[test]
fn the_lint_names_weak_names_that_nothing_can_find_and_names_taken_elsewhere() {
    let tables = [("entities.tsv", "id\tname\nharbour\tHarbour\n"), ("names.tsv", "name\tentity\tkind\nHarbour\tharbour\tweak\n")];
    let dead =
        "names.tsv:2:1: error: the weak name \"Harbour\" can never be found: \"harbour\" has no other name, and no `near` words are given";
    assert_eq!(findings(&tables, true), [dead]);
    assert_eq!(
        findings(&[("=mine.tsv", "name\tid\nEgypt\tegypt-novel\n")], false),
        ["mine.tsv:2:1: warning: \"Egypt\" is a name of \"egypt\" too, which is not in this pack"]
    );
    assert_eq!(findings(&[("=mine.tsv", "name\nHarbour Union\n")], false), [""; 0]);
}
