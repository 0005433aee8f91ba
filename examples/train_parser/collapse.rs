//! Names as the product shows them to the parser: each one word, whatever it is called.

use crate::conllu::{Sentence, Word};
use nisba::relation::parse::feature::NAME;

fn proper(word: &Word) -> bool {
    word.xpos.starts_with("NNP") || word.upos == "PROPN"
}

/// Makes one word of each name for which `chosen` says so.
pub fn names(sentence: &[Word], mut chosen: impl FnMut() -> bool) -> Sentence {
    let count = sentence.len();
    // The word that stands for each word's name.
    let mut group: Vec<usize> = (0..count).collect();
    let joins = |word: &Word| matches!(word.relation.as_str(), "flat" | "compound" | "amod" | "nmod:desc");
    for (place, word) in sentence.iter().enumerate() {
        if proper(word) && word.head > 0 && proper(&sentence[word.head - 1]) {
            // `Bank of X`: with the preposition.
            let case: Vec<usize> =
                (0..count).filter(|other| sentence[*other].head == place + 1 && sentence[*other].relation == "case").collect();
            let of = word.relation == "nmod"
                && matches!(case[..], [case] if sentence[case].form == "of" && case + 1 == place && word.head == case);
            if joins(word) || of {
                group[place] = word.head - 1;
                if of {
                    group[place - 1] = word.head - 1;
                }
            }
        }
    }
    let top = |mut place: usize| {
        for _ in 0..count {
            if group[place] == place {
                break;
            }
            place = group[place];
        }
        place
    };
    let tops: Vec<usize> = (0..count).map(top).collect();
    // Each word's new place; a name takes one.
    let mut replaced: Vec<Option<usize>> = vec![None; count];
    for head in (0..count).filter(|head| tops[*head] == *head && proper(&sentence[*head])) {
        let members: Vec<usize> = (0..count).filter(|place| tops[*place] == head).collect();
        let whole = members[members.len() - 1] - members[0] + 1 == members.len();
        if whole && chosen() {
            members.iter().for_each(|member| replaced[*member] = Some(head));
        }
    }
    let mut places = vec![0; count];
    let mut next = 0;
    for place in 0..count {
        if replaced[place].is_none_or(|head| (0..place).all(|other| replaced[other] != Some(head))) {
            next += 1;
        }
        places[place] = next;
    }
    let mut out: Sentence = Vec::with_capacity(next);
    for (place, word) in sentence.iter().enumerate() {
        if places[place] <= out.len() {
            continue;
        }
        let source = replaced[place].map_or(word, |head| &sentence[head]);
        let head = if source.head == 0 { 0 } else { places[source.head - 1] };
        let mut word = Word { head, ..source.clone() };
        if replaced[place].is_some() {
            word = Word { form: NAME.to_owned(), upos: "PROPN".to_owned(), xpos: "NNP".to_owned(), ..word };
        }
        out.push(word);
    }
    out
}
