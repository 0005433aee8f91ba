//! Names of files that every system takes: Windows, macOS, Linux, and Obsidian's links.

use super::super::columns::{is_bidi_control, visible};
use crate::graph::GraphView;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// Longest name in letters; with accents and an addition it stays below 255 bytes, which most systems allow.
const LONGEST: usize = 60;

/// The names of the pages by id: as the entity is called, and different for each also where capitals make no difference.
pub(super) fn names<'g>(view: &GraphView<'g>) -> BTreeMap<&'g str, String> {
    let mut taken = BTreeSet::new();
    // How often an addition was not enough: so many numbers are gone.
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for node in view.nodes() {
        let mut name = stem(&node.facts.label);
        if !taken.insert(key(&name)) {
            let longer = format!("{name} ({})", stem(node.id));
            name.clone_from(&longer);
            while !taken.insert(key(&name)) {
                let number = used.entry(key(&longer)).or_insert(1);
                *number += 1;
                name = format!("{longer} {number}");
            }
        }
        out.insert(node.id, format!("{name}.md"));
    }
    out
}

/// What two names share that some system takes for one.
fn key(name: &str) -> String {
    name.nfkd().flat_map(char::to_lowercase).collect()
}

fn stem(label: &str) -> String {
    let plain = |letter: char| if "<>:\"/\\|?*#^[]%".contains(letter) { ' ' } else { letter };
    let label: String = visible(label).nfc().filter(|&letter| !is_bidi_control(letter)).map(plain).collect();
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::new();
    for letter in label.chars().take(LONGEST).take_while(|letter| !letter.is_control()) {
        if short.len() + letter.len_utf8() > 2 * LONGEST {
            break;
        }
        short.push(letter);
    }
    // Windows drops points and spaces at the end; a point at the start hides a file elsewhere.
    let short = short.trim_matches(['.', ' ']);
    let device = short.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    let numbered = |word: &str| device.strip_prefix(word).is_some_and(|rest| rest.chars().count() == 1);
    match device.as_str() {
        "" => "entity".to_owned(),
        "con" | "prn" | "aux" | "nul" => format!("{short}_"),
        _ if numbered("com") || numbered("lpt") => format!("{short}_"),
        _ => short.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::graph::samples::{World, page};

    #[test]
    fn names_are_taken_by_every_system() {
        for (label, expected) in [
            ("Asaad al-Shaibani", "Asaad al-Shaibani"),
            ("سلمى نادر", "سلمى نادر"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a b c d e f g h i j"),
            ("..", "entity"),
            ("", "entity"),
            ("x. ", "x"),
            (".hidden", "hidden"),
            ("CON", "CON_"),
            ("con.tent", "con.tent_"),
            ("Com1", "Com1_"),
            ("Common", "Common"),
            ("E\u{301}tat", "État"),
        ] {
            assert_eq!(stem(label), expected, "{label}");
        }
        assert!(stem(&"👩‍👩‍👧".repeat(200)).len() <= 2 * LONGEST);
    }

    #[test]
    fn no_two_entities_share_a_file() {
        let rows =
            [("a", "Pollux", "", ""), ("b", "CASTOR", "", ""), ("c", "castor?", "", ""), ("B", "Pollux", "", ""), ("b?", "Pollux", "", "")];
        let world = World::new(&rows);
        let graph = world.graph(&[page("d", "", "", "Pollux met CASTOR. castor? met Pollux.")]);
        let view = graph.view(&Filter::default());
        let names = names(&view);
        let keys: BTreeSet<_> = names.values().map(|name| key(name)).collect();
        assert_eq!(keys.len(), view.nodes().len(), "{names:?}");
    }
}
