//! Golden cases: each line of an invented page with its zone before it.

use super::*;

/// `H|`, `B|`, `C|` and `X|` (boilerplate) start the lines; the text is the same without them.
#[track_caller]
fn check(marked: &str) {
    for end in ["\n", "\r\n", "\u{2028}"] {
        let text = marked.lines().map(|line| line.split_once('|').map_or(line, |(_, words)| words)).collect::<Vec<_>>().join(end);
        let zones = zones(&text);
        let found: Vec<String> = lines(&text)
            .iter()
            .map(|line| {
                let kind = zones.iter().find(|zone| zone.span.contains(line.span())).map(|zone| zone.kind);
                let letter = match kind {
                    Some(ZoneKind::Headline) => 'H',
                    Some(ZoneKind::Body) => 'B',
                    Some(ZoneKind::Caption) => 'C',
                    Some(ZoneKind::Boilerplate) => 'X',
                    None => '?',
                };
                format!("{letter}|{}", line.text)
            })
            .collect();
        let expected: Vec<&str> = marked.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(found, expected, "line end {end:?}");
    }
}

const BODY: &str = "B|The ferries to the islands stayed in port for a third day, the harbour master of Nordhafen said on Friday.";

#[test]
fn a_headline_is_followed_by_a_blank_line_or_by_longer_text() {
    check(&format!("H|Ferries Stay in Port for a Third Day\n\n{BODY}"));
    check(&format!("H|Ferries stay in port\n{BODY}\n{BODY}"));
    check(&format!("H|Is the Strike Over?\n\n{BODY}"));
    check(&format!("H|Brandt Flies to the U.S.\n\n{BODY}"));
}

#[test]
fn the_first_line_of_an_article_without_a_headline_is_body() {
    check(&format!("{BODY}\n{BODY}"));
    check("B|Ferries stay in port");
    check(&format!("B|The pilots met.\n\n{BODY}"));
    check(
        "B|The strike began on Monday. Brandt came later that evening to\nB|see the pilots and left again with no word to the press about them.",
    );
}

#[test]
fn site_name_and_slogan_stand_above_the_headline() {
    check(&format!(
        "X|NordhafenPost U.K.\n\nX|Fast. Fair. Free.\n\nH|Ferries Stay in Port for a Third Day\n\nX|July 4, 2025\n\nX|— Categories: Harbour\n\n{BODY}"
    ));
    check(&format!("X|The Island Gazette\n\nX|Menu\n\nX|World\n\nH|Pilots of the ferries meet the owners\n\n{BODY}"));
    check(&format!("X|Skip to main content\n\nH|Pilots meet the owners\n\nB|The talks of the past week were about wages\n\n{BODY}"));
}

#[test]
fn a_short_headline_with_the_name_of_a_paper_stays_a_headline() {
    check(&format!("H|Brandt Sues Island Gazette\n\n{BODY}"));
    check(&format!("H|Police Watch\n\n{BODY}"));
}

#[test]
fn bylines_and_dates_under_the_headline() {
    check(&format!("H|Ferries Stay in Port\n\nX|By Anna Brandt and Jo Keller\nX|Published: 4 July 2025 10:30 BST\n\n{BODY}"));
    check(&format!("H|By Sea and By Land, Pilots March\n\n{BODY}"));
    check(&format!("{BODY}\n\nB|By the end of the week, the pilots had gone."));
}

#[test]
fn subheads_are_body() {
    check(&format!(
        "H|Ferries Stay in Port\n\n{BODY}\n\nB|Harbour Safety\n\n{BODY}\n\nB|Prelude to Talks?\n\n{BODY}\n\nB|EU opens up to the new owners\n\n{BODY}"
    ));
}

#[test]
fn captions_end_in_a_credit() {
    check(&format!(
        "H|Ferries Stay in Port\n\nX|PORT-STRIKE-NORDHAFEN-FERRIES\nC|A pilot locks the gate of the harbour in Nordhafen, on 4 May 2025 (Mia Holm/Newswire)\n\n{BODY}"
    ));
    check(&format!("H|Ferries Stay in Port\n\nC|A pilot locks the gate of the harbour. (AFP)\n\n{BODY}"));
    check(&format!("H|Ferries Stay in Port\n\nC|Photo: the gate of the harbour\n\n{BODY}"));
    check(&format!(
        "H|Ferries Stay in Port\n\nC|A pilot of one of the ferries locks the gate of the harbour in the town of\nC|Nordhafen [Mia Holm/Newswire]\n\n{BODY}"
    ));
}

#[test]
fn brackets_in_the_article_are_no_credit() {
    check(&format!("{BODY}\n\nB|The pilots belong to the Union of Island Pilots (UIP)\n\n{BODY}"));
    check(&format!("{BODY}\n\nB|The master spoke to a news agency on Friday (AFP).\n\n{BODY}"));
}

#[test]
fn promotion_with_the_lines_under_it() {
    check(&format!("{BODY}\n\nX|New HP newsletter: Harbour Letter\n\nX|Get our best pieces delivered every week\n\n{BODY}"));
    check(&format!("{BODY}\n\nX|New HP newsletter: Harbour Letter\n\n{BODY}"));
    check(&format!("{BODY}\n\nX|New HP newsletter: Harbour Letter\n\nB|Harbour Safety\n\n{BODY}"));
}

#[test]
fn the_article_may_speak_of_newsletters_and_subscribers() {
    check(
        "B|In a newsletter sent to its members, the union said that the pilots would sign up for a second strike.\n\nB|The owners follow the talks and support the work of the mayor.",
    );
    check("B|Subscribers of the ferry line must donate their seats, the mayor said, and read more into his words than he meant.");
    check("B|Follow the money, the mayor said.\n\nB|Related services stayed shut.");
}

#[test]
fn calls_to_submit_take_their_paragraph() {
    check(&format!(
        "{BODY}\nX|How to submit an Op-Ed: Harbour Post takes opinion pieces. Write to oped@harbourpost.example. Put ‘Op-Ed’ in the subject line."
    ));
    check(&format!(
        "{BODY}\n\nX|How to submit an Op-Ed: the Harbour Post takes opinion pieces on all that\nX|happens in the islands. Please write to the desk and put the word Op-Ed in\nX|the subject line.\n\n{BODY}"
    ));
}

#[test]
fn related_headlines_end_in_a_date() {
    check(&format!(
        "{BODY}\nX|- Pilots march on the town hall - July 03, 2025\nX|- Owners: no money for wages - July 02, 2025\nX|• Ferry sold to Greek line 1 July 2025"
    ));
    check(&format!("{BODY}\n\nX|Pilots march on the town hall | 3 July 2025"));
}

#[test]
fn furniture_may_be_broken_into_lines() {
    check(&format!(
        "{BODY}\n\nX|- Pilots march on the town hall of Nordhafen and ask for the resignation of\nX|Mayor Brandt - July 03, 2025\nX|- Owners: no money for wages - July 02, 2025"
    ));
    check(&format!(
        "{BODY}\n\nX|Sign up to get the latest news and analysis of the islands, of the ports\nX|and of their ferries\n\n{BODY}"
    ));
    check(&format!("{BODY}\n\nX|Share\nB|e-scooters were left on the quay by those who came to see the pilots march.\n{BODY}"));
}

#[test]
fn a_list_of_events_is_body() {
    check(&format!(
        "{BODY}\n\nB|- The ferries were sold on July 1, 2025\nB|- The strike began on July 2, 2025.\nB|- The pilots want higher wages"
    ));
}

#[test]
fn the_line_directly_above_read_more_is_a_headline_of_another_article() {
    check(&format!("{BODY}\n\nX|'We stay': pilots march on the town hall\nX|Read More »\n\n{BODY}"));
    check(&format!("{BODY}\n\nX|Read more\n\n{BODY}"));
    check(&format!("{BODY}\nX|Read more\n{BODY}"));
    check(&format!("{BODY}\n\nX|READ MORE: Pilots march on the town hall\n\n{BODY}"));
}

#[test]
fn headlines_under_related_end_with_the_next_sentence() {
    check(&format!("{BODY}\n\nX|Related Articles\n\nX|Pilots march on the town hall\n\nX|Is the strike over?\n\n{BODY}"));
}

#[test]
fn notes_of_the_publisher() {
    check(&format!(
        "{BODY}\n\nX|Harbour Post delivers independent coverage of the islands. For leave to reprint any of this on a page of yours, please fill out this form. More can be found here."
    ));
    check(&format!(
        "{BODY}\n\nX|© 2025 Harbour Post. All rights reserved.\nX|desk@harbourpost.example\nX|https://harbourpost.example/strike"
    ));
    check(&format!("{BODY}\n\nX|(Reporting by Anna Brandt in Porto; Editing by Jo Keller)"));
}

#[test]
fn addresses_in_a_sentence_are_body() {
    check(&format!("{BODY}\n\nB|The pilots may write to the master of the harbour at master@nordhafen.example until Friday."));
}

#[test]
fn slugs_are_capitals_joined_by_hyphens_and_names_are_not() {
    check(&format!("{BODY}\n\nB|COVID-19\n\n{BODY}\n\nB|UN-EU TALKS\n\n{BODY}\n\nX|PORT/STRIKE/FERRIES\n\n{BODY}"));
}

#[test]
fn furniture_glued_to_the_article_is_cut_off() {
    let text = "The ferries to the islands stayed in port for a third day.Skip to main content\n\nPilots meet.";
    let found: Vec<_> = zones(text).iter().map(|zone| (zone.kind, zone.span.of(text))).collect();
    assert_eq!(
        found,
        [
            (ZoneKind::Body, "The ferries to the islands stayed in port for a third day."),
            (ZoneKind::Boilerplate, "Skip to main content"),
            (ZoneKind::Body, "Pilots meet."),
        ]
    );
}

#[test]
fn blank_texts_have_no_zones() {
    assert_eq!(zones(""), []);
    assert_eq!(zones(" \r\n\u{A0}\u{FEFF}\n"), []);
}
