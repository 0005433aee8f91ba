//! Surnames: `al-Shaibani`, `Minister Dermer`, `Hassan Al-Shibani`. Scores are log-odds in tenths; integers, so that nothing depends on
//! the order of additions. A short form is read only where the best candidate has enough and is clearly ahead.

use super::choose::Outcome;
use super::given::{GivenName, has_given_name, has_middle_name};
use super::lexicon::{Lexicon, TitleKind, normalise};
use super::resolve::{Found, Pass, number};
use super::title::{Title, title_before};
use super::weights::WEIGHTS;
use crate::gazetteer::{ARTICLES, EntityIx, NameKind, PARTICLES, Role, fold_name};
use crate::mention::{MentionKind, Scanned};
use crate::text::{Folded, Shape, TokenKind};

/// Somebody whom no table lists bears a surname: `Mary Example` where only John Example is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stranger {
    sentence: u32,
    /// Whether the word before the surname is known to be a given name, or is an initial.
    sure: bool,
}

/// A surname in the text with the words that belong to it.
struct Surname {
    /// First token, with article or particle.
    first: usize,
    last: usize,
    /// Whether it is of two words or more, particles aside.
    compound: bool,
    /// Everybody who has it, in id order.
    owners: Vec<EntityIx>,
    /// First token of capitalised words right before it that are no title: given names.
    given: Option<usize>,
}

/// Given name and surname together, in a spelling that is not listed: `Ahmed Sharaa` for Ahmed al-Sharaa. They count as full names.
/// Gives the sentences in which a surname stands at all: later there are no more, since names that are found cover them.
pub(super) fn with_given_names(pass: &mut Pass) -> Vec<usize> {
    let mut bearing = Vec::new();
    for sentence in pass.group.iter().copied() {
        let surnames = surnames(pass, sentence);
        if !surnames.is_empty() {
            bearing.push(sentence);
        }
        for surname in surnames {
            let Some(given) = surname.given else { continue };
            let scanned = &pass.scanned[sentence];
            let word = GivenName::of(scanned.word(pass.text, given));
            let mut fitting: Vec<EntityIx> = surname.owners.iter().copied().filter(|owner| has_given_name(pass, *owner, &word)).collect();
            let common = |class: &str, token: usize| Lexicon::built_in().is(class, scanned.number(token));
            if common("common-given-name", given) && common("common-surname", surname.last) {
                // A John Smith need not be John Jacob Smith; a John Jacob Smith may well be John J. Smith.
                let middle = (given + 1..surname.first).find(|token| scanned.tokens[*token].capitalised());
                let middle = middle.map(|token| scanned.folded(pass.text, token));
                let agrees = |owner: EntityIx| middle.as_deref().is_some_and(|middle| has_middle_name(pass, owner, middle));
                fitting.retain(|owner| pass.cast.has(*owner) || agrees(*owner));
            }
            if word.initials {
                // Many a J. Smith is another: the document or the rarity of the name has to speak for this one.
                let known = |owner: &EntityIx| pass.cast.has(*owner) || is_part(pass, *owner);
                if fitting.iter().any(|owner| pass.cast.has(*owner)) {
                    fitting.retain(|owner| pass.cast.has(*owner));
                } else if !fitting.iter().all(known) {
                    continue;
                }
            }
            let found = |outcome| Found { first: given, last: surname.last, outcome, metonym: None };
            match fitting[..] {
                [entity] => {
                    let outcome = Outcome::Entity { entity, kind: MentionKind::Variant, rule: "given-name-and-surname", doubtful: false };
                    pass.decide(sentence, found(outcome));
                    pass.cast.add(entity, number(sentence));
                }
                [] => {
                    if let Some(entity) = overridden_by_role(pass, sentence, &surname, given) {
                        let outcome = Outcome::Entity { entity, kind: MentionKind::Variant, rule: "role-override", doubtful: true };
                        pass.decide(sentence, found(outcome));
                        pass.cast.add(entity, number(sentence));
                    } else {
                        let stranger =
                            Stranger { sentence: number(sentence), sure: word.initials || pass.gazetteer.is_given_name(&word.folded) };
                        pass.strangers.entry(scanned.folded(pass.text, surname.last).to_string()).or_default().push(stranger);
                    }
                }
                _ => pass.decide(sentence, found(Outcome::Ambiguous(fitting))),
            }
        }
    }
    bearing
}

/// Surnames alone or after a title, in the sentences in which one stands.
pub(super) fn alone(pass: &mut Pass, bearing: &[usize]) {
    for sentence in bearing.iter().copied() {
        for surname in surnames(pass, sentence) {
            // A given name that fits nobody is somebody else; so is a name that goes on.
            if surname.given.is_some() || is_a_house(pass, sentence, surname.last) || goes_on(pass, sentence, surname.last) {
                continue;
            }
            if let Some(outcome) = judge(pass, sentence, &surname) {
                if let Some(entity) = outcome.entity() {
                    pass.cast.add(entity, number(sentence));
                }
                pass.decide(sentence, Found { first: surname.first, last: surname.last, outcome, metonym: None });
            }
        }
    }
}

/// All surnames of the gazetteer that stand in a sentence and are not part of a name found already.
fn surnames(pass: &Pass, sentence: usize) -> Vec<Surname> {
    let (scanned, lexicon) = (&pass.scanned[sentence], Lexicon::built_in());
    let mut found = Vec::new();
    for (token, known) in pass.capitalised.words(sentence) {
        // Most words are none, and need no folding to say so.
        let may_be_particle =
            |back: usize| token.checked_sub(back).is_some_and(|place| lexicon.may_be_particle(scanned.tokens[place].hash));
        let borne = known.is_surname() || !pass.spelled.is_empty();
        if !borne && !may_be_particle(1) && !may_be_particle(2) || pass.covering(sentence, token).is_some() {
            continue;
        }
        let word = scanned.folded(pass.text, token);
        let before = previous_word(pass, scanned, token);
        let particle = before.filter(|(place, _)| lexicon.may_be_particle(scanned.tokens[*place].hash)).filter(|(place, hyphen)| {
            let folded = scanned.folded(pass.text, *place);
            PARTICLES.contains(&folded.as_str())
                || ARTICLES.contains(&folded.as_str()) && (*hyphen || matches!(folded.as_str(), "al" | "el"))
        });
        let particle = particle.filter(|(place, _)| pass.covering(sentence, *place).is_none()).map(|(place, _)| place);
        let key = particle.map(|place| format!("{} {word}", scanned.folded(pass.text, place)));
        let with_particle = key.as_deref().map(|key| pass.gazetteer.find_surname(key)).unwrap_or_default();
        let owners = if with_particle.is_empty() { pass.gazetteer.find_surname(&word) } else { with_particle };
        let spelled = pass.spelled.get(&*word).into_iter().flatten().copied();
        let owners: Vec<EntityIx> = owners.iter().chain(spelled).filter(|owner| !excluded(pass, scanned, token, *owner)).collect();
        if owners.is_empty() {
            continue;
        }
        let (first, owners) = with_names_before(pass, sentence, particle.unwrap_or(token), token, owners);
        let compound =
            first < particle.unwrap_or(token) && scanned.tokens[first].capitalised() && scanned.folded(pass.text, first).len() > 3;
        found.push(Surname { first, last: token, compound, owners, given: given_name(pass, sentence, first) });
    }
    found
}

/// A surname of several words: `van der Berg`, `Example-Sample`. The words before the last one belong to it where an owner has them there
/// too; only such owners remain. A given name stays outside.
fn with_names_before(pass: &Pass, sentence: usize, first: usize, last: usize, owners: Vec<EntityIx>) -> (usize, Vec<EntityIx>) {
    let scanned = &pass.scanned[sentence];
    let (mut first, mut owners) = (first, owners);
    let mut words = vec![scanned.folded(pass.text, last)];
    if first < last {
        words.insert(0, scanned.folded(pass.text, first));
    }
    while let Some((before, _)) = previous_word(pass, scanned, first).filter(|(before, _)| pass.covering(sentence, *before).is_none()) {
        words.insert(0, scanned.folded(pass.text, before));
        if scanned.tokens[before].possessive() || words[0].chars().count() < 2 {
            break;
        }
        let inside = |name: &str| {
            let name: Vec<&str> = name.split(' ').collect();
            name.len() > words.len() && name.ends_with(&words.iter().map(Folded::as_str).collect::<Vec<_>>())
        };
        let names =
            |owner: &EntityIx| pass.gazetteer.names_of(*owner).filter(|name| name.kind.is_full()).any(|name| inside(&fold_name(name.text)));
        let fitting: Vec<EntityIx> = owners.iter().copied().filter(names).collect();
        if fitting.is_empty() {
            break;
        }
        (first, owners) = (before, fitting);
    }
    (first, owners)
}

/// The word right before a token, over a hyphen or a space, and whether it was a hyphen.
fn previous_word(pass: &Pass, scanned: &Scanned, token: usize) -> Option<(usize, bool)> {
    let before = token.checked_sub(1)?;
    let gap = scanned.gap_after(pass.text, before);
    if scanned.word(pass.text, before) == "-" && gap.is_empty() {
        let word = before.checked_sub(1)?;
        return scanned.gap_after(pass.text, word).is_empty().then_some((word, true));
    }
    (scanned.tokens[before].kind == TokenKind::Word && !gap.is_empty() && !gap.contains('\n')).then_some((before, false))
}

/// The letter of `J.` right before a token.
pub(super) fn initial_before(pass: &Pass, scanned: &Scanned, token: usize) -> Option<usize> {
    let letter = token.checked_sub(2)?;
    let one = |letter: usize| scanned.tokens[letter].capitalised() && scanned.word(pass.text, letter).chars().count() == 1;
    // `J Brandt`; at the beginning of a sentence `A` is an article.
    let bare = letter + 1;
    if one(bare) && scanned.gap_after(pass.text, bare) == " " && !matches!(scanned.word(pass.text, letter), "." | "”" | "\"") {
        return Some(bare);
    }
    let dot = scanned.word(pass.text, letter + 1) == "." && scanned.gap_after(pass.text, letter).is_empty();
    (dot && one(letter) && scanned.gap_after(pass.text, letter + 1).len() < 2).then_some(letter)
}

/// The first of the given names before a surname, if it has any.
fn given_name(pass: &Pass, sentence: usize, surname: usize) -> Option<usize> {
    let scanned = &pass.scanned[sentence];
    let lexicon = Lexicon::built_in();
    let mut given = None;
    let mut place = surname;
    for _ in 0..3 {
        if let Some(letter) = initial_before(pass, scanned, place) {
            (given, place) = (Some(letter), letter);
            continue;
        }
        let Some((before, hyphen)) = previous_word(pass, scanned, place) else { break };
        let token = &scanned.tokens[before];
        let word = scanned.folded(pass.text, before);
        let title = title_before(pass.text, scanned, before, &|token| pass.owner(sentence, token)).is_some();
        let opener = before == 0 && given.is_none() && (lexicon.is("common", &word) || lexicon.is("proxy", &word));
        // In a line of capitals only a known given name is one; elsewhere a word that the document writes small is none.
        let doubtful = pass.in_capitals(sentence) || pass.is_ordinary(&word);
        let ordinary = lexicon.is_small(&word) || opener || doubtful && !pass.gazetteer.is_given_name(&word);
        // `Assad-Putin`: two surnames.
        let compound = hyphen && !pass.gazetteer.find_surname(&word).is_empty();
        let named = pass.covering(sentence, before).is_some();
        if !token.capitalised() || token.possessive() || title || ordinary || compound || named {
            break;
        }
        given = Some(before);
        place = before;
    }
    given
}

/// Whether an exclusion covers a token, for this entity or for all.
fn excluded(pass: &Pass, scanned: &Scanned, token: usize, entity: EntityIx) -> bool {
    scanned.exclusions(token, token).any(|never| pass.gazetteer.never_at(never).entity.is_none_or(|only| only == entity))
}

/// `the Assad regime`, `the Assad family`: a house, not the person. `Assad's government` is the person's.
fn is_a_house(pass: &Pass, sentence: usize, last: usize) -> bool {
    let scanned = &pass.scanned[sentence];
    !scanned.tokens[last].possessive() && Lexicon::built_in().is("house", scanned.number(last + 1))
}

/// `Bar Association`, `Trump Tower`: a capitalised word that is no name of its own goes on.
fn goes_on(pass: &Pass, sentence: usize, last: usize) -> bool {
    let scanned = &pass.scanned[sentence];
    let Some(next) = scanned.tokens.get(last + 1) else { return false };
    let word = next.hash;
    let ordinary = Lexicon::built_in().is_small(word) || pass.is_ordinary(word) || pass.in_capitals(sentence);
    next.shape == Shape::Capital
        && !scanned.tokens[last].possessive()
        && scanned.gap_after(pass.text, last) == " "
        && !ordinary
        && pass.covering(sentence, last + 1).is_none()
        && !scanned.begins_name(last + 1)
}

/// Whether the tables let the surname of a person stand for them wherever the text gives it to nobody else.
fn is_part(pass: &Pass, person: EntityIx) -> bool {
    pass.gazetteer.names_of(person).any(|name| name.kind == NameKind::Part)
}

/// A wrong given name, but the right surname and an office that only this person holds: the press got the given name wrong.
fn overridden_by_role(pass: &Pass, sentence: usize, surname: &Surname, given: usize) -> Option<EntityIx> {
    let title = title_beside(pass, sentence, given, surname.last)?;
    title.of?;
    let mut fitting = surname.owners.iter().copied().filter(|owner| title_score(pass, *owner, &title) == WEIGHTS.title_fits);
    let entity = fitting.next()?;
    fitting.next().is_none().then_some(entity)
}

/// Tokens from a name to the end of an apposition in which a title is sought.
const APPOSITION: usize = 12;

/// The title right before a name, before a comma (`Syria's foreign minister, X`), or in an apposition (`X, the Syrian foreign minister,`).
fn title_beside(pass: &Pass, sentence: usize, first: usize, last: usize) -> Option<Title> {
    let scanned = &pass.scanned[sentence];
    let owner = |token: usize| pass.owner(sentence, token);
    let comma = |token: usize| scanned.word(pass.text, token) == ",";
    let before = first.checked_sub(1).map(|before| if comma(before) { before.saturating_sub(1) } else { before });
    if let Some(title) = before.and_then(|before| title_before(pass.text, scanned, before, &owner)) {
        return Some(title);
    }
    if !comma(last + 1) {
        return None;
    }
    let end = (last + 2..scanned.tokens.len().min(last + APPOSITION)).find(|token| comma(*token) || *token + 1 == scanned.tokens.len())?;
    title_before(pass.text, scanned, end - 1, &owner).filter(|title| title.first > last + 1)
}

/// Scores everybody who has the surname.
fn judge(pass: &Pass, sentence: usize, surname: &Surname) -> Option<Outcome> {
    let scanned = &pass.scanned[sentence];
    let this = number(sentence);
    let title = surname.first.checked_sub(1).and_then(|last| title_before(pass.text, scanned, last, &|token| pass.owner(sentence, token)));
    let recent = surname.owners.iter().filter_map(|owner| pass.cast.before(*owner, this)).max();
    let strangers = pass.strangers.get(&*scanned.folded(pass.text, surname.last)).map_or(&[][..], Vec::as_slice);
    // Whoever was introduced last bears the name: a stranger, and nobody is named.
    let stranger = strangers.iter().filter(|stranger| stranger.sure && stranger.sentence <= this).map(|stranger| stranger.sentence).max();
    if title.is_none() && !surname.compound && stranger.is_some_and(|last| recent.is_none_or(|recent| recent < last)) {
        return None;
    }
    let only_one_named = surname.owners.iter().filter(|owner| pass.cast.has(**owner)).count() < 2;
    let mut scores: Vec<(i32, EntityIx, &'static str)> = Vec::new();
    for owner in &surname.owners {
        let mut score = 0;
        let mut rule = "surname-in-context";
        if let Some(last) = pass.cast.before(*owner, this) {
            score += WEIGHTS.named_before;
            rule = "surname-of-cast";
            if Some(last) == recent {
                score += (WEIGHTS.named_last - i32::try_from(this - last).unwrap_or(i32::MAX)).max(0);
            }
        } else if pass.cast.has(*owner) {
            score += WEIGHTS.named_later;
            rule = "surname-of-cast";
        }
        if let Some(title) = &title {
            let fits = title_score(pass, *owner, title);
            score += fits;
            if fits > 0 && rule != "surname-of-cast" {
                rule = "title-and-surname";
            }
        }
        // Fame does not decide between two whom the document names.
        let by_fame = only_one_named || pass.cast.before(*owner, this).is_none();
        if by_fame && is_listed_short(pass, *owner, scanned, surname) {
            score += WEIGHTS.listed_short;
        } else if rule == "surname-in-context"
            && surname.owners.len() == 1
            && (surname.compound || strangers.is_empty() && is_part(pass, *owner))
            && !pass.is_ordinary(&scanned.folded(pass.text, surname.last))
        {
            score += WEIGHTS.rare_surname;
            rule = "rare-surname";
        }
        score += country_score(pass, sentence, *owner) + if surname.owners.len() == 1 { WEIGHTS.only_owner } else { 0 };
        scores.push((score, *owner, rule));
    }
    scores.sort_by_key(|(score, owner, _)| (std::cmp::Reverse(*score), *owner));
    let (best, entity, rule) = *scores.first()?;
    let second = scores.get(1).map_or(i32::MIN / 2, |score| score.0);
    if best >= WEIGHTS.accept && best - second >= WEIGHTS.margin {
        return Some(Outcome::Entity { entity, kind: MentionKind::Short, rule, doubtful: false });
    }
    let mut open: Vec<EntityIx> =
        scores.iter().filter(|(score, ..)| *score >= 0 && best - score < WEIGHTS.margin).map(|(_, owner, _)| *owner).collect();
    open.sort_unstable();
    (open.len() > 1).then_some(Outcome::Ambiguous(open))
}

/// Whether the words are a short name that the tables list for this person.
fn is_listed_short(pass: &Pass, owner: EntityIx, scanned: &Scanned, surname: &Surname) -> bool {
    let short = pass.gazetteer.names_of(owner).filter(|name| name.kind == NameKind::Short);
    let bare = scanned.folded(pass.text, surname.last);
    let whole = fold_name(scanned.span(surname.first, surname.last).of(pass.text));
    short.map(|name| fold_name(name.text)).any(|name| bare == name.as_str() || name == whole)
}

/// The owner's country, or one of an office of his, is named nearby.
fn country_score(pass: &Pass, sentence: usize, owner: EntityIx) -> i32 {
    let roles = pass.gazetteer.roles_of(owner).map(|role| role.of);
    let linked: Vec<EntityIx> = pass.gazetteer.country(owner).into_iter().chain(roles).collect();
    let here = pass
        .found
        .get(sentence)
        .is_some_and(|found| found.iter().filter_map(|found| found.outcome.entity()).any(|entity| linked.contains(&entity)));
    if here {
        WEIGHTS.country_in_sentence
    } else if linked.iter().any(|entity| pass.named.contains(*entity)) {
        WEIGHTS.country_in_document
    } else {
        0
    }
}

/// How well a title fits what is known of a person's offices at the date of the document.
fn title_score(pass: &Pass, person: EntityIx, title: &Title) -> i32 {
    let roles = pass.gazetteer.roles_of(person);
    if title.kind == TitleKind::Honorific || roles.len() == 0 {
        return 0;
    }
    let fits = |role: &Role| {
        let of_fits = title.of.is_none_or(|of| of == role.of || pass.gazetteer.country(role.of) == Some(of));
        of_fits && normalise(role.title) == title.words
    };
    let partly = |role: &Role| {
        let words = normalise(role.title);
        title.of.is_none_or(|of| of == role.of) && words.split(' ').any(|word| word == title.words)
    };
    if roles.clone().filter(fits).any(|role| pass.in_force(role.from, role.until)) {
        WEIGHTS.title_fits
    } else if roles.clone().any(|role| fits(&role)) {
        if title.former { WEIGHTS.title_former } else { WEIGHTS.title_out_of_date }
    } else if roles.clone().any(|role| partly(&role)) {
        WEIGHTS.title_part_fits
    } else if title.kind == TitleKind::Office {
        WEIGHTS.title_contradicts
    } else {
        0
    }
}
