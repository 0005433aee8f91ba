//! Which entities a noun phrase stands for: a name for itself, `Syrian officials` for Syria, `the city of Suwayda` for Sweida.

use super::across::StandIns;
use super::clause::{Clause, Link};
use super::item::Class;
use crate::entity::{Lexicon as Words, TitleKind};
use crate::gazetteer::{EntityIx, EntityKind};
use crate::mention::Mention;
use crate::text::Span;

/// An entity as an argument, with the item that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) entity: EntityIx,
    pub(super) item: usize,
}

/// What kind of argument a noun phrase is, and so for whom it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Whoever acts: officials, forces.
    Actor,
    /// What is attacked: also buildings, ships and people.
    Target,
    /// Who is killed, arrested, freed: also people.
    Victim,
}

/// Noun phrases inside noun phrases are followed this deep.
const DEPTH: usize = 4;

/// A sentence with its names.
pub(super) struct Scene<'a> {
    pub(super) clause: &'a Clause,
    pub(super) mentions: &'a [Mention],
    /// What stands for entities that other sentences name.
    pub(super) stand_ins: &'a StandIns,
    /// Whether an entity is a person.
    pub(super) is_person: &'a dyn Fn(EntityIx) -> bool,
    /// Whether an entity is a body that people speak to: a news agency, a committee.
    pub(super) is_medium: &'a dyn Fn(EntityIx) -> bool,
    /// What an entity is.
    pub(super) kind: &'a dyn Fn(EntityIx) -> EntityKind,
}

impl Scene<'_> {
    /// What an item names.
    pub(super) fn named(&self, item: usize) -> Option<Party> {
        let mention = &self.mentions[self.clause.items[item].mention?];
        Some(Party { entity: mention.actor(), item })
    }

    /// The words that name or describe an entity.
    pub(super) fn span(&self, party: Party) -> Span {
        let item = &self.clause.items[party.item];
        item.mention.map(|mention| self.mentions[mention].span).or_else(|| self.stand_ins.span(party.item)).unwrap_or(item.span)
    }

    /// Whether the sentence says by itself who an argument is: by a name, or by a pronoun for a name that it has.
    pub(super) fn says(&self, party: Party) -> bool {
        let item = &self.clause.items[party.item];
        item.mention.is_some() || item.class == Class::Pronoun && self.stand_ins.entities(party.item).is_empty()
    }

    /// The one entity that an item names or, as `the Syrian capital`, describes.
    pub(super) fn described(&self, item: usize) -> Option<Party> {
        self.named(item).or_else(|| match *self.stand_ins.entities(item) {
            [entity] => Some(Party { entity, item }),
            _ => None,
        })
    }

    /// The entities that a noun phrase stands for, its coordinated phrases among them.
    pub(super) fn parties(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        self.collect(head, DEPTH, true, Reading::Actor, &mut parties);
        parties
    }

    /// Without what is coordinated with it: an antecedent.
    pub(super) fn alone(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        self.collect(head, DEPTH, false, Reading::Actor, &mut parties);
        parties
    }

    /// The parties of each coordinated phrase: `the Syrian and Israeli officials`, `Hamas`.
    pub(super) fn groups(&self, head: usize) -> Vec<Vec<Party>> {
        let mut groups = vec![self.alone(head)];
        groups.extend(self.clause.linked(head, Link::Conjunct).map(|other| self.parties(other)));
        groups
    }

    /// The same, where a building, ship or site stands for its owner, and people for whose people they are: what is attacked.
    pub(super) fn targets(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        self.collect(head, DEPTH, true, Reading::Target, &mut parties);
        parties
    }

    /// The same for people alone: who is killed, arrested or set free.
    pub(super) fn victims(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        self.collect(head, DEPTH, true, Reading::Victim, &mut parties);
        parties
    }

    fn collect(&self, head: usize, depth: usize, conjuncts: bool, reading: Reading, parties: &mut Vec<Party>) {
        // `Israel, not Iran, attacked`, `Israel, rather than Iran, attacked`: Iran did not.
        let denied = match &self.clause.items[..head] {
            [.., rather, than] if rather.word == "rather" && than.word == "than" => true,
            [.., before] => before.class == Class::Negation && before.word == "not",
            [] => false,
        };
        if depth == 0 || denied {
            return;
        }
        let item = &self.clause.items[head];
        let words = Words::built_in();
        if let Some(party) = self.named(head) {
            push(parties, party);
        } else if item.class == Class::Pronoun {
            let mut named = self.pronoun(head, depth == DEPTH);
            if named.is_empty() {
                named.extend(self.stand_ins.entities(head).iter().map(|entity| Party { entity: *entity, item: head }));
            }
            push_all(parties, named);
        } else if !self.stand_ins.entities(head).is_empty() {
            push_all(parties, self.stand_ins.entities(head).iter().map(|entity| Party { entity: *entity, item: head }));
        } else if self.is_quantity(head) {
            for (preposition, phrase) in self.clause.prepositions(head).collect::<Vec<_>>() {
                if preposition == "of" {
                    self.collect(phrase, depth - 1, true, reading, parties);
                }
            }
        } else if item.proper && words.is("faction", &item.word) {
            // `the Syrian National Coalition` is a body of its own, not Syria.
        } else if item.class == Class::Noun && item.proper && !words.is("proxy", &item.word) {
            self.incumbent(head, parties);
        } else if item.class == Class::Noun || words.is("proxy", &item.word) {
            self.common(head, depth, reading, parties);
        }
        if conjuncts {
            for other in self.clause.linked(head, Link::Conjunct).collect::<Vec<_>>() {
                self.collect(other, depth - 1, true, reading, parties);
            }
        }
    }

    /// A common noun as somebody's: `Syrian officials`, `the convoy of X`, `two Iraqi journalists`.
    fn common(&self, head: usize, depth: usize, reading: Reading, parties: &mut Vec<Party>) {
        let words = Words::built_in();
        let word = self.clause.items[head].word.as_str();
        let before = parties.len();
        let thing = reading == Reading::Target && words.is("target-noun", word);
        if thing || words.is("proxy", word) || words.is("member-noun", word) && self.of_body(head) {
            self.owners(head, depth, reading, parties);
            if thing && parties.len() == before {
                self.places(head, depth, &["in", "at", "near", "inside", "along", "for"], reading, parties);
            }
            if parties.len() == before && words.is("proxy", word) && depth == DEPTH {
                parties.extend(self.own_troops(head));
            }
        } else if reading != Reading::Actor && words.is("person-noun", word) {
            // `people from X` need not be X's.
            let owners = self.modifiers(head).into_iter().chain(self.clause.linked(head, Link::Possessor));
            push_all(parties, owners.filter_map(|owner| self.named(owner)));
        } else if words.is("place-noun", word) {
            if reading == Reading::Target {
                self.holders(head, parties);
            }
            if parties.len() == before {
                self.owners(head, depth, reading, parties);
            }
            if parties.len() == before {
                self.places(head, depth, &["in"], reading, parties);
            }
        } else {
            // `the leader, a former fighter`: a description after its name adds nothing; a name after a description is the party.
            for named in self.clause.linked(head, Link::Apposition).filter(|other| self.clause.items[*other].mention.is_some()).take(1) {
                self.collect(named, depth - 1, false, reading, parties);
            }
        }
    }

    fn places(&self, head: usize, depth: usize, prepositions: &[&str], reading: Reading, parties: &mut Vec<Party>) {
        for (preposition, place) in self.clause.prepositions(head).collect::<Vec<_>>() {
            if prepositions.contains(&preposition) {
                self.collect(place, depth - 1, true, reading, parties);
            }
        }
    }

    /// `dozens of X`, `a group of X`, `one of X`: what counts is what is counted.
    pub(super) fn is_quantity(&self, head: usize) -> bool {
        let item = &self.clause.items[head];
        item.mention.is_none()
            && (matches!(item.class, Class::Determiner | Class::Number) || Words::built_in().is("measure", &item.word))
            && self.clause.prepositions(head).any(|(preposition, _)| preposition == "of")
    }

    /// `British Foreign Secretary Jane Doe`: whoever is not listed stands for the country that his office is of.
    fn incumbent(&self, head: usize, parties: &mut Vec<Party>) {
        let words = Words::built_in();
        let states = self.modifiers(head).into_iter().chain(self.clause.linked(head, Link::Possessor));
        for state in states.collect::<Vec<_>>() {
            // `its sovereignty Sudanese President X`: two phrases without a comma.
            let opens = state.checked_sub(1).is_none_or(|before| {
                !matches!(self.clause.items[before].class, Class::Noun | Class::Name | Class::Demonym)
                    || self.clause.items[before].possessive
            });
            let office = opens
                && (state + 1..head).any(|between| {
                    let word = self.clause.items[between].word.as_str();
                    words.is("proxy", word) || words.title(word) == Some(TitleKind::Office)
                });
            if let Some(party) = self.named(state).filter(|party| office && self.is_state(*party)) {
                push(parties, party);
            }
        }
    }

    fn is_state(&self, party: Party) -> bool {
        matches!((self.kind)(party.entity), EntityKind::Country | EntityKind::Place)
    }

    /// Whether the owner of a noun is a body with members, no country and no person.
    fn of_body(&self, head: usize) -> bool {
        let named: Vec<Party> = self
            .modifiers(head)
            .into_iter()
            .chain(self.clause.linked(head, Link::Possessor))
            .chain(self.clause.prepositions(head).filter(|(word, _)| matches!(*word, "of" | "from")).map(|(_, phrase)| phrase))
            .filter_map(|owner| self.named(owner))
            .collect();
        !named.is_empty() && named.iter().all(|party| !self.is_state(*party) && !(self.is_person)(party.entity))
    }

    /// `X-held territory`: whoever holds it.
    fn holders(&self, head: usize, parties: &mut Vec<Party>) {
        for item in self.clause.linked(head, Link::Modifier).filter(|item| self.clause.items[*item].mention.is_some()) {
            let word = |step: usize| self.clause.items.get(item + step).map_or("", |other| other.word.as_str());
            let hyphen = self.clause.items.get(item + 1).is_some_and(|other| other.class == Class::Hyphen);
            if hyphen && matches!(word(2), "held" | "controlled" | "run" | "ruled") {
                push_all(parties, self.named(item));
            }
        }
    }

    /// `X said its forces had attacked Y`, where nothing but the pronoun says whose they are.
    fn own_troops(&self, head: usize) -> Vec<Party> {
        let owned = self.clause.items[..head]
            .iter()
            .rev()
            .take(4)
            .take_while(|item| matches!(item.class, Class::Noun | Class::Adjective | Class::Determiner))
            .find(|item| item.class == Class::Determiner);
        if owned.is_some_and(|item| matches!(item.word.as_str(), "its" | "their")) { self.speakers(head) } else { Vec::new() }
    }

    /// `X said it would`: who speaks. Otherwise `he`, `she`, `him`: the one person whom the sentence names before, nobody where it names two.
    fn pronoun(&self, head: usize, subject: bool) -> Vec<Party> {
        let speakers = || if subject { self.speakers(head) } else { Vec::new() };
        let person = |party: &Party| (self.is_person)(party.entity);
        let one_person = |parties: &[Party]| parties.len() == 1 && parties.iter().all(person);
        match self.clause.items[head].word.as_str() {
            "it" => Some(speakers()).filter(|parties| parties.len() == 1 && !one_person(parties)).unwrap_or_default(),
            "they" => Some(speakers()).filter(|parties| !one_person(parties)).unwrap_or_default(),
            "he" | "she" => match speakers() {
                speakers if one_person(&speakers) => speakers,
                _ => self.only_person(head),
            },
            "him" | "her" => self.only_person(head),
            _ => Vec::new(),
        }
    }

    fn only_person(&self, head: usize) -> Vec<Party> {
        let mut persons = (0..head).filter_map(|item| self.named(item)).filter(|party| (self.is_person)(party.entity));
        let Some(first) = persons.next() else { return Vec::new() };
        if persons.all(|other| other.entity == first.entity) { vec![first] } else { Vec::new() }
    }

    /// The subject of the verb in whose report a word is the subject: `X said it`, `X was quoted as saying they`.
    fn speakers(&self, head: usize) -> Vec<Party> {
        let clause = self.clause;
        let up = |verb: usize, links: &[Link]| clause.parents(verb).iter().find(|(link, _)| links.contains(link)).map(|(_, above)| *above);
        let Some(verb) = up(head, &[Link::Subject, Link::PassiveSubject]) else { return Vec::new() };
        let report = up(verb, &[Link::Clause]).or_else(|| up(verb, &[Link::Conjunct]).and_then(|before| up(before, &[Link::Clause])));
        let Some(report) = report else { return Vec::new() };
        let mut above = Some(report);
        for _ in 0..2 {
            let Some(verb) = above else { break };
            let subject = clause.linked(verb, Link::Subject).chain(clause.linked(verb, Link::PassiveSubject)).next();
            if let Some(subject) = subject {
                let mut parties = Vec::new();
                if clause.items[subject].class != Class::Pronoun {
                    // One level down: who speaks is not looked for again.
                    self.collect(subject, DEPTH - 1, true, Reading::Actor, &mut parties);
                }
                return parties;
            }
            above = up(verb, &[Link::Adverbial, Link::Conjunct, Link::Infinitive]);
        }
        Vec::new()
    }

    /// Names before a noun, and after `of` and `from`.
    fn owners(&self, head: usize, depth: usize, reading: Reading, parties: &mut Vec<Party>) {
        let before = parties.len();
        // `Syrian rebels`, `Syria's opposition groups`: not Syria, and nobody else.
        let opposed = |owner: usize| {
            let insurgent = |item: usize| Words::built_in().is("insurgent", &self.clause.items[item].word);
            (owner + 1..=head).any(insurgent) && self.named(owner).is_some_and(|party| self.is_state(party))
        };
        if self.modifiers(head).into_iter().chain(self.clause.linked(head, Link::Possessor)).any(opposed) {
            return;
        }
        // `Syria's Druze population`: the nearest name counts.
        for party in self.modifiers(head).into_iter().filter_map(|modifier| self.named(modifier)) {
            push(parties, party);
        }
        if parties.len() > before {
            return;
        }
        // `Trump's envoy` is not Trump; `Assad's government` is his.
        let words = Words::built_in();
        let ruled = words.is("rule-noun", &self.clause.items[head].word) || words.is("forces", &self.clause.items[head].word);
        for owner in self.clause.linked(head, Link::Possessor).collect::<Vec<_>>() {
            let person = self.named(owner).is_some_and(|party| (self.is_person)(party.entity));
            if person && !ruled {
                return;
            }
            self.collect(owner, depth - 1, false, reading, parties);
        }
        if parties.len() == before {
            for (preposition, phrase) in self.clause.prepositions(head).collect::<Vec<_>>() {
                if matches!(preposition, "of" | "from") {
                    self.collect(phrase, depth - 1, true, reading, parties);
                }
            }
        }
    }

    /// Names right before a noun: the nearest one, and what is coordinated with it by `and`. `X-led` and `majority-X` are none.
    pub(super) fn modifiers(&self, head: usize) -> Vec<usize> {
        let mut names: Vec<usize> =
            self.clause.linked(head, Link::Modifier).filter(|item| self.clause.items[*item].mention.is_some()).collect();
        // `HTS-led groups`, `majority-Druze`: a part of another word; `Syrian-Israeli talks`: both count.
        let neighbour = |item: usize, step: isize| item.checked_add_signed(step).and_then(|place| self.clause.items.get(place));
        names.retain(|item| {
            let part = |step: isize| {
                neighbour(*item, step).is_some_and(|other| other.class == Class::Hyphen && (other.glued || step < 0))
                    && neighbour(*item, 2 * step).is_none_or(|other| other.mention.is_none())
            };
            !part(1) && !part(-1)
        });
        let Some(mut nearest) = names.pop() else { return Vec::new() };
        let mut kept = vec![nearest];
        while let Some(other) = names.pop() {
            if other + 2 == nearest && matches!(self.clause.items[other + 1].class, Class::Conjunction | Class::Hyphen) {
                kept.insert(0, other);
            }
            nearest = other;
        }
        kept
    }
}

/// Adds a party once.
pub(super) fn push(parties: &mut Vec<Party>, party: Party) {
    if !parties.iter().any(|other| other.entity == party.entity) {
        parties.push(party);
    }
}

/// Adds parties, each once.
pub(super) fn push_all(parties: &mut Vec<Party>, more: impl IntoIterator<Item = Party>) {
    for party in more {
        push(parties, party);
    }
}
