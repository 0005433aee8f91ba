//! Words to units: the parts of a name that count, without articles, particles and titles; what is written apart or together is one unit.

use super::Sort;
use super::costs::Sound;
use super::given::{Bearers, bearers};
use super::sounds::{FewSounds, sounds};
use crate::text::WordMap;
use std::sync::LazyLock;

/// A part of a name that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Folded letters, of composed units all of them.
    pub(super) text: String,
    /// Of those.
    pub(super) sounds: Vec<Sound>,
    /// Of composed units the part that tells names of one composition apart: rahman of Abd al-Rahman.
    composed: Option<String>,
    /// How it is composed.
    pub(super) shape: Shape,
    /// How many people bear it.
    pub(super) bearers: Bearers,
}

impl Unit {
    /// The part that tells names of one composition apart; of a plain unit all of it.
    pub(super) fn stem(&self) -> &str {
        self.composed.as_deref().unwrap_or(&self.text)
    }
}

/// How a unit is composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Plain,
    /// Servant of: Abd al-Rahman.
    Abd,
    /// Of the faith: Salah al-Din.
    Din,
    /// Of God: Habibullah.
    Allah,
}

/// The units of a name and what was left out of them.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub(super) list: Vec<Unit>,
    /// Whether it has a kunya: Abu X.
    pub(super) kunya: bool,
    /// Whether it has bin, ibn or the like: then the order of the units is one of descent.
    pub(super) descent: bool,
}

impl Units {
    /// Each unit without a final s, as, is, us or os.
    pub(super) fn without_endings(&self) -> Self {
        let cut = |unit: &Unit| {
            let stem = unit.text.strip_suffix('s').unwrap_or(&unit.text);
            let short = ["a", "i", "u", "o"].iter().find_map(|vowel| stem.strip_suffix(vowel)).filter(|short| short.len() >= 4);
            Piece::plain(short.unwrap_or(stem)).unit()
        };
        Self { list: self.list.iter().map(cut).collect(), ..*self }
    }
}

/// What a word may be beside a unit, bit by bit.
type Role = u8;
const ARTICLE: Role = 1;
const PARTICLE: Role = 2;
/// A particle of descent.
const DESCENT: Role = 4;
const KUNYA: Role = 8;
const TITLE: Role = 16;
/// A particle that ends a name only where its last part is in front.
const LEFT_BEHIND: Role = 32;

const ROLES: [(Role, &str); 6] = [
    (
        ARTICLE,
        "al el ul il ol as es us ash esh ush ech ach an en un ad ed ud ar er ur at et ut az ez uz adh ath ass ehs ehl ehr ehd ehz ehsh",
    ),
    (PARTICLE, "bin ibn ben bint binti bent b walad ould ag bani aal e i de da di del la le van von der den dos das do du y"),
    (DESCENT, "bin ibn ben b walad ould bint"),
    (KUNYA, "abu abou abo abi aboo aba abul aboul"),
    (
        TITLE,
        "mr mrs ms dr sir lord lady prof professor shaykh sheikh shaikh sheik shiekh sheykh cheikh sayyid sayyed seyed syed seyyed sayid haji hajji \
        hadji hajj haj mullah molla mulla maulana moulana mawlana mawlawi maulvi maulavi allama mufti president minister general gen colonel col \
        lieutenant lt major maj brigadier brig captain capt admiral marshal commander prince princess king queen emir imam ayatollah hujjat qari \
        ustaz ustad ustadz hafiz akhund akhundzada comandante engineer eng judge justice senator sen governor mayor reverend rev father brother \
        bishop chaudhry chaudhary choudhry choudry chaudry chowdhry mian padoh jr sr snr jnr u daw",
    ),
    (LEFT_BEHIND, "bin ibn ben von van de della"),
];

static ROLE_OF: LazyLock<WordMap<Role>> = LazyLock::new(|| {
    let mut words = WordMap::default();
    for (role, list) in ROLES {
        for word in list.split_ascii_whitespace() {
            *words.entry(word) |= role;
        }
    }
    words
});

fn role(word: &str) -> Role {
    if word.len() > 10 {
        return 0;
    }
    ROLE_OF.get(word).copied().unwrap_or_default()
}

fn is(word: &str, what: Role) -> bool {
    role(word) & what != 0
}

/// A unit before its sounds are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'w> {
    /// The word that was composed, or the plain one.
    pub(super) stem: &'w str,
    pub(super) shape: Shape,
    /// Whether the composed word stood by itself: then it is its own text.
    god: bool,
}

impl<'w> Piece<'w> {
    fn plain(word: &'w str) -> Self {
        Self { stem: word, shape: Shape::Plain, god: false }
    }

    fn composed(stem: &'w str, shape: Shape) -> Self {
        Self { stem, shape, god: false }
    }

    /// Abd Allah.
    fn servant_of_god() -> Self {
        Self { stem: GODS_SERVANT, shape: Shape::Plain, god: true }
    }

    /// Letters of the unit.
    pub(super) fn letters(&self) -> usize {
        self.stem.len() + if self.shape == Shape::Plain { 0 } else { 3 }
    }

    /// Whether its last letter is an s.
    pub(super) fn ends_in_s(&self) -> bool {
        matches!(self.shape, Shape::Plain | Shape::Abd) && self.stem.ends_with('s')
    }

    fn unit(&self) -> Unit {
        let stem = self.stem;
        let text = match self.shape {
            Shape::Plain => stem.to_owned(),
            Shape::Abd => format!("abd{stem}"),
            Shape::Din => format!("{stem}din"),
            Shape::Allah => format!("{stem}ala"),
        };
        let sounds = sounds(&text);
        let least = if self.shape == Shape::Plain { Bearers::Few } else { Bearers::Many };
        let composed = (self.shape != Shape::Plain).then(|| stem.to_owned());
        Unit { bearers: bearers(&sounds).max(least), sounds, text, composed, shape: self.shape }
    }
}

const GODS_SERVANT: &str = "abdallah";

/// Takes a name apart.
pub(super) fn units(words: &[&str], sort: Sort) -> Units {
    let somali = if sort == Sort::Place { None } else { somali(words) };
    let read: Vec<&str> = somali.iter().flatten().map(String::as_str).collect();
    let words = if somali.is_some() { &read } else { words };
    let mut found = Units::default();
    let mut pieces = Vec::with_capacity(words.len());
    (found.kunya, found.descent) = take_apart(words, sort, &mut pieces);
    found.list = pieces.iter().map(Piece::unit).collect();
    found
}

/// The pieces of a name, and whether it has a kunya and a particle of descent. Of places only articles are left out.
pub(super) fn take_apart<'w>(words: &[&'w str], sort: Sort, pieces: &mut Vec<Piece<'w>>) -> (bool, bool) {
    let (mut kunya, mut descent) = (false, false);
    // A name that ends in a particle has its last part in front: Salman Mohammed bin.
    let place = sort == Sort::Place;
    let turned = !place && words.len() >= 3 && words.last().is_some_and(|last| is(last, LEFT_BEHIND));
    let word_at = |at: usize| {
        if turned { words.get(if at + 1 == words.len() { 0 } else { at + 1 }).filter(|_| at < words.len()) } else { words.get(at) }
    };
    let mut at = 0;
    while let Some(word) = word_at(at).copied() {
        let roles = role(word) & if place { ARTICLE } else { Role::MAX };
        let next = word_at(at + 1);
        at += 1;
        if next.is_some() {
            if roles & ARTICLE != 0 {
                continue;
            }
            if is_servant(word) {
                while word_at(at + 1).is_some() && word_at(at).is_some_and(|article| is(article, ARTICLE)) {
                    at += 1;
                }
                let of = word_at(at).copied().unwrap_or(word);
                at += 1;
                pieces.push(if is_god(of) { Piece::servant_of_god() } else { Piece::composed(of, Shape::Abd) });
                continue;
            }
        }
        descent |= roles & DESCENT != 0;
        if next.is_some() && roles & KUNYA != 0 {
            kunya = true;
            continue;
        }
        if (!pieces.is_empty() && roles & PARTICLE != 0) || (next.is_some() && roles & (DESCENT | TITLE) != 0) {
            continue;
        }
        if let Some(last) = pieces.last_mut().filter(|last| last.shape == Shape::Plain && !last.god) {
            if is_faith(word) {
                last.shape = Shape::Din;
                continue;
            }
            if word.len() >= 4 && is_god(word) {
                last.shape = Shape::Allah;
                continue;
            }
        }
        pieces.push(one_word(word));
    }
    (kunya, descent)
}

/// A name in the Somali way of writing in the general one: x is h, and c is the ayn that others leave out. One word has to show it: Axmed is
/// a name of many people, once so read.
pub(super) fn somali(words: &[&str]) -> Option<Vec<String>> {
    words.iter().any(|word| is_somali(word)).then(|| words.iter().map(|word| general(word)).collect())
}

/// Whether a word shows that way of writing.
fn is_somali(word: &str) -> bool {
    let known = |word: &str| {
        let piece = one_word(word);
        piece.shape != Shape::Plain || bearers(FewSounds::of(piece.stem).as_slice()) != Bearers::Few
    };
    word.len() >= 5 && word.bytes().any(|letter| matches!(letter, b'x' | b'c')) && !known(word) && known(&general(word))
}

/// A word of that way of writing in the general one.
fn general(word: &str) -> String {
    let bytes = word.as_bytes();
    let mut out = String::with_capacity(word.len());
    for (at, letter) in word.char_indices() {
        match letter {
            'x' => out.push('h'),
            'c' if !matches!(bytes.get(at + 1), Some(b'h' | b'k')) => {}
            _ if at > 0 && bytes[at - 1] == bytes[at] && is_vowel(bytes[at]) => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Where a word is no unit of the name of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    Nowhere,
    /// A title before a name.
    BeforeOthers,
    /// A particle inside it.
    AfterOthers,
}

/// Where a word is no unit of the name of a person, and is one of that of a place; nothing where it may be more than a unit, or says something of the
/// words beside it.
pub(super) fn left_out(word: &str) -> Option<LeftOut> {
    let place = match role(word) {
        0 => LeftOut::Nowhere,
        TITLE => LeftOut::BeforeOthers,
        PARTICLE => LeftOut::AfterOthers,
        _ => return None,
    };
    (!is_servant(word) && !is_faith(word) && !is_god(word) && !is_somali(word)).then_some(place)
}

/// A word by itself, which may be composed.
pub(super) fn one_word(word: &str) -> Piece<'_> {
    if let Some(after) = word.strip_prefix("abd").filter(|after| after.len() >= 4) {
        let vowels = after.bytes().take_while(|byte| is_vowel(*byte)).count();
        let rest = &after[vowels..];
        if (1..=2).contains(&vowels) {
            if is_god(after) {
                return Piece::servant_of_god();
            }
            for sun in ["l", "r", "sh", "s", "n", "z", "d", "t"] {
                // The article took on the sound of the letter after it: Abdurrahman; or lost its double: Abderahmane.
                if let Some(of) = rest.strip_prefix(sun).filter(|of| of.len() >= 3 && word.len() >= 7) {
                    let of = if sun == "l" { of.strip_prefix('l').unwrap_or(of) } else { of.strip_prefix(sun).map_or(rest, |_| of) };
                    return Piece::composed(of, Shape::Abd);
                }
            }
        }
    }
    for ending in ["ullah", "ollah", "allah", "ullo", "olla", "ulla"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 3) {
            return Piece::composed(stem, Shape::Allah);
        }
    }
    for ending in ["din", "dine", "deen", "dyn"] {
        let Some(stem) = word.strip_suffix(ending).filter(|_| word.len() >= 7) else { continue };
        let stem = stem.strip_suffix('d').unwrap_or(stem);
        let stem = stem.strip_suffix('l').filter(|stem| stem.ends_with(['a', 'e', 'u'])).unwrap_or(stem);
        let short = stem.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
        if short.len() < stem.len() && short.len() >= 3 {
            return Piece::composed(short, Shape::Din);
        }
    }
    Piece::plain(word)
}

/// A word without the article that may be written with it, and whether that has taken on the sound after it.
pub(super) fn without_article(word: &str) -> Option<(&str, bool)> {
    if word.len() < 6 || !word.starts_with(['a', 'e']) || !word.is_ascii() {
        return None;
    }
    if word.starts_with("al") || word.starts_with("el") {
        return (!is_vowel(word.as_bytes()[2])).then_some((&word[2..], false));
    }
    if word.starts_with("ash") {
        return Some((&word[1..], true));
    }
    ["ass", "arr", "ann", "add", "att", "azz"].iter().any(|start| word.starts_with(start)).then_some((&word[2..], true))
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Abd, Abdul, Abdel, Abdur ...: a word for servant that waits for a name of God.
fn is_servant(word: &str) -> bool {
    let Some(rest) = word.strip_prefix("abd") else { return false };
    let vowels = rest.bytes().take_while(|byte| is_vowel(*byte)).count();
    let article = &rest[vowels..];
    rest.is_empty()
        || (!matches!(word, "abdi" | "abda")
            && (1..=2).contains(&vowels)
            && matches!(article, "l" | "r" | "s" | "sh" | "n" | "d" | "z" | "t" | "dh" | "th"))
        || matches!(word, "abdu" | "abdo" | "abde")
}

/// Allah, -ullah, -ollah, il-lah.
fn is_god(word: &str) -> bool {
    let rest = word.trim_start_matches(['a', 'o', 'u', 'e']);
    word.len() - rest.len() <= 1 && matches!(rest, "llah" | "lah" | "lla" | "llahi" | "lleh" | "lloh")
}

/// al-Din, ed-Din, uddin.
fn is_faith(word: &str) -> bool {
    let rest = word.strip_prefix(['e', 'u', 'a']).unwrap_or(word);
    let rest = rest.strip_prefix('d').filter(|rest| rest.starts_with('d')).unwrap_or(rest);
    matches!(rest, "din" | "dine" | "deen" | "dyn")
}

#[cfg(test)]
mod tests {
    use super::super::Sort;
    use super::super::words::words;
    use super::units;

    #[test]
    fn what_counts_of_a_name() {
        for (name, wanted) in [
            ("Ahmed al-Sharaa", "ahmed sharaa"),
            ("Abd al-Rahman", "abdrahman"),
            ("Abdurrahman", "abdrahman"),
            ("Abderrahmane", "abdrahmane"),
            ("Abdul Rahman", "abdrahman"),
            ("Abdulrahman", "abdrahman"),
            ("Abderahmane", "abdrahmane"),
            ("Abdel-Rahman Al", "abdrahman al"),
            ("Abdullah", "abdallah"),
            ("Abd Allah", "abdallah"),
            ("Salah al-Din", "salahdin"),
            ("Salahuddin", "salahdin"),
            ("Salah ed-Din", "salahdin"),
            ("Sheikh Mohammed bin Zayed", "mohammed zayed"),
            ("Habib Ullah", "habibala"),
            ("Al", "al"),
        ] {
            let found: Vec<_> = units(&words(name).list(), Sort::Person).list.into_iter().map(|unit| unit.text).collect();
            assert_eq!(found.join(" "), wanted, "{name}");
        }
        let abu = units(&words("Abu Bakr al-Baghdadi").list(), Sort::Person);
        assert!(abu.kunya && !abu.descent);
        assert!(units(&words("Osama bin Laden").list(), Sort::Person).descent);
    }
}
