//! A clause graph by a cascade over phrases: coordination, subjects and objects, relative clauses, prepositional phrases.

use super::clause::{Clause, Link};
use super::item::Class;
use super::lexicon::{Lexicon, VerbClass};
use super::phrase::{Phrase, PhraseKind, VerbGroup, phrases};
use crate::entity::Lexicon as Words;

/// Adds the arcs of a sentence.
pub(super) fn run(clause: &mut Clause) {
    let phrases = phrases(&clause.items);
    Cascade { clause, phrases: &phrases, in_preposition: Vec::new(), joined: Vec::new() }.run();
}

/// Builds the arcs from phrases, left to right.
struct Cascade<'a> {
    clause: &'a mut Clause,
    phrases: &'a [Phrase],
    /// Which phrases are objects of a preposition.
    in_preposition: Vec<bool>,
    /// For a coordinated or appositive phrase the first phrase of its group.
    joined: Vec<Option<usize>>,
}

impl Cascade<'_> {
    fn run(mut self) {
        let count = self.phrases.len();
        self.in_preposition =
            (0..count).map(|place| place > 0 && self.is(place, PhraseKind::Noun) && self.is(place - 1, PhraseKind::Preposition)).collect();
        self.joined = vec![None; count];
        for place in 0..count {
            match self.phrases[place].kind {
                PhraseKind::Noun => self.inside(place),
                PhraseKind::Verb(group) => {
                    self.clause.set_group(self.phrases[place].head, group);
                }
                _ => {}
            }
        }
        for place in 0..count {
            if self.is(place, PhraseKind::Noun) {
                self.coordination(place);
            }
        }
        let mut last_verb: Option<usize> = None;
        let mut waiting: Vec<usize> = Vec::new();
        for place in 0..count {
            match self.phrases[place].kind {
                PhraseKind::Verb(group) => {
                    self.verb(place, group, last_verb, &mut waiting);
                    last_verb = Some(place);
                }
                PhraseKind::Noun if self.in_preposition[place] => self.prepositional(place, last_verb),
                PhraseKind::Break => last_verb = None,
                _ => {}
            }
        }
    }

    fn is(&self, place: usize, kind: PhraseKind) -> bool {
        self.phrases.get(place).is_some_and(|phrase| std::mem::discriminant(&phrase.kind) == std::mem::discriminant(&kind))
    }

    fn is_verb(&self, place: usize) -> Option<VerbGroup> {
        match self.phrases.get(place)?.kind {
            PhraseKind::Verb(group) => Some(group),
            _ => None,
        }
    }

    fn head(&self, place: usize) -> usize {
        self.phrases[place].head
    }

    fn word(&self, place: usize) -> &str {
        self.phrases.get(place).map_or("", |phrase| &self.clause.items[phrase.head].word)
    }

    fn named(&self, place: usize) -> bool {
        self.clause.items[self.head(place)].mention.is_some()
    }

    /// Possessors and modifiers inside a noun phrase.
    fn inside(&mut self, place: usize) {
        let Phrase { first, last, head, .. } = self.phrases[place];
        let mut owner_from = first;
        for item in first..=last {
            if item == head
                || !matches!(self.clause.items[item].class, Class::Noun | Class::Name | Class::Demonym | Class::Adjective | Class::Number)
            {
                continue;
            }
            // A possessive ends a phrase of its own inside the phrase.
            let owner = (item..head).find(|other| self.clause.items[*other].possessive);
            match owner {
                Some(owner) if owner == item => {
                    let next_owner = (item + 1..head).find(|other| self.clause.items[*other].possessive);
                    self.clause.add(next_owner.unwrap_or(head), Link::Possessor, item, item);
                    owner_from = item + 1;
                }
                Some(owner) => self.clause.add(owner, Link::Modifier, item, item),
                None if item >= owner_from => self.clause.add(head, Link::Modifier, item, item),
                None => {}
            }
        }
    }

    /// `X and Y`, `X, Y and Z`, `X, the mayor of Y,`.
    fn coordination(&mut self, place: usize) {
        let first = self.joined[place].unwrap_or(place);
        let mut next = place + 1;
        let comma = self.is(next, PhraseKind::Comma);
        if comma {
            next += 1;
        }
        let conjunction = self.is(next, PhraseKind::Conjunction) && self.word(next) != "but";
        if conjunction {
            next += 1;
        }
        // A day is in no list with names and has no apposition: `On Thursday, X, the minister, met Y`.
        let words = Words::built_in();
        let calendar = |place: usize| {
            let word = self.word(place);
            let year = word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit());
            year || words.is("calendar", word) || matches!(word, "day" | "week" | "month" | "year")
        };
        if !self.is(next, PhraseKind::Noun) || next == place + 1 || calendar(place) != calendar(next) {
            return;
        }
        if conjunction {
            // `Israel bombed Damascus and Syria protested`: a subject of its own.
            // `held in Baku, and X and Y could meet`: what begins a clause is its subject, not the last of a list.
            let begins = place.checked_sub(1).is_none_or(|before| {
                matches!(
                    self.phrases[before].kind,
                    PhraseKind::Conjunction | PhraseKind::Comma | PhraseKind::Subordinator | PhraseKind::Break | PhraseKind::Relative
                )
            });
            let clause_follows = self.list_before_verb(next) && !begins && (comma || !self.in_preposition[place]);
            let verb_before = (0..place)
                .rev()
                .take_while(|other| !self.is(*other, PhraseKind::Break))
                .any(|other| self.is_verb(other).is_some_and(|group| group.finite));
            // `X, the minister, and Y`: over an apposition the name before it counts.
            let alike = self.named(place) == self.named(next) || self.named(first) == self.named(next) || !comma;
            if !(clause_follows && verb_before) && alike {
                self.join(first, next);
            }
            return;
        }
        // Only a comma: a list if a conjunction closes it, else an apposition.
        let list_goes_on = {
            let mut end = next + 1;
            while self.is(end, PhraseKind::Comma) && self.is(end + 1, PhraseKind::Noun) {
                end += 2;
            }
            if self.is(end, PhraseKind::Comma) {
                end += 1;
            }
            self.is(end, PhraseKind::Conjunction) && self.is(end + 1, PhraseKind::Noun)
        };
        // `In January, X met`, `The next day, X met`: what comes first is no list and no apposition.
        let finite_after = |place: usize| self.is_verb(place + 1).is_some_and(|group| group.finite);
        let fronted = !(0..place).any(|other| self.is_verb(other).is_some_and(|group| group.finite));
        let headline = place == 0 && self.is_verb(next + 1).is_some_and(|group| group.finite) && self.named(place) && self.named(next);
        if (fronted && self.in_preposition[place] || !self.named(place)) && (finite_after(next) || self.list_before_verb(next)) && !headline
        {
            return;
        }
        // `In Paris, X, who runs it, met Y`: what a relative clause describes is the subject.
        if fronted && self.in_preposition[place] && self.is(next + 1, PhraseKind::Comma) && self.is(next + 2, PhraseKind::Relative) {
            return;
        }
        if list_goes_on && self.named(place) == self.named(next) || headline {
            self.join(first, next);
        } else if self.named(place) != self.named(next) || self.in_preposition[place] {
            self.clause.add(self.head(place), Link::Apposition, self.head(next), self.head(next));
            self.joined[next] = Some(first);
            self.in_preposition[next] = self.in_preposition[next] || self.in_preposition[place];
        }
    }

    /// Whether a phrase begins the subject of a finite verb: `X and Y attended`, `the leadership under X has kept`.
    fn list_before_verb(&self, first: usize) -> bool {
        let mut place = first + 1;
        while matches!(
            self.phrases.get(place).map(|phrase| phrase.kind),
            Some(PhraseKind::Noun | PhraseKind::Conjunction | PhraseKind::Preposition)
        ) {
            place += 1;
        }
        self.is_verb(place).is_some_and(|group| group.finite)
    }

    fn join(&mut self, first: usize, next: usize) {
        self.clause.add(self.head(first), Link::Conjunct, self.head(next), self.head(next));
        self.joined[next] = Some(first);
        self.in_preposition[next] = self.in_preposition[next] || self.in_preposition[first];
    }

    fn verb(&mut self, place: usize, group: VerbGroup, last: Option<usize>, waiting: &mut Vec<usize>) {
        let verb = self.head(place);
        let before = place.checked_sub(1);
        if let Some(relative) = before.filter(|before| self.is(*before, PhraseKind::Relative)) {
            if let Some(antecedent) = self.antecedent(relative) {
                let head = self.head(antecedent);
                self.clause.add(head, Link::Relative, verb, verb);
                self.clause.add(verb, if group.passive { Link::PassiveSubject } else { Link::Subject }, head, head);
            }
        } else if group.infinitive {
            match before.filter(|before| self.is(*before, PhraseKind::Noun)) {
                Some(noun) if last.is_none_or(|last| last < noun) || !self.named(noun) => {
                    self.clause.add(self.head(noun), Link::Infinitive, verb, verb);
                }
                _ => {}
            }
            if let Some(last) = last {
                self.clause.add(self.head(last), Link::Infinitive, verb, verb);
            }
        } else if group.finite {
            self.finite(place, group, last);
            for adverbial in waiting.drain(..) {
                self.clause.add(verb, Link::Adverbial, adverbial, adverbial);
            }
        } else {
            self.participle(place, group, last, waiting);
        }
        self.object(place, group);
    }

    /// The noun phrase that a relative pronoun stands for.
    fn antecedent(&self, relative: usize) -> Option<usize> {
        let mut place = relative.checked_sub(1)?;
        if self.is(place, PhraseKind::Comma) {
            place = place.checked_sub(1)?;
        }
        if self.is(place, PhraseKind::Break) {
            return self.host(place);
        }
        self.is(place, PhraseKind::Noun).then_some(place)
    }

    /// The noun phrase right before a parenthesis, which stands behind the rest of its sentence.
    fn host(&self, opens: usize) -> Option<usize> {
        let first = self.head(opens);
        let moved =
            opens > 0 && self.phrases[opens - 1].first + 1 != first && self.phrases[..opens].iter().any(|phrase| phrase.first > first);
        let before = (0..opens).find(|place| self.phrases[*place].last + 1 == first);
        before.filter(|place| self.is(*place, PhraseKind::Noun) && (moved || *place + 1 == opens))
    }

    fn finite(&mut self, place: usize, group: VerbGroup, last: Option<usize>) {
        let verb = self.head(place);
        let link = if group.passive { Link::PassiveSubject } else { Link::Subject };
        if place > 0 && self.is(place - 1, PhraseKind::Conjunction) {
            // `seized the area to build a wall and annexed it`: a finite verb goes on from a finite one.
            let finite = (0..place).rev().find(|other| self.is_verb(*other).is_some_and(|group| group.finite));
            if let Some(last) = finite.or(last) {
                self.clause.add(self.head(last), Link::Conjunct, verb, verb);
            }
            return;
        }
        let Some(subject) = self.subject(place) else { return };
        let subject = self.joined[subject]
            .filter(|first| !self.clause.linked(self.head(*first), Link::Apposition).any(|other| other == self.head(subject)))
            .unwrap_or(subject);
        let head = self.head(subject);
        // `which Israel has supported`: the antecedent is the object.
        if subject > 0 && self.is(subject - 1, PhraseKind::Relative) {
            if let Some(antecedent) = self.antecedent(subject - 1) {
                let antecedent = self.head(antecedent);
                self.clause.add(antecedent, Link::Relative, verb, verb);
                if !self.is(place + 1, PhraseKind::Noun) && !group.passive {
                    self.clause.add(verb, Link::Object, antecedent, antecedent);
                }
            }
        } else if let Some(last) = last.filter(|last| self.reports(*last, subject)) {
            self.clause.add(self.head(last), Link::Clause, verb, verb);
        } else if let Some(last) = last
            && subject > 0
            && self.is(subject - 1, PhraseKind::Subordinator)
        {
            self.clause.add(self.head(last), Link::Adverbial, verb, verb);
        }
        self.clause.add(verb, link, head, head);
    }

    /// Whether the clause whose subject stands at `subject` is what the verb before it reports: `said (that) X`.
    fn reports(&self, verb: usize, subject: usize) -> bool {
        // `X, who fears Y, met Z`: the subject is before the other verb.
        if subject <= verb {
            return false;
        }
        let between = &self.phrases[verb + 1..subject];
        between.iter().all(|phrase| {
            matches!(phrase.kind, PhraseKind::Noun | PhraseKind::Preposition)
                || matches!(phrase.kind, PhraseKind::Subordinator | PhraseKind::Relative) && self.clause.items[phrase.head].word == "that"
        }) && (between.is_empty() || between.iter().any(|phrase| self.clause.items[phrase.head].word == "that"))
    }

    /// The subject of a finite verb: the nearest noun phrase to the left that is neither object nor in a prepositional phrase.
    fn subject(&self, place: usize) -> Option<usize> {
        let mut left = place;
        while left > 0 {
            left -= 1;
            match self.phrases[left].kind {
                PhraseKind::Noun => {
                    let head = self.head(left);
                    let taken = self.clause.parents(head).iter().any(|(link, _)| matches!(link, Link::Object | Link::Predicate));
                    let after_sub =
                        left > 0 && self.is(left - 1, PhraseKind::Preposition) && left + 1 == place && self.opens_clause(left - 1);
                    let apposition = self.clause.parents(head).iter().any(|(link, _)| *link == Link::Apposition);
                    if after_sub {
                        return Some(left);
                    }
                    if self.in_preposition[left] || taken || apposition {
                        continue;
                    }
                    return Some(left);
                }
                PhraseKind::Verb(group) => {
                    let head = self.head(left);
                    let dependent =
                        !group.finite || self.clause.parents(head).iter().any(|(link, _)| matches!(link, Link::Relative | Link::Reduced));
                    if !dependent {
                        return None;
                    }
                }
                PhraseKind::Subordinator => return None,
                _ => {}
            }
        }
        None
    }

    /// `since Israel occupied`, `as Assad fled`: a preposition that opens a clause.
    fn opens_clause(&self, preposition: usize) -> bool {
        matches!(self.word(preposition), "as" | "since" | "after" | "before" | "until" | "till")
    }

    fn participle(&mut self, place: usize, group: VerbGroup, last: Option<usize>, waiting: &mut Vec<usize>) {
        let verb = self.head(place);
        let Some(before) = place.checked_sub(1) else {
            waiting.push(verb);
            return;
        };
        if self.is_verb(before).is_some() {
            // `denied attacking`, `began shelling`
            self.clause.add(self.head(before), Link::Infinitive, verb, verb);
        } else if self.is(before, PhraseKind::Noun) {
            // `crossed the border from X destroying Y`: not X.
            match last.filter(|_| !group.passive && self.in_preposition[before] && self.named(before)) {
                Some(last) if self.within_reach(last, before - 1) => self.clause.add(self.head(last), Link::Adverbial, verb, verb),
                _ => self.clause.add(self.head(before), Link::Reduced, verb, verb),
            }
        } else if matches!(self.phrases[before].kind, PhraseKind::Comma | PhraseKind::Break)
            && group.passive
            && let Some(noun) = self.antecedent(place).or_else(|| before.checked_sub(1).filter(|noun| self.is(*noun, PhraseKind::Noun)))
        {
            self.clause.add(self.head(noun), Link::Reduced, verb, verb);
        } else if self.is(before, PhraseKind::Conjunction)
            && let Some(last) = last
        {
            self.clause.add(self.head(last), Link::Conjunct, verb, verb);
        } else if let Some(last) = last {
            // `accused X of attacking`, `stopped X from attacking`: X does it, and X may.
            let charged = self.is(before, PhraseKind::Preposition) && matches!(self.word(before), "of" | "for" | "from" | "into");
            let someone = self.clause.linked(self.head(last), Link::Object).next().is_some() || self.clause.group(self.head(last)).passive;
            let opens = !self.is(before, PhraseKind::Preposition)
                || matches!(
                    self.word(before),
                    "by" | "after" | "before" | "while" | "when" | "without" | "since" | "despite" | "through" | "upon" | "on"
                );
            if charged && someone {
                self.clause.add(self.head(last), Link::Charge, verb, self.head(before));
            } else if opens {
                self.clause.add(self.head(last), Link::Adverbial, verb, self.head(before));
            }
        } else {
            waiting.push(verb);
        }
    }

    /// The noun phrase right after a verb.
    fn object(&mut self, place: usize, group: VerbGroup) {
        let next = place + 1;
        if !self.is(next, PhraseKind::Noun) {
            return;
        }
        let mut end = next + 1;
        while self.joined.get(end + 1).is_some_and(|first| *first == Some(next)) {
            end += 2;
        }
        // `hopes the meeting will help`: the noun phrase belongs to the next verb.
        let class = self.clause.class(self.head(place));
        if self.is_verb(end).is_some_and(|next_group| next_group.finite && (!next_group.ambiguous || class.say))
            && class != VerbClass::default()
        {
            return;
        }
        if group.copula {
            self.clause.add(self.head(place), Link::Predicate, self.head(next), self.head(next));
        } else if !group.passive {
            self.clause.add(self.head(place), Link::Object, self.head(next), self.head(next));
        }
    }

    /// Whether a prepositional phrase may hang on a verb: nothing that begins another clause stands between, and no comma but those of lists.
    fn within_reach(&self, verb: usize, preposition: usize) -> bool {
        let between = verb + 1..preposition;
        !between.clone().any(|other| match self.phrases[other].kind {
            PhraseKind::Break | PhraseKind::Subordinator | PhraseKind::Relative => true,
            PhraseKind::Conjunction => self.word(other) == "but",
            PhraseKind::Comma => {
                other + 1 < preposition
                    && !self.is(other + 1, PhraseKind::Conjunction)
                    && self.joined.get(other + 1).copied().flatten().is_none()
            }
            _ => false,
        })
    }

    /// A prepositional phrase hangs on the noun before it, on the nearest event noun to the left, and on the verb; frames choose.
    fn prepositional(&mut self, place: usize, last: Option<usize>) {
        let Some(preposition) = place.checked_sub(1).filter(|before| self.is(*before, PhraseKind::Preposition)) else { return };
        let (via, head) = (self.head(preposition), self.head(place));
        let [by, of] = ["by", "of"].map(|word| self.clause.items[via].word == word);
        let verb = last.filter(|last| self.within_reach(*last, preposition));
        if by
            && let Some(verb) = verb
            && self.clause.group(self.head(verb)).passive
        {
            self.clause.add(self.head(verb), Link::Agent, head, via);
        }
        let before = preposition.checked_sub(1).filter(|before| self.is(*before, PhraseKind::Noun));
        if let Some(before) = before {
            let noun = self.head(before);
            self.clause.add(noun, Link::Preposition, head, via);
            // Over a list: `the cities of A and B in C`.
            let event = |item: usize| Lexicon::built_in().noun(&self.clause.items[item].word).is_some();
            if !event(noun) && !of {
                let mut left = before;
                for _ in 0..8 {
                    let Some(other) = left.checked_sub(1) else { break };
                    left = other;
                    match self.phrases[left].kind {
                        PhraseKind::Noun if event(self.head(left)) => {
                            self.clause.add(self.head(left), Link::Preposition, head, via);
                            break;
                        }
                        PhraseKind::Verb(_) | PhraseKind::Break | PhraseKind::Relative => break,
                        _ => {}
                    }
                }
            }
        }
        if let Some(verb) = verb.filter(|_| !of) {
            self.clause.add(self.head(verb), Link::Preposition, head, via);
        }
    }
}
