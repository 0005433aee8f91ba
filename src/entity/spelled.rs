//! Surnames in other spellings than the tables have: of persons whom the document names in full, and of those who hold an office that it names.

use super::resolve::Pass;
use super::run::Runs;
use super::spellings::Variants;
use super::title::title_before;
use super::variant::may_vary;
use crate::gazetteer::{EntityIx, EntityKind, Onset, decide, fold_name, surname};
use crate::text::WordMap;
use std::collections::BTreeMap;

/// Hundredths of log-odds that such a surname needs.
const ENOUGH: i32 = 100;

/// Surnames of persons whom the document names in full, as they are spelled elsewhere in it: by the folded word, in id order.
pub(super) fn of_cast(pass: &Pass, runs: &Runs) -> BTreeMap<String, Vec<EntityIx>> {
    let mut spelled = BTreeMap::new();
    if pass.spellings.variants() < Variants::Standard {
        return spelled;
    }
    let persons = pass.cast.members().filter(|member| pass.gazetteer.kind(*member) == EntityKind::Person);
    let cast = Surnames::of(pass, persons);
    if cast.0.is_empty() && !pass.spellings.has_holders(pass.gazetteer) {
        return spelled;
    }
    // Whether a word may vary does not depend on where it stands.
    let mut seen: WordMap<bool> = WordMap::default();
    for (place, sentence) in pass.group.iter().copied().enumerate() {
        let scanned = &pass.scanned[sentence];
        for run in runs.of_sentence(place) {
            let words = run.tokens.iter().copied().zip(run.words);
            for (token, word) in words.filter(|(token, _)| pass.covering(sentence, *token).is_none()) {
                let number = scanned.number(token);
                let first = !seen.has(number);
                if first {
                    seen.insert(number, may_vary(pass, scanned, token, *word));
                }
                if seen.get(number) != Some(&true) {
                    continue;
                }
                let word = scanned.folded(pass.text, token);
                let mut owners = if first { cast.like(&word) } else { Vec::new() };
                if owners.is_empty() {
                    owners = Surnames::of(pass, holders(pass, sentence, run.tokens, token).into_iter()).like(&word);
                }
                if !owners.is_empty() {
                    spelled.insert(word.to_string(), owners);
                    // One reading is enough.
                    seen.insert(number, false);
                }
            }
        }
    }
    spelled
}

/// Everybody who holds an office of the country or body whose title stands in a run before a token: `Syrian Foreign Minister Hassan Shibani`.
fn holders(pass: &Pass, sentence: usize, run: &[usize], token: usize) -> Vec<EntityIx> {
    let scanned = &pass.scanned[sentence];
    let owner = |token: usize| pass.owner(sentence, token);
    let mut near = run[..run.partition_point(|word| *word < token)].iter().rev().take(3);
    let title = near.find_map(|word| title_before(pass.text, scanned, *word, &owner));
    title.and_then(|title| title.of).map(|of| pass.spellings.holders(pass.gazetteer, of).to_vec()).unwrap_or_default()
}

/// Surnames of persons.
struct Surnames(Vec<(EntityIx, Onset, String)>);

impl Surnames {
    fn of(pass: &Pass, persons: impl Iterator<Item = EntityIx>) -> Self {
        let named = persons.filter_map(|person| Some((person, surname(&fold_name(pass.gazetteer.entity(person).name))?.to_owned())));
        Self(named.map(|(person, name)| (person, Onset::of(&name), name)).collect())
    }

    /// Whose surname a folded word is another spelling of, in id order.
    fn like(&self, word: &str) -> Vec<EntityIx> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let onset = Onset::of(word);
        let near = self.0.iter().filter(|(_, other, name)| onset.is_alike(*other) && name != word);
        near.filter(|(.., name)| decide(word, name).score >= ENOUGH).map(|(person, ..)| *person).collect()
    }
}
