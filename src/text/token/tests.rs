//! The fast way against the slow way, which is `unicode-segmentation` with the rules of names.

use super::bits::{Portable, Work};
use super::*;
use proptest::prelude::*;

fn words(text: &str) -> Vec<String> {
    tokenize(text, Span::new(0, text.len()))
        .iter()
        .map(|t| format!("{}{}", t.span.of(text), if t.possessive() { "+s" } else { "" }))
        .collect()
}

#[test]
fn initials_keep_their_dots_and_possessives_lose_their_ending() {
    assert_eq!(
        words("U.S.-brokered talks. Israel’s U.K. J. Smith's"),
        ["U.S.", "-", "brokered", "talks", ".", "Israel+s", "U.K.", "J", ".", "Smith+s"]
    );
    assert_eq!(words("Al-Shar’a isn't Hay'at\u{202e}"), ["Al", "-", "Shar’a", "isn't", "Hay'at"]);
}

#[test]
fn shapes() {
    let shapes = |text: &str| tokenize(text, Span::new(0, text.len()))[0].shape;
    assert_eq!(shapes("iPhone"), Shape::Lower);
    assert_eq!(shapes("NATO's"), Shape::Upper);
    assert_eq!(shapes("McCain"), Shape::Capital);
    assert_eq!(shapes("سوريا"), Shape::Uncased);
    assert_eq!(shapes("X"), Shape::Capital);
}

/// The tokens by the tables of Unicode alone.
fn slow(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    wide::tokenize_into(text, within, &mut tokens);
    tokens
}

/// The tokens without the instructions of this processor.
fn portable(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    Stretch { text, within, tokens: &mut tokens }.run(Portable);
    tokens
}

fn same(text: &str, within: Span) -> Result<(), TestCaseError> {
    let wanted = slow(text, within);
    prop_assert_eq!(&tokenize(text, within), &wanted, "in {:?} {:?}", text, within);
    prop_assert_eq!(&portable(text, within), &wanted, "portably, in {:?} {:?}", text, within);
    Ok(())
}

/// Pieces that the rules of boundaries speak of, and what may stand between them.
const PIECES: &[&str] = &[
    "a",
    "B",
    "Z",
    "7",
    "42",
    "_",
    "'",
    "’",
    ".",
    ":",
    ",",
    ";",
    "-",
    "$",
    "(",
    "s",
    "S",
    "'s",
    "'S",
    "’s",
    "ʼs",
    "U.S",
    "U.S.",
    "U.K.",
    "NATO",
    "said",
    "Damascus",
    "isn't",
    "1,000",
    "3.14",
    "É",
    "é",
    "ß",
    "ı",
    "שלום",
    "\"",
    "سوريا",
    "カタ",
    "漢字",
    "\u{301}",
    "\u{200d}",
    "\u{200b}",
    "\u{202e}",
    "👩",
    "🇸🇾",
    "½",
    "…",
    "“",
    "”",
    "‘",
    "—",
    "\u{a0}",
    "\u{3000}",
    "\u{7f}",
    "\u{0}",
    "\t",
    "\r",
    "\n",
    " ",
    " ",
    " ",
    " ",
    "international",
    "abcdefghijklmnop",
    "Q",
];

fn prose() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..80).prop_map(|pieces| pieces.concat()),
        2 => prop::collection::vec(prop::sample::select(&PIECES[..32]), 0..90).prop_map(|pieces| pieces.concat()),
        2 => "([A-Za-z]{1,12}('s)?[ ,.;:]{1,2}){0,40}",
        1 => "[ -~\n]{0,300}",
        1 => "([a-zA-Z0-9'._,:;]{50,90} ?){1,4}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn all_ways_give_the_same_tokens(text in prose()) {
        same(&text, Span::new(0, text.len()))?;
    }

    #[test]
    fn a_stretch_is_a_text_of_its_own(text in prose(), start in any::<prop::sample::Index>(), end in any::<prop::sample::Index>()) {
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (boundaries[start.index(boundaries.len())], boundaries[end.index(boundaries.len())]);
        same(&text, Span::new(a.min(b), a.max(b)))?;
    }
}

#[test]
fn words_over_the_edges_of_blocks() {
    for before in 0..200 {
        for word in [
            "Israel’s",
            "“don’t”",
            "Damascus's",
            "U.S.",
            "U.S's.",
            "1,000.5",
            "don't",
            "O'Hara’s",
            "x",
            "a.b.c.d",
            "é",
            "_1_",
            "NATO'S",
            "a’b’c",
        ] {
            let text = format!("{}{word} {}", " ".repeat(before), "and so on ".repeat(20));
            same(&text, Span::new(0, text.len())).expect("the same tokens");
            let text = format!("{}{word}", "x".repeat(before));
            same(&text, Span::new(0, text.len())).expect("the same tokens");
        }
    }
}

#[test]
fn every_character_beside_every_kind_of_neighbour() {
    const BESIDE: [&str; 12] = ["", "a", "Ab's", "1", " ", "_", ".", "'b", "’", "”", "é", "\u{301}"];
    for c in (0x80..0x2100).filter_map(char::from_u32) {
        for before in BESIDE {
            for after in BESIDE {
                let text = format!("{before}{c}{after}");
                same(&text, Span::new(0, text.len())).expect("the same tokens");
            }
        }
    }
}

#[test]
fn a_chain_of_apostrophes_is_one_word() {
    for length in 0..300 {
        let text = format!("“{}b” {}’", "a’".repeat(length), "1’".repeat(length));
        same(&text, Span::new(0, text.len())).expect("the same tokens");
    }
}

#[test]
fn a_stretch_that_does_not_fit_has_no_tokens() {
    assert!(tokenize("é", Span::new(0, 1)).is_empty());
    assert!(tokenize("and", Span::new(2, 7)).is_empty());
}
