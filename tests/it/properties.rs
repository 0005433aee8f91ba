//! What holds for any text whatever: no panic, spans that fit, the same answer every time.

use crate::support::{built_in_pipeline, cases, document, files, read, repository};

use nisba::document::{Document, ZoneKind};
use nisba::entity::unlisted;
use nisba::export::annotation;
use nisba::pipeline::Analysis;
use nisba::relation::Confidence;
use nisba::text::{Offsets, Span};
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use serde_json::Value;

/// Pieces of which texts are made that come near to real ones, and near to what breaks programs.
const PIECES: &[&str] = &[
    "Asaad al-Shaibani",
    "al-Shaibani",
    "Al-Shibani",
    "Hassan Al-Shibani",
    "Ron Dermer",
    "Dermer",
    "Ahmed al-Sharaa",
    "al-Sharaa",
    "Al-Shar’a",
    "Farouk al-Sharaa",
    "Bashar al-Assad",
    "Hafez al-Assad",
    "Assad",
    "the Assad regime",
    "father of Bashar",
    "Donald Trump",
    "Trump's",
    "İbrahim Kalın",
    "KALIN",
    "Syria",
    "Syrian",
    "Syrians",
    "Israel’s",
    "Israeli",
    "Damascus",
    "Moscow",
    "Tel Aviv",
    "Washington",
    "Paris",
    "Baku",
    "the Golan Heights",
    "U.S.",
    "US",
    "us",
    "UN",
    "the United Nations",
    "Hay'at Tahrir al-Sham (HTS)",
    "HTS",
    "Syrian Observatory for Human Rights (SOHR)",
    "SOHR",
    "سوريا",
    "دمشق",
    "Россия",
    "中国",
    "foreign minister",
    "the Syrian Foreign Minister",
    "former President",
    "then-deputy foreign minister",
    "Israel's Minister of Strategic Affairs",
    "Maj. Gen.",
    "envoy to Syria",
    "met",
    "met with",
    "will meet",
    "has denied meeting",
    "was received by",
    "told",
    "said that",
    "did not attack",
    "attacked",
    "bombed",
    "lifted sanctions on",
    "imposed sanctions on",
    "mediated talks between",
    "is expected to visit",
    "fled to",
    "supports",
    "according to",
    "between",
    "and",
    "or",
    "of",
    "with",
    "by",
    "in",
    "the",
    "who",
    "which",
    "whose",
    "from Reuters",
    "AFP",
    "reported",
    "July 31, 2025",
    "on Thursday",
    "not",
    "never",
    "if",
    "could",
    "a meeting of",
    "ties with",
    "talks in",
    ",",
    ";",
    ":",
    ".",
    "?",
    "!",
    "...",
    "…",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "-",
    "–",
    "—",
    "/",
    "|",
    "*",
    "•",
    "#",
    "@",
    "&",
    "'s",
    "’s",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{202e}",
    "\u{200f}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "\u{7f}",
    "\u{301}",
    "e\u{301}",
    "ß",
    "ﬁ",
    "𝕯amascus",
    "🇸🇾",
    "👩‍👩‍👧",
    "Ⅳ",
    "١٩٤٨",
    "1,000.50",
    "10:30",
    "x.com",
    "https://example.org/a?b=c",
    "Related:",
    "Read more »",
    "Sign up for our newsletter",
    "(Reuters)",
    "Photo: AFP/Getty",
    "Subscribe now",
    "- Trump calls on Israel to talk - December 02, 2025",
];

fn analyse(text: &str) -> (Document, Analysis) {
    let document = document(text);
    let analysis = built_in_pipeline().analyze(&document);
    (document, analysis)
}

fn json(document: &Document, analysis: &Analysis, offsets: Offsets) -> String {
    annotation(built_in_pipeline().gazetteer(), document, analysis, offsets, true).expect("an annotation is written")
}

/// Checks everything that holds for every analysis, and gives it.
fn check(text: &str) -> Analysis {
    let (document, analysis) = analyse(text);
    check_sentences(text, &analysis);
    check_mentions(text, &analysis);
    check_relations(text, &analysis);
    check_offsets(&document, &analysis);
    check_unlisted(text, &analysis);
    assert_eq!(built_in_pipeline().analyze(&document), analysis, "a second analysis differs: {text:?}");
    analysis
}

fn words(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_else(|| panic!("{span:?} does not lie on characters of {text:?}"))
}

fn check_sentences(text: &str, analysis: &Analysis) {
    let mut end = 0;
    for sentence in &analysis.sentences {
        let words = words(text, sentence.span);
        assert!(!words.is_empty() && words.trim() == words, "the sentence {words:?} has white space around it: {text:?}");
        assert!(sentence.span.start >= end, "sentences overlap at {:?}: {text:?}", sentence.span);
        end = sentence.span.end;
    }
}

fn check_mentions(text: &str, analysis: &Analysis) {
    let mentions = analysis.mentions.iter().map(|mention| (mention.span, mention.sentence));
    let mut spans: Vec<(Span, u32)> =
        mentions.chain(analysis.ambiguous.iter().map(|ambiguous| (ambiguous.span, ambiguous.sentence))).collect();
    assert!(analysis.mentions.is_sorted_by_key(|mention| mention.span), "mentions are not in text order: {text:?}");
    spans.sort_unstable();
    let mut end = 0;
    for (span, sentence) in spans {
        let words = words(text, span);
        assert!(!words.is_empty() && words.trim() == words, "the mention {words:?} has white space around it: {text:?}");
        assert!(span.start >= end, "mentions overlap at {words:?}: {text:?}");
        assert!(analysis.sentences[sentence as usize].span.contains(span), "{words:?} lies outside its sentence: {text:?}");
        end = span.end;
    }
    for ambiguous in &analysis.ambiguous {
        assert!(ambiguous.candidates.len() > 1 && ambiguous.candidates.is_sorted(), "candidates {:?}: {text:?}", ambiguous.candidates);
    }
}

/// Names that nothing lists lie in their sentences, in text order, apart from each other, and none of them is a mention.
fn check_unlisted(text: &str, analysis: &Analysis) {
    let names = unlisted(text, &analysis.sentences, &analysis.mentions, &analysis.ambiguous);
    for name in &names {
        assert!(analysis.sentences[name.sentence].span.contains(name.span), "{name:?} lies outside its sentence: {text:?}");
        assert!(!words(text, name.span).is_empty() && !name.name.contains(char::is_control), "{name:?}: {text:?}");
        assert!(analysis.mentions.iter().all(|mention| mention.span != name.span), "{name:?} is a mention: {text:?}");
    }
    assert!(names.is_sorted_by(|a, b| a.span.end <= b.span.start), "names overlap: {text:?}");
}

fn check_relations(text: &str, analysis: &Analysis) {
    for evidence in &analysis.relations {
        let sentence = &analysis.sentences[evidence.sentence as usize];
        let source = evidence.attribution.as_ref().map(|source| source.span);
        let (place, time) = (evidence.place.as_ref().map(|place| place.span), evidence.time.as_ref().map(|time| time.span));
        for span in [evidence.subject_span, evidence.object_span, evidence.trigger].into_iter().chain(source).chain(place).chain(time) {
            assert!(!words(text, span).is_empty(), "an empty span in {evidence:?}: {text:?}");
            assert!(sentence.span.contains(span), "{span:?} lies outside the sentence of {evidence:?}: {text:?}");
        }
        assert_ne!(evidence.subject, evidence.object, "an entity is related to itself: {text:?}");
        assert_ne!(sentence.zone, ZoneKind::Boilerplate, "a relation in furniture: {text:?}");
        for end in [evidence.subject_span, evidence.object_span] {
            let named = analysis.mentions.iter().any(|mention| mention.span == end);
            assert!(named || evidence.confidence == Confidence::Inferred, "an end of {evidence:?} is no mention: {text:?}");
        }
    }
    for pair in &analysis.cooccurrences {
        let sentence = &analysis.sentences[pair.sentence as usize];
        assert!(pair.a < pair.b, "ends of a pair are out of order: {text:?}");
        assert!(sentence.span.contains(pair.a_span) && sentence.span.contains(pair.b_span), "a pair lies outside its sentence: {text:?}");
        assert_ne!(sentence.zone, ZoneKind::Boilerplate, "a pair in furniture: {text:?}");
    }
}

/// Offsets of the annotation, whatever their unit, give back the words of each mention.
fn check_offsets(document: &Document, analysis: &Analysis) {
    let text = &document.text;
    let (scalars, units): (Vec<char>, Vec<u16>) = (text.chars().collect(), text.encode_utf16().collect());
    for offsets in [Offsets::CodePoints, Offsets::Bytes, Offsets::Utf16] {
        let line: Value = serde_json::from_str(&json(document, analysis, offsets)).expect("an annotation is JSON");
        let mentions = line["mentions"].as_array().into_iter().chain(line["ambiguous"].as_array()).flatten();
        for mention in mentions {
            let offset = |key: &str| usize::try_from(mention[key].as_u64().expect("an offset")).expect("a small offset");
            let range = offset("start")..offset("end");
            let words = match offsets {
                Offsets::Bytes => text[range].to_owned(),
                Offsets::Utf16 => String::from_utf16_lossy(&units[range]),
                Offsets::CodePoints => scalars[range].iter().collect(),
            };
            assert_eq!(mention["text"], words, "offsets of {offsets:?}: {text:?}");
        }
    }
}

/// All sample texts.
fn seeds() -> Vec<String> {
    files(&repository("seeds"), &["txt"]).iter().map(|path| read(path)).collect()
}

/// A stretch of a seed, cut at any character.
fn stretch() -> impl Strategy<Value = String> {
    (0..seeds().len(), any::<prop::sample::Index>(), 1..400usize).prop_map(|(seed, at, length)| {
        let text: Vec<char> = seeds()[seed].chars().collect();
        let at = at.index(text.len());
        text[at..text.len().min(at + length)].iter().collect()
    })
}

/// Pieces and stretches side by side, mostly with spaces between them.
fn shuffled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => stretch(), 1 => "\\PC{0,6}"];
    let gap = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\n")];
    prop::collection::vec((piece, gap), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn any_characters(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn names_verbs_and_marks_in_any_order(text in shuffled()) {
        check(&text);
    }

    #[test]
    fn a_document_does_not_depend_on_its_neighbours(texts in prop::collection::vec(shuffled(), 1..5)) {
        let documents: Vec<Document> = texts.iter().map(|text| document(text)).collect();
        let together = built_in_pipeline().analyze_all(&documents);
        for (document, analysis) in documents.iter().zip(together) {
            prop_assert_eq!(built_in_pipeline().analyze(document), analysis);
        }
    }
}

/// Seeds and pieces as documents, enough of them that threads get in each other's way.
fn corpus() -> Vec<Document> {
    let mut texts = seeds();
    texts.extend(
        (0..PIECES.len())
            .map(|from| PIECES.iter().cycle().skip(from * 7).step_by(from % 5 + 1).take(60).copied().collect::<Vec<_>>().join(" ")),
    );
    texts.iter().map(|text| document(text)).collect()
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let documents = corpus();
    let bytes = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let analyses = pool.install(|| built_in_pipeline().analyze_all(&documents));
        let lines = documents.iter().zip(&analyses).map(|(document, analysis)| json(document, analysis, Offsets::CodePoints));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(bytes(1), bytes(4));
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let mut documents = corpus();
    let forwards = built_in_pipeline().analyze_all(&documents);
    documents.reverse();
    let mut backwards = built_in_pipeline().analyze_all(&documents);
    backwards.reverse();
    assert_eq!(forwards, backwards);
}

#[test]
fn seeds_keep_all_properties() {
    for seed in seeds() {
        check(&seed);
    }
}

/// A small generator (Steele and others, 2014: `SplitMix64`), so that the loop is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound.max(1)).expect("a small bound")).expect("below the bound")
    }
}

/// Cuts, doubles, swaps and strews pieces into a text.
fn mutate(text: &mut Vec<char>, dice: &mut Dice) {
    let at = dice.below(text.len() + 1);
    let end = (at + dice.below(30)).min(text.len());
    match dice.below(6) {
        0 => drop(text.drain(at..end)),
        1 => {
            let copy: Vec<char> = text[at..end].to_vec();
            let to = dice.below(text.len() + 1);
            text.splice(to..to, copy);
        }
        2 | 3 => drop(text.splice(at..at, PIECES[dice.below(PIECES.len())].chars())),
        4 if end > at => text[at..end].reverse(),
        _ => {
            if let Some(letter) = text.get_mut(at) {
                *letter = char::from_u32(u32::try_from(dice.below(0x2_0000)).expect("small")).unwrap_or('\u{fffd}');
            }
        }
    }
}

#[test]
fn mutated_seeds_keep_all_properties() {
    let seeds = seeds();
    let mut dice = Dice(7);
    let (mut mentions, mut relations) = (0, 0);
    for round in 0..3000 {
        let seed: Vec<char> = seeds[round % seeds.len()].chars().collect();
        let at = dice.below(seed.len());
        let mut text = seed[at..(at + 40 + dice.below(400)).min(seed.len())].to_vec();
        for _ in 0..=dice.below(12) {
            mutate(&mut text, &mut dice);
        }
        let analysis = check(&text.into_iter().collect::<String>());
        mentions += analysis.mentions.len();
        relations += analysis.relations.len();
    }
    // The texts must still be such that there is something to check.
    assert!(mentions > 10_000 && relations > 1_000, "only {mentions} mentions and {relations} relations");
}
