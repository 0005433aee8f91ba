//! Verbs, event nouns and agent nouns with their frames: which relation they say, and where its ends stand.

use super::inflect::{Form, plural, verb_forms};
use super::{Ontology, RelationIx};
use crate::entity::Lexicon as Words;
use crate::table::{self, Table};
use crate::text::{Folded, Numbered, WordMap, fold};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Where the ends of a verb's relation stand.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent cells of one row of a table")]
pub(super) struct Frame {
    pub(super) relation: Option<RelationIx>,
    /// Particles and prepositions of the lemma after its first word: `call on`.
    pub(super) particles: Vec<String>,
    pub(super) object: bool,
    pub(super) prepositions: Vec<String>,
    /// Several subjects act on each other.
    pub(super) plural: bool,
    /// The verb's subject is the relation's object.
    pub(super) reversed: bool,
    /// The passive subject is the relation's subject.
    pub(super) passive: bool,
    pub(super) mode: Option<String>,
    /// A class of words that the direct object has to belong to where a preposition gives the end.
    pub(super) needs: Option<String>,
    /// The relation that is meant when the types rule the first one out.
    pub(super) also: Option<RelationIx>,
}

/// What a verb does to the clause or infinitive that depends on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "independent cells of one row of a table")]
pub(super) struct VerbClass {
    /// Its clause is a report.
    pub(super) say: bool,
    /// It carries an event noun: `held talks`.
    pub(super) light: bool,
    pub(super) planned: bool,
    pub(super) possible: bool,
    pub(super) denied: bool,
    pub(super) failed: bool,
}

/// What a verb does to the event noun that is its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// `severed ties`: no longer so.
    Ended,
    /// `called off the talks`: it did not happen.
    Cancelled,
    /// `sought talks`: not yet.
    Doubtful,
    /// `opposed a meeting`: it did not happen; `opposed the war`: it did.
    Refused,
    /// `hosted talks`: they happen where the verb does.
    Staged,
    /// `talks took place`: the event is the subject.
    Happens,
}

/// All that is known of one verb, by its first word.
#[derive(Debug, Default)]
pub(super) struct Verb {
    pub(super) lemma: String,
    pub(super) frames: Vec<Frame>,
    pub(super) class: VerbClass,
    /// What it does to event nouns, with the words after it: `ruled out`, `led to`.
    pub(super) effects: Vec<(Vec<String>, Effect)>,
    /// The first particles of its phrasal lemmas.
    particles: Vec<String>,
}

/// Where the ends of an event noun's relation stand.
#[derive(Debug)]
pub(super) struct Noun {
    pub(super) lemma: String,
    pub(super) relation: RelationIx,
    pub(super) between: Vec<String>,
    pub(super) object: Vec<String>,
    pub(super) subject: Vec<String>,
    pub(super) modifier: Modifier,
    pub(super) mode: Option<String>,
}

/// What a possessive or adjective of nationality before an event noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    None,
    Subject,
    Object,
    Parties,
}

/// A noun whose bearer is the subject: founder, foe, father.
#[derive(Debug)]
pub(super) struct Agent {
    pub(super) relation: RelationIx,
    pub(super) prepositions: Vec<String>,
    pub(super) role: String,
}

/// The lexicon of relations.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) verbs: Vec<Verb>,
    /// Which of `forms` a word may be.
    verb_forms: WordMap<Range<usize>>,
    forms: Vec<(u32, Form)>,
    nouns: Vec<Noun>,
    noun_forms: WordMap<Vec<u32>>,
    agents: Vec<Agent>,
    agent_forms: WordMap<u32>,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    lexicon.read().expect("the built-in tables are checked by tests");
    lexicon
});

fn parts(cell: Option<&str>) -> impl Iterator<Item = &str> {
    cell.into_iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|word| !word.is_empty())
}

fn list(cell: Option<&str>) -> Vec<String> {
    parts(cell).map(str::to_owned).collect()
}

fn open(name: &str, text: &'static str) -> Result<Table<'static>, String> {
    table::parse(text).map_err(|fault| format!("{name}:{}: {}", fault.line, fault.message))
}

fn relation(id: Option<&str>) -> Result<RelationIx, String> {
    let id = id.unwrap_or_default();
    Ontology::built_in().find(id).ok_or_else(|| format!("no relation \"{id}\""))
}

impl Lexicon {
    /// The lexicon inside the binary.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read(&mut self) -> Result<(), String> {
        let (mut by_lemma, mut forms) = (HashMap::new(), Vec::new());
        let verbs = open("verbs.tsv", include_str!("../../gazetteer/language/verbs.tsv"))?;
        for row in verbs.rows() {
            let (first, particles) = split(row.get("lemma"));
            let verb = self.verb(&mut by_lemma, &mut forms, &first, [row.get("past"), row.get("participle")]);
            self.verbs[verb as usize].particles.extend(particles.first().cloned());
            let mut frame = Frame {
                relation: Some(relation(row.get("relation"))?),
                particles,
                mode: row.get("mode").map(str::to_owned),
                ..Frame::default()
            };
            frame.needs = row.get("needs").map(str::to_owned);
            frame.also = row.get("also").map(|id| relation(Some(id))).transpose()?;
            for slot in parts(row.get("frame")) {
                match slot {
                    "object" => frame.object = true,
                    "plural" => frame.plural = true,
                    "reversed" => frame.reversed = true,
                    "passive" => frame.passive = true,
                    _ => frame.prepositions.push(slot.to_owned()),
                }
            }
            self.verbs[verb as usize].frames.push(frame);
        }
        let common = open("verbs_common.tsv", include_str!("../../gazetteer/language/verbs_common.tsv"))?;
        for row in common.rows() {
            let (first, particles) = split(row.get("lemma"));
            let verb = self.verb(&mut by_lemma, &mut forms, &first, [row.get("past"), row.get("participle")]);
            // `carry out` carries event nouns; a phrasal verb gives its first word no other class.
            let phrasal = !particles.is_empty();
            self.verbs[verb as usize].particles.extend(particles.first().cloned());
            let class = &mut self.verbs[verb as usize].class;
            for word in parts(row.get("class")) {
                match word {
                    "light" => class.light = true,
                    _ if phrasal => {}
                    "say" => class.say = true,
                    "planned" => class.planned = true,
                    "possible" => class.possible = true,
                    "denied" => class.denied = true,
                    "failed" => class.failed = true,
                    other => return Err(format!("verbs_common.tsv:{}: no class \"{other}\"", row.line())),
                }
            }
        }
        let effects = open("verbs_event.tsv", include_str!("../../gazetteer/language/verbs_event.tsv"))?;
        for row in effects.rows() {
            let (first, particles) = split(row.get("lemma"));
            let verb = self.verb(&mut by_lemma, &mut forms, &first, [None; 2]);
            // `called off` is a verb; `led to` is one with a phrase.
            let particle = particles.first().filter(|word| Words::built_in().is("particle", word.as_str()));
            let verb = &mut self.verbs[verb as usize];
            verb.particles.extend(particle.cloned());
            for effect in parts(row.get("effect")) {
                let effect = match effect {
                    "ended" => Effect::Ended,
                    "cancelled" => Effect::Cancelled,
                    "refused" => Effect::Refused,
                    "doubtful" => Effect::Doubtful,
                    "staged" => Effect::Staged,
                    "happens" => Effect::Happens,
                    other => return Err(format!("verbs_event.tsv:{}: no effect {other:?}", row.line())),
                };
                verb.effects.push((particles.clone(), effect));
            }
        }
        self.keep_forms(forms);
        self.read_nouns()
    }

    fn read_nouns(&mut self) -> Result<(), String> {
        let nouns = open("nouns.tsv", include_str!("../../gazetteer/language/nouns.tsv"))?;
        for row in nouns.rows() {
            let lemma = row.get("noun").unwrap_or_default().to_owned();
            let place = u32::try_from(self.nouns.len()).map_err(|error| error.to_string())?;
            for form in forms(&lemma, row.get("plural")) {
                self.noun_forms.entry(&form).push(place);
            }
            self.nouns.push(Noun {
                relation: relation(row.get("relation"))?,
                between: list(row.get("between")),
                object: list(row.get("object")),
                subject: list(row.get("subject")),
                modifier: match row.get("modifier") {
                    Some("subject") => Modifier::Subject,
                    Some("object") => Modifier::Object,
                    Some("parties") => Modifier::Parties,
                    _ => Modifier::None,
                },
                mode: row.get("mode").map(str::to_owned),
                lemma,
            });
        }
        let agents = open("agents.tsv", include_str!("../../gazetteer/language/agents.tsv"))?;
        for row in agents.rows() {
            let place = u32::try_from(self.agents.len()).map_err(|error| error.to_string())?;
            let lemma = row.get("noun").unwrap_or_default();
            for form in forms(lemma, row.get("plural")) {
                if !self.agent_forms.has(&form) {
                    self.agent_forms.insert(&form, place);
                }
            }
            let role = row.get("role").unwrap_or(lemma).to_owned();
            self.agents.push(Agent { relation: relation(row.get("relation"))?, prepositions: list(row.get("object")), role });
        }
        Ok(())
    }

    /// The verb of a first word; its forms are put to the others, each with the number of its folded word.
    fn verb(
        &mut self,
        by_lemma: &mut HashMap<String, u32>,
        forms: &mut Vec<(u64, u32, Form)>,
        base: &str,
        [past, participle]: [Option<&str>; 2],
    ) -> u32 {
        let fresh = u32::try_from(self.verbs.len()).expect("a few thousand verbs");
        let verb = *by_lemma.entry(base.to_owned()).or_insert(fresh);
        if verb == fresh {
            self.verbs.push(Verb { lemma: base.to_owned(), ..Verb::default() });
        }
        if verb == fresh || past.is_some() {
            let all = verb_forms(base, past.unwrap_or_default(), participle.unwrap_or_default());
            forms.extend(all.into_iter().map(|(form, kind)| (Folded::new(&form).number(), verb, kind)));
        }
        verb
    }

    /// Puts all forms of one word side by side, in the order in which they came, each once.
    fn keep_forms(&mut self, mut forms: Vec<(u64, u32, Form)>) {
        forms.sort_by_key(|(number, ..)| *number);
        self.forms.reserve(forms.len());
        self.verb_forms = WordMap::with_capacity(forms.len());
        for same in forms.chunk_by(|a, b| a.0 == b.0) {
            let first = self.forms.len();
            for (_, verb, form) in same {
                if !self.forms[first..].contains(&(*verb, *form)) {
                    self.forms.push((*verb, *form));
                }
            }
            self.verb_forms.insert(same[0].0, first..self.forms.len());
        }
    }

    /// Whether a verb has a phrasal lemma with this particle.
    pub(super) fn has_particle(&self, verb: u32, word: &str) -> bool {
        self.verbs[verb as usize].particles.iter().any(|particle| particle == word)
    }

    /// What verb forms a folded word may be.
    pub(super) fn verb_forms(&self, word: impl Numbered) -> &[(u32, Form)] {
        self.verb_forms.get(word).map_or(&[], |place| &self.forms[place.clone()])
    }

    /// The event nouns that a folded word is a form of: `call` is one on the phone and one for peace.
    pub(super) fn nouns<W: Numbered>(&self, word: W) -> impl Iterator<Item = &Noun> + use<'_, W> {
        self.noun_forms.get(word).into_iter().flatten().map(|place| &self.nouns[*place as usize])
    }

    /// The first of them.
    pub(super) fn noun(&self, word: impl Numbered) -> Option<&Noun> {
        self.nouns(word).next()
    }

    /// The agent noun that a folded word is a form of.
    pub(super) fn agent(&self, word: impl Numbered) -> Option<&Agent> {
        self.agent_forms.get(word).map(|place| &self.agents[*place as usize])
    }
}

/// First word and the rest of a lemma.
fn split(lemma: Option<&str>) -> (String, Vec<String>) {
    let mut words = lemma.unwrap_or_default().split(' ').map(str::to_owned);
    (words.next().unwrap_or_default(), words.collect())
}

fn forms(noun: &str, irregular: Option<&str>) -> Vec<String> {
    let plurals = irregular.map_or_else(|| vec![plural(noun)], |cell| list(Some(cell)));
    // Only the last word of a noun phrase is compared.
    std::iter::once(noun.to_owned()).chain(plurals).filter(|form| !form.contains(' ')).map(|form| fold(&form)).collect()
}
