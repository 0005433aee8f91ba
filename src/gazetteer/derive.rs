//! Short forms that follow from the form of a name: `Democratic Party (Elbonia)` is also called Democratic Party, `Harbour Motors Inc` also
//! Harbour Motors. Only names of packs of one's own get them; the built-in tables list theirs by hand. A form that any entity has as its
//! own name is left to that entity.

use super::complete::AddedName;
use super::fold::surname;
use super::ordinary::is_ordinary;
use super::parts::Parts;
use super::{EntityIx, EntityKind, NameKind, fold_name};
use crate::table;
use crate::text::fold;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// The words at the ends of names: `gazetteer/language/name_parts.tsv`.
#[derive(Debug, Default)]
struct Words {
    /// Words of a class, folded.
    classes: HashMap<&'static str, HashSet<String>>,
    /// Several words that end the name of a club, folded word by word, longest first.
    clubs: Vec<Vec<String>>,
    /// A word and how it is written too.
    spellings: Vec<(&'static str, &'static str)>,
    /// A word and the rank, folded, to which it may be added.
    grades: Vec<(&'static str, String)>,
    /// Folded surnames that say nothing about who is meant.
    common_surnames: HashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let parse = |text: &'static str| table::parse(text).expect("the built-in tables are checked by tests");
    let mut words = Words::default();
    for row in parse(include_str!("../../gazetteer/language/name_parts.tsv")).rows() {
        let (Some(word), Some(class)) = (row.get("word"), row.get("class")) else { continue };
        match class {
            "club-words" => words.clubs.push(word.split(' ').map(fold).collect()),
            "spelling" => words.spellings.push((word, row.get("value").unwrap_or_default())),
            "grade" => words.grades.push((word, fold(row.get("value").unwrap_or_default()))),
            _ => {
                words.classes.entry(class).or_default().insert(fold(word));
            }
        }
    }
    for row in parse(include_str!("../../gazetteer/language/words.tsv")).rows() {
        if let (Some(word), Some(class @ "common-given-name")) = (row.get("word"), row.get("class")) {
            words.classes.entry(class).or_default().insert(fold(word));
        }
    }
    words.clubs.sort_by_key(|club| std::cmp::Reverse(club.len()));
    let surnames = parse(include_str!("../../gazetteer/language/common_surnames.tsv"));
    words.common_surnames = surnames.rows().filter_map(|row| row.get("surname")).map(fold).collect();
    words
});

impl Words {
    fn is(&self, class: &str, folded: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(folded))
    }
}

/// Letters of the shortest surname that may stand alone.
const SURNAME: usize = 4;
/// Words of the longest name of which a place may stand for the club.
const CLUB: usize = 4;

/// Whether a short form is what an entity is called before the words in brackets or after a comma that tell it from its namesakes.
pub(crate) fn is_head_of(short: &str, name: &str) -> bool {
    name.strip_prefix(short)
        .is_some_and(|rest| rest.starts_with(" (") || rest.starts_with(", ") || rest.starts_with("%2C ") || rest.starts_with(" %28"))
}

/// Whether what a pack lists as a name is none: a pronoun or a description, `he`, `the country`.
pub(super) fn is_no_name(text: &str) -> bool {
    let shouted = text.len() > 1 && !text.chars().any(char::is_lowercase);
    let description = ["the ", "a ", "an "].iter().find_map(|article| text.strip_prefix(article));
    !shouted
        && (WORDS.is("no-name", &text.to_lowercase())
            || description.is_some_and(|noun| !noun.chars().any(|c| c.is_uppercase() || c == ' ')))
}

/// Whether a name is of two or three capitals.
pub(crate) fn is_code(name: &str) -> bool {
    (2..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The surname at the end of a person's name, where few people bear it; `folded` is the name folded.
pub(super) fn rare_surname<'p>(name: &'p str, folded: &str) -> Option<&'p str> {
    let surname = surname(folded)?;
    let written = name.rsplit([' ', '-']).next()?;
    let rare = surname.len() >= SURNAME
        && surname.chars().all(char::is_alphabetic)
        && !WORDS.common_surnames.contains(surname)
        && !WORDS.is("common-given-name", surname)
        && !WORDS.is("generic", surname)
        && !is_ordinary(surname);
    (rare && fold(written) == surname).then_some(written)
}

/// States with their names: bodies and teams of theirs are called by each.
#[derive(Debug, Default)]
pub(super) struct Bodies<'p> {
    /// Folded names.
    states: HashMap<String, EntityIx>,
    names: BTreeMap<EntityIx, Vec<(Cow<'p, str>, NameKind)>>,
}

impl<'p> Bodies<'p> {
    /// The states among some entities, with the names that they are about to get.
    pub(super) fn new(parts: &Parts<'p>, added: &[AddedName<'_>]) -> Self {
        let mut bodies = Self::default();
        let listed = parts.names.iter().map(|name| (name.entity, Cow::Borrowed(name.text), name.kind));
        let added = added.iter().map(|name| (name.entity, Cow::Owned(name.text.clone().into_owned()), name.kind));
        let of_states = |(entity, ..): &(EntityIx, Cow<'p, str>, NameKind)| {
            let entity = &parts.entities[entity.index()];
            entity.own && matches!(EntityKind::parse(entity.type_name), EntityKind::Country | EntityKind::Place)
        };
        let wanted = |kind| matches!(kind, NameKind::Strong | NameKind::Acronym | NameKind::Demonym);
        for (entity, text, kind) in listed.chain(added).filter(|name| wanted(name.2)).filter(of_states) {
            bodies.names.entry(entity).or_default().push((text, kind));
        }
        // Only what has a people is a state here.
        bodies.names.retain(|_, names| names.iter().any(|(_, kind)| *kind == NameKind::Demonym));
        for (entity, names) in &bodies.names {
            for (text, _) in names.iter().filter(|(_, kind)| *kind != NameKind::Demonym) {
                let known = bodies.states.entry(fold_name(text)).or_insert(*entity);
                *known = (*known).min(*entity);
            }
        }
        bodies
    }

    fn names_of(&self, state: &str, wanted: impl Fn(NameKind) -> bool) -> impl Iterator<Item = &str> {
        let entity = self.states.get(&fold_name(state));
        let names = entity.and_then(|entity| self.names.get(entity)).into_iter().flatten();
        names.filter(move |(_, kind)| wanted(*kind)).map(|(text, _)| &**text)
    }

    /// `Communist Party of Elbonia` is also called Elbonian Communist Party, `Elbonia Department of Trade` also E.L.B. Department of Trade;
    /// what a state is called its team is called too.
    pub(super) fn forms_of(&self, name: &str, push: &mut dyn FnMut(String, NameKind)) {
        if self.states.is_empty() {
            return;
        }
        let words: Vec<&str> = name.split(' ').collect();
        if words.last() == Some(&"team") {
            let place = words.iter().position(|word| WORDS.is("team-words", &fold(word))).filter(|place| *place > 0);
            if let Some(state) = place.map(|place| words[..place].join(" ")) {
                self.names_of(&state, |kind| kind != NameKind::Demonym).for_each(|other| push(other.to_owned(), NameKind::Part));
            }
            return;
        }
        if let Some((body, state)) = name.rsplit_once(" of ").filter(|(body, _)| body.contains(' ')) {
            let state = state.strip_prefix("the ").unwrap_or(state);
            self.names_of(state, |kind| kind == NameKind::Demonym).for_each(|people| push(format!("{people} {body}"), NameKind::Strong));
        }
        for length in (1..=3).filter(|length| words.len() > length + 1) {
            let rest = words[length..].join(" ");
            self.names_of(&words[..length].join(" "), |_| true).for_each(|other| push(format!("{other} {rest}"), NameKind::Strong));
        }
    }
}

/// All short forms of one name of an entity of a kind.
pub(super) fn forms_of(text: &str, kind: EntityKind, push: &mut dyn FnMut(String, NameKind)) {
    if kind == EntityKind::Other {
        grades_of(text, push);
    }
    // One word has no shorter form; lists of places hold a million such names.
    let whole = matches!(kind, EntityKind::Place | EntityKind::Country | EntityKind::Facility | EntityKind::Other);
    if whole && !text.contains([' ', '%']) {
        return;
    }
    let decoded = percent_decoded(text);
    let text = decoded.as_deref().unwrap_or(text);
    if decoded.is_some() {
        push(text.to_owned(), NameKind::Strong);
    }
    let bare = without_brackets(text);
    if let Some(bare) = bare {
        push(bare.to_owned(), NameKind::Strong);
    }
    let text = bare.unwrap_or(text);
    for spelling in other_spellings(text) {
        push(spelling, NameKind::Strong);
    }
    if let Some(written) = with_small_links(text) {
        push(written, NameKind::Strong);
    }
    match kind {
        EntityKind::Person => of_person(text, push),
        EntityKind::Place | EntityKind::Country | EntityKind::Facility => {
            if let Some((place, _)) = text.split_once(", ") {
                push(place.to_owned(), NameKind::Short);
                push(text.replace(", ", " "), NameKind::Strong);
            } else if let Some(head) = before_purpose(text) {
                push(head.to_owned(), NameKind::Short);
            }
        }
        EntityKind::Organization | EntityKind::Group | EntityKind::Other => of_body(text, kind != EntityKind::Other, push),
        EntityKind::Event => {
            if let Some(event) = without_year(text) {
                push(event, NameKind::Short);
            }
        }
    }
}

/// An associate captain is a captain, where a pack lists captains.
fn grades_of(rank: &str, push: &mut dyn FnMut(String, NameKind)) {
    if WORDS.grades.iter().any(|(_, of)| rank.eq_ignore_ascii_case(of)) {
        let grades = WORDS.grades.iter().filter(|(_, of)| rank.eq_ignore_ascii_case(of));
        grades.for_each(|(grade, of)| push(format!("{grade} {of}"), NameKind::Strong));
    }
}

/// `Harbour Institute` of `Harbour Institute for Marine Studies`, also where a pack lists it as a place: the words before are a body's.
fn before_purpose(text: &str) -> Option<&str> {
    let (head, _) = text.split_once(" for ")?;
    let (_, last) = head.rsplit_once(' ')?;
    WORDS.is("generic", &fold(last)).then_some(head)
}

/// `Port%20Anna`: a name from an address, as it is read.
fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = &after[if code.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8(bytes).ok().filter(|decoded| decoded != text && !decoded.chars().any(char::is_control))
}

/// `Labour Party (Elbonia)`: the words in brackets tell the reader of a list, not of a text, which one it is.
fn without_brackets(text: &str) -> Option<&str> {
    let (name, _) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let name = name.trim_end();
    name.chars().any(char::is_alphabetic).then_some(name)
}

/// `Port Anna Board Of Trade`: a text writes small words inside a name small.
fn with_small_links(text: &str) -> Option<String> {
    let link = |word: &str| word.len() <= LINK && WORDS.is("link", &word.to_ascii_lowercase());
    let large = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && link(word);
    let (first, rest) = text.split_once(' ').filter(|(_, rest)| rest.split(' ').any(large))?;
    let shouted = !text.chars().any(char::is_lowercase);
    if shouted {
        return None;
    }
    let rest: Vec<String> = rest.split(' ').map(|word| if link(word) { word.to_lowercase() } else { word.to_owned() }).collect();
    Some(format!("{first} {}", rest.join(" ")))
}

/// Letters of the longest small word inside names.
const LINK: usize = 3;

/// British and American, `Saint` and `St.`, `&` and `and`.
fn other_spellings(text: &str) -> Vec<String> {
    let mut found = vec![text.to_owned()];
    let mut place = 0;
    // A name of two such words has four spellings.
    while place < found.len() && found.len() < SPELLINGS {
        let written = found[place].clone();
        place += 1;
        let mut others = Vec::new();
        if written.contains(" & ") {
            others.push(written.replace(" & ", " and "));
        }
        for (word, other) in WORDS.spellings.iter().filter(|(word, _)| written.contains(word)) {
            if written.split(' ').any(|part| part == *word) {
                others.push(written.split(' ').map(|part| if part == *word { other } else { part }).collect::<Vec<_>>().join(" "));
            }
        }
        for other in others {
            if !found.contains(&other) {
                found.push(other);
            }
        }
    }
    found.remove(0);
    found
}

/// So many spellings of one name are enough.
const SPELLINGS: usize = 8;

/// `Carl A. Example, Jr.` is also called Carl A. Example and Carl Example, `Anna II of Elbonia` also Anna II.
fn of_person(text: &str, push: &mut dyn FnMut(String, NameKind)) {
    let mut words: Vec<&str> = text.split_once(", ").map_or(text, |(name, _)| name).split(' ').filter(|word| !word.is_empty()).collect();
    let whole = words.len();
    let generational = |word: &str| WORDS.is("generational", &fold(word));
    if let Some(place) = words.iter().position(|word| *word == "of")
        && place >= 2
        && (generational(words[place - 1]) || is_numeral(words[place - 1]))
    {
        words.truncate(place);
    } else if words.len() > 2 && generational(words[words.len() - 1]) && !is_numeral(words[words.len() - 1]) {
        words.pop();
    }
    if words.len() >= 2 && (words.len() < whole || text.contains(", ")) {
        push(words.join(" "), NameKind::Strong);
    }
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1 && word.chars().next().is_some_and(char::is_uppercase);
    if words.len() > 2 && !initial(words[0]) && words[1..words.len() - 1].iter().any(|word| initial(word)) {
        let last = words.len() - 1;
        let plain: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(place, word)| *place == 0 || *place == last || !initial(word))
            .map(|(_, word)| *word)
            .collect();
        push(plain.join(" "), NameKind::Strong);
    }
}

fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Letters of the shortest initials of a company that stand for it, `ABC Corporation`, and of the longest.
const CODE: usize = 3;
const MOST: usize = 5;

/// Companies, clubs, teams and universities.
fn of_body(text: &str, may_play: bool, push: &mut dyn FnMut(String, NameKind)) {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let [.., last] = &folded[..] else { return };
    let mut end = folded.len();
    while end > 1 && (WORDS.is("legal", &folded[end - 1]) || folded[end - 1].is_empty()) {
        end -= 1;
    }
    // `Express Inc`, `Graham Corporation`: many things are called so.
    let telling = || {
        let word = &folded[0];
        let known = ["common-given-name", "generic", "no-place"].iter().any(|class| WORDS.is(class, word));
        word.len() > 3 && !known && !is_ordinary(word) && !WORDS.common_surnames.contains(word)
    };
    if end < folded.len() && (end > 1 || telling()) {
        push(words[..end].join(" "), NameKind::Short);
    } else if end < folded.len() && (CODE..=MOST).contains(&words[0].len()) && words[0].bytes().all(|byte| byte.is_ascii_uppercase()) {
        push(words[0].to_owned(), NameKind::Acronym);
    }
    for link in [" for ", " in ", ", "] {
        if let Some((head, rest)) = text.split_once(link).filter(|(head, _)| head.contains(' ') && end == folded.len()) {
            push(head.to_owned(), NameKind::Short);
            if link == ", " {
                push(format!("{head} {rest}"), NameKind::Strong);
                push(format!("{head} at {rest}"), NameKind::Strong);
            }
        }
    }
    if let Some(bare) = text.strip_prefix("The ").filter(|bare| bare.contains(' ')) {
        push(bare.to_owned(), NameKind::Strong);
    }
    if let [first, middle, place] = words[..]
        && (first, middle) == ("University", "of")
    {
        push(format!("{place} University"), NameKind::Short);
    }
    if last == "university" && words.len() == 2 && !WORDS.is("no-place", &folded[0]) {
        push(format!("University of {}", words[0]), NameKind::Strong);
    }
    // `A. G. Example` and `League of Example Voters` are no clubs.
    if !may_play
        || words.iter().any(|word| word.chars().next().is_some_and(char::is_lowercase) || word.chars().count() < 3 && word.ends_with('.'))
            && last != "team"
    {
        return;
    }
    let code = |word: &str| (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    for (first, last) in places_of_club(&folded, code(words[0])) {
        let generic =
            |place: usize| WORDS.is("no-place", &folded[place]) || WORDS.is("club-noun", &folded[place]) || is_ordinary(&folded[place]);
        if !(first..last).all(generic) && folded[first].len() > 2 {
            push(words[first..last].join(" "), NameKind::Part);
        }
    }
}

/// Which words of a folded name are the place, or the nickname, by which the sports pages call the club or team.
fn places_of_club(words: &[String], code: bool) -> Vec<(usize, usize)> {
    let (count, last) = (words.len(), words.len() - 1);
    if count < 2 {
        return Vec::new();
    }
    // `Elbonia women's national football team`
    if words[last] == "team" {
        let place = words.iter().position(|word| WORDS.is("team-words", word)).filter(|place| *place > 0);
        return place.map(|place| (0, place)).into_iter().collect();
    }
    let club = |word: &String| WORDS.is("club", word);
    let long = WORDS.clubs.iter().find(|club| count > club.len() && words.ends_with(club)).map(Vec::len);
    let (start, end) = match long {
        Some(length) => (0, count - length),
        None if club(&words[last]) => (0, last),
        // `OGC Port Anna`: clubs have many letters.
        None if club(&words[0]) || code => (1, count),
        None => (0, count),
    };
    let mut found = Vec::new();
    if (start, end) != (0, count) {
        found.push((start, end));
    }
    // `Port Anna Mariners`: a plural, or a word that clubs have.
    let nickname = |word: &String| {
        WORDS.is("nickname", word)
            || WORDS.is("club-noun", word)
            || word.len() >= 4 && word.ends_with('s') && !word.ends_with("ss") && !WORDS.is("no-nickname", word)
    };
    if end - start > 1 && count <= CLUB && nickname(&words[end - 1]) {
        for middle in start + 1..end {
            found.extend([(start, middle), (middle, end)]);
        }
    }
    found
}

/// `2031 Elbonian Games`, `Expo Elbonia 2031`.
fn without_year(text: &str) -> Option<String> {
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && matches!(word.as_bytes()[0], b'1' | b'2');
    let words: Vec<&str> = text.split(' ').collect();
    match &words[..] {
        [first, rest @ ..] if rest.len() > 1 && year(first) => Some(rest.join(" ")),
        [rest @ .., last] if rest.len() > 1 && year(last) => Some(rest.join(" ")),
        _ => None,
    }
}
