//! Offices: `Syrian Foreign Minister Asaad al-Shaibani`, `Mikhail Bogdanov, Russia's former deputy foreign minister`,
//! `the new leadership under President X`. The text of the role is the relation's mode.

use super::certainty::Certainty;
use super::clause::Link;
use super::denote::Party;
use super::extract::{Draft, Extraction};
use super::item::{Class, Collapsed, Item};
use super::membership::role_at;
use super::{Confidence, Evidence, Modality, Polarity, RelationIx};
use crate::entity::{Lexicon as Words, Title, TitleKind, title_before};
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer};
use crate::mention::{Mention, MentionKind, Scanned};
use crate::text::{Span, fold};

/// A title right before a name.
pub(super) struct Office {
    mention: usize,
    first: usize,
    last: usize,
    relation: Option<RelationIx>,
    of: Option<EntityIx>,
    of_span: Span,
    /// The title with `former`, as it is written.
    text: String,
    span: Span,
}

impl Office {
    pub(super) fn collapsed(&self) -> Collapsed {
        Collapsed { first: self.first, last: self.last, mention: self.mention }
    }

    pub(super) fn evidence(&self, sentence: u32, mentions: &[Mention]) -> Option<Evidence> {
        let mention = &mentions[self.mention];
        let (relation, object) = (self.relation?, self.of?);
        (object != mention.entity).then(|| Evidence {
            subject: mention.entity,
            relation,
            object,
            subject_span: mention.span,
            object_span: self.of_span,
            sentence,
            trigger: self.span,
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            attribution: None,
            place: None,
            time: None,
            mode: Some(self.text.clone()),
            rule: "title-before-name".to_owned(),
            confidence: if mention.doubtful { Confidence::Inferred } else { Confidence::Medium },
        })
    }
}

/// The titles before the persons of a sentence.
pub(super) fn before_names(gazetteer: &Gazetteer, text: &str, scanned: &Scanned, mentions: &[(usize, &Mention)]) -> Vec<Office> {
    let owner = |token: usize| {
        let span = scanned.tokens[token].span;
        let place = mentions.partition_point(|(_, mention)| mention.span.end <= span.start);
        mentions.get(place).filter(|(_, mention)| mention.span.contains(span)).map(|(_, mention)| mention.actor())
    };
    let mut offices: Vec<Office> = Vec::new();
    for (index, mention) in mentions.iter().filter(|(_, mention)| gazetteer.kind(mention.entity) == EntityKind::Person) {
        let (first, last) = scanned.tokens_of(mention.span);
        let before = first.checked_sub(1).filter(|before| !scanned.gap_after(text, *before).is_empty());
        // `Russia's former minister, X,`
        let comma = before.filter(|before| scanned.word(text, *before) == ",").and_then(|before| before.checked_sub(1));
        let Some(title) = comma.or(before).and_then(|last| title_before(text, scanned, last, &owner)) else { continue };
        // `As mayor of Lagos, X spoke`
        let role_only = comma.is_some() && title.first.checked_sub(1).is_some_and(|before| scanned.folded(text, before) == "as");
        if role_only || comma.is_some() && title.of.is_none() || offices.last().is_some_and(|office| office.last >= title.first) {
            continue;
        }
        let of_mention =
            title.of_token.and_then(|token| mentions.iter().find(|(_, mention)| mention.span.contains(scanned.tokens[token].span)));
        let of_kind = title.of.map(|of| gazetteer.kind(of)).filter(|kind| *kind != EntityKind::Person);
        let adjective = of_mention.is_some_and(|(_, mention)| mention.kind == MentionKind::Demonym);
        let span = scanned.span(title.head, title.last);
        let former = if title.former { former_word(text, scanned, &title) } else { String::new() };
        offices.push(Office {
            mention: *index,
            first: title.first,
            last,
            relation: relation(&title, of_kind, adjective),
            of: title.of,
            of_span: of_mention.map_or(span, |(_, mention)| mention.span),
            text: format!("{former}{}", span.of(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")),
            span,
        });
    }
    offices
}

/// What a title says of its bearer and the body or country that it belongs to.
fn relation(title: &Title, of: Option<EntityKind>, adjective: bool) -> Option<RelationIx> {
    let body = matches!(of?, EntityKind::Organization | EntityKind::Group | EntityKind::Event | EntityKind::Other);
    let words = Words::built_in();
    let last = fold(title.words.rsplit(' ').next().unwrap_or_default());
    let id = match title.kind {
        TitleKind::Office => "holds_position",
        TitleKind::Member if body => "member_of",
        // `Coast Guard Lt. X`, `Ohio Gov. X`
        TitleKind::Honorific if body && words.is("service-rank", &last) => "member_of",
        TitleKind::Member | TitleKind::Honorific if !body && words.is("seat-holder", &last) => "holds_position",
        TitleKind::Member if words.is("servant", &last) => "represent",
        // `Lagos lawyer X`; the adjective only says of which country somebody is.
        TitleKind::Member if !adjective => "presence_in",
        TitleKind::Member | TitleKind::Honorific => return None,
    };
    Extraction::relation(id)
}

/// `former ` or `then-` as it is written before a title.
fn former_word(text: &str, scanned: &Scanned, title: &Title) -> String {
    let words = Words::built_in();
    let token = (title.first..title.head).find(|token| words.is("former", &scanned.folded(text, *token)));
    token.map_or_else(String::new, |token| {
        let hyphen = scanned.word(text, token + 1) == "-";
        format!("{}{}", scanned.word(text, token).to_lowercase(), if hyphen { "-" } else { " " })
    })
}

/// Offices after names: in appositions, after a copula, and governments under somebody.
pub(super) fn after_names(extraction: &mut Extraction) {
    let words = Words::built_in();
    for item in 0..extraction.clause().items.len() {
        let clause = extraction.clause();
        let this = &clause.items[item];
        if this.class != Class::Noun {
            continue;
        }
        if words.is("rule-noun", &this.word) {
            government(extraction, item);
        }
        let title = longest_title(&clause.items, item).filter(|kind| *kind != TitleKind::Honorific);
        let Some(kind) = title.or_else(|| (role_at(&clause.items, item) && !this.proper).then_some(TitleKind::Member)) else { continue };
        let (bearers, certainty) = bearers(extraction, item);
        if bearers.is_empty() {
            continue;
        }
        let bodies = bodies(extraction, item);
        let role = role_text(extraction, item);
        for subject in bearers {
            for (preposition, object) in bodies.clone() {
                let place = !matches!(extraction.kind(object), EntityKind::Organization | EntityKind::Group | EntityKind::Event);
                let adjective = preposition.is_empty() && clause.items[object.item].class == Class::Demonym;
                let id = match kind {
                    // `an officer in Lagos`
                    _ if preposition == "in" && place => "presence_in",
                    TitleKind::Office => "holds_position",
                    _ if !place => "member_of",
                    _ if words.is("seat-holder", &clause.items[item].word) => "holds_position",
                    _ if words.is("servant", &clause.items[item].word) => "represent",
                    _ if adjective => continue,
                    _ => "presence_in",
                };
                let Some(relation) = Extraction::relation(id) else { continue };
                let mode = Some(role.clone());
                let draft = Draft { subject, relation, object, trigger: item, certainty, mode, rule: "title-after-name".to_owned() };
                extraction.emit(draft, None);
            }
        }
    }
}

/// The title that ends at a word, of two words before one: `chief executive`.
fn longest_title(items: &[Item], item: usize) -> Option<TitleKind> {
    let words = Words::built_in();
    if !words.may_end_title(&items[item].word) {
        return None;
    }
    let two = item.checked_sub(1).filter(|before| items[*before].mention.is_none());
    let two = two.and_then(|before| words.title(&format!("{} {}", items[before].word, items[item].word)));
    two.or_else(|| words.title(&items[item].word))
}

/// The persons of whom a noun says what they are, in an apposition, after a copula, or as the first of two such nouns.
fn bearers(extraction: &Extraction, item: usize) -> (Vec<Party>, Certainty) {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let mut bearers: Vec<Party> = Vec::new();
    let mut certainty = Extraction::fact();
    // `president and founder of X`: the second noun is coordinated with the first.
    let first = clause.parents(item).iter().find(|(link, first)| *link == Link::Conjunct && clause.items[*first].class == Class::Noun);
    for noun in std::iter::once(item).chain(first.map(|(_, first)| *first)) {
        for (link, other) in clause.parents(noun) {
            match link {
                Link::Apposition => bearers.extend(scene.alone(*other)),
                Link::Predicate => {
                    bearers.extend(extraction.subjects(*other));
                    certainty = extraction.verb_certainty(*other);
                }
                _ => {}
            }
        }
        bearers.extend(clause.linked(noun, Link::Apposition).filter_map(|other| scene.named(other)));
    }
    // `including X, the king of Y and the mayor of Z`: a list, and no apposition.
    let listed = |party: &Party| {
        party.item.checked_sub(1).is_some_and(|before| matches!(clause.items[before].word.as_str(), "including" | "like"))
            && clause.items[item..].iter().take(LISTED).any(|other| other.class == Class::Conjunction)
    };
    bearers.retain(|party| extraction.kind(*party) == EntityKind::Person && !listed(party));
    (bearers, certainty)
}

/// The bodies and places of an office with their prepositions: `chief of the waste office of X`, `X's chief`, `the X chief`.
fn bodies<'a>(extraction: &Extraction<'a>, item: usize) -> Vec<(&'a str, Party)> {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let mut bodies: Vec<(&str, Party)> = Vec::new();
    let mut heads = vec![item];
    // `president and chief executive of X`: the phrase hangs on the last of them.
    heads.extend(clause.linked(item, Link::Conjunct).filter(|other| clause.items[*other].mention.is_none()));
    for depth in 0..COMPLEMENTS {
        let mut inner = Vec::new();
        for head in heads {
            for (word, phrase) in clause.prepositions(head) {
                let named = scene.alone(phrase);
                let fits = match word {
                    "of" | "for" => true,
                    "at" | "with" => named.iter().all(|party| is_body(extraction, *party)),
                    "in" => depth == 0,
                    _ => false,
                };
                // What is named further down belongs to the thing between: only its owner counts.
                if fits && !named.is_empty() {
                    bodies.extend(named.into_iter().filter(|party| depth == 0 || is_body(extraction, *party)).map(|party| (word, party)));
                } else if fits && word != "in" && clause.items[phrase].mention.is_none() {
                    inner.push(phrase);
                }
            }
        }
        if !bodies.is_empty() {
            break;
        }
        heads = inner;
    }
    bodies.truncate(1);
    if bodies.is_empty() || bodies.iter().all(|(word, _)| *word == "in") {
        let owners = clause.linked(item, Link::Possessor).filter_map(|owner| scene.named(owner));
        let before = bodies.len();
        bodies.extend(owners.map(|owner| ("", owner)));
        if bodies.len() == before {
            let names = scene.modifiers(item).into_iter().filter_map(|modifier| scene.named(modifier));
            bodies.extend(names.map(|name| ("", name)));
        }
    }
    bodies
}

fn is_body(extraction: &Extraction, party: Party) -> bool {
    matches!(extraction.kind(party), EntityKind::Organization | EntityKind::Group)
}

/// Items after an office in which a conjunction shows that it stands in a list.
const LISTED: usize = 6;

/// How deep the body of an office may hang: `vice president of daytime programmes for X`.
const COMPLEMENTS: usize = 2;

/// The words of a title with what stands before it in lower case: `current governor`, `deputy foreign minister`.
fn role_text(extraction: &Extraction, head: usize) -> String {
    let items = &extraction.clause().items;
    let first = (0..head)
        .rev()
        .take_while(|item| {
            matches!(items[*item].class, Class::Noun | Class::Adjective | Class::Hyphen)
                && items[*item].mention.is_none()
                && !items[*item].possessive
        })
        .last()
        .unwrap_or(head);
    let complement = extraction.clause().prepositions(head).find(|(word, of)| {
        matches!(*word, "of" | "for") && *of > head && *of <= head + 4 && items[head + 1..=*of].iter().all(|item| item.mention.is_none())
    });
    let last = complement.map_or(head, |(_, of)| of);
    let words = items[first..=last].iter().map(|item| if item.class == Class::Hyphen { "-" } else { &item.word });
    words.collect::<Vec<_>>().join(" ").replace(" - ", "-").trim_start_matches(['-', ' ']).to_owned()
}

/// `the Syrian leadership under President X`, `the government of X`.
fn government(extraction: &mut Extraction, item: usize) {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let mut rulers: Vec<(&str, Party)> = Vec::new();
    for (word, head) in clause.prepositions(item) {
        if matches!(word, "under" | "of") {
            rulers.extend(scene.parties(head).into_iter().map(|party| (word, party)));
        }
    }
    rulers.retain(|(_, party)| extraction.kind(*party) == EntityKind::Person);
    let mut states: Vec<Party> = clause.linked(item, Link::Possessor).filter_map(|owner| scene.named(owner)).collect();
    if states.is_empty() {
        states.extend(scene.modifiers(item).into_iter().filter_map(|modifier| scene.named(modifier)));
    }
    states.retain(|party| extraction.kind(*party) == EntityKind::Country);
    let Some(relation) = Extraction::relation("holds_position") else { return };
    let word = &clause.items[item].word;
    for (preposition, subject) in rulers {
        for object in states.clone() {
            let mode = Some(format!("{word} {preposition}"));
            let draft = Draft {
                subject,
                relation,
                object,
                trigger: item,
                certainty: Extraction::fact(),
                mode,
                rule: "government-under".to_owned(),
            };
            extraction.emit(draft, None);
        }
    }
}
