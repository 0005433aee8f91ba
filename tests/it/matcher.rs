//! The matcher against three others: every window of words compared with every name, a trie, and `aho-corasick`.

use crate::support::{cases, pack, pipeline};
use crate::trie::TrieMatcher;
use aho_corasick::AhoCorasick;
use nisba::gazetteer::Gazetteer;
use nisba::mention::{Entry, HashMatcher, Hit, Matcher};
use nisba::text::{Shape, Span, Token, TokenKind, fold, tokenize};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Words of which names and texts are made: few, so that names overlap and begin alike.
const WORDS: &[&str] = &[
    "Anna",
    "anna",
    "Brandt",
    "brandt",
    "Nordhafen",
    "north",
    "North",
    "bay",
    "Bay",
    "O'Hara",
    "Ohara",
    "Müller",
    "Muller",
    "MULLER",
    "İpek",
    "ipek",
    "St.",
    "St",
    "J.",
    "al",
    "Al",
    "el",
    "Straße",
    "STRASSE",
    "d’Or",
    "dor",
    "7",
    "77",
    "U.S.",
    "US",
    "us",
    "Nato",
    "NATO",
    "nato",
    "بحر",
    "海",
    "Łódź",
    "Lodz",
    "the",
    "The",
    "bank's",
    "Bank",
    "Bank’s",
    "x2",
    "ABC",
    "Abc",
];

/// A few hundred names: all single words, and pairs and triples of them by a fixed rule.
static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let joints = [" ", "-", " ", ", ", " & "];
    let mut names: BTreeSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    for (place, word) in WORDS.iter().enumerate() {
        for step in 1..6 {
            let second = WORDS[(place * step + 7) % WORDS.len()];
            names.insert(format!("{word}{}{second}", joints[(place + step) % joints.len()]));
            names.insert(format!("{word} {second}{}{}", joints[step % joints.len()], WORDS[(place + 3 * step) % WORDS.len()]));
        }
    }
    let mut tables = String::from("id\tname\n");
    let mut kinds = String::from("== names\nname\tentity\tkind\n");
    for (place, name) in names.iter().enumerate() {
        let _ = writeln!(tables, "e{place}\tkeeper {place}");
        let _ = writeln!(kinds, "{name}\te{place}\t{}", if place % 3 == 0 { "acronym" } else { "strong" });
    }
    let never = "== never\ntext\treason\nNorth Bay Bank\ttest\nbrandt\ttest\n";
    pipeline_gazetteer(&(tables + &kinds + never))
});

static TRIE: LazyLock<TrieMatcher> = LazyLock::new(|| TrieMatcher::new(&GAZETTEER));
static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| HashMatcher::build(&GAZETTEER));

fn open(image: &[u8]) -> HashMatcher<'_> {
    HashMatcher::open(image).expect("an image")
}

fn pipeline_gazetteer(tables: &str) -> Gazetteer {
    Gazetteer::load(&[pack(tables)]).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn words_of(text: &str) -> Vec<Token> {
    tokenize(text, Span::new(0, text.len())).into_iter().filter(|token| token.kind != TokenKind::Punct).collect()
}

/// What stands between two words, without what means nothing there.
fn between(text: &str, left: &Token, right: &Token) -> String {
    let before: Vec<char> = text[..left.end as usize].chars().rev().take(2).collect();
    let initial = before.first().is_some_and(|c| c.is_uppercase()) && !before.get(1).is_some_and(|c| c.is_alphanumeric());
    let gap = &text[left.end.min(right.span.start) as usize..right.span.start as usize];
    gap.chars().filter(|c| !(c.is_whitespace() || c.is_control() || "-\u{2010}\u{2011}".contains(*c) || initial && *c == '.')).collect()
}

/// Whether a word of a text is a word of a name; inside a name the possessive endings have to agree.
fn same_word(text: &str, word: &Token, name: &str, listed: &Token, last: bool) -> bool {
    let endings = word.possessive() == listed.possessive() || last && !listed.possessive();
    endings && fold(word.span.of(text)) == fold(listed.span.of(name))
}

const ARTICLES: [&str; 9] = ["al", "el", "the", "as", "ash", "ad", "an", "ar", "at"];

/// The case rule, from its description.
fn case_fits(text: &str, window: &[Token], name: &str, listed: &[Token], acronym: bool) -> bool {
    window.iter().zip(listed).all(|(word, listed)| {
        let written = word.span.of(text);
        if acronym {
            let as_a_word = word.shape == Shape::Capital && window.len() == 1 && written.chars().count() >= 4;
            !written.chars().any(char::is_lowercase) || as_a_word
        } else {
            let article = window.len() > 1 && ARTICLES.contains(&fold(listed.span.of(name)).as_str());
            let any = !name.chars().any(char::is_uppercase) || listed.shape == Shape::Lower || article;
            any || word.shape != Shape::Lower
        }
    })
}

/// Every window of words against every name.
fn brute_force(gazetteer: &Gazetteer, text: &str) -> BTreeSet<(u32, u32, Entry)> {
    let words = words_of(text);
    let names = (0..).zip(gazetteer.names()).map(|(place, name)| (Entry::Name(place), name.text, name.kind.as_str() == "acronym"));
    let never = (0..).zip(gazetteer.never()).map(|(place, never)| (Entry::Never(place), never.text, false));
    let mut found = BTreeSet::new();
    for (entry, name, acronym) in names.chain(never) {
        let listed = words_of(name);
        for window in words.windows(listed.len().max(1)).filter(|_| !listed.is_empty()) {
            let last = listed.len() - 1;
            let same = (0..=last).all(|place| same_word(text, &window[place], name, &listed[place], place == last));
            let gaps = (0..last)
                .all(|place| between(text, &window[place], &window[place + 1]) == between(name, &listed[place], &listed[place + 1]));
            if same && gaps && case_fits(text, window, name, &listed, acronym) {
                found.insert((window[0].span.start, window[last].span.end, entry));
            }
        }
    }
    found
}

/// The hits of the matcher as bytes.
fn hits(matcher: &dyn Matcher, text: &str) -> (Vec<Hit>, BTreeSet<(u32, u32, Entry)>) {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let mut hits = Vec::new();
    matcher.hits(text, &tokens, &[tokens.len()], &mut hits);
    let spans = hits.iter().map(|hit| (tokens[hit.first as usize].span.start, tokens[hit.last as usize].span.end, hit.entry)).collect();
    (hits, spans)
}

fn described(gazetteer: &Gazetteer, text: &str, found: &BTreeSet<(u32, u32, Entry)>) -> Vec<String> {
    let name = |entry: &Entry| {
        let never = || entry.never().map(|never| gazetteer.never_at(never).text);
        entry.name().map(|name| gazetteer.name(name).text).or_else(never).unwrap_or_default()
    };
    found.iter().map(|(start, end, entry)| format!("{:?} as {:?}", &text[*start as usize..*end as usize], name(entry))).collect()
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![10 => prop::sample::select(WORDS).prop_map(str::to_owned), 1 => "[a-zA-Z]{1,3}", 1 => "\\PC"];
    let gap =
        prop::sample::select(&[" ", " ", " ", "-", "", ", ", " & ", "'s ", "’s ", ". ", "\n", "\u{2011}", "\u{200b}", "\u{301} "][..]);
    prop::collection::vec((word, gap), 0..14).prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn finds_what_comparing_every_window_finds(text in text()) {
        let (found, spans) = hits(&open(&IMAGE), &text);
        let wanted = brute_force(&GAZETTEER, &text);
        prop_assert_eq!(&found, &hits(&*TRIE, &text).0, "the trie finds other names in {:?}", text);
        prop_assert_eq!(described(&GAZETTEER, &text, &spans), described(&GAZETTEER, &text, &wanted), "in {:?}", text);
        prop_assert_eq!(found.len(), spans.len(), "a hit stands twice in {:?}", text);
        prop_assert!(found.is_sorted_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last))), "hits are out of order in {:?}", text);
    }

    #[test]
    fn words_end_where_unicode_ends_them(text in prop_oneof![any::<String>(), text()]) {
        let tokens = tokenize(&text, Span::new(0, text.len()));
        let boundaries: BTreeSet<usize> = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut end = 0;
        for token in &tokens {
            prop_assert!(token.span.start >= end && token.span.start < token.span.end && token.span.end <= token.end);
            prop_assert!(boundaries.contains(&(token.span.start as usize)) && boundaries.contains(&(token.end as usize)), "{:?}", token);
            end = token.end;
        }
        // A mark after a space belongs to the space, and neither is a word.
        for (at, word) in text.unicode_word_indices().filter(|(_, word)| word.starts_with(char::is_alphanumeric)) {
            let covering = tokens.iter().filter(|token| token.span.start as usize <= at && at + word.len() <= token.end as usize).count();
            prop_assert_eq!(covering, 1, "{:?} in {:?}", word, text);
        }
    }
}

/// Small plain words, for which the case rule and the folding say nothing.
const PLAIN: &[&str] =
    &["harbour", "har", "bour", "stone", "one", "net", "ten", "bay", "bays", "wind", "mill", "windmill", "a", "an", "sea", "port"];

static PLAIN_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let pairs = PLAIN.iter().flat_map(|first| PLAIN.iter().map(move |second| format!("{first} {second}")));
    let triples =
        pairs.clone().enumerate().filter(|(place, _)| place % 3 == 0).map(|(place, pair)| format!("{pair} {}", PLAIN[place % PLAIN.len()]));
    pairs.clone().chain(triples).chain(PLAIN.iter().map(|word| (*word).to_owned())).collect()
});

static PLAIN_IMAGE: LazyLock<(Gazetteer, Vec<u8>)> = LazyLock::new(|| {
    let rows: Vec<String> = PLAIN_NAMES.iter().enumerate().map(|(place, name)| format!("e{place}\t{name}")).collect();
    let gazetteer = pipeline_gazetteer(&format!("id\tname\n{}\n", rows.join("\n")));
    let image = HashMatcher::build(&gazetteer);
    (gazetteer, image)
});

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn finds_what_aho_corasick_finds_between_word_boundaries(
        words in prop::collection::vec((prop::sample::select(PLAIN), 0..3u8), 0..30),
        marks in prop::collection::vec(prop::sample::select(&[" ", " ", " ", " ", ", ", "; ", " (", "\""][..]), 30),
    ) {
        let (gazetteer, image) = &*PLAIN_IMAGE;
        let written = words.iter().map(|(word, case)| match case {
            0 => word.to_uppercase(),
            1 => word[..1].to_uppercase() + &word[1..],
            _ => (*word).to_owned(),
        });
        let text: String = written.zip(&marks).flat_map(|(word, mark)| [word, (*mark).to_owned()]).collect();
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&*PLAIN_NAMES).expect("an automaton");
        let starts: BTreeSet<usize> = text.unicode_word_indices().map(|(at, _)| at).collect();
        let ends: BTreeSet<usize> = text.unicode_word_indices().map(|(at, word)| at + word.len()).collect();
        let wanted: BTreeSet<(usize, usize, &str)> = automaton
            .find_overlapping_iter(&text)
            .filter(|hit| starts.contains(&hit.start()) && ends.contains(&hit.end()))
            .map(|hit| (hit.start(), hit.end(), PLAIN_NAMES[hit.pattern().as_usize()].as_str()))
            .collect();
        let (_, spans) = hits(&open(image), &text);
        let found: BTreeSet<(usize, usize, &str)> = spans
            .iter()
            .filter_map(|(start, end, entry)| Some((*start as usize, *end as usize, gazetteer.name(entry.name()?).text)))
            .collect();
        prop_assert_eq!(found, wanted, "in {:?}", text);
    }
}

#[test]
fn the_built_in_names_are_found_where_they_stand_alone() {
    let pipeline = pipeline(&[nisba::gazetteer::built_in()]);
    let gazetteer = pipeline.gazetteer();
    let image = HashMatcher::build(gazetteer);
    for (place, name) in (0..).zip(gazetteer.names()) {
        let (_, spans) = hits(&open(&image), name.text);
        assert!(spans.iter().any(|(_, _, entry)| *entry == Entry::Name(place)), "{:?} is not found in itself", name.text);
    }
}
