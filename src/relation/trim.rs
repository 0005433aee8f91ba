//! What stands between the words of a clause without belonging to it: times without a word of their own in it, and parentheses.

use super::item::{Class, Item};
use super::phrase::{Phrase, PhraseKind};
use crate::entity::Lexicon as Words;

/// Takes phrases of time out (`rejected on Tuesday an appeal`) and puts what stands in brackets behind the rest.
pub(super) fn trim(phrases: &[Phrase], items: &[Item]) -> Vec<Phrase> {
    let mut kept = without_times(phrases, items);
    for (open, close) in parentheses(items) {
        let (inside, outside): (Vec<Phrase>, Vec<Phrase>) = kept.into_iter().partition(|phrase| (open..=close).contains(&phrase.first));
        kept = outside;
        kept.push(Phrase { kind: PhraseKind::Break, first: open, last: open, head: open });
        kept.extend(inside.into_iter().filter(|phrase| phrase.first != open && phrase.first != close));
    }
    kept
}

/// The items of each pair of round or square brackets that closes, and of the only two dashes of a sentence.
fn parentheses(items: &[Item]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = None;
    for (place, item) in items.iter().enumerate().filter(|(_, item)| item.class == Class::Bracket) {
        match (item.word.as_str(), open) {
            ("(", None) => open = Some(place),
            (")", Some(first)) => {
                found.push((first, place));
                open = None;
            }
            _ => {}
        }
    }
    let dashes: Vec<usize> = (0..items.len()).filter(|place| items[*place].class == Class::Break && items[*place].word == "-").collect();
    if let [first, last] = dashes[..]
        && last > first + 1
        && found.iter().all(|(open, close)| *close < first || last < *open || first < *open && *close < last)
        && !items[first..last].iter().any(|item| item.class == Class::Bracket)
    {
        found.push((first, last));
    }
    found
}

fn without_times(phrases: &[Phrase], items: &[Item]) -> Vec<Phrase> {
    let mut kept: Vec<Phrase> = Vec::with_capacity(phrases.len());
    let mut place = 0;
    while place < phrases.len() {
        let Some(mut after) = time(phrases, items, place) else {
            kept.push(phrases[place]);
            place += 1;
            continue;
        };
        // `on Monday and Tuesday`
        while phrases.get(after).is_some_and(|phrase| phrase.kind == PhraseKind::Conjunction)
            && let Some(next) = time(phrases, items, after + 1)
        {
            after = next;
        }
        let parted = kept.last().is_none_or(|phrase| phrase.kind == PhraseKind::Comma);
        if parted && phrases.get(after).is_some_and(|phrase| phrase.kind == PhraseKind::Comma) {
            after += 1;
        }
        place = after;
    }
    kept
}

/// The phrase after a time that begins here, with or without a preposition.
fn time(phrases: &[Phrase], items: &[Item], place: usize) -> Option<usize> {
    let words = Words::built_in();
    let preposition = phrases.get(place)?.kind == PhraseKind::Preposition && words.is("time-preposition", &items[phrases[place].head].word);
    let noun = place + usize::from(preposition);
    let phrase = phrases.get(noun).filter(|phrase| phrase.kind == PhraseKind::Noun)?;
    let is_time = |item: &Item| item.mention.is_none() && (words.is("calendar", &item.word) || words.is("time-noun", &item.word));
    let named = is_time(&items[phrase.head]) || preposition && items[phrase.head].class == Class::Number && phrase.first == phrase.last;
    let only = items[phrase.first..=phrase.last].iter().all(|item| {
        is_time(item) || item.mention.is_none() && matches!(item.class, Class::Determiner | Class::Number | Class::Adverb | Class::Hyphen)
    });
    // `two days of talks`, `Monday's talks`
    let goes_on = phrases.get(noun + 1).is_some_and(|next| next.kind == PhraseKind::Preposition && items[next.head].word == "of");
    (named && only && !goes_on && !items[phrase.last].possessive).then_some(noun + 1)
}
