//! Titles before names: `Syrian Foreign Minister`, `Russia's then-deputy foreign minister`, `U.S. envoy to Syria`.

use super::lexicon::{Lexicon, TitleKind, spelling};
use crate::gazetteer::EntityIx;
use crate::mention::Scanned;
use crate::text::{Shape, TokenKind, fold};

/// A title that ends right before a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// First token of the whole phrase, with country and `former`.
    pub first: usize,
    /// First token of the title itself.
    pub head: usize,
    /// Last token.
    pub last: usize,
    /// Folded words: `minister of strategic affairs`.
    pub words: String,
    /// What it says of its bearer.
    pub kind: TitleKind,
    /// Whether it says that the office is over: `former`, `ex-`, `then-`.
    pub former: bool,
    /// The country or body before it, or in its `of` phrase.
    pub of: Option<EntityIx>,
    /// The tokens of that country or body.
    pub of_token: Option<usize>,
}

/// The title that ends at `last`, if there is one. `owner` tells which entity, if any, a token belongs to.
pub fn title_before(text: &str, scanned: &Scanned, last: usize, owner: &dyn Fn(usize) -> Option<EntityIx>) -> Option<Title> {
    let lexicon = Lexicon::built_in();
    let (head, words, kind, inside) =
        plain(text, scanned, last, lexicon, owner).or_else(|| with_complement(text, scanned, last, lexicon, owner))?;
    let mut title = Title {
        first: head,
        head,
        last,
        words,
        kind,
        former: false,
        of: inside.map(|(entity, _)| entity),
        of_token: inside.map(|(_, token)| token),
    };
    // Leftwards over `former`, `senior`, `then-`, up to the country or body.
    let mut place = head;
    while place > 0 {
        let token = &scanned.tokens[place - 1];
        let word = fold(token.span.of(text));
        let bracket = matches!(token.span.of(text), "(" | ")") && place > 1;
        // `senior Syrian security official`: one word of description between country and title.
        let description = title.of.is_none()
            && token.shape == Shape::Lower
            && !lexicon.is_small(&word)
            && place == title.head
            && place > 1
            && owner(place - 2).is_some();
        if token.span.of(text) == "-" && place > 1 || bracket || description || lexicon.is("rank", &word) {
            place -= 1;
            if description {
                title.head = place;
                title.words = format!("{word} {}", title.words);
            }
        } else if lexicon.is("former", &word) {
            title.former = true;
            title.first = place - 1;
            place -= 1;
        } else if let Some(entity) = owner(place - 1).filter(|_| title.of.is_none()) {
            title.of = Some(entity);
            title.of_token = Some(place - 1);
            place -= 1;
            while place > 0 && owner(place - 1) == Some(entity) {
                place -= 1;
            }
            title.first = place;
        } else {
            break;
        }
    }
    Some(title)
}

type Found = (usize, String, TitleKind, Option<(EntityIx, usize)>);

/// The longest listed title that ends at a token.
fn plain(text: &str, scanned: &Scanned, last: usize, lexicon: &Lexicon, owner: &dyn Fn(usize) -> Option<EntityIx>) -> Option<Found> {
    let mut words: Vec<String> = Vec::new();
    let mut best = None;
    let mut place = last + 1;
    while place > 0 && words.len() < lexicon.longest_title() {
        place -= 1;
        let token = &scanned.tokens[place];
        if matches!(token.span.of(text), "-" | ".") {
            continue;
        }
        if token.kind != TokenKind::Word || owner(place).is_some() || token.possessive() && place != last {
            break;
        }
        words.insert(0, spelling(&fold(token.span.of(text))).to_owned());
        let joined = words.join(" ");
        if let Some(kind) = lexicon.title(&joined) {
            best = Some((place, joined, kind, None));
        }
    }
    best
}

/// `minister of strategic affairs`, `envoy to Syria`, `head of the Operations Directorate`: a listed head with its complement.
fn with_complement(
    text: &str,
    scanned: &Scanned,
    last: usize,
    lexicon: &Lexicon,
    owner: &dyn Fn(usize) -> Option<EntityIx>,
) -> Option<Found> {
    let mut place = last;
    let mut inside = None;
    for _ in 0..8 {
        let word = fold(scanned.word(text, place));
        if matches!(word.as_str(), "of" | "for" | "to") && place > 0 && place < last {
            let (head, words, kind, _) = plain(text, scanned, place - 1, lexicon, owner)?;
            let rest: Vec<String> =
                (place..=last).map(|token| spelling(&fold(scanned.word(text, token))).to_owned()).filter(|word| !word.is_empty()).collect();
            // `envoy to Syria` serves somebody else than Syria.
            let of = inside.filter(|_| word != "to");
            return Some((head, format!("{words} {}", rest.join(" ")), kind, of));
        }
        let token = &scanned.tokens[place];
        let fits = token.kind == TokenKind::Word && (token.shape != Shape::Lower || matches!(word.as_str(), "and" | "the" | "affairs"))
            || token.span.of(text) == "-";
        if !fits || place == 0 {
            return None;
        }
        if let Some(entity) = owner(place) {
            inside = Some((entity, place));
        }
        place -= 1;
    }
    None
}
