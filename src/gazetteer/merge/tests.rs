//! What people decide of entities: which are one, which are not, what one is called.

use crate::gazetteer::tests::{Table, faults, findings, names, pack};
use crate::gazetteer::{Gazetteer, built_in};

const PEOPLE: &str = "id\tname\ttype\taliases\tcountry\tprominence\tcolour\twikidata\n\
    alba\tAlba Moreno\tperson\tLa Alba\t\t4\tred\t\n\
    bruno\tBruno Lind\tperson\t\tland\t9\tblue\tQ2\n\
    carla\tCarla Dietz\tperson\t\t\t\t\t\n\
    dora\tDora Falk\tperson\t\t\t\t\t\n\
    land\tLandia\tcountry\t\t\t\t\t\n\
    moreno\tA. Moreno\tperson\tMoreno of Landia\tland\t7\tgreen\tQ7\n";

/// What is left of the entities: id, canonical name, and who is one with it.
fn left(packs: &[&[(&str, &str)]]) -> Vec<String> {
    let packs: Vec<_> = packs.iter().map(|tables| pack(tables)).collect();
    let gazetteer = Gazetteer::load(&packs).unwrap();
    let entities = gazetteer.entities().map(|(_, entity)| {
        let others = entity.same_as().collect::<Vec<_>>().join(" ");
        format!("{} {} [{others}]", entity.id, entity.name)
    });
    entities.collect()
}

#[test]
fn the_first_named_takes_everything_that_the_second_has() {
    let tables = [
        ("entities.tsv", PEOPLE),
        ("names.tsv", "name\tentity\tkind\nMoreno\tA. Moreno\tshort\n"),
        ("roles.tsv", "person\ttitle\tof\nmoreno\tmayor\tland\n"),
        ("never.tsv", "text\tentity\treason\nMoreno Street\tmoreno\ta street\n"),
        ("distinct.tsv", "a\tb\treason\nmoreno\tbruno\ttwo people\n"),
        ("same.tsv", "a\tb\treason\tdate\nalba\tmoreno\tone passport\t2026-05-01\n"),
    ];
    let gazetteer = Gazetteer::load(&[pack(&tables)]).unwrap();
    assert_eq!(gazetteer.find_id("moreno"), None);
    let place = gazetteer.find_id("alba").unwrap();
    let alba = gazetteer.entity(place);
    assert_eq!((alba.name, alba.type_name, alba.prominence), ("Alba Moreno", "person", 7));
    assert_eq!((alba.country, alba.wikidata, alba.attribute("colour")), (gazetteer.find_id("land"), Some("Q7"), Some("red")));
    assert_eq!(alba.same_as().collect::<Vec<_>>(), ["moreno"]);
    let listed = names(&gazetteer, "alba");
    for name in ["A. Moreno strong", "Alba Moreno strong", "La Alba strong", "Moreno of Landia strong", "Moreno short"] {
        assert!(listed.iter().any(|listed| listed == name), "{name} is not in {listed:?}");
    }
    assert_eq!(gazetteer.roles_of(place).map(|role| role.title).collect::<Vec<_>>(), ["mayor"]);
    assert!(gazetteer.never().any(|never| never.entity == Some(place) && never.text == "Moreno Street"));
    let pair = gazetteer.distinct().next().map(|pair| [pair.a, pair.b].map(|entity| gazetteer.entity(entity).id));
    assert_eq!(pair, Some(["alba", "bruno"]));
}

#[test]
fn entities_of_two_packs_and_built_in_ones_can_be_one() {
    let mine =
        [("entities.tsv", "id\tname\ttype\nq1\tDamascus on the river\tplace\n"), ("same.tsv", "a\tb\treason\ndamascus\tq1\tone city\n")];
    let gazetteer = Gazetteer::load(&[built_in(), pack(&mine)]).unwrap();
    assert_eq!(gazetteer.find_id("q1"), None);
    assert!(names(&gazetteer, "damascus").iter().any(|name| name == "Damascus on the river strong"));
    let two = [("same.tsv", "a\tb\treason\nbeirut\tdamascus\ta test\n")];
    let gazetteer = Gazetteer::load(&[built_in(), pack(&two)]).unwrap();
    let beirut = gazetteer.find_id("beirut").unwrap();
    assert!(gazetteer.find_name("Damascus").contains(&beirut));
    // Everything that pointed at later entities still does.
    let france = gazetteer.find_id("france");
    assert_eq!(gazetteer.entity(gazetteer.find_id("paris").unwrap()).country, france);
}

#[test]
fn rows_join_what_they_name_in_any_order_and_nothing_else() {
    let entities = ("entities.tsv", PEOPLE);
    let joined = |rows: &str| left(&[&[entities, ("same.tsv", &format!("a\tb\treason\n{rows}"))]]).join(", ");
    let chain = "alba Alba Moreno [bruno carla], dora Dora Falk [], land Landia [], moreno A. Moreno []";
    assert_eq!(joined("alba\tbruno\tx\nbruno\tcarla\ty\n"), chain);
    assert_eq!(joined("bruno\tcarla\ty\nalba\tbruno\tx\n"), chain);
    // A circle says no more than its rows without the last.
    assert_eq!(joined("alba\tbruno\tx\nbruno\tcarla\ty\ncarla\talba\tz\n"), chain);
    // Two that are one with the same third: the row that stands first names the one that stays.
    assert_eq!(joined("dora\tbruno\tx\nalba\tbruno\ty\n").split(',').next(), Some("carla Carla Dietz []"));
    assert!(joined("dora\tbruno\tx\nalba\tbruno\ty\n").contains("dora Dora Falk [alba bruno]"));
    // Nothing is joined for likeness.
    assert!(joined("dora\tbruno\tx\n").contains("alba Alba Moreno [], "));
}

#[test]
fn of_two_packs_the_later_decides() {
    let people: &[(&str, &str)] = &[("entities.tsv", PEOPLE)];
    let same: &[(&str, &str)] = &[("same.tsv", "a\tb\treason\nalba\tmoreno\tone passport\n")];
    let apart: &[(&str, &str)] = &[("distinct.tsv", "a\tb\treason\nmoreno\talba\ttwo birthdays\n")];
    assert_eq!(left(&[people, same])[0], "alba Alba Moreno [moreno]");
    assert_eq!(left(&[people, same, apart])[0], "alba Alba Moreno []");
    assert_eq!(left(&[people, apart, same])[0], "alba Alba Moreno [moreno]");
    // Which of the two stays is for the later pack to say, too.
    let other: &[(&str, &str)] = &[("same.tsv", "a\tb\treason\nmoreno\talba\tthe register has this one\n")];
    assert_eq!(left(&[people, same, other]).last().unwrap(), "moreno A. Moreno [alba]");
}

#[test]
fn a_new_name_is_shown_and_found_and_the_old_one_stays_a_name() {
    let tables = [
        ("entities.tsv", PEOPLE),
        ("names.tsv", "name\tentity\tkind\nBB\tNew Bruno\tacronym\nThe Bruno\tBruno Lind\tweak\n"),
        (
            "renames.tsv",
            "entity\tname\treason\nbruno\tOld Bruno\tan older decision\nBruno Lind\tNew Bruno\tso he signs\ncarla\tIt\tan odd name\n",
        ),
    ];
    let gazetteer = Gazetteer::load(&[pack(&tables)]).unwrap();
    assert_eq!(gazetteer.entity(gazetteer.find_id("bruno").unwrap()).name, "New Bruno");
    let listed = names(&gazetteer, "bruno");
    for name in ["BB acronym", "Bruno Lind strong", "New Bruno strong", "Old Bruno strong", "The Bruno weak"] {
        assert!(listed.iter().any(|listed| listed == name), "{name} is not in {listed:?}");
    }
    assert_eq!(gazetteer.entity(gazetteer.find_id("carla").unwrap()).name, "It", "a pronoun is no alias, but what somebody calls it");
    // Whoever is one with another keeps its name as a name, unless a row says otherwise.
    let both = [("entities.tsv", PEOPLE), tables[2], ("same.tsv", "a\tb\treason\nalba\tbruno\tx\n")];
    assert!(left(&[&both]).contains(&"alba New Bruno [bruno]".to_owned()));
}

#[test]
fn decisions_that_cannot_hold_are_refused_with_file_line_and_column() {
    let entities: Table = ("entities.tsv", PEOPLE.as_bytes());
    let cases: [(&[Table], &str); 10] = [
        (&[entities, ("same.tsv", b"a\tb\treason\nalba\tbert\tx\n")], "same.tsv:2:6: no entity has the id or the canonical name \"bert\""),
        (&[entities, ("same.tsv", b"a\tb\treason\nalba\tbruno\t\n")], "same.tsv:2:1: the column \"reason\" is empty or missing"),
        (&[entities, ("same.tsv", b"a\tb\n")], "same.tsv:1:1: the header has no column \"reason\""),
        (&[entities, ("renames.tsv", b"entity\tname\nalba\tAlba\n")], "renames.tsv:1:1: the header has no column \"reason\""),
        (&[entities, ("renames.tsv", b"entity\tname\treason\nalba\t\tx\n")], "renames.tsv:2:1: the column \"name\" is empty or missing"),
        (&[entities, ("renames.tsv", b"entity\tname\treason\nalba\t?!\tx\n")], "renames.tsv:2:6: there is no word in the name \"?!\""),
        (
            &[entities, ("renames.tsv", b"entity\tname\treason\n\"A\tB\tx\n")],
            "renames.tsv:2:1: no entity has the id or the canonical name \"\"A\"",
        ),
        (
            &[entities, ("same.csv", b"a,b,reason\n\n\"alba\",nobody,x\n")],
            "same.csv:3:8: no entity has the id or the canonical name \"nobody\"",
        ),
        (&[entities, ("distinct.tsv", b"a\tb\treason\nalba\tAlba Moreno\tx\n")], "distinct.tsv:2:6: an entity cannot differ from itself"),
        (
            &[
                entities,
                ("renames.tsv", b"entity\tname\treason\nalba\tDoe\tx\nbruno\tDoe\tx\n"),
                ("never.tsv", b"text\tentity\treason\nX\tDoe\ty\n"),
            ],
            "never.tsv:2:3: several entities are called \"Doe\": give an id",
        ),
    ];
    for (tables, message) in cases {
        assert_eq!(faults(tables), [message]);
    }
}

/// The faults of packs that load one by one but not together, without the folders that they are in.
fn contradictions(packs: &[&[(&str, &str)]]) -> Vec<String> {
    let packs: Vec<_> = packs.iter().map(|tables| pack(tables)).collect();
    let words = |text: &str| text.split(' ').map(|word| word.rsplit('/').next().unwrap_or(word)).collect::<Vec<_>>().join(" ");
    Gazetteer::load(&packs).unwrap_err().iter().map(|fault| words(&fault.to_string())).collect()
}

#[test]
fn contradictions_are_refused_and_name_the_other_row() {
    let people: &[(&str, &str)] = &[("entities.tsv", PEOPLE)];
    let chain = ("same.tsv", "a\tb\treason\nalba\tbruno\tx\ndora\tcarla\tx\nbruno\tcarla\ty\n");
    let apart = ("distinct.tsv", "a\tb\treason\ncarla\tAlba Moreno\ttwo people\n");
    let direct = ("distinct.tsv", "a\tb\treason\nbruno\talba\ttwo people\n");
    assert_eq!(
        contradictions(&[people, &[chain, direct]]),
        ["same.tsv:2:6: distinct.tsv:2 keeps the two apart: delete one of the two rows"]
    );
    for packs in [&[people, &[chain, apart][..]][..], &[people, &[chain], &[apart]]] {
        assert_eq!(contradictions(packs), ["distinct.tsv:2:7: the two are one by same.tsv:2 and same.tsv:4: delete one of the rows"]);
    }
    assert_eq!(
        contradictions(&[people, &[apart], &[chain]]),
        ["same.tsv:4:7: with other rows this joins \"carla\" and \"alba\", which are kept apart in distinct.tsv:2 (two people): \
          delete it, or add a row for these two"]
    );
    let explicit = ("same.tsv", "a\tb\treason\nalba\tbruno\tx\nbruno\tcarla\ty\nalba\tcarla\tseen together\n");
    assert_eq!(left(&[people, &[apart], &[explicit]])[0], "alba Alba Moreno [bruno carla]");
}

#[test]
fn the_lint_says_what_to_look_at() {
    let tables = [
        ("entities.tsv", PEOPLE),
        (
            "same.tsv",
            "a\tb\treason\tdate\nmoreno\tbruno\tx\t2026-02-01\nalba\tLandia\ty\tMay\nbruno\tmoreno\tz\t2026-01-01\nalba\tAlba Moreno\tw\t\n",
        ),
        ("renames.tsv", "entity\tname\treason\tdate\ncarla\tCarla D.\tx\t2026-02-01\ncarla\tDora Falk\ty\t2026-01-01\n"),
    ];
    assert_eq!(
        findings(&tables, true),
        [
            "renames.tsv:2:7: warning: line 3 gives \"carla\" another name: this one is an alias",
            "renames.tsv:3:7: error: \"Dora Falk\" is claimed by \"dora\" too (entities.tsv:5): make one of them weak or a metonym, give them dates, or rule one out in `never`",
            "same.tsv:2:8: warning: the two differ in Wikidata id: \"moreno\" has Q7, \"bruno\" has Q2",
            "same.tsv:3:6: warning: the two differ in type: \"alba\" has person, \"land\" has country",
            "same.tsv:3:15: warning: \"May\" is no date (2024, 2024-12 or 2024-12-08)",
            "same.tsv:4:1: warning: says again what line 2 says",
            "same.tsv:4:7: warning: the two differ in Wikidata id: \"bruno\" has Q2, \"moreno\" has Q7",
            "same.tsv:5:6: warning: both are one entity without this row: it is idle",
        ]
    );
    let overruling = [("same.tsv", "a\tb\treason\nbashar-al-assad\thafez-al-assad\ta test\n")];
    let built_in = findings(&overruling, false);
    assert!(
        built_in[0].starts_with("same.tsv:2:17: warning: overrules the built-in tables, where the two are kept apart: "),
        "{built_in:?}"
    );
}

#[test]
fn a_pack_may_rule_out_what_another_one_lists() {
    let never = [("never.tsv", "text\tentity\treason\nDamascus\tdamascus\tonly the brand of knives is meant\n")];
    assert_eq!(findings(&never, false), ["never.tsv:2:1: warning: hides the canonical name of \"damascus\": it can never be found by it"]);
}

#[test]
fn what_is_decided_is_in_compiled_files_too() {
    use crate::compile::{PackSource, compile, gazetteer};
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("entities.tsv", PEOPLE),
        ("same.tsv", "a\tb\treason\nalba\tmoreno\tone passport\n"),
        ("renames.tsv", "entity\tname\treason\nmoreno\tAlba Moreno y Ruiz\tso she signs\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let more = folder.path().join("more.tsv");
    std::fs::write(&more, "name\nHarbour Union\n").unwrap();
    let file = folder.path().join("people.gaz");
    compile(false, vec![PackSource::open(folder.path()).unwrap()], &file).unwrap();
    // As it is, and compiled again from the packs inside it.
    for beside in [vec![&file], vec![&file, &more]] {
        let sources = beside.into_iter().map(|path| PackSource::open(path).unwrap()).collect();
        let loaded = gazetteer(false, sources, None).unwrap();
        let alba = loaded.entity(loaded.find_id("alba").unwrap());
        assert_eq!((alba.name, alba.attribute("same_as")), ("Alba Moreno y Ruiz", Some("moreno")));
    }
}

#[test]
fn many_rows_take_no_longer_than_few() {
    let number = 20_000;
    let table = |header: &str, row: &dyn Fn(usize) -> [String; 3]| {
        let rows = (0..number).map(|place| row(place).join("\t"));
        std::iter::once(header.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
    };
    let id = |place: usize| format!("p{place}");
    let people = table("id\tname\tnote", &|place| [id(place), format!("Person {place}"), String::new()]);
    let same = table("a\tb\treason", &|place| [id(place.saturating_sub(1)), id(place), "chained".to_owned()]);
    let renames = table("entity\tname\treason", &|place| [id(place), "Somebody".to_owned(), "x".to_owned()]);
    let distinct = table("a\tb\treason", &|place| [id(0), id(place.max(2)), "x".to_owned()]);
    let entities = ("entities.tsv", people.as_str());
    let gazetteer = Gazetteer::load(&[pack(&[entities, ("same.tsv", &same), ("renames.tsv", &renames)])]).unwrap();
    assert_eq!(gazetteer.entities().len(), 1);
    let faults = Gazetteer::load(&[pack(&[entities, ("same.tsv", &same)]), pack(&[("distinct.tsv", &distinct)])]);
    assert_eq!(faults.unwrap_err().len(), 1, "one contradiction is reported of one chain");
}
