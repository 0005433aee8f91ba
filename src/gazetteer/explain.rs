//! What a written name may mean, and why: plain data, and words for people.

use super::fold::{ARTICLES, PARTICLES, surname};
use super::spelling::{Spelling, spellings};
use super::{Entity, EntityIx, EntityKind, Gazetteer, Name, NameKind, Never, Role, fold_name};
use std::collections::BTreeMap;
use std::fmt;

/// Everything that the gazetteer says of one written name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// As it was asked.
    pub name: String,
    /// The form in which names are compared.
    pub folded: String,
    /// What it may mean, the more prominent first; empty where nothing fits.
    pub meanings: Vec<Meaning>,
    /// Where nothing is listed: what it may be another spelling of, the most likely first.
    pub spellings: Vec<Spelling>,
    /// Why the name is never matched at all, where that is so.
    pub never: Vec<String>,
}

/// One entity that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The entity.
    pub entity: EntityIx,
    /// Its id.
    pub id: String,
    /// Its canonical name.
    pub name: String,
    /// Its type as the table writes it.
    pub type_name: String,
    /// Canonical name of its country.
    pub country: Option<String>,
    /// How the name stands for it.
    pub listings: Vec<Listing>,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// Its offices, oldest first, in words: `foreign minister of Syria, 2024-12-21 to today`.
    pub roles: Vec<String>,
    /// Canonical names of governments for which a place of this name may stand.
    pub stands_for: Vec<String>,
    /// Texts that contain the name and do not mean the entity, with the reason.
    pub exclusions: Vec<(String, String)>,
    /// Entities that it is never confused with, by canonical name, with the reason.
    pub distinct: Vec<(String, String)>,
}

/// One way in which a name stands for an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The name as it is listed; a longer one where only a part of it was asked for.
    pub text: String,
    /// The rule that may decide, as mentions carry it.
    pub rule: &'static str,
    /// The rule in words.
    pub words: &'static str,
    /// Folded words of which one must stand near.
    pub near: Vec<String>,
    /// First day on which the name was used, as the table writes it.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// Says what a written name may mean and by which rules. Documents decide among several meanings; this says what they have to choose from.
pub fn explain(gazetteer: &Gazetteer, name: &str) -> Explanation {
    let folded = fold_name(name);
    let mut listings: BTreeMap<EntityIx, Vec<Listing>> = BTreeMap::new();
    for entity in gazetteer.find_name(name) {
        let listed = gazetteer.names_of(entity).filter(|listed| fold_name(listed.text) == folded);
        listings.entry(entity).or_default().extend(listed.map(|listed| listing(listed, gazetteer.entity(entity))));
    }
    for (entity, listing) in by_surname(gazetteer, &folded) {
        let known = listings.entry(entity).or_default();
        if known.is_empty() {
            known.push(listing);
        }
    }
    let mut meanings: Vec<Meaning> = listings.into_iter().map(|(entity, listings)| meaning(gazetteer, entity, &folded, listings)).collect();
    meanings.sort_by_key(|meaning| (std::cmp::Reverse(gazetteer.entity(meaning.entity).prominence), meaning.entity));
    let never = gazetteer.never().filter(|never| never.entity.is_none() && fold_name(never.text) == folded);
    let never: Vec<String> = never.map(|never| never.reason.to_owned()).collect();
    // A name that is listed is taken as it stands.
    let spellings = if meanings.is_empty() && never.is_empty() { spellings(gazetteer, name) } else { Vec::new() };
    Explanation { name: name.to_owned(), never, folded, meanings, spellings }
}

fn listing(name: Name, entity: Entity) -> Listing {
    let (rule, words) = rule(name.kind, entity.kind);
    let date = |date: Option<crate::document::Date>| date.map(|date| date.to_string());
    Listing {
        text: name.text.to_owned(),
        rule,
        words,
        near: name.near().map(str::to_owned).collect(),
        from: date(name.from),
        until: date(name.until),
    }
}

/// The rule that finds a listed name of a kind, and what it asks for.
fn rule(kind: NameKind, of: EntityKind) -> (&'static str, &'static str) {
    match kind {
        NameKind::Strong => ("listed-name", "a listed name: it means this wherever it stands"),
        NameKind::Native => ("native-name", "the name in its own language or script: it means this wherever it stands"),
        NameKind::Former => ("former-name", "a former name: it means this wherever it stands"),
        NameKind::Acronym => ("acronym", "initials: they mean this where they are written in capitals"),
        NameKind::Demonym => ("demonym", "an adjective or the people of it: it stands for the country or place"),
        NameKind::Metonym => ("metonym", "a place whose name may stand for it, where the place decides, says or does something"),
        NameKind::Weak => (
            "weak-name-in-context",
            "a weak name: it means this only where another name of it is in the document, or one of the words below near it",
        ),
        NameKind::Short if of == EntityKind::Person => {
            ("surname-in-context", "a short form: it means this person where the document, a title or the country speaks for it")
        }
        NameKind::Short => ("listed-short", "a short form: it means this where no better name fits"),
        NameKind::Part if of == EntityKind::Person => {
            ("rare-surname", "a rare surname: it means this person where the document gives it to nobody else")
        }
        NameKind::Part => ("place-for-team", "the place or the nickname of a team: it means this where the text is about sport"),
    }
}

/// Persons who have this surname, or this given name and surname in a spelling that is not listed.
fn by_surname(gazetteer: &Gazetteer, folded: &str) -> Vec<(EntityIx, Listing)> {
    let words: Vec<&str> = folded.split(' ').collect();
    let bare = match words[..] {
        [article, last] if ARTICLES.contains(&article) => Some(last.to_owned()),
        [last] => Some(last.to_owned()),
        [particle, last] if PARTICLES.contains(&particle) => Some(format!("{particle} {last}")),
        _ => None,
    };
    let mut found = Vec::new();
    let listing = |person: EntityIx, rule, words| {
        (person, Listing { text: gazetteer.entity(person).name.to_owned(), rule, words, near: Vec::new(), from: None, until: None })
    };
    if let Some(bare) = bare {
        let words =
            "the surname: it means this person where the document names the person in full, or a title or the country speaks for it";
        found.extend(gazetteer.find_surname(&bare).iter().map(|person| listing(person, "surname-of-cast", words)));
    } else if let Some(last) = surname(folded) {
        let named = |person: &EntityIx| {
            let mut names = gazetteer.names_of(*person).filter(|name| name.kind.is_full()).map(|name| fold_name(name.text));
            names.any(|name| name.contains(' ') && name.split(' ').next() == words.first().copied())
        };
        let words = "given name and surname of this person in a spelling that is not listed";
        found.extend(gazetteer.find_surname(last).iter().filter(named).map(|person| listing(person, "given-name-and-surname", words)));
    }
    found
}

fn meaning(gazetteer: &Gazetteer, entity: EntityIx, folded: &str, listings: Vec<Listing>) -> Meaning {
    let known = gazetteer.entity(entity);
    let name_of = |entity: EntityIx| gazetteer.entity(entity).name.to_owned();
    let mut aliases: Vec<String> =
        gazetteer.names_of(entity).filter(|name| fold_name(name.text) != folded).map(|name| name.text.to_owned()).collect();
    aliases.dedup();
    let states = gazetteer.names().filter(|name| name.kind == NameKind::Metonym && fold_name(name.text) == folded && name.entity != entity);
    let excludes = |never: &Never| {
        never.entity.is_none_or(|only| only == entity) && format!(" {} ", fold_name(never.text)).contains(&format!(" {folded} "))
    };
    let partners = gazetteer.distinct().filter_map(|pair| match (pair.a == entity, pair.b == entity) {
        (true, _) => Some((name_of(pair.b), pair.reason.to_owned())),
        (_, true) => Some((name_of(pair.a), pair.reason.to_owned())),
        _ => None,
    });
    Meaning {
        entity,
        id: known.id.to_owned(),
        name: known.name.to_owned(),
        type_name: known.type_name.to_owned(),
        country: known.country.map(name_of),
        listings,
        aliases,
        roles: gazetteer.roles_of(entity).map(|role| office(gazetteer, role)).collect(),
        stands_for: if known.kind.is_location() { states.map(|name| name_of(name.entity)).collect() } else { Vec::new() },
        exclusions: gazetteer.never().filter(excludes).map(|never| (never.text.to_owned(), never.reason.to_owned())).collect(),
        distinct: partners.collect(),
    }
}

fn office(gazetteer: &Gazetteer, role: Role) -> String {
    let of = gazetteer.entity(role.of).name;
    let time = match (role.from, role.until) {
        (Some(from), Some(until)) => format!(", {from} to {until}"),
        (Some(from), None) => format!(", since {from}"),
        (None, Some(until)) => format!(", until {until}"),
        (None, None) => String::new(),
    };
    format!("{} of {of}{time}", role.title)
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} (compared as \"{}\")", self.name, self.folded)?;
        for reason in &self.never {
            writeln!(f, "  is never matched: {reason}")?;
        }
        match self.meanings.len() {
            0 if !self.spellings.is_empty() => {
                writeln!(f, "  no entity of the gazetteer has this name; it may be another spelling of one")?;
            }
            0 => writeln!(f, "  no entity of the gazetteer has this name")?,
            1 => {}
            several => writeln!(f, "  may mean {several} entities; the document decides, and where it does not, the name stays open")?,
        }
        self.meanings.iter().try_for_each(|meaning| write!(f, "\n{meaning}"))?;
        self.spellings.iter().try_for_each(|spelling| write!(f, "\n{spelling}"))
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let country = self.country.as_ref().map_or(String::new(), |country| format!(", {country}"));
        writeln!(f, "  {} [{}] {}{country}", self.name, self.id, self.type_name)?;
        for listing in &self.listings {
            let time = match (&listing.from, &listing.until) {
                (Some(from), Some(until)) => format!(" ({from} to {until})"),
                (Some(from), None) => format!(" (since {from})"),
                (None, Some(until)) => format!(" (until {until})"),
                (None, None) => String::new(),
            };
            writeln!(f, "    {}: {}{time}; rule {}", listing.text, listing.words, listing.rule)?;
            if !listing.near.is_empty() {
                writeln!(f, "      near it: {}", listing.near.join(", "))?;
            }
        }
        let mut list = |label: &str, items: Vec<String>| items.iter().try_for_each(|item| writeln!(f, "    {label}: {item}"));
        list("may stand for", self.stands_for.clone())?;
        list("office", self.roles.clone())?;
        let reasoned = |pairs: &[(String, String)]| pairs.iter().map(|(text, reason)| format!("{text} ({reason})")).collect();
        list("never in", reasoned(&self.exclusions))?;
        list("not to be confused with", reasoned(&self.distinct))?;
        let aliases = if self.aliases.is_empty() { Vec::new() } else { vec![self.aliases.join(", ")] };
        list("also called", aliases)
    }
}
