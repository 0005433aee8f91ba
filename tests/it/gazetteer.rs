//! The tables of `gazetteer/`: tidy, without faults, complete where a list exists, and consistent among themselves.
//! `NISBA_UPDATE=1 cargo test --test gazetteer` rewrites untidy tables; the difference is the review.

#![allow(clippy::unwrap_used, reason = "a test that panics says what is wrong")]

use nisba::gazetteer::{EntityKind, Gazetteer, NameKind, Severity, built_in, check, explain, tidy_table};
use nisba::relation::Ontology;
use nisba::table::{self, Table};
use nisba::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// ISO codes of the members of the United Nations.
const MEMBERS: &str = "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ \
    DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN \
    KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL \
    PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE \
    ZA ZM ZW";

/// Members whose people share their word with another state: the word has no owner, or the owner is the other.
const WITHOUT_DEMONYM: [&str; 3] = ["CD", "CG", "DM"];

fn gazetteer() -> Gazetteer {
    let messages = |faults: Vec<nisba::Error>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    Gazetteer::load(&[built_in()]).unwrap_or_else(|faults| panic!("{}", messages(faults)))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer")
}

fn language(name: &str) -> String {
    std::fs::read_to_string(folder().join("language").join(name)).unwrap()
}

/// The cells of some columns of every row, with the line.
fn cells<'t>(table: &Table<'t>, columns: &[&str]) -> Vec<(usize, Vec<&'t str>)> {
    table.require(columns).unwrap();
    table.rows().map(|row| (row.line(), columns.iter().map(|column| row.get(column).unwrap_or_default()).collect())).collect()
}

fn assert_none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{} {what}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_table_is_tidy() {
    let update = std::env::var_os("NISBA_UPDATE").is_some();
    let mut untidy = Vec::new();
    for folder in [folder(), folder().join("language")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "tsv") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            table::parse(&text).unwrap_or_else(|fault| panic!("{}:{fault}", path.display()));
            let tidy = tidy_table(&text);
            if text != tidy && update {
                std::fs::write(&path, tidy).unwrap();
            } else if text != tidy {
                let line = text.lines().zip(tidy.lines()).position(|(a, b)| a != b).unwrap_or(0) + 1;
                untidy.push(format!("{}:{line}: not as `NISBA_UPDATE=1 cargo test --test gazetteer` writes it", path.display()));
            }
        }
    }
    assert_none("untidy tables", &untidy);
}

#[test]
fn the_entities_have_no_faults() {
    let findings = check(&built_in(), &gazetteer());
    for warning in findings.iter().filter(|finding| finding.severity == Severity::Warning) {
        println!("{warning}");
    }
    let errors: Vec<String> = findings.iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect();
    assert_none("faults", &errors);
}

#[test]
fn every_member_of_the_united_nations_has_a_capital_and_a_demonym() {
    let gazetteer = gazetteer();
    let entities = std::fs::read_to_string(folder().join("entities.tsv")).unwrap();
    let entities = table::parse(&entities).unwrap();
    let states: BTreeMap<&str, table::Row<'_, '_>> = entities.rows().filter_map(|row| Some((row.get("iso")?, row))).collect();
    assert_eq!(MEMBERS.split_whitespace().collect::<BTreeSet<_>>().len(), 193);
    let mut faults = Vec::new();
    for code in MEMBERS.split_whitespace() {
        let Some(row) = states.get(code) else {
            faults.push(format!("{code} is no entity"));
            continue;
        };
        let id = row.get("id").unwrap_or_default();
        let state = gazetteer.find_id(id).unwrap();
        match row.get("capital").map(|capital| gazetteer.find_id(capital)) {
            None => faults.push(format!("{id} has no capital")),
            Some(None) => faults.push(format!("the capital of {id} is no entity")),
            Some(Some(capital)) if capital == state => {}
            Some(Some(capital)) => {
                let city = gazetteer.entity(capital);
                if city.country != Some(state) || city.kind != EntityKind::Place {
                    faults.push(format!("the capital of {id} is no place in it"));
                }
            }
        }
        let demonym = gazetteer.names_of(state).any(|name| name.kind == NameKind::Demonym);
        if demonym == WITHOUT_DEMONYM.contains(&code) {
            faults.push(format!("{id} {} a demonym", if demonym { "has" } else { "has not" }));
        }
    }
    assert_none("states", &faults);
}

#[test]
fn every_trigger_says_a_relation_that_exists() {
    let mut faults = Vec::new();
    for (file, columns) in [("verbs.tsv", &["relation", "also"][..]), ("nouns.tsv", &["relation"]), ("agents.tsv", &["relation"])] {
        let text = language(file);
        for (line, relations) in cells(&table::parse(&text).unwrap(), columns) {
            for (place, relation) in relations.iter().enumerate() {
                if Ontology::built_in().find(relation).is_none() && (place == 0 || !relation.is_empty()) {
                    faults.push(format!("{file}:{line}: no relation \"{relation}\""));
                }
            }
        }
    }
    assert_none("unknown relations", &faults);
}

#[test]
fn every_relation_has_words_an_example_and_a_counter_example() {
    let mut faults = Vec::new();
    for relation in Ontology::built_in().iter() {
        let texts = [
            ("label", &relation.label),
            ("phrase", &relation.phrase),
            ("definition", &relation.definition),
            ("example", &relation.example),
            ("counter", &relation.counter),
        ];
        faults.extend(texts.iter().filter(|(_, text)| text.trim().is_empty()).map(|(what, _)| format!("{} has no {what}", relation.id)));
        if !(relation.phrase.contains("{subject}") && relation.phrase.contains("{object}")) {
            faults.push(format!("the phrase of {} names not both ends", relation.id));
        }
        if relation.example == relation.counter {
            faults.push(format!("the examples of {} are one", relation.id));
        }
    }
    assert_none("relations", &faults);
}

#[test]
fn no_auxiliary_is_a_trigger() {
    let words = language("words.tsv");
    let rows = cells(&table::parse(&words).unwrap(), &["word", "class"]);
    let auxiliaries: BTreeSet<String> = rows.iter().filter(|(_, row)| row[1] == "auxiliary").map(|(_, row)| fold(row[0])).collect();
    assert!(auxiliaries.contains("is") && auxiliaries.contains("would"));
    let verbs = language("verbs.tsv");
    let mut faults = Vec::new();
    for (line, row) in cells(&table::parse(&verbs).unwrap(), &["lemma"]) {
        if auxiliaries.contains(&fold(row[0])) {
            faults.push(format!("verbs.tsv:{line}: the auxiliary \"{}\" is a trigger", row[0]));
        }
    }
    assert_none("auxiliaries", &faults);
}

/// The plain forms of a verb: as listed, or by the simplest rules. What differs from the program's own rules is rare and harmless here.
fn forms(base: &str, past: &str, participle: &str) -> BTreeSet<String> {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let regular = base
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
        .map_or(format!("{stem}ed"), |stem| format!("{stem}ied"));
    let mut forms: BTreeSet<String> = [base.to_owned(), format!("{base}s"), format!("{stem}ing")].into();
    for cell in [past, if participle.is_empty() { past } else { participle }] {
        forms.extend(cell.split('|').map(|form| if form.is_empty() { regular.clone() } else { form.to_owned() }));
    }
    forms
}

#[test]
fn no_form_belongs_to_two_verbs_with_the_same_slots() {
    let text = language("verbs.tsv");
    let mut claims: BTreeMap<[String; 4], Vec<(usize, &str, &str)>> = BTreeMap::new();
    for (line, row) in cells(&table::parse(&text).unwrap(), &["lemma", "relation", "frame", "past", "participle", "needs"]) {
        let (first, particles) = row[0].split_once(' ').unwrap_or((row[0], ""));
        // What the direct object has to be tells one row from another (send aid, send forces).
        // How the ends are turned tells one slot from another: the host meets the guest, the guest visits the host.
        let (turns, slots): (Vec<&str>, Vec<&str>) = row[2].split('|').partition(|slot| matches!(*slot, "passive" | "reversed" | "plural"));
        for form in forms(first, row[3], row[4]) {
            for slot in &slots {
                claims
                    .entry([form.clone(), particles.to_owned(), format!("{} {}", turns.join("|"), row[5]), (*slot).to_owned()])
                    .or_default()
                    .push((line, row[0], row[1]));
            }
        }
    }
    let mut faults = BTreeSet::new();
    for ([form, _, _, slot], rows) in &claims {
        let (line, lemma, relation) = rows[0];
        for other in rows[1..].iter().filter(|other| other.2 != relation) {
            faults.insert(format!(
                "verbs.tsv:{}: \"{form}\" ({slot}) is {} and says {} here, in line {line} it is {lemma} and says {relation}",
                other.0, other.1, other.2
            ));
        }
    }
    assert_none("shared forms", &faults.into_iter().collect::<Vec<_>>());
}

/// Nouns with two rows whose prepositions tell them apart: a call to X, a call on X to leave; a rally for X, a rally against X.
const TWO_ROWS: [&str; 4] = ["call", "fire", "protest", "rally"];

#[test]
fn no_noun_belongs_to_two_rows() {
    let mut faults = Vec::new();
    for file in ["nouns.tsv", "agents.tsv"] {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let text = language(file);
        for (line, row) in cells(&table::parse(&text).unwrap(), &["noun", "plural"]) {
            let plural = if row[1].is_empty() { format!("{}s", row[0]) } else { row[1].to_owned() };
            for form in std::iter::once(row[0]).chain(plural.split('|')) {
                let first = *seen.entry(form.to_owned()).or_insert(line);
                if first != line && !TWO_ROWS.contains(&row[0]) {
                    faults.push(format!("{file}:{line}: \"{form}\" stands in line {first} already"));
                }
            }
        }
    }
    assert_none("shared nouns", &faults);
}

#[test]
fn a_name_is_explained_with_all_that_it_may_mean() {
    let gazetteer = gazetteer();
    let explanation = explain(&gazetteer, "al-Sharaa");
    let ids: Vec<&str> = explanation.meanings.iter().map(|meaning| meaning.id.as_str()).collect();
    assert_eq!(ids, ["ahmed-al-sharaa", "farouk-al-sharaa"]);
    assert_eq!(explanation.meanings[0].listings[0].rule, "surname-of-cast");
    assert!(explanation.meanings[0].distinct.iter().any(|(name, _)| name == "Farouk al-Sharaa"));
    assert!(explanation.meanings[0].roles.contains(&"president of Syria, since 2025-01-29".to_owned()));

    let damascus = explain(&gazetteer, "Damascus");
    assert_eq!(damascus.meanings.iter().map(|meaning| meaning.id.as_str()).collect::<Vec<_>>(), ["syria", "damascus"]);
    assert_eq!(damascus.meanings[0].listings[0].rule, "metonym");
    assert_eq!(damascus.meanings[1].stands_for, ["Syria"]);
    assert!(damascus.meanings[1].exclusions.iter().any(|(text, _)| text == "Damascus Gate"));
    let text = damascus.to_string();
    for part in [
        "Damascus (compared as \"damascus\")",
        "may mean 2 entities",
        "Damascus [damascus] place, Syria",
        "never in: Damascus Gate",
        "may stand for: Syria",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }

    assert!(explain(&gazetteer, "Xyzzy").meanings.is_empty());
    assert!(explain(&gazetteer, "").to_string().contains("no entity"));
}
