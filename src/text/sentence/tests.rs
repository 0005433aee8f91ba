use super::*;
use crate::document::line::is_space;
use crate::document::zones;
use proptest::prelude::*;

/// Cuts a text and compares with the sentences as they should be, one an argument.
#[track_caller]
fn check(expected: &[&str]) {
    check_joined(&expected.join(" "), expected);
}

#[track_caller]
fn check_joined(text: &str, expected: &[&str]) {
    let zone = Zone { kind: ZoneKind::Body, span: Span::new(0, text.len()) };
    let found: Vec<_> = sentences(text, &[zone]).iter().map(|sentence| sentence.span.of(text).to_owned()).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_tables_are_sound() {
    words::Words::new().unwrap();
}

#[test]
fn titles_and_initials_do_not_end_a_sentence() {
    check(&["Maj. Gen. Olof Brandt met Lt. Col. J. P. Keller and St. Ives officials.", "He left at once."]);
    check(&["Brig.-Gen. Keller and GEN. BRANDT spoke.", "J. May agreed."]);
    check(&["It was vitamin C.", "The doctor, Dr. Brandt, said so."]);
}

#[test]
fn letters_of_a_state_end_a_sentence_only_before_a_starter() {
    check(&["U.S. President Brandt spoke for the U.S. Senate in the U.S.", "The U.K. Government did not."]);
    check(&["He came at 5 p.m. Thursday and left at 7 p.m.", "He slept."]);
    check(&["They met on Jan. 5 and in Feb. 2024.", "Then they parted."]);
    check(&["See No. 5 of the list, e.g. Brandt Inc. and Sons vs. Keller."]);
}

#[test]
fn numbers_and_dots_of_omission() {
    check(&["It fell by 3.5 percent to 1.200 in 2024.", "300 people left."]);
    check(&["A state that has no interest... in a strike, he said.", "Well...", "They left."]);
    check(&["1. The ferries stay.", "The crews rest."]);
}

#[test]
fn quotes_close_with_their_sentence() {
    check(&["“I say good luck.", "Show us.”", "He left."]);
    check(&["“Is it over?” Brandt asked.", "“Never!” the pilot said.", "“Why?”", "The pilots had gone."]);
    check(&["\"Who is it?\" Anna Maria al-Keller wondered aloud.", "No one knew."]);
    check(&["(He left in June.)", "She stayed (in Porto).", "All slept."]);
    check(&["The mayor resigned.", "al-Keller took over."]);
}

#[test]
fn glued_sentences_part_and_addresses_do_not() {
    check_joined("The island is shut.The ferry stays.", &["The island is shut.", "The ferry stays."]);
    check_joined("He said “no.”She left.It was 2024.Then came May.", &["He said “no.”", "She left.", "It was 2024.", "Then came May."]);
    check_joined(
        "See Port.Harbour@example.org or www.Port.Example.Com or Notes.Txt or St.Ives today.",
        &["See Port.Harbour@example.org or www.Port.Example.Com or Notes.Txt or St.Ives today."],
    );
}

#[test]
fn headings_stand_alone_and_broken_lines_do_not() {
    check_joined(
        "First Strike Since March\nThis was the first strike of the pilots since the ferries were sold in March.\nPrelude to Talks?\nNo one knew.",
        &[
            "First Strike Since March",
            "This was the first strike of the pilots since the ferries were sold in March.",
            "Prelude to Talks?",
            "No one knew.",
        ],
    );
    check_joined(
        "The pilots of the island ferries said on Friday that they would meet the\r\nGreek owners in Nordhafen and ask for the same wages as their colleagues\r\nin the north.",
        &[
            "The pilots of the island ferries said on Friday that they would meet the\r\nGreek owners in Nordhafen and ask for the same wages as their colleagues\r\nin the north.",
        ],
    );
    check_joined(
        "They want:\n- Higher wages\n- Longer leave\n\nThe owners refuse\u{2028}and wait.",
        &["They want:", "- Higher wages", "- Longer leave", "The owners refuse\u{2028}and wait."],
    );
}

#[test]
fn a_title_torn_by_a_blank_line_is_joined() {
    let torn = "The pilots met in Porto last week, where the owners were joined by the Greek Foreign\n\nMinister Anna Brandt.";
    check_joined(&format!("{torn} She left."), &[torn, "She left."]);
    let torn = "The pilots met in Porto last week, where the owners and the mayor were joined by\r\n\r\nthe minister.";
    check_joined(torn, &[torn]);
    let torn = "The pilots met in Porto last week. They had asked for higher wages, and the\nowners were joined by the Greek Foreign\n\nMinister Anna Brandt.";
    check_joined(torn, &["The pilots met in Porto last week.", &torn[35..]]);
    // A paragraph without its full stop is whole, and so is a subhead.
    check_joined(
        "The pilots met in Porto last week, where the owners were joined by the mayor of Nordhafen\n\nMinister Brandt left.",
        &["The pilots met in Porto last week, where the owners were joined by the mayor of Nordhafen", "Minister Brandt left."],
    );
    check_joined("The Prime\n\nMinister Brandt left.", &["The Prime", "Minister Brandt left."]);
}

/// Text that is made of what the rules look at.
fn traps() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "Brandt",
        "the",
        "U.S.",
        "Gen.",
        ".",
        "...",
        "…",
        "?”",
        "!\"",
        "\n",
        "\n\n",
        "\r\n",
        "\u{2028}",
        "\u{A0}",
        " ",
        " ",
        " ",
        "- ",
        "“",
        "(",
        "AFP)",
        "Read more",
        "July 4, 2025",
        "al-Keller",
        "a@b.org",
        "Skip to main content",
        "İ",
        "؟",
        "。",
        "漢",
        "\u{200B}",
        "\u{FEFF}",
        "newsletter",
        "PORT-STRIKE-GREECE",
        "1.",
        "\0",
        "👩‍👩‍👧",
        "Related",
        "Foreign",
        "é",
    ]);
    proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn hold(text: &str) {
    let zones = zones(text);
    let sentences = sentences(text, &zones);
    let mut end = 0;
    for zone in &zones {
        let range = zone.span.range();
        assert!(range.start >= end && text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        assert!(text[end..range.start].chars().all(is_space), "zones leave words out");
        end = range.end;
    }
    assert!(text[end..].chars().all(is_space), "zones leave words out");
    let mut end = 0;
    for sentence in &sentences {
        let range = sentence.span.range();
        assert!(range.start >= end && text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        assert!(text[end..range.start].chars().all(is_space), "sentences leave words out");
        let words = &text[range.clone()];
        assert!(!words.is_empty() && words.trim_matches(is_space) == words);
        assert!(zones.iter().any(|zone| zone.span.contains(sentence.span) && zone.kind == sentence.zone));
        end = range.end;
    }
    assert!(text[end..].chars().all(is_space), "sentences leave words out");
    let _ = crate::document::document_date(text, &zones);
}

proptest! {
    #[test]
    fn zones_and_sentences_cover_any_text_in_order(text in "\\PC*|(?s).*") {
        hold(&text);
    }

    #[test]
    fn zones_and_sentences_cover_traps_in_order(text in traps()) {
        hold(&text);
    }
}
