//! Titles before names: `Syrian Foreign Minister`, `Russia's then-deputy foreign minister`, `U.S. envoy to Syria`.

use super::lexicon::{Lexicon, TitleKind, spelling};
use crate::gazetteer::EntityIx;
use crate::mention::Scanned;
use crate::text::{Shape, Token, TokenKind, WordSet, fold};
use std::sync::LazyLock;

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
    /// The last token of that country or body before the title, the first of one in its `of` phrase.
    pub of_token: Option<usize>,
}

/// Which entity, if any, a token belongs to.
type Owner<'o> = &'o dyn Fn(usize) -> Option<EntityIx>;

/// The title that ends at the token `last`, if there is one; `owner` knows which tokens are names.
pub fn title_before(text: &str, scanned: &Scanned, last: usize, owner: Owner) -> Option<Title> {
    let reader = Reader { text, scanned, last, lexicon: Lexicon::built_in(), owner };
    let Listed { head, words, kind, inside } = reader.plain(last).or_else(|| reader.with_complement())?;
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
    reader.leftwards(&mut title);
    Some(title)
}

/// The core of a title: words of the tables.
struct Listed {
    /// First token.
    head: usize,
    words: String,
    kind: TitleKind,
    /// The country or body in its `of` phrase, with its token.
    inside: Option<(EntityIx, usize)>,
}

/// The words of a sentence up to the token where a title may end.
struct Reader<'a> {
    text: &'a str,
    scanned: &'a Scanned,
    last: usize,
    lexicon: &'static Lexicon,
    owner: Owner<'a>,
}

impl Reader<'_> {
    /// Adds what stands before a title: `former`, `senior`, `then-`, up to the country or body.
    fn leftwards(&self, title: &mut Title) {
        let Self { text, scanned, lexicon, owner, .. } = *self;
        let mut place = title.head;
        while place > 0 {
            let token = &scanned.tokens[place - 1];
            let word = fold(token.span.of(text));
            let bracket = matches!(token.span.of(text), "(" | ")") && place > 1;
            let hyphen = token.span.of(text) == "-" && place > 1;
            // `senior Syrian security official`: one word of description between country and title.
            let description = title.of.is_none()
                && token.shape == Shape::Lower
                && !lexicon.is_small(&word)
                && place == title.head
                && place > 1
                && owner(place - 2).is_some();
            if description {
                place -= 1;
                title.head = place;
                title.words = format!("{word} {}", title.words);
            } else if hyphen || bracket || lexicon.is("rank", &word) {
                place -= 1;
            } else if lexicon.is("former", &word) {
                place -= 1;
                title.former = true;
                title.first = place;
            } else if let Some(entity) = owner(place - 1).filter(|_| title.of.is_none()) {
                title.of = Some(entity);
                title.of_token = Some(place - 1);
                while place > 0 && owner(place - 1) == Some(entity) {
                    place -= 1;
                }
                title.first = place;
            } else {
                break;
            }
        }
    }

    /// The longest listed title that ends at a token.
    fn plain(&self, last: usize) -> Option<Listed> {
        let Self { text, scanned, lexicon, owner, .. } = *self;
        let is_mark = |token: &Token| token.kind == TokenKind::Punct && matches!(token.span.of(text), "-" | ".");
        // Hardly any word ends a title.
        let end = scanned.tokens[..=last].iter().rev().find(|token| !is_mark(token))?;
        if !lexicon.may_end_title(end.hash) {
            return None;
        }
        let mut words: Vec<String> = Vec::new();
        let mut best = None;
        let mut place = last + 1;
        while place > 0 && words.len() < lexicon.longest_title() {
            place -= 1;
            let token = &scanned.tokens[place];
            if is_mark(token) {
                continue;
            }
            if token.kind != TokenKind::Word || owner(place).is_some() || token.possessive() && place != last {
                break;
            }
            words.insert(0, spelling(&fold(token.span.of(text))).to_owned());
            let joined = words.join(" ");
            if let Some(kind) = lexicon.title(&joined) {
                best = Some(Listed { head: place, words: joined, kind, inside: None });
            }
        }
        best
    }

    /// `minister of strategic affairs`, `envoy to Syria`, `head of the Operations Directorate`: a listed head with its complement.
    fn with_complement(&self) -> Option<Listed> {
        let Self { text, scanned, last, owner, .. } = *self;
        let mut place = last;
        let mut inside = None;
        for _ in 0..COMPLEMENT {
            let token = &scanned.tokens[place];
            if PREPOSITIONS.has(token.hash) && place > 0 && place < last {
                let word = scanned.folded(text, place);
                let head = self.plain(place - 1)?;
                let rest = (place..=last).map(|token| scanned.folded(text, token)).filter(|word| !word.is_empty());
                let rest: Vec<String> = rest.map(|word| spelling(&word).to_owned()).collect();
                // `envoy to Syria` serves somebody else than Syria.
                return Some(Listed {
                    words: format!("{} {}", head.words, rest.join(" ")),
                    inside: inside.filter(|_| word != "to"),
                    ..head
                });
            }
            let in_capitals = token.shape != Shape::Lower || JOINED.has(token.hash);
            let fits = token.kind == TokenKind::Word && in_capitals || token.span.of(text) == "-";
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
}

/// Before the complement of a title.
static PREPOSITIONS: LazyLock<WordSet> = LazyLock::new(|| ["of", "for", "to"].into_iter().collect());
/// Small words inside it.
static JOINED: LazyLock<WordSet> = LazyLock::new(|| ["and", "the", "affairs"].into_iter().collect());

/// Words of the longest complement that is read, its preposition among them.
const COMPLEMENT: usize = 8;
