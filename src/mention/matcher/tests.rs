//! What only the inside can show: numbers of words that are equal by chance, and images that are damaged.

use super::*;
use crate::gazetteer::built_in;
use crate::text::{Span, tokenize};
use proptest::prelude::*;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(&[built_in()]).expect("the built-in gazetteer has no faults"));
static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| HashMatcher::build(&GAZETTEER));
/// Images in which many words have the same number, so that they share slots or are taken for each other.
static SHORTENED: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let kept = [0xff00_0000_0000_0000, 0x0000_0000_0000_00ff, 0xff00_0000_0000_00ff];
    kept.map(|kept| build::build(&GAZETTEER, kept)).into()
});

fn hits(image: &[u8], text: &str) -> Vec<Hit> {
    let (tokens, mut hits) = (tokenize(text, Span::new(0, text.len())), Vec::new());
    let matcher = HashMatcher::open(image).expect("an image");
    matcher.hits(text, &tokens, &[tokens.len() / 2, tokens.len()], &mut hits);
    matcher.longest(text, &tokens, &[tokens.len() / 2, tokens.len()], &mut Vec::new());
    hits
}

/// Names of the gazetteer, whole and in pieces, one after the other.
fn text() -> impl Strategy<Value = String> {
    let count = GAZETTEER.names().len();
    let name = (0..count).prop_map(|place| GAZETTEER.names().nth(place).map_or(String::new(), |name| name.text.to_owned()));
    let piece = (name, 0..4usize).prop_map(|(name, cut)| name.split(' ').skip(cut / 2).collect::<Vec<_>>().join(" "));
    let joint = prop::sample::select(&[" ", " ", ", ", "-", "'s ", "’s ", ". "][..]);
    prop::collection::vec((piece, joint), 0..12)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn numbers_that_are_equal_by_chance_link_nothing(text in text()) {
        let wanted = hits(&IMAGE, &text);
        for (number, image) in SHORTENED.iter().enumerate() {
            prop_assert_eq!(&hits(image, &text), &wanted, "image {} in {:?}", number, text);
        }
    }

    #[test]
    fn damaged_images_do_no_harm(
        text in text(),
        faults in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        length in any::<prop::sample::Index>(),
        at_the_head in any::<bool>(),
    ) {
        let mut image = IMAGE.clone();
        for (place, byte) in faults {
            let place = if at_the_head { 8 + place.index(64) } else { place.index(image.len()) };
            image[place] = byte;
        }
        let cut = &image[..length.index(image.len())];
        for image in [&image, cut] {
            if HashMatcher::open(image).is_ok() {
                hits(image, &text);
            }
        }
    }

    #[test]
    fn any_bytes_are_refused_or_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(HashMatcher::open(&bytes).is_err());
    }
}

#[test]
fn an_image_is_the_same_whenever_it_is_built() {
    assert_eq!(HashMatcher::build(&GAZETTEER), *IMAGE);
    assert_eq!(HashMatcher::open(&IMAGE[..IMAGE.len() - 1]).err(), Some(NoIndex));
}

#[test]
fn without_names_nothing_is_found() {
    assert!(hits(&HashMatcher::build(&Gazetteer::default()), "Asaad al-Shaibani met Ron Dermer.").is_empty());
}
