//! Offices: `Syrian Foreign Minister Asaad al-Shaibani`, `Mikhail Bogdanov, Russia's former deputy foreign minister`,
//! `the new leadership under President X`. The text of the role is the relation's mode.

use super::clause::Link;
use super::denote::Party;
use super::extract::{Draft, Extraction};
use super::item::{Class, Collapsed};
use super::{Confidence, Evidence, Modality, Polarity, RelationIx};
use crate::entity::{Lexicon as Words, Title, TitleKind, title_before};
use crate::gazetteer::{EntityIx, EntityKind, Gazetteer};
use crate::mention::{Mention, Scanned};
use crate::text::Span;

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
    for (index, mention) in mentions.iter().filter(|(_, mention)| gazetteer.entity(mention.entity).kind == EntityKind::Person) {
        let (first, last) = scanned.tokens_of(mention.span);
        let before = first.checked_sub(1).filter(|before| !scanned.gap_after(text, *before).is_empty());
        // `Russia's former minister, X,`
        let comma = before.filter(|before| scanned.word(text, *before) == ",").and_then(|before| before.checked_sub(1));
        let Some(title) = comma.or(before).and_then(|last| title_before(text, scanned, last, &owner)) else { continue };
        if comma.is_some() && title.of.is_none() || offices.last().is_some_and(|office| office.last >= title.first) {
            continue;
        }
        let of_mention =
            title.of_token.and_then(|token| mentions.iter().find(|(_, mention)| mention.span.contains(scanned.tokens[token].span)));
        let demonym_of_person = of_mention.is_some_and(|(_, mention)| gazetteer.entity(mention.entity).kind == EntityKind::Person);
        let span = scanned.span(title.head, title.last);
        let former = if title.former { former_word(text, scanned, &title) } else { String::new() };
        offices.push(Office {
            mention: *index,
            first: title.first,
            last,
            relation: relation(&title).filter(|_| !demonym_of_person),
            of: title.of,
            of_span: of_mention.map_or(span, |(_, mention)| mention.span),
            text: format!("{former}{}", span.of(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")),
            span,
        });
    }
    offices
}

fn relation(title: &Title) -> Option<RelationIx> {
    match title.kind {
        TitleKind::Office => Extraction::relation("holds_position"),
        TitleKind::Member => Extraction::relation("member_of"),
        TitleKind::Honorific => None,
    }
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
        let Some(kind) = words.title(&this.word) else { continue };
        let scene = &extraction.scene;
        let mut bearers: Vec<Party> = Vec::new();
        let mut certainty = Extraction::fact();
        for (link, other) in clause.parents(item) {
            match link {
                Link::Apposition => bearers.extend(scene.alone(*other)),
                Link::Predicate => {
                    bearers.extend(extraction.subjects(*other));
                    certainty = extraction.verb_certainty(*other);
                }
                _ => {}
            }
        }
        bearers.extend(clause.linked(item, Link::Apposition).filter_map(|other| scene.named(other)));
        bearers.retain(|party| extraction.kind(*party) == EntityKind::Person);
        let mut bodies: Vec<Party> = Vec::new();
        for (_, head) in clause.prepositions(item).filter(|(word, _)| word == "of").take(1) {
            bodies.extend(scene.alone(head));
        }
        if bodies.is_empty() {
            bodies.extend(clause.linked(item, Link::Possessor).filter_map(|owner| scene.named(owner)));
        }
        if bodies.is_empty() {
            bodies.extend(scene.modifiers(item).into_iter().filter_map(|modifier| scene.named(modifier)));
        }
        let relation = match kind {
            TitleKind::Office => Extraction::relation("holds_position"),
            TitleKind::Member => Extraction::relation("member_of"),
            TitleKind::Honorific => None,
        };
        let Some(relation) = relation else { continue };
        let role = role_text(extraction, item);
        for subject in bearers {
            for object in bodies.clone() {
                let draft = Draft {
                    subject,
                    relation,
                    object,
                    trigger: item,
                    certainty,
                    mode: Some(role.clone()),
                    rule: "title-after-name".to_owned(),
                };
                extraction.emit(draft, None);
            }
        }
    }
}

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
        matches!(word.as_str(), "of" | "for")
            && *of > head
            && *of <= head + 4
            && items[head + 1..=*of].iter().all(|item| item.mention.is_none())
    });
    let last = complement.map_or(head, |(_, of)| of);
    let words = items[first..=last].iter().map(|item| if item.class == Class::Hyphen { "-" } else { &item.word });
    words.collect::<Vec<_>>().join(" ").replace(" - ", "-").trim_start_matches(['-', ' ']).to_owned()
}

/// `the Syrian leadership under President X`, `the government of X`.
fn government(extraction: &mut Extraction, item: usize) {
    let (clause, scene) = (extraction.clause(), &extraction.scene);
    let mut rulers: Vec<(String, Party)> = Vec::new();
    for (word, head) in clause.prepositions(item) {
        if matches!(word.as_str(), "under" | "of") {
            rulers.extend(scene.parties(head).into_iter().map(|party| (word.clone(), party)));
        }
    }
    rulers.retain(|(_, party)| extraction.kind(*party) == EntityKind::Person);
    let mut states: Vec<Party> = clause.linked(item, Link::Possessor).filter_map(|owner| scene.named(owner)).collect();
    if states.is_empty() {
        states.extend(scene.modifiers(item).into_iter().filter_map(|modifier| scene.named(modifier)));
    }
    states.retain(|party| extraction.kind(*party) == EntityKind::Country);
    let Some(relation) = Extraction::relation("holds_position") else { return };
    let word = clause.items[item].word.clone();
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
