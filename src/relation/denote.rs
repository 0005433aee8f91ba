//! Which entities a noun phrase stands for: a name for itself, `Syrian officials` for Syria, `the city of Suwayda` for Sweida.

use super::across::StandIns;
use super::clause::{Clause, Link};
use super::item::Class;
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityIx;
use crate::mention::Mention;
use crate::text::Span;

/// An entity as an argument, with the item that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) entity: EntityIx,
    pub(super) item: usize,
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
        self.collect(head, DEPTH, true, false, &mut parties);
        parties
    }

    /// Without what is coordinated with it: an antecedent.
    pub(super) fn alone(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        self.collect(head, DEPTH, false, false, &mut parties);
        parties
    }

    /// The parties of each coordinated phrase: `the Syrian and Israeli officials`, `Hamas`.
    pub(super) fn groups(&self, head: usize) -> Vec<Vec<Party>> {
        let mut groups = vec![self.alone(head)];
        groups.extend(self.clause.linked(head, Link::Conjunct).map(|other| self.parties(other)));
        groups
    }

    /// The same, where a building, ship or site stands for its owner: what is attacked.
    pub(super) fn targets(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        self.collect(head, DEPTH, true, true, &mut parties);
        parties
    }

    /// Whose thing a noun phrase is: `welcomed Syria's call`, `condemned Israeli airstrikes`.
    pub(super) fn affected(&self, head: usize) -> Vec<Party> {
        let mut parties = Vec::new();
        let item = &self.clause.items[head];
        if item.class == Class::Noun && item.mention.is_none() && !item.proper {
            let possessors: Vec<usize> = self.clause.linked(head, Link::Possessor).collect();
            let owners = if possessors.is_empty() { self.modifiers(head) } else { possessors };
            // A plan is its author's, but who backs the plan of a person need not back the person.
            let owners = owners.into_iter().filter_map(|owner| self.named(owner)).filter(|party| !(self.is_person)(party.entity));
            owners.for_each(|party| push(&mut parties, party));
        }
        parties
    }

    fn collect(&self, head: usize, depth: usize, conjuncts: bool, targets: bool, parties: &mut Vec<Party>) {
        // `Israel, not Iran, attacked`: Iran did not.
        let denied = head
            .checked_sub(1)
            .is_some_and(|before| self.clause.items[before].class == Class::Negation && self.clause.items[before].word == "not");
        if depth == 0 || denied {
            return;
        }
        let item = &self.clause.items[head];
        let words = Words::built_in();
        if let Some(party) = self.named(head) {
            push(parties, party);
        } else if let Some(party) = self.pronoun(head) {
            push(parties, party);
        } else if !self.stand_ins.entities(head).is_empty() {
            self.stand_ins.entities(head).iter().for_each(|entity| push(parties, Party { entity: *entity, item: head }));
        } else if item.class == Class::Noun && !item.proper || words.is("proxy", &item.word) {
            if words.is("proxy", &item.word) || targets && words.is("target-noun", &item.word) {
                self.owners(head, depth, targets, parties);
            } else if words.is("place-noun", &item.word) {
                self.owners(head, depth, targets, parties);
                if parties.is_empty() {
                    for (preposition, place) in self.clause.prepositions(head).collect::<Vec<_>>() {
                        if preposition == "in" {
                            self.collect(place, depth - 1, true, targets, parties);
                        }
                    }
                }
            } else {
                // `the leader, a former fighter`: a description after its name adds nothing; a name after a description is the party.
                for named in self.clause.linked(head, Link::Apposition).filter(|other| self.clause.items[*other].mention.is_some()).take(1)
                {
                    self.collect(named, depth - 1, false, targets, parties);
                }
            }
        }
        if conjuncts {
            for other in self.clause.linked(head, Link::Conjunct).collect::<Vec<_>>() {
                self.collect(other, depth - 1, true, targets, parties);
            }
        }
    }

    /// `he`, `she`, `him`: the one person whom the sentence names before; nobody where it names two.
    fn pronoun(&self, head: usize) -> Option<Party> {
        if self.clause.items[head].class != Class::Pronoun || !matches!(self.clause.items[head].word.as_str(), "he" | "she" | "him" | "her")
        {
            return None;
        }
        let mut persons = (0..head).filter_map(|item| self.named(item)).filter(|party| (self.is_person)(party.entity));
        let first = persons.next()?;
        persons.all(|other| other.entity == first.entity).then_some(first)
    }

    /// Names before a noun, and after `of` and `from`.
    fn owners(&self, head: usize, depth: usize, targets: bool, parties: &mut Vec<Party>) {
        let before = parties.len();
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
            self.collect(owner, depth - 1, false, targets, parties);
        }
        if parties.len() == before {
            for (preposition, phrase) in self.clause.prepositions(head).collect::<Vec<_>>() {
                if matches!(preposition.as_str(), "of" | "from") {
                    self.collect(phrase, depth - 1, true, targets, parties);
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

fn push(parties: &mut Vec<Party>, party: Party) {
    if !parties.iter().any(|other| other.entity == party.entity) {
        parties.push(party);
    }
}
