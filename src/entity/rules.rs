//! The rules by which a mention got its entity, in words.

/// Every rule that a mention may carry, with one sentence of explanation, in order of name.
const RULES: [(&str, &str); 27] = [
    ("abbreviated-region", "The words abbreviate the name of this part of a state and stand after a town or a party."),
    ("acronym", "The initials are listed for this entity and are written in capitals."),
    ("acronym-defined-here", "The document gives these initials in brackets after the full name of this entity."),
    (
        "acronym-of-cast",
        "The initials are those of the full name of this entity, which the document names; it nowhere says so, hence with less certainty.",
    ),
    ("demonym", "The word is the listed adjective, or the people, of this country or place."),
    ("former-name", "The words are a listed former name of this entity."),
    ("given-name-and-surname", "The given name and the surname are those of one listed person only, in a spelling that is not listed."),
    ("given-name-of-cast", "A given name that few bear, alone, and only one person whom the document names in full before has it."),
    ("given-name-of-kin", "A given name after a word of kinship, and only one person whom the document names has it."),
    ("listed-name", "The words are a listed name of this entity."),
    ("listed-short", "The words are a listed short form of this entity."),
    ("member-of-a-list", "The words stand in a list of counties, parishes or townships, and this one is called so."),
    ("metonym", "The words are the listed name of a place that stands for this entity."),
    ("namesake-by-context", "Several entities have this name; the document, the country or a much greater prominence speaks for this one."),
    ("native-name", "The words are the listed name of this entity in its own language or script."),
    ("part-of-name", "The word is part of the full name of this entity, which the document names, and of no other that it names."),
    ("place-for-government", "The words name a place, and the sentence lets it decide, speak or be dealt with as its government is."),
    ("place-for-team", "The words are the place or the nickname of this team, and the text is about sport."),
    (
        "rare-surname",
        "Few people bear the surname, only this person of a pack of one's own does, and the document gives it to nobody else.",
    ),
    (
        "role-override",
        "The given name is another, but only this person has the surname and the office: taken for a slip of the text, with less certainty.",
    ),
    ("same-letters", "The words have the letters of a listed name of this entity; only spaces and marks differ."),
    (
        "spelling",
        "The words are another spelling of a listed name of this entity, by their sounds; nothing in the document speaks against it.",
    ),
    (
        "surname-in-context",
        "The surname is listed as a short form of this person, or the country of this person is named, and nobody else fits as well.",
    ),
    (
        "surname-of-cast",
        "The surname, perhaps in another spelling, is that of a person whom the document names in full, and nobody else fits as well.",
    ),
    ("title-and-surname", "The surname stands after the title of an office that this person holds or held, and nobody else fits as well."),
    (
        "weak-name-in-context",
        "The words are a weak name: another name of this entity is in the document, or one of the words it asks for stands near.",
    ),
    ("written-together", "The words are a listed name of this entity, in another spelling and written together or apart."),
];

/// What a rule does, in one sentence; nothing where there is no such rule.
pub fn in_words(rule: &str) -> Option<&'static str> {
    RULES.binary_search_by_key(&rule, |(name, _)| *name).ok().map(|place| RULES[place].1)
}

/// All rules with their sentences, in order of name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    RULES.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of rules in a source file: hyphenated or plain words in quotes on lines that give a mention its rule.
    fn rules_of(source: &str) -> Vec<&str> {
        let code = source.lines().filter(|line| line.contains("rule") || line.contains("MentionKind::"));
        let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
        quoted.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')).collect()
    }

    #[test]
    fn every_rule_of_the_sources_has_an_explanation_and_the_other_way_round() {
        let mut used: Vec<String> = Vec::new();
        for folder in ["src/entity", "src/mention"] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                // The words of the contract for kinds of mentions are no rules.
                if path.is_file() && !path.ends_with("entity/rules.rs") && !path.ends_with("mention/mod.rs") {
                    used.extend(rules_of(&std::fs::read_to_string(path).unwrap()).into_iter().map(str::to_owned));
                }
            }
        }
        used.sort();
        used.dedup();
        assert_eq!(used, all().map(|(rule, _)| rule).collect::<Vec<_>>());
        assert!(used.iter().all(|rule| in_words(rule).is_some_and(|words| words.ends_with('.'))));
    }
}
