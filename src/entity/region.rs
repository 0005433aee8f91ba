//! Parts of federal states as newspapers abbreviate them (`Dover, Del.`), and lists that share one noun (`Kent and Sussex counties`).

use super::choose::Outcome;
use super::resolve::{Found, Pass};
use crate::gazetteer::{EntityIx, EntityKind};
use crate::mention::{MentionKind, Scanned};
use crate::table;
use crate::text::{Shape, TokenKind, WordMap, fold};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What an abbreviation stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// Written with full stops; else in two capitals.
    dotted: bool,
    /// The name in full.
    pub(super) name: &'static str,
    /// ISO code of its state.
    pub(super) country: &'static str,
}

/// Folded abbreviation to regions.
static REGIONS: LazyLock<HashMap<String, Vec<Region>>> = LazyLock::new(|| {
    let table = table::parse(include_str!("../../gazetteer/language/regions.tsv")).expect("the built-in tables are checked by tests");
    let mut regions: HashMap<String, Vec<Region>> = HashMap::new();
    for row in table.rows() {
        if let (Some(abbreviation), Some(form), Some(name), Some(country)) =
            (row.get("abbreviation"), row.get("form"), row.get("region"), row.get("country"))
        {
            regions.entry(fold(abbreviation)).or_default().push(Region { dotted: form == "dotted", name, country });
        }
    }
    regions
});

static NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| REGIONS.values().flatten().map(|region| region.name.split(' ').map(fold).collect::<Vec<_>>().join(" ")).collect());

/// Whether a name is that of a part of a federal state, in full or as newspapers abbreviate it.
pub fn is_region(name: &str) -> bool {
    let folded = name.split(' ').map(fold).collect::<Vec<_>>().join(" ");
    NAMES.contains(&folded) || REGIONS.contains_key(&folded)
}

/// Whether folded words are the full name of a region of the table.
pub(super) fn is_region_name(folded: &str) -> bool {
    NAMES.contains(folded)
}

/// The region that is abbreviated at a token, with the last token of the abbreviation.
pub(super) fn abbreviation_at(text: &str, scanned: &Scanned, first: usize) -> Option<(usize, Region)> {
    let token = scanned.tokens.get(first)?;
    if token.kind != TokenKind::Word || !token.capitalised() {
        return None;
    }
    let dot = |token: usize| scanned.word(text, token) == "." && scanned.tokens[token].span.start == scanned.tokens[token - 1].end;
    let (word, mut key, mut last) = (scanned.word(text, first), scanned.folded(text, first).to_string(), first);
    // `W. Va.`, `N. Dak.`
    if word.chars().count() == 1 && dot(first + 1) && dot(first + 3) {
        key.push_str(&scanned.folded(text, first + 2));
        last = first + 2;
    }
    let dotted = dot(last + 1);
    let own = word.contains('.');
    let region = REGIONS
        .get(&key)?
        .iter()
        .find(|region| if region.dotted { dotted || own && word.ends_with('.') } else { token.shape == Shape::Upper && !own })?;
    Some((if region.dotted && dotted { last + 1 } else { last }, *region))
}

/// What the forms of this module say of one sentence, in order and without overlap.
pub(super) fn forms(pass: &Pass, sentence: usize) -> Vec<Found> {
    let mut found = regions(pass, sentence);
    found.extend(members(pass, sentence));
    if found.is_empty() {
        return found;
    }
    found.sort_by_key(|found| (found.first, std::cmp::Reverse(found.last)));
    let mut end = 0;
    found.retain(|found| {
        let apart = found.first >= end;
        end = if apart { found.last + 1 } else { end };
        apart
    });
    found
}

/// Regions that are abbreviated in a sentence after a town, a party or the like, and members of lists of counties.
fn regions(pass: &Pass, sentence: usize) -> Vec<Found> {
    let scanned = &pass.scanned[sentence];
    let mut found = Vec::new();
    let mut end = 1;
    for token in pass.capitalised.of_sentence(sentence).iter().copied() {
        if token >= end
            && let Some((last, region)) = follows_a_name(pass, scanned, token).then(|| abbreviation_at(pass.text, scanned, token)).flatten()
            && let rule = "abbreviated-region"
            && let Some(outcome) = outcome(pass, region.name, rule)
        {
            found.push(Found { first: token, last, outcome, metonym: None });
            end = last + 1;
        }
    }
    found
}

/// The nouns that members of a list share, with the names that a member has in full.
const SHARED: [(&str, &[&str]); 6] = [
    ("counties", &["{} County", "County {}", "County of {}", "{} Parish"]),
    ("parishes", &["{} Parish"]),
    ("townships", &["{} Township", "Township of {}"]),
    ("township", &["Township of {}"]),
    ("twp", &["{} Township", "Township of {}"]),
    ("co", &["{} County"]),
];

/// The places of those nouns.
static NOUNS: LazyLock<WordMap<usize>> = LazyLock::new(|| SHARED.iter().enumerate().map(|(place, (noun, _))| (*noun, place)).collect());

/// Words of the longest member of a list.
const WORDS: usize = 5;
/// Members of the longest list.
const MEMBERS: usize = 60;

/// `Kent, Sussex and New Castle counties`: members of a list whose last word says what they are, `Dover Twp.`.
fn members(pass: &Pass, sentence: usize) -> Vec<Found> {
    let scanned = &pass.scanned[sentence];
    let mut found = Vec::new();
    // The words before say the names: hardly any noun has capitals before it.
    for noun in pass.capitalised.of_sentence(sentence).iter().map(|before| before + 1) {
        let Some((shared, forms)) = NOUNS.get(scanned.number(noun)).map(|place| SHARED[*place]) else { continue };
        let rule = "member-of-a-list";
        let is_list = shared.ends_with('s');
        if !is_list && !scanned.tokens[noun].capitalised() {
            continue;
        }
        let mut end = noun;
        for _ in 0..MEMBERS {
            // One member: the capitalised words before.
            let first = (0..end)
                .rev()
                .take(WORDS)
                .take_while(|token| scanned.tokens[*token].kind == TokenKind::Word && scanned.tokens[*token].capitalised())
                .last();
            let Some(first) = first else { break };
            let name = scanned.span(first, end - 1).of(pass.text);
            let outcomes = forms.iter().filter_map(|form| outcome(pass, &form.replace("{}", name), rule));
            if let Some(outcome) = outcomes.into_iter().next() {
                let dot = scanned.word(pass.text, noun + 1) == "." && scanned.tokens[noun].end == scanned.tokens[noun + 1].span.start;
                let last = if is_list {
                    end - 1
                } else if dot {
                    noun + 1
                } else {
                    noun
                };
                found.push(Found { first, last, outcome, metonym: None });
            }
            // Over `,`, `and`, `, and` to the member before.
            let mut next = first;
            while next > 0
                && first - next < 3
                && (matches!(scanned.word(pass.text, next - 1), "," | "&")
                    || matches!(scanned.folded(pass.text, next - 1).as_str(), "and" | "or"))
            {
                next -= 1;
            }
            if !is_list || next == first {
                break;
            }
            end = next;
        }
    }
    found
}

/// `Dover, Del.`, `D-Del.`, `Dover (Del.)`
fn follows_a_name(pass: &Pass, scanned: &Scanned, token: usize) -> bool {
    if scanned.tokens[token - 1].kind != TokenKind::Punct {
        return false;
    }
    let name = |token: usize| scanned.tokens[token].capitalised();
    match scanned.word(pass.text, token - 1) {
        "," | "(" => token >= 2 && name(token - 2),
        "-" | "–" => token >= 2 && matches!(scanned.word(pass.text, token - 2), "R" | "D" | "I"),
        _ => false,
    }
}

/// The one entity with this full name; where a state and a region share it, the region.
fn outcome(pass: &Pass, name: &str, rule: &'static str) -> Option<Outcome> {
    let mut owners: Vec<EntityIx> = pass.gazetteer.find_name(name);
    owners.retain(|owner| {
        super::ground::may_be_place(pass.gazetteer.kind(*owner))
            && pass
                .gazetteer
                .names_of(*owner)
                .any(|listed| listed.kind.is_full() && crate::gazetteer::fold_name(listed.text) == crate::gazetteer::fold_name(name))
    });
    let canonical = |owner: &EntityIx| crate::gazetteer::fold_name(pass.gazetteer.entity(*owner).name) == crate::gazetteer::fold_name(name);
    if owners.len() > 1 && owners.iter().any(canonical) {
        owners.retain(canonical);
    }
    let kind = |owner: &EntityIx| pass.gazetteer.kind(*owner);
    if owners.len() > 1 && owners.iter().any(|owner| kind(owner) != EntityKind::Other) {
        owners.retain(|owner| kind(owner) != EntityKind::Other);
    }
    if owners.len() > 1 && owners.iter().any(|owner| kind(owner) != EntityKind::Country) {
        owners.retain(|owner| kind(owner) != EntityKind::Country);
    }
    match owners[..] {
        [] => None,
        [entity] => Some(Outcome::Entity { entity, kind: MentionKind::Short, rule, doubtful: false }),
        _ => Some(Outcome::Ambiguous(owners)),
    }
}
