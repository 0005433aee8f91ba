//! What the parser sees of the items, and what its tags say of their classes.

use super::super::analyses::Word;
use super::super::inflect::Form;
use super::super::item::{Class, Item};
use super::super::lexicon::Lexicon;
use super::Node;

/// Endings that are words of their own in the treebanks.
const CLITICS: [&str; 7] = ["n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"];

/// The words of the items, with their items: a name is one, `X's` and `don't` are two.
pub(super) fn words<'a>(items: &[Item], text: &'a str) -> Vec<(Word<'a>, usize)> {
    let mut words = Vec::with_capacity(items.len() + 8);
    for (item, this) in items.iter().enumerate() {
        let written = this.span.of(text);
        let mut push = |form: &'a str| words.push((Word { form, name: false }, item));
        if this.class == Class::Name {
            words.push((Word { form: written, name: true }, item));
        } else if this.class == Class::Demonym {
            push(written.split_whitespace().next_back().unwrap_or(written));
        } else {
            for part in written.split_whitespace() {
                let stem = CLITICS.iter().find_map(|clitic| stem_before(part, clitic)).unwrap_or(part.len());
                if part.eq_ignore_ascii_case("cannot") {
                    push(&part[..3]);
                    push(&part[3..]);
                } else {
                    push(&part[..stem]);
                    if stem < part.len() {
                        push(&part[stem..]);
                    }
                }
            }
        }
        if this.possessive {
            words.push((Word { form: "'s", name: false }, item));
        }
    }
    words
}

/// Where a word ends before such an ending, in whatever case.
fn stem_before(word: &str, clitic: &str) -> Option<usize> {
    let stem = word.len().checked_sub(clitic.len()).filter(|stem| *stem > 0)?;
    let ends = word.get(stem..)?.eq_ignore_ascii_case(clitic);
    (ends && word.to_lowercase().len() == word.len()).then_some(stem)
}

/// Open classes after the parser's tags; small words stay what they are.
pub(super) fn retag(items: &mut [Item], item: usize, node: &Node) {
    let compound = item > 0 && items[item].glued && items[item - 1].class == Class::Hyphen;
    let this = &mut items[item];
    match this.class {
        Class::Noun | Class::Verb | Class::Adjective | Class::Adverb if this.mention.is_none() => {}
        Class::Relative | Class::Subordinator | Class::Determiner if this.word == "that" => {
            this.class = match node.tag {
                "WDT" | "WP" => Class::Relative,
                "DT" => Class::Determiner,
                _ => Class::Subordinator,
            };
            return;
        }
        Class::Preposition | Class::Subordinator if matches!(node.tag, "IN" | "VBG") => {
            match node.relation {
                "mark" => this.class = Class::Subordinator,
                "case" => this.class = Class::Preposition,
                _ => {}
            }
            return;
        }
        _ => return,
    }
    let wanted: &[Form] = match node.tag {
        "VB" | "VBP" => &[Form::Base],
        "VBZ" => &[Form::Third],
        "VBD" => &[Form::Past, Form::Participle],
        "VBN" => &[Form::Participle, Form::Past],
        "VBG" => &[Form::Gerund],
        _ => &[],
    };
    if wanted.is_empty() {
        // A participle that is part of a compound stays: `US-backed`.
        if compound && this.class == Class::Verb {
            return;
        }
        let class = match node.tag {
            "JJ" | "JJR" | "JJS" => Class::Adjective,
            "RB" | "RBR" | "RBS" => Class::Adverb,
            "NN" | "NNS" | "NNP" | "NNPS" => Class::Noun,
            _ if this.class == Class::Verb => Class::Noun,
            _ => return,
        };
        this.class = class;
        this.verb = None;
        return;
    }
    if matches!(node.relation, "amod" | "compound") && !compound {
        this.class = if node.relation == "amod" { Class::Adjective } else { Class::Noun };
        this.verb = None;
        return;
    }
    let forms = Lexicon::built_in().verb_forms(&this.word);
    let found = wanted.iter().find_map(|form| forms.iter().find(|entry| entry.1 == *form)).or(forms.first());
    let form = match node.tag {
        "VBD" => Form::Past,
        "VBN" => Form::Participle,
        _ => found.map_or(wanted[0], |found| found.1),
    };
    this.verb = found.map(|found| (found.0, form));
    this.class = Class::Verb;
}

/// A participle that has a subject but no auxiliary, or goes on with an object from a verb that has none, is a past form.
pub(super) fn is_past(nodes: &[Node], below: &[Vec<usize>], item: usize) -> bool {
    let has = |item: usize, relations: &[&str]| below[item].iter().any(|child| relations.contains(&nodes[*child].relation));
    let bare = |item: usize| !has(item, &["aux", "aux:pass", "cop"]);
    let goes_on = || nodes[item].relation == "conj" && has(item, &["obj"]) && nodes[item].above.is_some_and(bare);
    bare(item) && !has(item, &["mark"]) && (has(item, &["nsubj"]) || goes_on())
}
