//! A sentence as the rules see it: names, and words with their part of speech. Each name is one item; so is a title with its bearer.

use super::aside::{self, Aside};
use super::fixed;
use super::inflect::Form;
use super::tag::tag;
use crate::entity::Lexicon as Words;
use crate::mention::{Mention, MentionKind, Scanned};
use crate::text::{HashedWord, Span, TokenKind, WordMap, fold, hash_folded};
use std::sync::LazyLock;

/// Part of speech, as coarse as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A name from the gazetteer.
    Name,
    /// An adjective of nationality.
    Demonym,
    Noun,
    Adjective,
    Determiner,
    Number,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Modal,
    Negation,
    Adverb,
    Verb,
    Comma,
    /// A hyphen inside a compound.
    Hyphen,
    /// A dash, colon or semicolon: clauses end here.
    Break,
    /// Brackets and quotation marks.
    Bracket,
    /// Any other mark.
    Mark,
}

/// One name, word or mark of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Bytes of the document.
    pub(crate) span: Span,
    /// Folded word; for names the folded last word.
    pub(crate) word: HashedWord,
    pub(crate) class: Class,
    /// Index into the document's mentions.
    pub(crate) mention: Option<usize>,
    /// Whether it carries `'s`.
    pub(crate) possessive: bool,
    /// A capitalised word that is no listed name.
    pub(crate) proper: bool,
    /// Index into the verbs of the lexicon, and the form.
    pub(crate) verb: Option<(u32, Form)>,
    /// Whether it touches the item before it.
    pub(crate) glued: bool,
}

/// A stretch of tokens that becomes one item: a title with its bearer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Collapsed {
    pub(super) first: usize,
    /// Last token, that of the mention.
    pub(super) last: usize,
    pub(super) mention: usize,
}

/// Cuts a sentence into items and gives each its part of speech; asides are taken out.
pub(super) fn items(text: &str, scanned: &Scanned, mentions: &[(usize, &Mention)], collapsed: &[Collapsed]) -> (Vec<Item>, Vec<Aside>) {
    let mut items: Vec<Item> = Vec::with_capacity(scanned.tokens.len());
    let mut token = 0;
    let mut end = 0;
    while token < scanned.tokens.len() {
        let this = &scanned.tokens[token];
        let whole = collapsed.binary_search_by_key(&token, |whole| whole.first).ok().map(|place| collapsed[place]);
        let named = mentions.binary_search_by_key(&this.span.start, |(_, mention)| mention.span.start).ok().map(|place| mentions[place]);
        let (last, mention) = match (whole, named) {
            (Some(whole), _) => (whole.last, Some(whole.mention)),
            (None, Some((index, mention))) => (scanned.tokens_of(mention.span).1, Some(index)),
            (None, None) => (token, None),
        };
        let closing = &scanned.tokens[last];
        let demonym = named.is_some_and(|(index, named)| mention == Some(index) && named.kind == MentionKind::Demonym);
        let mark = match closing.span.of(text) {
            "(" | "[" => Ok("("),
            ")" | "]" => Ok(")"),
            "–" | "—" | "--" => Ok("-"),
            written => Err(written),
        };
        let word = match mark {
            Ok(mark) => HashedWord::new(mark.to_owned(), hash_folded(mark)),
            Err(written) => HashedWord::new(fold(written), closing.hash),
        };
        items.push(Item {
            span: Span { start: this.span.start, end: closing.span.end },
            class: match mention {
                Some(_) if demonym => Class::Demonym,
                Some(_) => Class::Name,
                None => closed_class(this.span.of(text), &word, this.kind),
            },
            proper: mention.is_none() && this.capitalised() && token > 0,
            verb: None,
            possessive: closing.possessive(),
            glued: token > 0 && this.span.start == end,
            mention,
            word,
        });
        end = closing.end;
        token = last + 1;
    }
    fixed::join(&mut items, |index| mentions.iter().find(|(other, _)| *other == index).map(|(_, mention)| mention.entity));
    join_possessives(text, &mut items);
    let asides = aside::take(text, &mut items);
    tag(&mut items);
    (items, asides)
}

/// `X 's`, as corpora that are cut into tokens write it.
fn join_possessives(text: &str, items: &mut Vec<Item>) {
    let mut place = 1;
    while place < items.len() {
        let apostrophe = |item: &Item| matches!(item.span.of(text), "'" | "’");
        let whole = matches!(items[place].span.of(text), "'s" | "’s");
        let parted = apostrophe(&items[place]) && items.get(place + 1).is_some_and(|next| next.glued && next.span.of(text) == "s");
        if (whole || parted) && matches!(items[place - 1].class, Class::Name | Class::Noun) && !items[place - 1].possessive {
            items[place - 1].possessive = true;
            items.drain(place..=place + usize::from(parted));
        } else {
            place += 1;
        }
    }
}

/// The part of speech of small words; of a word of several classes, the first of these.
static SMALL: LazyLock<WordMap<Class>> = LazyLock::new(|| {
    let classes = [
        ("modal", Class::Modal),
        ("auxiliary", Class::Auxiliary),
        ("relative", Class::Relative),
        ("determiner", Class::Determiner),
        ("subordinator", Class::Subordinator),
        ("adjective", Class::Adjective),
        ("preposition", Class::Preposition),
        ("conjunction", Class::Conjunction),
        ("pronoun", Class::Pronoun),
        ("adverb", Class::Adverb),
    ];
    let mut small = WordMap::default();
    for (name, class) in classes.into_iter().rev() {
        Words::built_in().class(name).for_each(|word| small.insert(word, class));
    }
    for (word, class) in [("to", Class::To), ("not", Class::Negation), ("never", Class::Negation)] {
        small.insert(word, class);
    }
    small
});

/// The part of speech of marks and small words; everything else starts as a noun.
fn closed_class(written: &str, word: &HashedWord, kind: TokenKind) -> Class {
    match kind {
        TokenKind::Number => return Class::Number,
        TokenKind::Punct => {
            return match written {
                "," => Class::Comma,
                "-" | "‐" | "‑" => Class::Hyphen,
                "–" | "—" | ":" | ";" | "--" => Class::Break,
                "(" | ")" | "[" | "]" | "\"" | "“" | "”" | "'" | "‘" | "’" | "«" | "»" => Class::Bracket,
                _ => Class::Mark,
            };
        }
        TokenKind::Word => {}
    }
    match SMALL.get(word) {
        // The month.
        Some(Class::Modal) if word == "may" && written.starts_with('M') => return Class::Noun,
        Some(class) => return *class,
        None => {}
    }
    match word.as_str() {
        word if word.len() > 4
            && word.ends_with("ly")
            && !matches!(
                word,
                "family"
                    | "assembly"
                    | "ally"
                    | "supply"
                    | "reply"
                    | "rally"
                    | "italy"
                    | "july"
                    | "daily"
                    | "friendly"
                    | "monthly"
                    | "weekly"
            ) =>
        {
            Class::Adverb
        }
        _ => Class::Noun,
    }
}
