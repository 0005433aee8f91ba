//! Who says so: `X said that ...`, `..., X reported on Tuesday.`, `"...," said X`, `According to X, ...`, `X was quoted as saying ...`,
//! `..., citing X`.

use super::Attribution;
use super::clause::Link;
use super::denote::{Party, Scene};
use super::item::{Class, Item};
use super::lexicon::Lexicon;
use super::subject;
use crate::entity::Lexicon as Words;
use crate::text::Span;

/// The reports of a sentence: which items each covers, and its source.
pub(super) struct Reports {
    found: Vec<(usize, usize, Attribution)>,
    /// Verbs that go on from a verb of saying: `X said it was late and warned Y`. The warning is told by the writer, not by X.
    beside: Vec<usize>,
}

impl Reports {
    /// The source of what an item says.
    pub(super) fn source(&self, item: usize) -> Option<Attribution> {
        if self.beside.contains(&item) {
            return None;
        }
        let report = self.found.iter().rev().find(|(first, last, _)| (first..=last).contains(&&item))?;
        Some(report.2.clone())
    }
}

/// Items after a verb of saying in which `that` opens what is said.
const THAT: usize = 8;
/// Items of the phrase that names a source: `the state news agency X`.
const SOURCE: usize = 8;

/// Finds the reports of a sentence; the last one that covers a word counts.
pub(super) fn reports(scene: &Scene) -> Reports {
    let clause = scene.clause;
    let end = clause.items.len().saturating_sub(1);
    let mut found = Vec::new();
    for item in 0..clause.items.len() {
        if clause.items[item].word == "citing"
            && let Some(party) = (item + 1..clause.items.len().min(item + SOURCE))
                .take_while(|place| clause.items[*place].class != Class::Comma)
                .find_map(|place| scene.named(place))
            && ((scene.is_medium)(party.entity) || (scene.is_person)(party.entity))
        {
            found.push((0, item, attribution(scene, party)));
        }
        // `According to X, ...`
        if clause.items[item].word == "according"
            && clause.items.get(item + 1).is_some_and(|next| next.class == Class::To)
            && let Some(source) = named_or_told(scene, item + 2)
        {
            found.push((0, end, source));
        }
    }
    for verb in clause.verbs().filter(|verb| clause.class(*verb).say || clause.class(*verb).denied) {
        if clause.group(verb).passive {
            found.extend(quoted(scene, verb).map(|source| (verb + 1, end, source)));
            continue;
        }
        let subject = clause.linked(verb, Link::Subject).next();
        let source = subject.and_then(|head| source(scene, verb, head)).or_else(|| borrowed(scene, verb));
        if let Some((first, source)) = source.clone().and_then(|source| said(scene, verb).map(|first| (first, source))) {
            found.push((first, end, source));
        } else if let Some(comma) = subject.and_then(|head| opens(scene, verb, head)).filter(|_| closes(scene, verb)) {
            found.extend(source.map(|source| (0, comma, source)));
        } else if let Some((comma, head)) = beside(scene, verb).filter(|_| closes(scene, verb)) {
            found.extend(self::source(scene, verb, head).map(|source| (0, comma, source)));
        }
        // `"...," X said, "..."`: the quotation goes on.
        let resumes = clause.items.get(verb + 1).is_some_and(|next| next.class == Class::Comma)
            && clause.items.get(verb + 2).is_some_and(|next| next.class == Class::Bracket);
        if let Some(report) = found.last().filter(|report| resumes && report.1 < verb && report.0 == 0) {
            found.push((verb + 2, end, report.2.clone()));
        }
    }
    let said = |verb: usize| clause.class(verb).say && clause.items[verb].class == Class::Verb;
    let goes_on =
        |verb: &usize| clause.parents(*verb).iter().any(|(link, first)| *link == Link::Conjunct && *first < *verb && said(*first));
    Reports { found, beside: clause.verbs().filter(goes_on).collect() }
}

/// `According to the poll`: a name, or the words that tell what the source is.
fn named_or_told(scene: &Scene, first: usize) -> Option<Attribution> {
    let items = &scene.clause.items;
    let ends = |class: Class| {
        matches!(class, Class::Comma | Class::Mark | Class::Break | Class::Verb | Class::Auxiliary | Class::Bracket | Class::Relative)
    };
    let last = (first..items.len().min(first + SOURCE)).take_while(|place| !ends(items[*place].class)).last()?;
    let named = (first..=last.min(first + 4)).filter_map(|place| scene.named(place)).next_back();
    let document = (first..=last).find(|place| Words::built_in().is("document-noun", &items[*place].word));
    let told =
        || document.map(|noun| Attribution { entity: None, span: Span { start: items[first].span.start, end: items[noun].span.end } });
    named.map(|party| attribution(scene, party)).or_else(told)
}

/// Where what a verb of saying reports begins, if it stands after the verb.
fn said(scene: &Scene, verb: usize) -> Option<usize> {
    let clause = scene.clause;
    let after = &clause.items[verb + 1..];
    let that =
        after.iter().take(THAT).take_while(|item| !matches!(item.class, Class::Verb | Class::Break)).position(|item| item.word == "that");
    if let Some(that) = that {
        return Some(verb + 1 + that);
    }
    if clause.linked(verb, Link::Clause).any(|other| other > verb) {
        return Some(verb + 1);
    }
    // `X said: "..."`, `X said, "..."`
    let comma = usize::from(after.first().is_some_and(|next| next.class == Class::Comma));
    let quoted = after.get(comma).is_some_and(|next| next.class == Class::Bracket || next.class == Class::Break);
    if quoted && opens_sentence(scene, verb) {
        return Some(verb + 1);
    }
    // `X told Reuters the army had left`, `X said the letter by Y was false`: a clause of its own follows.
    let lemma = clause.items[verb].verb.map(|(entry, _)| Lexicon::built_in().verbs[entry as usize].lemma.as_str())?;
    let telling = Words::built_in().is("telling", lemma);
    let first = if telling { clause.linked(verb, Link::Object).next()? + 1 } else { verb + 1 };
    let apart = |item: &Item| {
        matches!(item.class, Class::Comma | Class::Break | Class::Relative | Class::Subordinator | Class::Bracket) || item.word == "so"
    };
    let clause_follows = clause.verbs().filter(|other| *other > first).find(|other| clause.group(*other).finite).is_some_and(|other| {
        !clause.items[first..other].iter().any(apart)
            && clause.items[other - 1].class != Class::Conjunction
            && clause.items[first..other].iter().any(is_nominal)
    });
    clause_follows.then_some(first)
}

/// Whether no comma or quotation stands before a verb's subject: what is said comes after it.
fn opens_sentence(scene: &Scene, verb: usize) -> bool {
    let items = &scene.clause.items;
    let quotation = items[..verb].iter().any(|item| item.class == Class::Bracket);
    !quotation
}

/// The comma or quotation mark before the speaker, where the report stands before: `..., Reuters reported on Tuesday.`
fn opens(scene: &Scene, verb: usize, head: usize) -> Option<usize> {
    let items = &scene.clause.items;
    let before = scene.clause.linked(verb, Link::Clause).any(|other| other < verb);
    let comma = (head.saturating_sub(6)..head).rev().find(|place| matches!(items[*place].class, Class::Comma | Class::Bracket))?;
    let quoted = items[comma].class == Class::Bracket && comma + 3 >= head;
    (quoted || before || verb > items.len() / 3).then_some(comma)
}

/// The speaker right before a verb and after a comma that the clause lost, or right after it: `..., X said.`, `...," said X.`
fn beside(scene: &Scene, verb: usize) -> Option<(usize, usize)> {
    let items = &scene.clause.items;
    if !scene.clause.group(verb).finite || verb == 0 {
        return None;
    }
    let nominal = |place: &usize| is_nominal(&items[*place]) || items[*place].class == Class::Hyphen;
    let marks = |place: usize| matches!(items[place].class, Class::Comma | Class::Bracket);
    if marks(verb - 1) {
        let head = (verb + 1..items.len().min(verb + SOURCE)).take_while(nominal).last()?;
        let ends =
            items.get(head + 1).is_none_or(|next| matches!(next.class, Class::Comma | Class::Mark | Class::Preposition | Class::Relative));
        return (verb > 3 && ends).then_some((verb - 1, head));
    }
    let first = (verb.saturating_sub(SOURCE)..verb).rev().take_while(nominal).last()?;
    let comma = first.checked_sub(1).filter(|comma| marks(*comma) && *comma > 2)?;
    (items[comma].class == Class::Bracket || verb > items.len() / 3).then_some((comma, verb - 1))
}

fn is_nominal(item: &Item) -> bool {
    matches!(item.class, Class::Name | Class::Demonym | Class::Noun | Class::Adjective | Class::Determiner | Class::Pronoun)
}

/// Whether nothing follows that would be said or done instead: `Reuters reported on Tuesday`, `a diplomat told AFP`.
fn closes(scene: &Scene, verb: usize) -> bool {
    let clause = scene.clause;
    let group = clause.group(verb);
    let inverted = verb > 0 && matches!(clause.items[verb - 1].class, Class::Comma | Class::Bracket);
    let other = clause.linked(verb, Link::Object).any(|head| scene.named(head).is_none_or(|party| !(scene.is_medium)(party.entity)));
    !group.will && !group.may && !group.infinitive && (inverted || !other)
}

/// `X was quoted as saying`, `X is reported to have said`: the subject of the passive speaks.
fn quoted(scene: &Scene, verb: usize) -> Option<Attribution> {
    let clause = scene.clause;
    let saying =
        (verb + 1..clause.items.len().min(verb + 4)).any(|place| clause.class(place).say && clause.items[place].class == Class::Verb);
    let subject = clause.linked(verb, Link::PassiveSubject).next().filter(|_| saying)?;
    source(scene, verb, subject)
}

/// Whoever a participle borrows: `X left, warning that Y`.
fn borrowed(scene: &Scene, verb: usize) -> Option<Attribution> {
    let own = scene.clause.linked(verb, Link::Subject).next().is_some();
    // `At a meeting with the board of Volta Bank Ojo said`: a person right before the verb.
    let before = verb.checked_sub(1).and_then(|before| scene.named(before)).filter(|party| (scene.is_person)(party.entity));
    let doer = || subject::subjects(scene, verb, 0).into_iter().next().filter(|_| !scene.clause.group(verb).finite);
    before.or_else(doer).filter(|_| !own).map(|party| attribution(scene, party))
}

/// Who speaks: a name, the media of a country, the owner of a document, or, where the speaker has no name, the medium spoken to.
fn source(scene: &Scene, verb: usize, head: usize) -> Option<Attribution> {
    let clause = scene.clause;
    let item = &clause.items[head];
    let words = Words::built_in();
    if words.is("medium-noun", &item.word) && item.mention.is_none() {
        let first = scene.modifiers(head).into_iter().next()?;
        return Some(Attribution { entity: None, span: Span { start: clause.items[first].span.start, end: item.span.end } });
    }
    if let Some(party) = scene.parties(head).into_iter().next() {
        return Some(attribution(scene, party));
    }
    // A speaker whom no table lists: only the words are known.
    if item.class == Class::Noun && item.proper && item.mention.is_none() {
        let first = (0..=head).rev().take_while(|place| clause.items[*place].proper && clause.items[*place].mention.is_none()).last()?;
        return Some(Attribution { entity: None, span: Span { start: clause.items[first].span.start, end: item.span.end } });
    }
    // `the Volta Bank report said`, `Volta Bank's letter said`
    if words.is("document-noun", &item.word) {
        let owners = clause.linked(head, Link::Possessor).chain(scene.modifiers(head));
        if let Some(party) = owners.into_iter().find_map(|owner| scene.named(owner)) {
            return Some(attribution(scene, party));
        }
    }
    let told =
        clause.linked(verb, Link::Object).chain(clause.prepositions(verb).filter(|(word, _)| *word == "to").map(|(_, phrase)| phrase));
    // `a diplomat speaking to AFP said`
    let speaking = clause
        .linked(head, Link::Reduced)
        .flat_map(|speaking| clause.prepositions(speaking).filter(|(word, _)| *word == "to").map(|(_, phrase)| phrase).collect::<Vec<_>>());
    told.chain(speaking)
        .find_map(|phrase| scene.named(phrase).filter(|party| (scene.is_medium)(party.entity)))
        .map(|party| attribution(scene, party))
}

fn attribution(scene: &Scene, party: Party) -> Attribution {
    Attribution { entity: Some(party.entity), span: scene.span(party) }
}
