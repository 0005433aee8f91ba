//! Words that are one: an acronym after its name, `as well as`, `more than 100`.

use super::item::{Class, Item};
use crate::entity::Lexicon as Words;
use crate::gazetteer::EntityIx;

/// Joins what is one word to the rules; `entity` gives what a mention stands for.
pub(super) fn join(items: &mut Vec<Item>, entity: impl Fn(usize) -> Option<EntityIx>) {
    join_acronyms(items, entity);
    join_fixed(items);
    join_quantities(items);
}

/// `Israel Defense Forces (IDF)`: one name.
fn join_acronyms(items: &mut Vec<Item>, entity: impl Fn(usize) -> Option<EntityIx>) {
    let mut place = 0;
    while place + 3 < items.len() {
        let bracketed = items[place + 1].class == Class::Bracket && items[place + 3].class == Class::Bracket;
        let owner = |item: &Item| item.mention.and_then(&entity);
        if bracketed && owner(&items[place]).is_some() && owner(&items[place]) == owner(&items[place + 2]) {
            items.drain(place + 1..place + 4);
        }
        place += 1;
    }
}

/// `as well as` joins like `and`; `no longer` is `not`.
fn join_fixed(items: &mut Vec<Item>) {
    let fixed = |items: &[Item], place: usize| {
        items.get(place..place + 3).is_some_and(|three| three[0].word == "as" && three[1].word == "well" && three[2].word == "as")
    };
    let mut place = 0;
    while place + 2 < items.len() {
        if fixed(items, place) {
            items[place].span.end = items[place + 2].span.end;
            items[place].class = Class::Conjunction;
            items.drain(place + 1..place + 3);
        } else if items[place].word == "no" && items[place + 1].word == "longer" {
            items[place].span.end = items[place + 1].span.end;
            items[place].class = Class::Negation;
            items.remove(place + 1);
        }
        place += 1;
    }
}

/// `more than 100`, `at least two`, `up to 4,000`, `about 50`: a number. What comes before the number becomes a part of it.
fn join_quantities(items: &mut Vec<Item>) {
    let mut place = 0;
    while place < items.len() {
        let length = quantifier(items, place);
        if length > 0 && is_number(items, place + length) {
            let first = items[place].span.start;
            items.drain(place..place + length);
            items[place].span.start = first;
            items[place].glued = false;
            items[place].class = Class::Number;
        }
        place += 1;
    }
}

/// How many words here only qualify a number.
fn quantifier(items: &[Item], place: usize) -> usize {
    let word = |step: usize| items.get(place + step).map_or("", |item| if item.mention.is_none() { item.word.as_str() } else { "" });
    match (word(0), word(1), word(2)) {
        ("more" | "less" | "fewer" | "other" | "greater" | "higher", "than", _) | ("at", "least" | "most", _) | ("up", "to", _) => 2,
        ("as", "many" | "much" | "few" | "little", "as") | ("no", "fewer" | "less" | "more", "than") => 3,
        // `killed about 40 people`, not `in about 1990` or `talks over 5 years`.
        ("about" | "around" | "over" | "some" | "nearly" | "almost" | "roughly" | "approximately", number, counted) => {
            let year = number.len() == 4 && matches!(number.get(..2), Some("19" | "20"));
            usize::from(!year && !Words::built_in().is("time-noun", counted))
        }
        _ => 0,
    }
}

fn is_number(items: &[Item], place: usize) -> bool {
    let numeral = |place: usize| {
        items.get(place).is_some_and(|item| {
            item.mention.is_none()
                && (item.class == Class::Number || Words::built_in().is("numeral", &item.word) && item.class != Class::Relative)
        })
    };
    numeral(place) || items.get(place).is_some_and(|item| item.word == "a") && numeral(place + 1)
}
