//! Korean and Chinese names: a syllable more or less is another person, so that they are compared letter by letter.

use std::sync::LazyLock;

/// Surnames that start or end such a name, and are rarely a word of another one.
const SURNAMES: &str = "kim ri rim pak paek choe choi chon chong chang jang jong jon jo jeong jung yun yi ryu ro kang hwang hong han kwak kwon so song \
    sin shin o om mun min nam no paik ryang ryom ju chu cho hyon hyong wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao \
    luo zheng liang xie tang xu deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren lo shen yao sui tan";
/// More than any part of such a name has.
const MOST_SYLLABLES: usize = 3;
const INITIALS: &str = "kk tt pp ss jj ch zh sh ng k g n d t r l m b p s j h q x z c f w y";
const FINALS: &str = "ng k g n t d l m p b";

/// Whether a name, in folded words, is built of such syllables.
pub(super) fn is_syllabic(words: &[&str]) -> bool {
    let surname = |word: Option<&&str>| word.is_some_and(|word| is_surname(word));
    if !(2..=4).contains(&words.len()) || !(surname(words.first()) || surname(words.last())) {
        return false;
    }
    let counts: Option<Vec<usize>> = words.iter().map(|word| syllables(word)).collect();
    // Kim Jong Un, Kim Jongun, Jong-un Kim.
    counts.is_some_and(|counts| counts.iter().all(|count| *count <= 2) && counts.iter().filter(|count| **count == 2).count() <= 1)
}

pub(super) fn is_surname(word: &str) -> bool {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut surnames: Vec<&str> = SURNAMES.split_ascii_whitespace().collect();
        surnames.sort_unstable();
        surnames
    });
    word.len() <= 5 && SORTED.binary_search(&word).is_ok()
}

/// The letters without what the two ways of writing Korean differ in: Pak To-chun, Bak Do Jun.
pub(super) fn sounds(letters: &str) -> String {
    let plain = letters.replace("ch", "j").replace("oo", "u");
    let mut out = String::with_capacity(plain.len());
    for letter in plain.chars() {
        let letter = match letter {
            'p' => 'b',
            't' => 'd',
            'k' => 'g',
            other => other,
        };
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// The number of syllables of a word that has no more than three; nothing where it is not made of them.
fn syllables(word: &str) -> Option<usize> {
    syllables_of(word, MOST_SYLLABLES)
}

fn syllables_of(word: &str, most: usize) -> Option<usize> {
    if word.is_empty() {
        return Some(0);
    }
    if most == 0 {
        return None;
    }
    let starts = std::iter::once("").chain(INITIALS.split_ascii_whitespace()).filter_map(|initial| word.strip_prefix(initial));
    starts
        .flat_map(|rest| {
            let vowels = rest.bytes().take_while(|byte| b"aeiouwy".contains(byte)).count();
            let (vowels, rest) = rest.split_at(vowels.min(3));
            let ends = std::iter::once("").chain(FINALS.split_ascii_whitespace()).filter_map(move |end| rest.strip_prefix(end));
            ends.filter(move |_| !vowels.is_empty()).filter_map(|rest| syllables_of(rest, most - 1))
        })
        .map(|rest| rest + 1)
        .min()
}

#[cfg(test)]
mod tests {
    use super::is_syllabic;

    #[test]
    fn korean_and_chinese_names_and_others() {
        let syllabic = |name: &str| is_syllabic(&name.split(' ').collect::<Vec<_>>());
        for name in ["kim jong un", "kim jongun", "ri song chol", "xi jin ping wang", "jong un kim", "zhang wei"] {
            assert!(syllabic(name), "{name}");
        }
        for name in ["ali khamenei", "ahmed sharaa", "vladimir putin", "kim", "kim kardashian", "ibrahim hasan"] {
            assert!(!syllabic(name), "{name}");
        }
    }
}
