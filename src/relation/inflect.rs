//! Forms of English verbs and nouns: regular ones by rule, irregular ones from the tables.

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// `meet`
    Base,
    /// `meets`
    Third,
    /// `met`, before a participle is told apart
    Past,
    /// `met`, `withdrawn`
    Participle,
    /// `meeting`
    Gerund,
}

/// All forms of a verb. `past` and `participle` list irregular forms, parted by `|`; empty where regular.
pub(crate) fn verb_forms(base: &str, past: &str, participle: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(base.to_owned(), Form::Base), (third(base), Form::Third)];
    let doubled = past.split('|').any(|form| form.strip_suffix("ed").is_some_and(|stem| stem.len() == base.len() + 1));
    let twice = doubled || DOUBLING.contains(&base);
    forms.push((gerund(base, twice), Form::Gerund));
    for (cell, form) in [(past, Form::Past), (if participle.is_empty() { past } else { participle }, Form::Participle)] {
        let listed = cell.split('|').map(str::trim).filter(|form| !form.is_empty());
        let before = forms.len();
        forms.extend(listed.map(|listed| (listed.to_owned(), form)));
        if forms.len() == before {
            forms.push((regular_past(base), form));
        }
    }
    forms
}

/// Irregular verbs whose gerund doubles its last letter although no past form shows it.
const DOUBLING: [&str; 20] = [
    "begin",
    "cut",
    "get",
    "hit",
    "let",
    "overrun",
    "put",
    "quit",
    "rid",
    "run",
    "set",
    "shed",
    "shut",
    "sit",
    "spin",
    "split",
    "swim",
    "upset",
    "win",
    "withdrawn",
];

/// The regular plural of a noun.
pub(crate) fn plural(noun: &str) -> String {
    third(noun)
}

fn third(base: &str) -> String {
    match base {
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|ending| base.ends_with(ending)) || base == "go" || base == "veto" || base == "do" => {
            [base, "es"].concat()
        }
        _ => match base.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => [stem, "ies"].concat(),
            _ => [base, "s"].concat(),
        },
    }
}

fn regular_past(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => [stem, "ied"].concat(),
        _ if base.ends_with('e') => [base, "d"].concat(),
        _ => [base, "ed"].concat(),
    }
}

fn gerund(base: &str, twice: bool) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return [stem, "ying"].concat();
    }
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && !base.ends_with("ye") && !base.ends_with("oe") && base != "be" => [stem, "ing"].concat(),
        _ if twice => format!("{base}{}ing", base.chars().last().unwrap_or_default()),
        _ => [base, "ing"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_regular_and_irregular_verbs() {
        let forms =
            |base, past, participle| verb_forms(base, past, participle).into_iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("accuse", "", ""), "accuse accuses accusing accused accused");
        assert_eq!(forms("deny", "", ""), "deny denies denying denied denied");
        assert_eq!(forms("meet", "met", "met"), "meet meets meeting met met");
        assert_eq!(forms("ban", "banned", "banned"), "ban bans banning banned banned");
        assert_eq!(forms("hit", "hit", "hit"), "hit hits hitting hit hit");
        assert_eq!(forms("withdraw", "withdrew", "withdrawn"), "withdraw withdraws withdrawing withdrew withdrawn");
        assert_eq!(forms("veto", "vetoed", ""), "veto vetoes vetoing vetoed vetoed");
        assert_eq!(forms("label", "labelled|labeled", "labelled|labeled"), "label labels labelling labelled labeled labelled labeled");
    }
}
