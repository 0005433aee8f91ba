//! Names that are spelled otherwise than the tables list them: `Asad Shibani` for Asaad al-Shaibani, `Souweida` for Sweida.
//!
//! They are sought in runs of capitalised words, with the small words that stand inside names, longest first, and only where no listed
//! name covers them. What the letters say is the business of the variant engine; what the text says for or against it is weighed here.

use super::choose::Outcome;
use super::guard::{self, Region};
use super::lexicon::Lexicon;
use super::memory::{Known, Reading};
use super::resolve::{Found, Pass};
use super::run::{Run, Runs, with_article};
use super::spellings::Variants;
use super::title::title_before;
use super::vocabulary::Vocabulary;
use super::word::Word;
use crate::gazetteer::{Answer, Candidate, Country, EntityIx, EntityKind, GlanceIx, Onset, Places, Suspects, VariantIndex, Whose};
use crate::mention::{MentionKind, Scanned};
use crate::text::{TokenKind, mix_hashes};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Words of the longest name that is sought.
const LONGEST: usize = 5;
/// Hundredths of log-odds that a name of several units needs.
const ENOUGH: i32 = 100;
/// The same of a name of one unit.
const ENOUGH_FOR_ONE: i32 = 200;
/// What is enough where the options ask for more names.
const ENOUGH_IF_WIDE: i32 = 35;
/// The same of a name of one unit, and what is enough beside a word for its sort.
const ENOUGH_WITH_SUPPORT: i32 = 120;
/// How much likelier than the next entity the best has to be.
const MARGIN: i32 = 50;

/// The same where a table keeps the two apart: somebody has said that they are easily taken for one another.
const MARGIN_IF_APART: i32 = 200;

/// Finds names that are spelled otherwise in the sentences at hand; within one document a spelling means the same everywhere.
pub(super) fn names(pass: &mut Pass, runs: &Runs) {
    let spellings = pass.spellings;
    let Some(index) = spellings.index(pass.gazetteer) else { return };
    let wide = spellings.variants() == Variants::Wide;
    let vocabulary = std::mem::take(&mut pass.vocabulary);
    let region = Region::of(pass);
    let places = Places::of_all(region.countries());
    let mut seeker = Seeker { index, wide, region, places, vocabulary };
    let mut meant: BTreeMap<String, Option<Outcome>> = BTreeMap::new();
    for (place, sentence) in pass.group.iter().copied().enumerate() {
        if pass.in_capitals(sentence) {
            continue;
        }
        for found in seeker.sentence(pass, sentence, runs.of_sentence(place)) {
            let name = folded(pass, sentence, found.first, found.last);
            let known = meant.entry(name).or_insert_with(|| Some(found.outcome.clone()));
            if known.as_ref().is_some_and(|known| *known != found.outcome) {
                *known = None;
            }
            pass.replace(sentence, found);
        }
    }
    pass.vocabulary = seeker.vocabulary;
    again(pass, runs, &meant);
}

/// Reads spellings that one sentence has made clear in the others too, headlines among them.
fn again(pass: &mut Pass, runs: &Runs, meant: &BTreeMap<String, Option<Outcome>>) {
    if meant.is_empty() {
        return;
    }
    for (place, sentence) in pass.group.iter().copied().enumerate() {
        let scanned = &pass.scanned[sentence];
        let mut found = Vec::new();
        for run in runs.of_sentence(place) {
            let mut next = 0;
            while next < run.tokens.len() {
                let longest = run.tokens.len().min(next + LONGEST);
                let first = with_article(pass, scanned, run.tokens[next]);
                let fits = |last: usize| {
                    let end = run.tokens[last];
                    if !(first..=end).all(|token| pass.covering(sentence, token).is_none()) {
                        return None;
                    }
                    let outcome = meant.get(&folded(pass, sentence, first, end))?.clone()?;
                    let alone = pass.in_capitals(sentence) || stands_alone(pass, sentence, run.tokens, next, last);
                    alone.then_some((last, Found { first, last: end, outcome, metonym: None }))
                };
                let Some((last, name)) = (next..longest).rev().find_map(fits) else {
                    next += 1;
                    continue;
                };
                found.push(name);
                next = last + 1;
            }
        }
        for found in found {
            pass.decide(sentence, found);
        }
    }
}

/// The folded words of a name.
fn folded(pass: &Pass, sentence: usize, first: usize, last: usize) -> String {
    let words = (first..=last).map(|token| pass.scanned[sentence].folded(pass.text, token));
    words.filter(|word| !word.is_empty()).map(|word| word.to_string()).collect::<Vec<_>>().join(" ")
}

/// A name of a text.
struct Name<'n> {
    letters: &'n str,
    /// One number for all of its words.
    number: u64,
    /// Its words, where all are of plain letters and there are no others.
    glances: Option<&'n [GlanceIx]>,
    /// Whether it is one word, which is sought as that alone.
    alone: bool,
}

/// Reads spellings, each once.
struct Seeker<'a> {
    index: VariantIndex<'a>,
    wide: bool,
    region: Region,
    /// Where the names are of these countries.
    places: Places,
    vocabulary: Vocabulary,
}

impl Seeker<'_> {
    /// The names of one sentence.
    fn sentence<'r>(&mut self, pass: &Pass, sentence: usize, runs: impl Iterator<Item = Run<'r>>) -> Vec<Found> {
        let scanned = &pass.scanned[sentence];
        let mut found = Vec::new();
        for run in runs {
            let open = |word: usize| pass.covering(sentence, run.tokens[word]).is_none();
            // Only words that no listed name covers ask for anything.
            if !(0..run.tokens.len()).any(open) {
                continue;
            }
            let mut next = 0;
            while next < run.tokens.len() {
                let longest = if run.tokens.len() - next > 1 { run.tokens.len().min(next + LONGEST) } else { 0 };
                let several = (next + 1..longest).rev().filter(|last| (next..=*last).any(open)).find_map(|last| {
                    let outcome = self.several(pass, sentence, run, next, last)?;
                    Some((last, outcome))
                });
                let one = || open(next).then(|| self.one(pass, sentence, run, next)).flatten().map(|outcome| (next, outcome));
                let Some((last, outcome)) = several.or_else(one) else {
                    next += 1;
                    continue;
                };
                found.push(Found { first: with_article(pass, scanned, run.tokens[next]), last: run.tokens[last], outcome, metonym: None });
                next = last + 1;
            }
        }
        found
    }

    /// A name of several words of a run.
    fn several(&mut self, pass: &Pass, sentence: usize, run: Run, first: usize, last: usize) -> Option<Outcome> {
        let scanned = &pass.scanned[sentence];
        let mut glances = [GlanceIx::default(); LONGEST];
        let glances = glances_at(scanned, run, first, last, &mut glances);
        let number = run.tokens[first..=last].iter().fold(0, |name, token| mix_hashes(name, scanned.number(*token)));
        let here = self.here(|| guard::has_sort_beside(scanned, run.tokens[first], run.tokens[last]));
        if glances.is_some_and(|glances| !self.may_fit(number, glances, here))
            || !stands_alone(pass, sentence, run.tokens, first, last)
            || !fits_over(pass, sentence, run.tokens[first], run.tokens[last])
        {
            return None;
        }
        let name = Name { letters: scanned.span(run.tokens[first], run.tokens[last]).of(pass.text), number, glances, alone: false };
        let known = self.read(pass, &name, here)?;
        let reading = known.reading.get()?.as_ref()?;
        let kind = |entity| pass.gazetteer.kind(entity);
        // A place counts only where the text speaks of its country.
        let counts =
            |entity: EntityIx| !is_place(kind(entity)) || self.speaks_of(pass, scanned, entity, run.tokens[first], run.tokens[last]);
        match &reading.outcome {
            Outcome::Ambiguous(rivals) => rivals.iter().any(|rival| counts(*rival)),
            outcome => outcome.entity().is_some_and(counts),
        }
        .then(|| reading.outcome.clone())
    }

    /// Where the names are listed that the text may speak of; where it speaks of no country, a word beside the name says that it is a place.
    fn here(&self, has_sort_beside: impl FnOnce() -> bool) -> Places {
        match () {
            () if !self.region.is_empty() => self.places,
            () if has_sort_beside() => Places::ANYWHERE,
            () => Places::NOWHERE,
        }
    }

    /// Whether the words of a name may be one listed here that is spelled otherwise, as far as a glance at each tells; `name` is one number for all of
    /// them.
    fn may_fit(&mut self, name: u64, glances: &[GlanceIx], here: Places) -> bool {
        let here = here.except(self.vocabulary.refused(name));
        let may = here != Places::NONE && self.vocabulary.glances.may_fit(&self.index, glances, self.enough(), here);
        if !may && here != Places::NONE {
            self.vocabulary.refuse(name, here);
        }
        may
    }

    /// Whether the text speaks for what lies somewhere: it speaks of its country, or of none and a word beside the name says that it is a place.
    fn speaks_of(&self, pass: &Pass, scanned: &Scanned, entity: EntityIx, first: usize, last: usize) -> bool {
        let named = Country::of(pass.gazetteer, entity).is_some_and(|country| self.region.has(country));
        named || self.region.is_empty() && is_place(pass.gazetteer.kind(entity)) && guard::has_sort_beside(scanned, first, last)
    }

    /// Hundredths of log-odds that a name of several units needs.
    fn enough(&self) -> i32 {
        if self.wide { ENOUGH_IF_WIDE } else { ENOUGH }
    }

    /// Reads a name, unless it is a spelling of none that is listed here: most names are nothing, and that is found out with the few listed ones of the
    /// countries that the document speaks of.
    fn read(&mut self, pass: &Pass, name: &Name, here: Places) -> Option<Arc<Known>> {
        let memory = pass.spellings.memory();
        let here = here.except(if name.glances.is_some() { self.vocabulary.refused(name.number) } else { Places::NONE });
        if here == Places::NONE {
            return None;
        }
        let known = memory.get(name.letters);
        if known.as_ref().is_some_and(|known| known.reading.get().is_some()) {
            return known;
        }
        let here = here.except(known.map_or(Places::NONE, |known| known.refused()));
        if here == Places::NONE {
            return None;
        }
        let least = if name.alone { ENOUGH_WITH_SUPPORT } else { self.enough() };
        let suspects = match name.glances {
            Some(glances) => self.vocabulary.glances.fitting(&self.index, glances, name.letters, least, here),
            None => self.suspects(name, least, here),
        };
        let fits = |suspects: &Suspects| self.index.compare(name.letters, suspects).iter().any(|candidate| candidate.score >= least);
        let fits = suspects.as_ref().is_some_and(fits);
        let Some(suspects) = suspects.filter(|_| fits).and_then(|_| self.suspects(name, least, Places::ANYWHERE)) else {
            if name.glances.is_some() {
                self.vocabulary.refuse(name.number, here);
            } else {
                memory.of(name.letters).refuse(here);
            }
            return None;
        };
        let known = memory.of(name.letters);
        let compare = if name.alone { Self::compare_one } else { Self::compare };
        known.reading.get_or_init(|| compare(self, pass, name.letters, &suspects));
        Some(known)
    }

    /// The names listed somewhere that a name may be a spelling of; nothing where they are too many to say.
    fn suspects(&self, name: &Name, least: i32, here: Places) -> Option<Suspects> {
        self.index.suspects(name.letters, if name.alone { Whose::Things } else { Whose::Any }, least, here)
    }

    /// What a name of several words is a spelling of.
    fn compare(&self, pass: &Pass, name: &str, suspects: &Suspects) -> Option<Reading> {
        // Two surnames of one person: Ainum Mohd-Saaid.
        let joined = !name.contains(char::is_whitespace);
        let enough = self.enough();
        let mut fitting: Vec<(i32, EntityIx, &'static str)> = Vec::new();
        let mut ranked = self.index.compare(name, suspects);
        ranked.retain(|candidate| candidate.answer == Answer::Same);
        for Candidate { score, entity, rule, .. } in ranked {
            let known = pass.gazetteer.entity(entity);
            let place = is_place(known.kind);
            let parts = matches!(rule, "spelling" | "same-letters" | "written-together");
            if score >= enough && parts && (place || !joined) && !differs_in_sex(name, known.name) {
                fitting.push((score, entity, rule));
            }
        }
        let (best, entity, rule) = *fitting.first()?;
        let rivals = fitting.iter().filter(|other| is_rival(pass, (best, entity), (other.0, other.1))).map(|other| other.1).collect();
        let doubtful = best < ENOUGH;
        // What is listed as it stands is no other spelling.
        if pass.gazetteer.has_name(name) {
            return None;
        }
        Some(Reading { outcome: outcome(rivals, rule, doubtful)?, score: best })
    }

    /// A name of one word.
    fn one(&mut self, pass: &Pass, sentence: usize, run: Run, place: usize) -> Option<Outcome> {
        let scanned = &pass.scanned[sentence];
        let (token, word) = (run.tokens[place], run.words[place]);
        let name = scanned.word(pass.text, token);
        // What is known of the word whatever the text is asked first: nearly always that is enough.
        let here = self.here(|| true);
        if !word.may_fit_alone(here)
            || word.varies() == Some(false)
            || self.region.is_empty() && !guard::has_sort_beside(scanned, token, token)
            || !may_vary(pass, scanned, token, word)
        {
            return None;
        }
        let glances = word.glance().map(|word| [word]);
        let name = Name {
            letters: name,
            number: mix_hashes(0, scanned.number(token)),
            glances: glances.as_ref().map(|word| &word[..]),
            alone: true,
        };
        let known = self.read(pass, &name, here)?;
        let reading = known.reading.get()?.as_ref()?;
        if !stands_alone(pass, sentence, run.tokens, place, place) || scanned.word(pass.text, token + 1) == "-" {
            return None;
        }
        let entity = reading.outcome.entity()?;
        let beside = guard::has_sort_beside(scanned, token, token);
        // `the city of Mayadin` is no television station.
        if beside && !is_place(pass.gazetteer.kind(entity)) {
            return None;
        }
        let enough = if !self.region.is_empty() && (beside || self.wide) { ENOUGH_WITH_SUPPORT } else { ENOUGH_FOR_ONE };
        (reading.score >= enough && self.speaks_of(pass, scanned, entity, token, token)).then(|| reading.outcome.clone())
    }

    /// What a name of one word is a spelling of.
    fn compare_one(&self, pass: &Pass, name: &str, suspects: &Suspects) -> Option<Reading> {
        let onset = Onset::of(name);
        let mut fitting: Vec<(i32, EntityIx)> = Vec::new();
        for Candidate { score, entity, .. } in self.index.compare(name, suspects) {
            if score >= ENOUGH_WITH_SUPPORT && onset.is_alike(Onset::of(pass.gazetteer.entity(entity).name)) {
                fitting.push((score, entity));
            }
        }
        let (best, entity) = *fitting.first()?;
        let rivals: Vec<EntityIx> = fitting.iter().filter(|other| is_rival(pass, (best, entity), **other)).map(|other| other.1).collect();
        let [_] = rivals[..] else { return None };
        Some(Reading { outcome: outcome(rivals, "spelling", self.wide && best < ENOUGH_FOR_ONE)?, score: best })
    }
}

/// Words of a run, if all are of plain letters and the name has no other words.
fn glances_at<'s>(scanned: &Scanned, run: Run, first: usize, last: usize, glances: &'s mut [GlanceIx; LONGEST]) -> Option<&'s [GlanceIx]> {
    for (place, word) in glances.iter_mut().zip(&run.words[first..=last]) {
        *place = word.glance()?;
    }
    // Articles and particles inside a name are words of it.
    let marks = |token: usize| scanned.tokens[token].kind == TokenKind::Punct;
    let whole = run.tokens[last] - run.tokens[first] == last - first
        || run.tokens[first..=last].windows(2).all(|pair| (pair[0] + 1..pair[1]).all(marks));
    whole.then_some(&glances[..=last - first])
}

/// Whether a word may be another spelling of a name at all, which does not depend on where it stands.
pub(super) fn may_vary(pass: &Pass, scanned: &Scanned, token: usize, word: Word) -> bool {
    let number = scanned.number(token);
    let varies = || word.varies().unwrap_or_else(|| guard::varies(pass.gazetteer, &scanned.folded(pass.text, token), number));
    !pass.is_ordinary(number) && varies()
}

/// Whether an entity fits about as well as the best one.
fn is_rival(pass: &Pass, best: (i32, EntityIx), other: (i32, EntityIx)) -> bool {
    let behind = best.0 - other.0;
    behind < MARGIN || behind < MARGIN_IF_APART && pass.gazetteer.are_distinct(best.1, other.1)
}

/// The outcome for those that fit about as well.
fn outcome(mut rivals: Vec<EntityIx>, rule: &'static str, doubtful: bool) -> Option<Outcome> {
    rivals.sort_unstable();
    match rivals[..] {
        [] => None,
        [entity] => Some(Outcome::Entity { entity, kind: MentionKind::Variant, rule, doubtful }),
        _ => Some(Outcome::Ambiguous(rivals)),
    }
}

/// Whether an entity is one that is found on a map.
fn is_place(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Place | EntityKind::Facility)
}

/// Francesca is no Francesco: the first words are one but for the ending.
fn differs_in_sex(name: &str, listed: &str) -> bool {
    let first = |name: &str| crate::text::fold(name.split([' ', '-']).next().unwrap_or_default());
    let (a, b) = (first(name), first(listed));
    let ends = |one: &str, other: &str| one.strip_suffix('a').is_some_and(|stem| other.strip_suffix('o') == Some(stem));
    ends(&a, &b) || ends(&b, &a)
}

/// Whether no other name goes on at either end: `Ali` in `Muhammad Ali Hasan` is nobody.
fn stands_alone(pass: &Pass, sentence: usize, run: &[usize], first: usize, last: usize) -> bool {
    let scanned = &pass.scanned[sentence];
    let lexicon = Lexicon::built_in();
    let owner = |token: usize| pass.owner(sentence, token);
    let is_title = |token: usize| title_before(pass.text, scanned, token, &owner).is_some();
    let word = |token: usize| scanned.number(token);
    let other = |token: usize| pass.covering(sentence, token).is_some() || lexicon.is_small(word(token)) || pass.is_ordinary(word(token));
    let begins = |before: usize| other(before) || guard::is_word(pass, word(before)) || is_title(before);
    let begins = first.checked_sub(1).is_none_or(|before| begins(run[before]));
    // `Hasake Province` is a place, `Fares Kahtani Hospital` no person.
    let ends = |after: usize| other(after) || lexicon.is("settlement", word(after)) || lexicon.is("place-noun", word(after));
    let ends = run.get(last + 1).is_none_or(|after| ends(*after));
    begins && ends && !lexicon.is("house", word(run[last] + 1)) && !(first..=last).any(|word| is_title(run[word]))
}

/// Whether listed names under some tokens may give way: they are shorter, and none of them reaches out of it or is excluded.
fn fits_over(pass: &Pass, sentence: usize, first: usize, last: usize) -> bool {
    let scanned = &pass.scanned[sentence];
    let mut token = first;
    while token <= last {
        let Some(found) = pass.covering(sentence, token) else {
            token += 1;
            continue;
        };
        let demonym = matches!(found.outcome, Outcome::Entity { kind: MentionKind::Demonym | MentionKind::Acronym, .. });
        let country = found.outcome.entity().is_some_and(|entity| pass.gazetteer.kind(entity) == EntityKind::Country);
        let words = (found.first..=found.last).filter(|token| scanned.tokens[*token].kind == TokenKind::Word).count();
        if found.first < first || found.last > last || found.outcome == Outcome::Never || demonym || country || words > 1 {
            return false;
        }
        token = found.last + 1;
    }
    scanned.exclusions(first, last).next().is_none()
}
