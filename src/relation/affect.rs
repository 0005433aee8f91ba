//! Whose thing a noun phrase is: who is blamed in `condemned Israeli airstrikes`, praised in `welcomed the resumption of ties with X`,
//! asked in `demanded the withdrawal of Syrian forces`, hit in `banned arms sales to X`.

use super::clause::Link;
use super::denote::{Party, Scene, push, push_all};
use super::extract::by_preposition;
use super::item::Class;
use super::lexicon::{Lexicon, Modifier, Noun};
use super::{Ontology, RelationIx};
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityKind;

/// What somebody does with a thing, and so whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    /// Praise, support, welcome: whose it is, and who is well treated in it.
    For,
    /// Blame, protest: whose it is.
    Blame,
    /// Refusal: whose it is, and with whom it would be; a deal between others is theirs, and who opposes it need not oppose them.
    Refuse,
    /// Demand: who shall do it.
    Ask,
    /// Punishment, prohibition: whose it is, and who would get it.
    Harm,
}

impl Stance {
    /// The stance of a relation towards things that are no party.
    pub(super) fn of(relation: RelationIx) -> Option<Self> {
        match relation.id() {
            "support" => Some(Self::For),
            "accuse" | "protest" => Some(Self::Blame),
            "reject" | "oppose" => Some(Self::Refuse),
            "request" => Some(Self::Ask),
            "sanction" => Some(Self::Harm),
            _ => None,
        }
    }
}

/// Noun phrases inside noun phrases are followed this deep.
const DEPTH: usize = 3;

impl Scene<'_> {
    /// Whom a thing concerns that is itself nobody.
    pub(super) fn affected(&self, head: usize, stance: Stance) -> Vec<Party> {
        let mut parties = Vec::new();
        self.affect(head, stance, DEPTH, &mut parties);
        for other in self.clause.linked(head, Link::Conjunct) {
            self.affect(other, stance, DEPTH, &mut parties);
        }
        // `sympathy for the victims of the Atlantic storm`
        parties.retain(|party| !matches!((self.kind)(party.entity), EntityKind::Place | EntityKind::Facility | EntityKind::Event));
        parties
    }

    fn affect(&self, head: usize, stance: Stance, depth: usize, parties: &mut Vec<Party>) {
        let item = &self.clause.items[head];
        if depth == 0 || item.class != Class::Noun || item.mention.is_some() || item.proper {
            return;
        }
        match Lexicon::built_in().noun(&item.word) {
            Some(noun) => self.of_event(head, noun, stance, parties),
            None => self.of_thing(head, stance, depth, parties),
        }
    }

    /// Who stands before a noun: an owner or an adjective of nationality. Who backs the plan of a person need not back the person.
    fn authors(&self, head: usize, stance: Stance, parties: &mut Vec<Party>) {
        let possessors: Vec<usize> = self.clause.linked(head, Link::Possessor).collect();
        let owners = if possessors.is_empty() { self.modifiers(head) } else { possessors };
        for owner in owners {
            for party in self.alone(owner) {
                if stance != Stance::For || !(self.is_person)(party.entity) {
                    push(parties, party);
                }
            }
        }
    }

    /// `property seized by X`, `memos sent by X`, `the rally staged by X`
    fn makers(&self, head: usize, parties: &mut Vec<Party>) {
        for verb in self.clause.linked(head, Link::Reduced).filter(|verb| self.clause.group(*verb).passive) {
            for agent in self.clause.linked(verb, Link::Agent) {
                push_all(parties, self.parties(agent));
            }
        }
    }

    fn of_event(&self, head: usize, noun: &Noun, stance: Stance, parties: &mut Vec<Party>) {
        let relation = Ontology::built_in().get(noun.relation).id.as_str();
        if matches!(relation, "died_in" | "born_in" | "located_in") {
            return;
        }
        if noun.modifier != Modifier::Object {
            self.authors(head, stance, parties);
            self.makers(head, parties);
        }
        let friendly =
            matches!(relation, "agree" | "meet" | "cooperate" | "normalize" | "support" | "aid" | "mediate" | "release" | "lift_sanctions");
        let mut slots: Vec<&[String]> = vec![&noun.subject];
        let with = ["with".to_owned()];
        match stance {
            Stance::For | Stance::Harm if friendly => slots.extend([noun.between.as_slice(), noun.object.as_slice()]),
            Stance::Ask if matches!(relation, "agree" | "meet" | "cooperate" | "normalize") => {
                slots.extend([noun.between.as_slice(), &with]);
            }
            Stance::Refuse if matches!(relation, "agree" | "meet" | "cooperate" | "normalize") => slots.push(&with),
            Stance::Blame if relation == "agree" => slots.push(&noun.between),
            _ => {}
        }
        for slot in slots {
            for phrase in by_preposition(self.clause, head, slot) {
                push_all(parties, self.parties(phrase));
            }
        }
    }

    fn of_thing(&self, head: usize, stance: Stance, depth: usize, parties: &mut Vec<Party>) {
        let words = Words::built_in();
        let word = self.clause.items[head].word.as_str();
        // `condemned Iranian protesters`: they are not Iran.
        if words.is("person-noun", word) || words.title(word).is_some() || Lexicon::built_in().agent(word).is_some() {
            return;
        }
        let measure = words.is("measure", word);
        // `the rights of Syrian workers` are no thing of Syria.
        if !measure && depth == DEPTH {
            self.authors(head, stance, parties);
        }
        if parties.is_empty() {
            self.makers(head, parties);
        }
        if !parties.is_empty() {
            return;
        }
        // What is of somebody may be done to him: `the treatment of X`.
        let owned = words.is("act-noun", word);
        let follows = |preposition: &str| match preposition {
            "of" => measure || owned || stance == Stance::For && !word.ends_with("ing") || stance == Stance::Harm,
            "by" | "from" => true,
            "between" | "with" => stance == Stance::For,
            "to" => stance == Stance::Harm,
            _ => false,
        };
        for (preposition, phrase) in self.clause.prepositions(head).collect::<Vec<_>>() {
            let deeper = preposition == "of" && !words.is("report-noun", word) && self.clause.items[phrase].mention.is_none();
            if follows(preposition) || deeper {
                let named = if follows(preposition) { self.parties(phrase) } else { Vec::new() };
                if named.is_empty() {
                    self.affect(phrase, stance, depth - 1, parties);
                }
                push_all(parties, named);
            }
        }
    }
}
