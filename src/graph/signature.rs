//! A sketch of the words of a document, small enough to keep, by which copies and updates are told from other texts.

use super::sketch::{Overlap, Sketch};
use crate::document::ZoneKind;
use crate::text::{Sentence, TokenKind, mix_hashes, tokenize_into};

/// Words in a row that make a shingle.
const SHINGLE: usize = 5;
/// So many of the hashes of shingles are kept.
const SHINGLES: usize = 128;
/// So many of the hashes of numbers, and of names.
const DETAILS: usize = 32;
/// Of the shingles that two texts share, so many make a long text; shorter ones are mostly forms that are filled in anew.
const LONG: u64 = 50;
/// Fewer shared shingles than this are a sentence that anybody may quote.
const SHORT: u64 = 20;

/// What of the words of a document tells whether another document is a copy or an update of it.
///
/// The sketch of Broder (1997, "On the resemblance and containment of documents"): of all rows of five words, folded, the least hashes; and
/// the same of the numbers and of the capitalised words in the text. Headlines and boilerplate do not count where there is anything else.
///
/// [`Self::to_bytes`] gives the form to keep. Signatures compare only with those of the same version of the program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Signature {
    shingles: Sketch<SHINGLES>,
    numbers: Sketch<DETAILS>,
    names: Sketch<DETAILS>,
}

impl Signature {
    /// The signature of a text with these sentences.
    pub fn of(text: &str, sentences: &[Sentence]) -> Self {
        let is_story = |zone| matches!(zone, ZoneKind::Body | ZoneKind::Caption);
        let only_headlines = !sentences.iter().any(|sentence| is_story(sentence.zone));
        let (mut tokens, mut words, mut numbers, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for sentence in sentences {
            if !(is_story(sentence.zone) || only_headlines && sentence.zone == ZoneKind::Headline) {
                continue;
            }
            tokens.clear();
            tokenize_into(text, sentence.span, &mut tokens);
            tokens.retain(|token| token.kind != TokenKind::Punct);
            words.extend(tokens.iter().map(|token| token.hash));
            numbers.extend(tokens.iter().filter(|token| token.kind == TokenKind::Number).map(|token| token.hash));
            // The first word of a sentence is capitalised whatever it is.
            names.extend(tokens.iter().skip(1).filter(|token| token.capitalised()).map(|token| token.hash));
        }
        let rows = words.windows(SHINGLE.min(words.len().max(1)));
        let details = |words: Vec<u64>| Sketch::of(words.into_iter().map(|word| mix_hashes(0, word)));
        Self {
            shingles: Sketch::of(rows.map(|row| row.iter().fold(0, |hash, word| mix_hashes(hash, *word)))),
            numbers: details(numbers),
            names: details(names),
        }
    }

    /// Whether one text is a copy of the other or an update of it, as far as the sketches tell.
    ///
    /// At least three fifths of the shorter text stand in the longer one, which is at most about five times as long: a news in brief that
    /// takes a sentence from many stories is a copy of none. Short texts must agree in nine tenths. And the numbers and names of one must
    /// stand in the other, all but one or a small part: that tells a correction from the next report of a series, and a copy from a form
    /// that is filled in anew. The thresholds were chosen by reading pairs of wire reports around them.
    pub(super) fn is_copy_of(&self, other: &Self) -> bool {
        let words = Overlap::of(&self.shingles, &other.shingles);
        if words.is_identity() {
            return true;
        }
        let shared = words.estimate();
        let enough = if shared >= LONG { words.contains(6) } else { shared >= SHORT && words.contains(9) };
        let agree = |details: Overlap, tenths| details.missing() <= 1 || details.contains(tenths);
        enough
            && words.resembles(2)
            && agree(Overlap::of(&self.numbers, &other.numbers), 9)
            && agree(Overlap::of(&self.names, &other.names), 8)
    }

    /// The hashes by which texts are sought that may be copies: of a text and an update of five times its length, three in the mean.
    pub(super) fn keys(&self) -> &[u32] {
        let hashes = self.shingles.hashes();
        &hashes[..hashes.len().min(16)]
    }

    /// The form to keep: the hashes of shingles, numbers and names, each after a byte with their number, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for hashes in [self.shingles.hashes(), self.numbers.hashes(), self.names.hashes()] {
            bytes.push(u8::try_from(hashes.len()).unwrap_or(u8::MAX));
            bytes.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        }
        bytes
    }

    /// A signature as [`Self::to_bytes`] wrote it; nothing where the bytes are none.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let signature = Self { shingles: take(&mut bytes)?, numbers: take(&mut bytes)?, names: take(&mut bytes)? };
        bytes.is_empty().then_some(signature)
    }
}

/// Takes a sketch from the beginning of some bytes.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<Sketch<N>> {
    let (count, rest) = bytes.split_first()?;
    let (hashes, rest) = rest.split_at_checked(4 * usize::from(*count))?;
    *bytes = rest;
    Sketch::from_hashes(hashes.as_chunks().0.iter().map(|hash| u32::from_le_bytes(*hash)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::zones;
    use crate::text::sentences;
    use proptest::prelude::*;

    fn signature(text: &str) -> Signature {
        Signature::of(text, &sentences(text, &zones(text)))
    }

    #[test]
    fn white_space_and_punctuation_do_not_count() {
        let text = "The ministers of Orlavia met in Tesmark on 3 May, and nothing was decided.";
        assert_eq!(signature(text), signature("The ministers  of Orlavia met in Tesmark on 3 May  and nothing was decided!"));
        assert_ne!(signature(text), signature("The ministers of Orlavia met in Tesmark on 4 May, and nothing was decided."));
    }

    proptest! {
        #[test]
        fn signatures_are_read_back(text in "([a-z]{1,3}|[0-9]{1,3}|[ .]){0,600}") {
            let signature = signature(&text);
            prop_assert_eq!(Signature::from_bytes(&signature.to_bytes()), Some(signature));
        }

        #[test]
        fn bytes_that_are_none_are_refused_or_give_a_signature(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Some(signature) = Signature::from_bytes(&bytes) {
                prop_assert_eq!(signature.to_bytes(), bytes);
            }
        }
    }
}
