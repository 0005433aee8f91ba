//! Words to units: the parts of a name that count, without articles, particles and titles; what is written apart or together is one unit.

use super::costs::Sound;
use super::given::{Common, common};
use super::sounds::sounds;

/// A part of a name that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Folded letters, of composed units all of them.
    pub(super) text: String,
    /// Of those.
    pub(super) sounds: Vec<Sound>,
    /// The part that tells names of one composition apart: rahman of Abd al-Rahman.
    pub(super) stem: String,
    /// How it is composed.
    pub(super) shape: Shape,
    /// How many people bear it.
    pub(super) common: Common,
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
            plain(short.unwrap_or(stem))
        };
        Self { list: self.list.iter().map(cut).collect(), ..*self }
    }
}

const ARTICLES: &str =
    "al el ul il ol as es us ash esh ush ech ach an en un ad ed ud ar er ur at et ut az ez uz adh ath ass ehs ehl ehr ehd ehz ehsh";
const PARTICLES: &str = "bin ibn ben bint binti bent b walad ould ag bani aal e i de da di del la le van von der den dos das do du y";
const TURNED: &str = "bin ibn ben von van de della";
const DESCENT: &str = "bin ibn ben b walad ould bint";
const KUNYA: &str = "abu abou abo abi aboo aba abul aboul";
const TITLES: &str = "mr mrs ms dr sir lord lady prof professor shaykh sheikh shaikh sheik shiekh sheykh cheikh sayyid sayyed seyed syed seyyed sayid haji hajji \
    hadji hajj haj mullah molla mulla maulana moulana mawlana mawlawi maulvi maulavi allama mufti president minister general gen colonel col lieutenant lt \
    major maj brigadier brig captain capt admiral marshal commander prince princess king queen emir imam ayatollah hujjat qari ustaz ustad ustadz hafiz \
    akhund akhundzada comandante engineer eng judge justice senator sen governor mayor reverend rev father brother bishop chaudhry chaudhary choudhry \
    choudry chaudry chowdhry mian padoh jr sr snr jnr u daw";

fn in_list(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// Takes a name apart.
pub(super) fn units(words: &[String]) -> Units {
    let somali = somali(words);
    let words = somali.as_deref().unwrap_or(words);
    let turned = turned(words);
    let words = turned.as_deref().unwrap_or(words);
    let mut found = Units::default();
    let mut at = 0;
    while at < words.len() {
        let word = words[at].as_str();
        let next = words.get(at + 1).map(String::as_str);
        at += 1;
        if next.is_some() && in_list(ARTICLES, word) {
            continue;
        }
        if next.is_some() && is_servant(word) {
            while at + 1 < words.len() && in_list(ARTICLES, &words[at]) {
                at += 1;
            }
            let of = words[at].as_str();
            at += 1;
            found.list.push(if is_god(of) { plain("abdallah") } else { composed("abd", of, "", Shape::Abd) });
            continue;
        }
        if in_list(DESCENT, word) {
            found.descent = true;
        }
        if next.is_some() && in_list(KUNYA, word) {
            found.kunya = true;
            continue;
        }
        if (!found.list.is_empty() && in_list(PARTICLES, word))
            || (next.is_some() && in_list(DESCENT, word))
            || (next.is_some() && in_list(TITLES, word))
        {
            continue;
        }
        if let Some(last) = found.list.last_mut().filter(|last| last.shape == Shape::Plain) {
            if is_faith(word) {
                *last = composed("", &last.text, "din", Shape::Din);
                continue;
            }
            if word.len() >= 4 && is_god(word) {
                *last = composed("", &last.text, "ala", Shape::Allah);
                continue;
            }
        }
        found.list.push(one_word(word));
    }
    found
}

/// A name that ends in a particle has its last part in front: Salman Mohammed bin.
fn turned(words: &[String]) -> Option<Vec<String>> {
    let (first, rest) = words.split_first()?;
    let last = rest.last().filter(|_| rest.len() >= 2)?;
    (in_list(TURNED, last) || in_list(ARTICLES, last) && last.len() == 2).then(|| rest.iter().chain([first]).cloned().collect())
}

/// A name in the Somali way of writing in the general one: x is h, and c is the ayn that others leave out. One word has to show it: Axmed is
/// a name of many people, once so read.
fn somali(words: &[String]) -> Option<Vec<String>> {
    let general = |word: &String| {
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
    };
    let shows = |word: &String| {
        let known = |word: &str| {
            let unit = one_word(word);
            unit.common != Common::Rare
        };
        word.len() >= 5 && word.contains(['x', 'c']) && !known(word) && known(&general(word))
    };
    words.iter().any(shows).then(|| words.iter().map(general).collect())
}

fn one_word(word: &str) -> Unit {
    if let Some(after) = word.strip_prefix("abd").filter(|after| after.len() >= 4) {
        let vowels = after.bytes().take_while(|byte| is_vowel(*byte)).count();
        let rest = &after[vowels..];
        if (1..=2).contains(&vowels) {
            if is_god(after) {
                return plain("abdallah");
            }
            for sun in ["l", "r", "sh", "s", "n", "z", "d", "t"] {
                // The article took on the sound of the letter after it: Abdurrahman; or lost its double: Abderahmane.
                if let Some(of) = rest.strip_prefix(sun).filter(|of| of.len() >= 3 && word.len() >= 7) {
                    let of = if sun == "l" { of } else { of.strip_prefix(sun).map_or(rest, |_| of) };
                    if sun != "l" || of.len() >= 3 {
                        return composed("abd", of.strip_prefix('l').filter(|_| sun == "l").unwrap_or(of), "", Shape::Abd);
                    }
                }
            }
        }
    }
    for ending in ["ullah", "ollah", "allah", "ullo", "olla", "ulla"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 3) {
            return composed("", stem, "ala", Shape::Allah);
        }
    }
    for ending in ["din", "dine", "deen", "dyn"] {
        let Some(stem) = word.strip_suffix(ending).filter(|_| word.len() >= 7) else { continue };
        let stem = stem.strip_suffix('d').unwrap_or(stem);
        let stem = stem.strip_suffix('l').filter(|stem| stem.ends_with(['a', 'e', 'u'])).unwrap_or(stem);
        let short = stem.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
        if short.len() < stem.len() && short.len() >= 3 {
            return composed("", short, "din", Shape::Din);
        }
    }
    plain(word)
}

fn plain(word: &str) -> Unit {
    let sounds = sounds(word);
    Unit { text: word.to_owned(), common: common(&sounds), sounds, stem: word.to_owned(), shape: Shape::Plain }
}

fn composed(before: &str, stem: &str, after: &str, shape: Shape) -> Unit {
    let text = format!("{before}{stem}{after}");
    let sounds = sounds(&text);
    Unit { common: common(&sounds).max(Common::Listed), sounds, text, stem: stem.to_owned(), shape }
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
        || (!matches!(word, "abdi" | "abda") && (1..=2).contains(&vowels) && in_list(" l r s sh n d z t dh th", article))
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
            let found: Vec<_> = units(&words(name).words).list.into_iter().map(|unit| unit.text).collect();
            assert_eq!(found.join(" "), wanted, "{name}");
        }
        let abu = units(&words("Abu Bakr al-Baghdadi").words);
        assert!(abu.kunya && !abu.descent);
        assert!(units(&words("Osama bin Laden").words).descent);
    }
}
