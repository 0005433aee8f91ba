//! Did it happen? Polarity and modality of a verb, composed over the verbs it depends on.

use super::clause::{Clause, Link};
use super::factuality;
use super::inflect::Form;
use super::item::Class;
use super::lexicon::{Effect, Lexicon};
use super::{Modality, Polarity};
use crate::entity::Lexicon as Words;

/// How real the sentence makes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Certainty {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

/// Verbs above a verb are followed this far.
const DEPTH: usize = 5;

impl Certainty {
    pub(super) fn weaken(&mut self, modality: Modality) {
        if modality == Modality::Denied
            || self.modality == Modality::Asserted
            || self.modality == Modality::Planned && modality == Modality::Possible
        {
            self.modality = modality;
        }
    }

    /// As sure as something else at most.
    pub(super) fn follow(&mut self, other: Self) {
        self.weaken(other.modality);
        if other.polarity == Polarity::Negative {
            self.polarity = Polarity::Negative;
        }
    }

    pub(super) fn negate(&mut self) {
        self.polarity = if self.polarity == Polarity::Positive { Polarity::Negative } else { Polarity::Positive };
    }
}

/// The certainty of a verb.
pub(super) fn of_verb(clause: &Clause, verb: usize) -> Certainty {
    let mut certainty = Certainty { polarity: Polarity::Positive, modality: Modality::Asserted };
    own(clause, verb, &mut certainty);
    let mut below = verb;
    // `refused to confirm that X met Y`: whether X did is open.
    let mut reported = false;
    for _ in 0..DEPTH {
        let Some((link, above)) = governor(clause, below) else { break };
        match link {
            Link::Infinitive | Link::Clause => {
                let class = clause.class(above);
                let refused = link == Link::Infinitive && (class.failed || factuality::missed(clause, above));
                if class.denied {
                    // `does not deny that X met Y`
                    if !factuality::is_denied(clause, above) {
                        certainty.weaken(Modality::Denied);
                    }
                } else if refused && reported {
                    certainty.weaken(Modality::Possible);
                } else if refused {
                    certainty.negate();
                } else if class.planned {
                    certainty.weaken(Modality::Planned);
                } else if class.possible {
                    certainty.weaken(Modality::Possible);
                }
                if clause.items[above].class == Class::Noun && link == Link::Infinitive {
                    let due = Words::built_in().is("due", &clause.items[above].word);
                    certainty.weaken(if due { Modality::Planned } else { Modality::Possible });
                    if is_given_up(clause, above) {
                        certainty.negate();
                    }
                }
                if link == Link::Clause && factuality::is_false(clause, above) {
                    certainty.weaken(Modality::Denied);
                }
                if factuality::disbelieves(clause, above, link) {
                    certainty.weaken(Modality::Possible);
                }
                // What was not said may be so all the same; what was not tried was not done.
                let own = refrains(clause, below) || factuality::undone(clause, below).is_some();
                if clause.group(above).negated && !class.say && link == Link::Infinitive && !own && !reported {
                    certainty.negate();
                }
                reported |= link == Link::Clause;
                frame(clause, above, &mut certainty);
                if clause.items[above].class == Class::Verb && link == Link::Infinitive {
                    factuality::readiness(clause, above, &mut certainty);
                }
            }
            Link::Charge => {
                let lemma = clause.items[above].verb.map_or("", |(verb, _)| Lexicon::built_in().verbs[verb as usize].lemma.as_str());
                if Words::built_in().is("preventing", lemma) {
                    certainty.negate();
                } else if Words::built_in().is("alleging", lemma) {
                    certainty.weaken(Modality::Possible);
                }
                frame(clause, above, &mut certainty);
            }
            // `fears that prices will rise since X met Y`: what was before is so whatever comes of it.
            Link::Adverbial if is_past(clause, below) && factuality::is_settled(clause, below) && !clause.group(above).may => break,
            Link::Adverbial => {
                // `by launching`, `before arriving`: as real as the main clause.
                frame(clause, above, &mut certainty);
            }
            // `would raise it and called on X`: what is told in the past is no part of the plan.
            Link::Conjunct if clause.group(below).finite && is_past(clause, below) => {}
            Link::Conjunct => own_modal(clause, above, &mut certainty),
            _ => break,
        }
        below = above;
    }
    certainty
}

/// Whether what a noun wants is not to be: `has no immediate plans to`, `does not have plans to`, `abandoned its plan to`.
fn is_given_up(clause: &Clause, noun: usize) -> bool {
    let none = clause.items[..noun].iter().rev().find(|item| item.class != Class::Adjective).is_some_and(|item| item.word == "no");
    let carrier = clause.parents(noun).iter().find(|(link, _)| matches!(link, Link::Object | Link::PassiveSubject));
    none || carrier.is_some_and(|(_, verb)| {
        let effects = clause.items[*verb].verb.map_or(&[][..], |(verb, _)| &Lexicon::built_in().verbs[verb as usize].effects);
        let ends = effects.iter().any(|(words, effect)| words.is_empty() && matches!(effect, Effect::Ended | Effect::Cancelled));
        ends || clause.is_light(*verb) && clause.group(*verb).negated
    })
}

fn own(clause: &Clause, verb: usize, certainty: &mut Certainty) {
    let refused = clause.group(verb).negated || refrains(clause, verb);
    if refused != (factuality::nobody(clause, verb) || factuality::missed(clause, verb)) {
        certainty.negate();
    }
    own_modal(clause, verb, certainty);
    factuality::weaken(clause, verb, certainty);
}

/// `decided not to meet`: the negation is that of the infinitive, wherever the analysis put it.
fn refrains(clause: &Clause, verb: usize) -> bool {
    let not = verb.checked_sub(2).map(|before| &clause.items[before]);
    not.is_some_and(|not| not.class == Class::Negation) && clause.items[verb - 1].class == Class::To
}

fn is_past(clause: &Clause, verb: usize) -> bool {
    clause.items[verb].verb.is_some_and(|(_, form)| form == Form::Past)
}

fn own_modal(clause: &Clause, verb: usize, certainty: &mut Certainty) {
    let group = clause.group(verb);
    if group.will {
        certainty.weaken(Modality::Planned);
    } else if group.may {
        certainty.weaken(Modality::Possible);
    }
}

/// Modals and conditions of a verb above.
fn frame(clause: &Clause, verb: usize, certainty: &mut Certainty) {
    if clause.items[verb].class != Class::Noun && !clause.class(verb).say {
        own_modal(clause, verb, certainty);
    }
    if factuality::conditional(clause, verb) {
        certainty.weaken(Modality::Possible);
    }
}

/// The verb or noun that a verb depends on.
fn governor(clause: &Clause, verb: usize) -> Option<(Link, usize)> {
    let wanted = [Link::Infinitive, Link::Clause, Link::Charge, Link::Adverbial, Link::Conjunct];
    let mut parents: Vec<(Link, usize)> = clause.parents(verb).iter().filter(|(link, _)| wanted.contains(link)).copied().collect();
    // A noun that takes the infinitive (`readiness to meet`) is nearer than the verb before it.
    parents.sort_by_key(|(link, above)| (wanted.iter().position(|other| other == link), std::cmp::Reverse(*above)));
    // A purpose (`visited the capital to meet X`) is as real as its verb: a noun that is no wish does not weaken it.
    parents.retain(|(link, above)| {
        *link != Link::Infinitive
            || clause.items[*above].class == Class::Verb
            || clause.items[*above].class == Class::Auxiliary
            || Words::built_in().is("wish", &clause.items[*above].word)
            || Words::built_in().is("due", &clause.items[*above].word)
    });
    parents.first().copied()
}
