//! Teams: where a text is about sport, the name of a place or of a state may stand for those who play for it.
//!
//! `Elbonia beat Freedonia 3-1` names two teams; `Anna Example (Elbonia)` and `in Elbonia` name the state even on the sports page.

use super::lexicon::Lexicon;
use super::resolve::Pass;
use crate::gazetteer::{EntityKind, NameKind, Outline};
use crate::mention::{Scanned, Spot};
use crate::table;
use crate::text::{Shape, TokenKind, WordMap, WordSet, fold, hash_word};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// The word lists: `sports.tsv` and the words of teams in `name_parts.tsv`.
struct Words {
    /// The sport that a word tells of, empty for words of all sports, with the word.
    sports: WordMap<(&'static str, &'static str)>,
    /// One bit for all of them with the same highest bits: nearly always enough to see that a word is none.
    sport_bits: [u64; 1 << (SPORT_BITS - 6)],
    /// A folded word of the name of a club or team and its sport; empty where it tells of none.
    clubs: WordMap<&'static str>,
    /// Several words that end the name of a club, with their sport.
    long: Vec<(Vec<String>, &'static str)>,
    team: HashMap<String, &'static str>,
    /// The words with which names of clubs and teams end.
    ends: WordSet,
}

const SPORT_BITS: u32 = 15;

/// The place of a word among those bits.
fn sport_bit(word: u64) -> (usize, u64) {
    let place = word >> (u64::BITS - SPORT_BITS);
    ((place / u64::from(u64::BITS)) as usize, 1 << (place % u64::from(u64::BITS)))
}

impl Words {
    fn may_be_of_sport(&self, word: u64) -> bool {
        let (at, bit) = sport_bit(word);
        self.sport_bits[at] & bit != 0
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let parse = |text: &'static str| table::parse(text).expect("the built-in tables are checked by tests");
    let sports = parse(include_str!("../../gazetteer/language/sports.tsv"));
    let sports =
        sports.rows().filter_map(|row| row.get("word").map(|word| (hash_word(word), (row.get("sport").unwrap_or_default(), word))));
    let sports: Vec<_> = sports.collect();
    let mut sport_bits = [0; 1 << (SPORT_BITS - 6)];
    for (at, bit) in sports.iter().map(|(word, _)| sport_bit(*word)) {
        sport_bits[at] |= bit;
    }
    let ends = ["team"].into_iter().collect();
    let sports = sports.into_iter().collect();
    let mut words = Words { sports, sport_bits, clubs: WordMap::default(), long: Vec::new(), team: HashMap::new(), ends };
    for row in parse(include_str!("../../gazetteer/language/name_parts.tsv")).rows() {
        let (Some(word), Some(class)) = (row.get("word"), row.get("class")) else { continue };
        let sport = row.get("value").unwrap_or_default();
        match class {
            "club" => {
                words.clubs.insert(&fold(word), sport);
                words.ends.insert(&fold(word));
            }
            "club-words" => {
                words.ends.insert(hash_word(word.rsplit(' ').next().unwrap_or_default()));
                words.long.push((word.split(' ').map(fold).collect(), sport));
            }
            "team-words" => {
                words.team.insert(fold(word), sport);
            }
            _ => {}
        }
    }
    words
});

/// What a text says about sport.
#[derive(Debug)]
pub(super) struct Sport<'t> {
    text: &'t str,
    /// The sport that it speaks of most; empty where it names none.
    name: &'static str,
    /// Folded words of the names of teams that it uses: `under21`, `womens`; read when a team is called so.
    qualifiers: OnceCell<BTreeSet<String>>,
}

/// Words of sport that make a text one about sport, and how many suffice where one of them names the sport.
const TELLING: usize = 5;
const TELLING_NAMED: usize = 2;

impl<'t> Sport<'t> {
    /// The sport of a text, if it is about one.
    pub(super) fn of(text: &'t str, scanned: &[Scanned]) -> Option<Self> {
        let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let words = &*WORDS;
        for scanned in scanned {
            for token in scanned.tokens.iter().filter(|token| words.may_be_of_sport(token.hash)) {
                if let Some((sport, word)) = words.sports.get(token.hash).filter(|_| token.kind == TokenKind::Word) {
                    seen.entry(sport).or_default().insert(word);
                }
            }
        }
        let all: usize = seen.values().map(BTreeSet::len).sum();
        let named = seen.iter().filter(|(sport, _)| !sport.is_empty()).max_by_key(|(_, words)| words.len());
        let name = named.map_or("", |(sport, _)| sport);
        let is_about = all >= TELLING || !name.is_empty() && all >= TELLING_NAMED;
        is_about.then_some(Self { text, name, qualifiers: OnceCell::new() })
    }

    /// Whether the text uses a folded word of the names of teams.
    fn has_qualifier(&self, word: &str) -> bool {
        let parts = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’');
        let read = || {
            let words = self.text.split(parts).map(str::to_lowercase);
            let folded = words.flat_map(|word| word.split(parts).map(fold).collect::<Vec<_>>());
            folded.filter(|folded| is_qualifier(folded)).collect()
        };
        self.qualifiers.get_or_init(read).contains(word)
    }
}

/// Words of a team's name without which another team is meant.
const QUALIFIERS: [&str; 4] = ["womens", "women", "olympic", "junior"];
/// The beginning of one more: `under21`.
const UNDER: &str = "under";

fn is_qualifier(folded: &str) -> bool {
    folded.starts_with(UNDER) && folded.ends_with(|c: char| c.is_ascii_digit()) || QUALIFIERS.contains(&folded)
}

/// What the name of a body says of the team that it is; by default, nothing.
#[derive(Debug, Default)]
pub(super) struct Team {
    sport: &'static str,
    qualifiers: Vec<String>,
}

/// Whether the name of a body is that of a team or club.
pub(super) fn team(entity: Outline) -> Option<Team> {
    if !matches!(entity.kind, EntityKind::Organization | EntityKind::Group | EntityKind::Other) {
        return None;
    }
    // Hardly any name is that of a team, and its first and last word show it.
    let ((first, _), (_, last)) = (entity.name.split_once(' ')?, entity.name.rsplit_once(' ')?);
    let [first, last] = [first, last].map(hash_word);
    if !WORDS.clubs.has(first) && !WORDS.ends.has(last) {
        return None;
    }
    let words: Vec<String> = entity.name.split(' ').map(fold).collect();
    let last = words.last().filter(|_| words.len() > 1)?;
    let qualifiers =
        words.iter().filter(|word| is_qualifier(word)).map(|word| if word == "women" { "womens".to_owned() } else { word.clone() });
    let sport = if last == "team" {
        words.iter().filter_map(|word| WORDS.team.get(word)).find(|sport| !sport.is_empty()).copied().unwrap_or_default()
    } else if let Some((_, sport)) = WORDS.long.iter().find(|(long, _)| words.ends_with(long)) {
        sport
    } else {
        WORDS.clubs.get(last).or_else(|| WORDS.clubs.get(&words[0]))?
    };
    Some(Team { sport, qualifiers: qualifiers.collect() })
}

impl Sport<'_> {
    /// How well a team fits: the number of its own words that the text uses; nothing where it plays something else.
    pub(super) fn fits(&self, team: &Team) -> Option<usize> {
        let same = team.sport.is_empty() || self.name.is_empty() || team.sport == self.name;
        let qualified = team.qualifiers.iter().all(|word| self.has_qualifier(word));
        (same && qualified).then_some(team.qualifiers.len())
    }
}

/// Whether a name on the sports page means the place all the same: in brackets after a person, after a preposition of place, in a
/// dateline, before the state in which it lies.
pub(super) fn is_place(pass: &Pass, sentence: usize, spot: Spot) -> bool {
    let scanned = &pass.scanned[sentence];
    let word = |token: usize| scanned.word(pass.text, token);
    let mut before = spot.first.checked_sub(1);
    if let Some(article) = before.filter(|before| word(*before).eq_ignore_ascii_case("the")) {
        before = article.checked_sub(1);
    }
    if let Some(before) = before {
        let preposition = word(before);
        if preposition == "("
            || matches!(preposition, "in" | "In" | "near" | "Near" | "of" | "from" | "At" | "outside" | "across" | "around")
        {
            return true;
        }
        // `Elbonia at Freedonia` are two teams, `at Freedonia` alone is where they play.
        if preposition == "at" && !before.checked_sub(1).is_some_and(|team| scanned.tokens[team].capitalised()) {
            return true;
        }
    }
    // `PORT ANNA 2031-05-06`, `PORT ANNA, May 6`: datelines.
    let year = |token: usize| scanned.tokens.get(token).is_some_and(|year| year.kind == TokenKind::Number && year.span.len() == 4);
    let month = |token: usize| Lexicon::built_in().is("calendar", scanned.number(token));
    let dated = |token: usize| year(token) && word(token + 1) == "-" || month(token);
    let after = spot.last + 1;
    dated(after)
        || word(after) == "," && dated(after + 1)
        || word(after) == "," && scanned.tokens.get(after + 1).is_some_and(|next| next.capitalised() && next.shape != Shape::Upper) && {
            let end = (after + 1..(after + 5).min(scanned.tokens.len())).find(|token| !scanned.tokens[*token].capitalised());
            end.is_some_and(|end| dated(end) || word(end) == ",") && scanned.begins_name(after + 1)
        }
}

/// Whether a kind of name may stand for a team where it names a place too.
pub(super) fn may_be_team(kind: NameKind) -> bool {
    matches!(kind, NameKind::Strong | NameKind::Part | NameKind::Short)
}
