//! Listed names: which of the entities that have this name is meant here?

use super::ground::{self, Standing};
use super::lexicon::Lexicon;
use super::listed::Listed;
use super::place;
use super::resolve::Pass;
use super::team::{Team, is_place, may_be_team, team};
use super::title::title_before;
use super::word::Word;
use crate::gazetteer::{ARTICLES, EntityIx, EntityKind, FAME, Name, NameKind};
use crate::mention::{MentionKind, Scanned, Spot};
use crate::text::{Shape, Token, TokenKind, begins};
use std::cmp::Reverse;

/// What was decided about some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// They mean this entity.
    Entity { entity: EntityIx, kind: MentionKind, rule: &'static str, doubtful: bool },
    /// They fit several.
    Ambiguous(Vec<EntityIx>),
    /// They are listed as no name.
    Never,
}

impl Outcome {
    pub(super) fn entity(&self) -> Option<EntityIx> {
        match self {
            Self::Entity { entity, .. } => Some(*entity),
            _ => None,
        }
    }

    /// Whether the words name the entity so that short forms may refer to it.
    pub(super) fn is_full(&self) -> bool {
        matches!(self, Self::Entity { kind: MentionKind::Name | MentionKind::Variant | MentionKind::Acronym, .. })
    }
}

/// Words around a weak name in which one of its `near` words has to stand.
const NEAR: usize = 8;

/// Decides about one spot, of which it is known as what it stands: where `full`, only by names that need no context. `None` where no name there may be used.
pub(super) fn choose(pass: &Pass, sentence: usize, (spot, here): (Spot, Standing), full: bool) -> Option<Outcome> {
    let scanned = &pass.scanned[sentence];
    if spot.is_excluded() && blocked(pass, scanned, spot, None) {
        return Some(Outcome::Never);
    }
    if goes_on(pass, scanned, spot)
        || is_a_strangers_surname(pass, scanned, spot)
        || names_another_thing(pass, scanned, spot)
        || !full && is_surname_of_cast(pass, sentence, spot)
    {
        return None;
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut excluded = false;
    let given = is_a_given_name(pass, sentence, spot);
    let names = spot.names().map(|name| pass.listed_name(name)).filter(|name| !pass.spellings.leaves_out(*name));
    for name in names {
        if ground::rules_out(pass, sentence, spot, name, here) {
            excluded = true;
            continue;
        }
        if given && name.kind.is_full() || blocked(pass, scanned, spot, Some(name.entity)) {
            excluded = true;
            continue;
        }
        candidates.extend(candidate(pass, sentence, spot, name, full));
    }
    // A place that may stand for a state is the place; its reading says the rest.
    // Where the place is excluded, so is what it may stand for.
    if excluded || candidates.iter().any(|candidate| candidate.name.kind != NameKind::Metonym) {
        candidates.retain(|candidate| candidate.name.kind != NameKind::Metonym);
    }
    by_sport(pass, sentence, spot, &mut candidates);
    let (name, with_namesakes) = match candidates[..] {
        [Candidate { name, .. }] => (name, false),
        _ => match best(pass, sentence, spot, &candidates)? {
            Best::One { name, with_namesakes } => (name, with_namesakes),
            Best::Several(rivals) => return Some(Outcome::Ambiguous(rivals)),
        },
    };
    let (kind, rule) = match name.kind {
        NameKind::Strong if with_namesakes => (MentionKind::Name, "namesake-by-context"),
        NameKind::Strong => (MentionKind::Name, "listed-name"),
        NameKind::Native => (MentionKind::Name, "native-name"),
        NameKind::Former => (MentionKind::Name, "former-name"),
        NameKind::Acronym => (MentionKind::Acronym, "acronym"),
        NameKind::Demonym => (MentionKind::Demonym, "demonym"),
        NameKind::Short => (MentionKind::Short, "listed-short"),
        NameKind::Weak => (MentionKind::Short, "weak-name-in-context"),
        NameKind::Metonym => (MentionKind::Metonym, "metonym"),
        NameKind::Part => (MentionKind::Short, "place-for-team"),
    };
    Some(Outcome::Entity { entity: name.entity, kind, rule, doubtful: false })
}

/// Whom a spot means of those that it may mean.
enum Best {
    One { name: Listed, with_namesakes: bool },
    Several(Vec<EntityIx>),
}

/// The best of some candidates, or those that nothing sets apart.
fn best(pass: &Pass, sentence: usize, spot: Spot, candidates: &[Candidate]) -> Option<Best> {
    let mut ranked: Vec<(Rank, Listed)> = candidates.iter().map(|candidate| (Rank::of(pass, *candidate), candidate.name)).collect();
    ranked.sort_by_key(|(rank, name)| (*rank, name.entity));
    ranked.dedup_by_key(|(_, name)| name.entity);
    if ranked.len() > 1 {
        let kept = place::narrowed(pass, sentence, spot, ranked.iter().map(|(_, name)| *name));
        ranked.retain(|(_, name)| kept.contains(&name.entity));
    }
    let (best, name) = *ranked.first()?;
    let rivals: Vec<EntityIx> = ranked.iter().filter(|(rank, _)| !rank.clearly_below(best)).map(|(_, name)| name.entity).collect();
    Some(if rivals.len() > 1 { Best::Several(rivals) } else { Best::One { name, with_namesakes: ranked.len() > 1 } })
}

/// A name that may be meant.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    name: Listed,
    /// Strong names before short ones before weak ones.
    class: u8,
    /// Words to the nearest word that the name asks for.
    distance: usize,
    /// Not the name under which the tables keep it.
    alias: bool,
}

/// What speaks for a candidate; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// As in [`Candidate`].
    class: u8,
    distance: usize,
    alias: bool,
    /// Not named elsewhere in the document by another name.
    unnamed: bool,
    /// Its country is not named in the document.
    foreign: bool,
    fame: Reverse<u64>,
}

impl Rank {
    fn of(pass: &Pass, Candidate { name, class, distance, alias }: Candidate) -> Self {
        let (country, prominence) = pass.gazetteer.standing(name.entity);
        Self {
            class,
            distance,
            alias,
            unnamed: !pass.named.contains(name.entity),
            foreign: country.is_none_or(|country| !pass.named.contains(country)),
            fame: Reverse(prominence),
        }
    }

    /// Whether something other than a small difference in fame sets a better candidate apart.
    fn clearly_below(self, best: Rank) -> bool {
        let same = (self.class, self.distance, self.alias, self.unnamed, self.foreign)
            == (best.class, best.distance, best.alias, best.unnamed, best.foreign);
        !same || best.fame.0 > FAME.saturating_mul(self.fame.0)
    }
}

/// A name as a candidate, unless it cannot be meant here.
fn candidate(pass: &Pass, sentence: usize, spot: Spot, name: Listed, full: bool) -> Option<Candidate> {
    let more = name.has_more().then(|| pass.gazetteer.name(name.name));
    // An old name is used long after its last day.
    let until = more.and_then(|more| more.until).filter(|_| name.kind != NameKind::Former);
    let near = || more.and_then(|more| nearest(pass, sentence, spot, more));
    let mut distance = 0;
    let class = match name.kind {
        _ if !pass.in_force(more.and_then(|more| more.from), until) => return None,
        NameKind::Acronym if shouted(pass, sentence, spot) => return None,
        _ if is_article_or_pronoun(pass, sentence, spot) => return None,
        // Initials that are a word ask for words near them, as weak names do.
        NameKind::Acronym if more.is_some_and(|more| more.near().next().is_some()) => {
            if !pass.named.contains(name.entity) && near().is_none() {
                return None;
            }
            0
        }
        NameKind::Strong | NameKind::Native | NameKind::Former | NameKind::Acronym | NameKind::Demonym => 0,
        _ if full => return None,
        // Surnames are read with the words before them, see `surname`.
        NameKind::Short if name.of == EntityKind::Person => return None,
        NameKind::Short if name.of == EntityKind::Organization && spot.first == spot.last && beside_a_name(pass, sentence, spot) => {
            return None;
        }
        // Rare surnames are read with the words before them too.
        NameKind::Part if name.of == EntityKind::Person || pass.sport.is_none() => return None,
        NameKind::Short | NameKind::Part => 1,
        NameKind::Weak if name.of == EntityKind::Person && beside_a_name(pass, sentence, spot) => return None,
        NameKind::Weak => {
            let near = near();
            if near.is_none() && !pass.named.contains(name.entity) {
                return None;
            }
            distance = near.unwrap_or(NEAR + 1);
            2
        }
        // Where the place itself is listed, it is the entity and the state its reading.
        NameKind::Metonym => 3,
    };
    Some(Candidate { name, class, distance, alias: name.kind != NameKind::Demonym && name.is_other() })
}

/// `Trevor Holland`: a place of one word right after a given name that many bear.
fn is_a_strangers_surname(pass: &Pass, scanned: &Scanned, spot: Spot) -> bool {
    let Some(before) = spot.first.checked_sub(1).filter(|_| spot.first == spot.last) else { return false };
    scanned.tokens[before].shape == Shape::Capital
        && scanned.gap_after(pass.text, before) == " "
        && !scanned.tokens[before].possessive()
        && Lexicon::built_in().is("common-given-name", scanned.number(before))
        && spot.names().map(|name| pass.listed_name(name)).all(|name| name.kind != NameKind::Demonym && is_location(name))
}

/// `Berlin Street`, `Italian Open`: a place or its adjective in the name of another thing.
fn names_another_thing(pass: &Pass, scanned: &Scanned, spot: Spot) -> bool {
    let after = spot.last + 1;
    scanned.tokens.get(after).is_some_and(Token::capitalised)
        && !scanned.tokens[spot.last].possessive()
        && scanned.gap_after(pass.text, spot.last) == " "
        && Lexicon::built_in().is("named-after-place", scanned.number(after))
        && names_of_places(pass, spot, |_| true)
}

/// Whether a name is that of something on a map.
fn is_location(name: Listed) -> bool {
    name.may_be_place() && !name.is_untyped()
}

/// Whether all that may be read over a spot are such names of places.
fn names_of_places(pass: &Pass, spot: Spot, such: impl Fn(Listed) -> bool) -> bool {
    let names = spot.names().map(|name| pass.listed_name(name));
    // Surnames are read elsewhere.
    let mut names = names.filter(|name| !(name.kind == NameKind::Part && name.of == EntityKind::Person));
    names.all(|name| is_location(name) && such(name))
}

/// `Jordan` after `Neil Jordan`: a place whose name is the surname of somebody whom the document names in full, unless the words say that
/// it is the place.
fn is_surname_of_cast(pass: &Pass, sentence: usize, spot: Spot) -> bool {
    let scanned = &pass.scanned[sentence];
    spot.first == spot.last
        && pass.capitalised.word(sentence, spot.first).is_none_or(Word::is_surname)
        && names_of_places(pass, spot, |name| name.kind.is_full())
        && pass.gazetteer.find_surname(&scanned.folded(pass.text, spot.first)).iter().any(|owner| pass.named.contains(owner))
        && !is_place(pass, sentence, spot)
}

/// On the sports page the name of a place means its team, unless the words around it say that it is the place; elsewhere it is the place.
fn by_sport(pass: &Pass, sentence: usize, spot: Spot, candidates: &mut Vec<Candidate>) {
    let fits = |name: Listed| -> Option<Option<usize>> {
        let team = name.is_of_team().then(|| team(pass.gazetteer.outline(name.entity))).flatten();
        let team = team.or_else(|| (name.kind == NameKind::Part).then(Team::default)).filter(|_| may_be_team(name.kind))?;
        Some(pass.sport.and_then(|sport| sport.fits(&team)))
    };
    if !candidates.iter().any(|candidate| candidate.name.is_of_team() || candidate.name.kind == NameKind::Part) {
        return;
    }
    let teams: Vec<Option<Option<usize>>> = candidates.iter().map(|candidate| fits(candidate.name)).collect();
    if teams.iter().all(Option::is_none) {
        return;
    }
    let place = |candidate: &Candidate| candidate.name.of.is_location();
    let places = candidates.iter().any(place);
    let adjective = candidates.iter().any(|candidate| candidate.name.kind == NameKind::Demonym);
    let best = teams.iter().filter_map(|team| (*team)?).max();
    let mut teams = teams.into_iter();
    if best.is_some() && !adjective && !is_place(pass, sentence, spot) {
        // The team whose words the text uses most; in a list of one's own, an alias alone is as good as a place.
        candidates.retain_mut(|candidate| match teams.next().flatten() {
            Some(fit) => {
                (candidate.class, candidate.alias) = (0, false);
                fit == best
            }
            None => !place(candidate),
        });
    } else {
        candidates.retain(|candidate| teams.next().flatten().is_none() || !places && candidate.name.kind != NameKind::Part);
    }
}

/// `Fatah al-Sham` is not Fatah: an article and an unknown name go on.
fn goes_on(pass: &Pass, scanned: &Scanned, spot: Spot) -> bool {
    let hyphen = scanned.word(pass.text, spot.last + 2) == "-";
    let article = hyphen && ARTICLES.contains(&scanned.folded(pass.text, spot.last + 1).as_str());
    let unknown = scanned.tokens.get(spot.last + 3).is_some_and(Token::capitalised);
    let apart = !scanned.gap_after(pass.text, spot.last).is_empty();
    spot.first == spot.last && article && unknown && apart && !scanned.tokens[spot.last].possessive()
}

/// `Jordan Bardella`: a place whose name people bear, before a capitalised word that is no word of its own.
fn is_a_given_name(pass: &Pass, sentence: usize, spot: Spot) -> bool {
    let (scanned, lexicon) = (&pass.scanned[sentence], Lexicon::built_in());
    if spot.first != spot.last || !lexicon.is("given-name", scanned.number(spot.first)) {
        return false;
    }
    let Some(next) = scanned.tokens.get(spot.last + 1) else { return false };
    let word = scanned.folded(pass.text, spot.last + 1);
    let ordinary = lexicon.is_small(&word) || lexicon.is("place-noun", &word) || lexicon.title(&word).is_some() || pass.is_ordinary(&word);
    let follows = next.shape == Shape::Capital && scanned.gap_after(pass.text, spot.last) == " ";
    follows
        && !scanned.tokens[spot.last].possessive()
        && !ordinary
        && !pass.in_capitals(sentence)
        && (!scanned.begins_name(spot.last + 1) || !pass.gazetteer.find_surname(&word).is_empty())
}

/// `Saddam` is no Saddam where another name follows or stands before: `Saddam Haftar`.
fn beside_a_name(pass: &Pass, sentence: usize, spot: Spot) -> bool {
    let scanned = &pass.scanned[sentence];
    let unknown = |token: usize| scanned.tokens[token].capitalised() && !Lexicon::built_in().is_small(scanned.number(token));
    let apart = |left: usize| !scanned.gap_after(pass.text, left).is_empty();
    let ends = scanned.tokens[spot.last].possessive() || spot.last + 1 >= scanned.tokens.len();
    let after = !ends && apart(spot.last) && unknown(spot.last + 1);
    // The first word of a sentence is capitalised whatever it is.
    let before = spot.first.checked_sub(1).filter(|before| *before > 0 && apart(*before) && unknown(*before));
    after || before.is_some_and(|before| title_before(pass.text, scanned, before, &|_| None).is_none())
}

/// In a line of capitals `US` and `WHO` may be words.
fn shouted(pass: &Pass, sentence: usize, spot: Spot) -> bool {
    let scanned = &pass.scanned[sentence];
    spot.first == spot.last
        && Lexicon::built_in().is_small(scanned.number(spot.first))
        && scanned.tokens.len() > 2
        && !scanned.sentence.span.of(pass.text).chars().any(char::is_lowercase)
}

/// A name such as `The` or `It` that has its capital only because a line begins, or because all its words have one.
fn is_article_or_pronoun(pass: &Pass, sentence: usize, spot: Spot) -> bool {
    let (scanned, lexicon) = (&pass.scanned[sentence], Lexicon::built_in());
    let word = scanned.number(spot.first);
    let opens = || {
        scanned.tokens[..spot.first].iter().all(|token| token.kind == TokenKind::Punct) || begins(pass.text, &scanned.tokens, spot.first)
    };
    spot.first == spot.last
        && scanned.tokens[spot.first].shape == Shape::Capital
        && (lexicon.is("determiner", word) || lexicon.is("pronoun", word))
        && (pass.in_capitals(sentence) || opens())
}

/// Words between the spot and the nearest of the words that the name wants near it.
fn nearest(pass: &Pass, sentence: usize, spot: Spot, name: Name) -> Option<usize> {
    let scanned = &pass.scanned[sentence];
    let is_word = |token: &usize| scanned.tokens[*token].kind != TokenKind::Punct;
    let is_wanted = |token: usize| {
        let word = scanned.folded(pass.text, token);
        name.near().any(|wanted| word == wanted)
    };
    let before = (spot.first.saturating_sub(2 * NEAR)..spot.first).rev().filter(is_word).take(NEAR).position(is_wanted);
    let after = (spot.last + 1..scanned.tokens.len().min(spot.last + 1 + 2 * NEAR)).filter(is_word).take(NEAR).position(is_wanted);
    let distances = [before, after];
    distances.into_iter().flatten().min()
}

/// Whether an exclusion covers the spot: one for this entity, or with `None` one for any.
fn blocked(pass: &Pass, scanned: &Scanned, spot: Spot, entity: Option<EntityIx>) -> bool {
    scanned.exclusions(spot.first, spot.last).any(|never| {
        let excluded = pass.gazetteer.never_at(never).entity;
        excluded.is_none() || excluded == entity
    })
}
