//! Faults of tables that load: what a careful reader would ask about, each with the row to look at.

mod risk;
mod twin;

use super::pack::{PackTable, TableKind};
use super::repeat::identify;
use super::row::Row;
use super::{EntityIx, EntityKind, Gazetteer, Name, NameKind, Pack, fold_alike, fold_name, slug};
use crate::document::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row does not do what it says.
    Error,
    /// It may be meant so.
    Warning,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// The file.
    pub table: PathBuf,
    /// Its line, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1, where one cell is meant.
    pub column: Option<usize>,
    /// What.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.table.display(), self.line)?;
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        write!(f, ": {severity}: {}", self.message)
    }
}

/// Lists what a careful reader would ask about one pack, in the order of its tables and rows. The gazetteer must have been loaded with it.
pub fn check(pack: &Pack, gazetteer: &Gazetteer) -> Vec<Finding> {
    let (mut canonical, mut joined): (HashMap<String, Vec<EntityIx>>, HashMap<&str, EntityIx>) = Default::default();
    for (place, entity) in gazetteer.entities() {
        canonical.entry(fold_name(entity.name)).or_default().push(place);
        joined.extend(entity.same_as().map(|id| (id, place)));
    }
    let mut check = Check { pack, gazetteer, canonical, joined, own: HashSet::new(), findings: Vec::new() };
    check.own = check.rows(TableKind::Entities).filter_map(|row| check.find(&identify(row).ok()?.0)).collect();
    for table in &pack.tables {
        check.order(table);
        check.repeated(table);
        check.joined(table);
        for row in table.rows.iter() {
            match table.kind {
                TableKind::Entities => check.entity(row),
                TableKind::Names => check.name(row),
                TableKind::Distinct => check.distinct(row),
                TableKind::Never => check.never(row),
                // See `offices`, `claims` and `remarks`.
                TableKind::Roles | TableKind::Renames | TableKind::Same => {}
            }
            if table.kind.is_of_decisions() {
                check.decided(row);
            }
        }
    }
    check.remarks();
    check.renamed_again();
    check.claims();
    check.offices();
    check.twins();
    let place = |path: &Path| pack.tables.iter().position(|table| &*table.rows.path == path);
    check.findings.sort_by_key(|finding| (place(&finding.table), finding.line, finding.column));
    check.findings
}

/// Columns that say which row it is: two rows that agree in them say one thing twice.
fn identity(kind: TableKind) -> &'static [&'static str] {
    match kind {
        // An id may be made from the name, see `Check::joined`.
        TableKind::Entities => &[],
        TableKind::Names => &["name", "entity", "kind", "from", "until"],
        TableKind::Roles => &["person", "title", "of", "from", "until"],
        TableKind::Distinct | TableKind::Same => &["a", "b"],
        TableKind::Renames => &["entity", "name"],
        TableKind::Never => &["text", "entity"],
    }
}

struct Check<'a> {
    pack: &'a Pack,
    gazetteer: &'a Gazetteer,
    /// Folded canonical names.
    canonical: HashMap<String, Vec<EntityIx>>,
    /// Ids of entities that are one with another.
    joined: HashMap<&'a str, EntityIx>,
    /// Those that the pack lists.
    own: HashSet<EntityIx>,
    findings: Vec<Finding>,
}

/// A name that a row claims for an entity without asking for context.
struct Claim<'a> {
    row: Row<'a>,
    column: &'static str,
    text: String,
    entity: EntityIx,
    kind: NameKind,
    from: Option<Date>,
    until: Option<Date>,
}

impl<'a> Check<'a> {
    fn report(&mut self, severity: Severity, row: Row, column: &str, message: impl Into<String>) {
        let column = row.column(column).or(Some(1));
        self.findings.push(Finding { severity, table: row.path().to_path_buf(), line: row.line(), column, message: message.into() });
    }

    fn error(&mut self, row: Row, column: &str, message: impl Into<String>) {
        self.report(Severity::Error, row, column, message);
    }

    fn warn(&mut self, row: Row, column: &str, message: impl Into<String>) {
        self.report(Severity::Warning, row, column, message);
    }

    /// What is untidy in the tables of the program is a matter of taste in those of its users.
    fn untidy(&self) -> Severity {
        if self.pack.built_in { Severity::Error } else { Severity::Warning }
    }

    fn rows(&self, kind: TableKind) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.pack.tables.iter().filter(move |table| table.kind == kind).flat_map(|table| table.rows.iter())
    }

    fn reference(&self, row: Row, column: &str) -> Option<EntityIx> {
        let cell = row.get(column)?;
        self.find(cell).or_else(|| self.canonical.get(&fold_name(cell))?.first().copied())
    }

    /// The entity with this id, or the one that it is one with.
    fn find(&self, id: &str) -> Option<EntityIx> {
        self.gazetteer.find_id(id).or_else(|| self.joined.get(id).copied())
    }

    fn id(&self, entity: EntityIx) -> &'a str {
        self.gazetteer.entity(entity).id
    }

    fn order(&mut self, table: &'a PackTable) {
        let columns = table.rows.columns();
        // Decisions stand in the order in which they were made.
        if table.kind.is_of_decisions() && columns.iter().any(|column| **column == *"date") {
            return;
        }
        let key = |row: Row<'a>| columns.iter().map(move |column| row.get(column).unwrap_or_default());
        let unsorted = table.rows.iter().zip(table.rows.iter().skip(1)).find(|(row, next)| key(*next).lt(key(*row)));
        if let Some((row, next)) = unsorted {
            let first = columns.first().map_or("", |column| &**column);
            self.report(self.untidy(), next, first, format!("rows are not sorted: this one belongs before line {}", row.line()));
        }
    }

    fn repeated(&mut self, table: &PackTable) {
        let mut seen: HashMap<Vec<&str>, usize> = HashMap::new();
        for row in table.rows.iter() {
            let mut key: Vec<&str> = identity(table.kind).iter().map(|column| row.get(column).unwrap_or_default()).collect();
            if key.is_empty() {
                return;
            }
            if matches!(table.kind, TableKind::Distinct | TableKind::Same) {
                key.sort_unstable();
            }
            if let Some(line) = seen.get(&key) {
                self.report(self.untidy(), row, identity(table.kind)[0], format!("says again what line {line} says"));
            } else {
                seen.insert(key, row.line());
            }
        }
    }

    /// Rows of one id, which count as one.
    fn joined(&mut self, table: &PackTable) {
        let mut seen: HashMap<Cow<'_, str>, usize> = HashMap::new();
        let mut states: HashMap<String, (usize, Cow<'_, str>)> = HashMap::new();
        for row in table.rows.iter().filter(|_| table.kind == TableKind::Entities) {
            let Ok((id, name)) = identify(row) else { continue };
            if row.get("type").map(EntityKind::parse) == Some(EntityKind::Country) {
                let (line, first) = states.entry(fold_name(name)).or_insert_with(|| (row.line(), id.clone()));
                if *first != id {
                    let message = format!(
                        "the country \"{name}\" stands in line {line} with the id \"{first}\": lines {line} and {} are taken as one row",
                        row.line()
                    );
                    self.report(self.untidy(), row, "id", message);
                }
            }
            if let Some(line) = seen.get(&id) {
                let message = format!("the id \"{id}\" stands in line {line} too: lines {line} and {} are taken as one row", row.line());
                self.report(self.untidy(), row, "id", message);
            } else {
                seen.insert(id, row.line());
            }
        }
    }

    fn entity(&mut self, row: Row) {
        let Ok((id, name)) = identify(row) else { return };
        let Some(entity) = self.find(&id) else { return };
        if self.pack.built_in && slug(&id) != id {
            self.error(row, "id", format!("the id \"{id}\" is no slug: \"{}\" would be", slug(&id)));
        }
        for text in std::iter::once(name).chain(aliases(row)) {
            self.has_words(row, if text == name { "name" } else { "aliases" }, text);
        }
        if self.gazetteer.entity(entity).country.is_none()
            && let Some(country) = row.get("country")
        {
            self.report(self.untidy(), row, "country", format!("no entity has the id, ISO code or name \"{country}\""));
        }
    }

    fn has_words(&mut self, row: Row, column: &str, text: &str) {
        if fold_name(text).is_empty() {
            self.error(row, column, format!("there is no word in the name \"{text}\": it can never be found"));
        }
    }

    fn name(&mut self, row: Row) {
        let (Some(text), Some(entity)) = (row.get("name"), self.reference(row, "entity")) else { return };
        let kind = row.get("kind").and_then(NameKind::parse).unwrap_or_default();
        self.has_words(row, "name", text);
        if kind == NameKind::Strong && text == self.gazetteer.entity(entity).name && row.get("from").or(row.get("until")).is_none() {
            self.warn(row, "name", "repeats the canonical name");
        }
        if kind == NameKind::Weak && row.get("near").is_none() && !self.gazetteer.names_of(entity).any(stands_alone) {
            let id = self.id(entity);
            self.error(
                row,
                "near",
                format!("the weak name \"{text}\" can never be found: \"{id}\" has no other name, and no `near` words are given"),
            );
        }
        let place = |owner: &EntityIx| {
            self.gazetteer.kind(*owner).is_location()
                && self.gazetteer.names_of(*owner).any(|name| stands_alone(name) && fold_alike(name.text, text))
        };
        if kind == NameKind::Metonym && !self.gazetteer.find_name(text).iter().any(place) {
            self.warn(row, "name", format!("\"{text}\" stands for \"{}\" but is no name of a place", self.id(entity)));
        }
    }

    fn distinct(&mut self, row: Row) {
        let (Some(a), Some(b)) = (self.reference(row, "a"), self.reference(row, "b")) else { return };
        let full = |entity| self.gazetteer.names_of(entity).filter(|name: &Name| name.kind.is_full());
        let shared = full(a).find(|name| full(b).any(|other| fold_alike(other.text, name.text)));
        if let Some(name) = shared {
            let message = format!("both are called \"{}\": such mentions stay ambiguous unless one name is weak", name.text);
            self.warn(row, "b", message);
        }
    }

    fn never(&mut self, row: Row) {
        let Some(text) = row.get("text") else { return };
        let folded = fold_name(text);
        self.has_words(row, "text", text);
        let owners = match self.reference(row, "entity") {
            Some(entity) => vec![entity],
            None => self.gazetteer.find_name(text),
        };
        for owner in owners {
            let id = self.id(owner);
            let mut hidden = self.gazetteer.names_of(owner).filter(|name| fold_name(name.text) == folded);
            let canonical = fold_name(self.gazetteer.entity(owner).name) == folded;
            match hidden.next() {
                Some(_) if canonical => {
                    // That a pack rules out what another one lists is a decision.
                    let severity = if self.own.contains(&owner) { Severity::Error } else { Severity::Warning };
                    self.report(severity, row, "text", format!("hides the canonical name of \"{id}\": it can never be found by it"));
                }
                Some(name) => {
                    let kind = name.kind.as_str();
                    self.report(
                        self.untidy(),
                        row,
                        "text",
                        format!("hides the {kind} name \"{}\" of \"{id}\": one of the two rows is idle", name.text),
                    );
                }
                None => {}
            }
        }
    }

    /// A row that says when it was decided.
    fn decided(&mut self, row: Row) {
        if let Some(date) = row.get("date").filter(|date| Date::parse(date).is_none()) {
            self.warn(row, "date", format!("{date:?} is no date (2024, 2024-12 or 2024-12-08)"));
        }
    }

    /// Rows that give a name which a later row takes away again.
    fn renamed_again(&mut self) {
        let mut last: HashMap<EntityIx, Row> = HashMap::new();
        for row in self.rows(TableKind::Renames) {
            let Some(entity) = self.reference(row, "entity") else { continue };
            if let Some(before) = last.insert(entity, row).filter(|before| before.get("name") != row.get("name")) {
                let id = self.id(entity);
                self.warn(before, "name", format!("line {} gives \"{id}\" another name: this one is an alias", row.line()));
            }
        }
    }

    /// What those had to say who joined entities.
    fn remarks(&mut self) {
        let own = |finding: &&Finding| self.pack.tables.iter().any(|table| *table.rows.path == *finding.table);
        let remarks: Vec<Finding> = self.gazetteer.remarks.iter().filter(own).cloned().collect();
        self.findings.extend(remarks);
    }

    fn claims(&mut self) {
        let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        let mut add = |claim: Claim<'a>| claims.entry(fold_name(&claim.text)).or_default().push(claim);
        for row in self.rows(TableKind::Entities) {
            let Some((entity, name)) = identify(row).ok().and_then(|(id, name)| Some((self.find(&id)?, name))) else {
                continue;
            };
            for (place, text) in std::iter::once(name).chain(aliases(row)).enumerate() {
                // A row of `names` may say otherwise.
                if self.gazetteer.names_of(entity).any(|listed| listed.text == text && asserts(listed.kind)) {
                    let column = if place == 0 { "name" } else { "aliases" };
                    let kind = NameKind::Strong;
                    add(Claim { row, column, text: text.to_owned(), entity, kind, from: None, until: None });
                }
            }
        }
        for row in self.rows(TableKind::Names) {
            let kind = row.get("kind").and_then(NameKind::parse).unwrap_or_default();
            if let (Some(text), Some(entity), true) = (row.get("name"), self.reference(row, "entity"), asserts(kind)) {
                let (from, until) = dates(row);
                add(Claim { row, column: "name", text: text.to_owned(), entity, kind, from, until });
            }
        }
        for row in self.rows(TableKind::Renames) {
            if let (Some(text), Some(entity)) = (row.get("name"), self.reference(row, "entity")) {
                add(Claim { row, column: "name", text: text.to_owned(), entity, kind: NameKind::Strong, from: None, until: None });
            }
        }
        for (folded, claims) in &claims {
            for (place, claim) in claims.iter().enumerate() {
                if let Some(risk) = self.risk(folded, claim) {
                    self.warn(claim.row, claim.column, risk);
                }
                if let Some(rival) = claims[..place].iter().find(|rival| self.clash(folded, claim, rival)) {
                    if let Some(shadow) = self.shadow(claim, rival.entity) {
                        self.warn(claim.row, claim.column, shadow);
                        continue;
                    }
                    if let Some(shadow) = self.shadow(rival, claim.entity) {
                        self.warn(rival.row, rival.column, shadow);
                        continue;
                    }
                    let file = rival.row.path().file_name().unwrap_or_default().to_string_lossy();
                    let message = format!(
                        "\"{}\" is claimed by \"{}\" too ({file}:{}): make one of them weak or a metonym, give them dates, or rule one out in `never`",
                        claim.text,
                        self.id(rival.entity),
                        rival.row.line()
                    );
                    self.error(claim.row, claim.column, message);
                }
            }
            self.claims_elsewhere(folded, claims);
        }
    }

    /// A name that an entity of another pack has too.
    fn claims_elsewhere(&mut self, folded: &str, claims: &[Claim]) {
        for claim in claims {
            let mut others =
                self.gazetteer.find_name(&claim.text).into_iter().filter(|other| !claims.iter().any(|claim| claim.entity == *other));
            let other = others.find(|other| {
                let mut names = self.gazetteer.names_of(*other).filter(|name| asserts(name.kind) && fold_name(name.text) == folded);
                names.any(|name| !apart((claim.from, claim.until), (name.from, name.until)))
                    && !self.ruled_out(folded, *other)
                    && !self.ruled_out(folded, claim.entity)
            });
            if let Some(other) = other {
                let message = self
                    .shadow(claim, other)
                    .unwrap_or_else(|| format!("\"{}\" is a name of \"{}\" too, which is not in this pack", claim.text, self.id(other)));
                self.warn(claim.row, claim.column, message);
            }
        }
    }

    fn clash(&self, folded: &str, a: &Claim, b: &Claim) -> bool {
        let dated = apart((a.from, a.until), (b.from, b.until));
        a.entity != b.entity && !dated && !self.ruled_out(folded, a.entity) && !self.ruled_out(folded, b.entity)
    }

    fn ruled_out(&self, folded: &str, entity: EntityIx) -> bool {
        self.gazetteer.never().any(|never| never.entity == Some(entity) && fold_name(never.text) == folded)
    }

    /// Two holders of one office at one time.
    fn offices(&mut self) {
        type Held<'a> = (EntityIx, (Option<Date>, Option<Date>), Row<'a>);
        let mut offices: BTreeMap<(EntityIx, String), Vec<Held>> = BTreeMap::new();
        for row in self.rows(TableKind::Roles) {
            let dates = dates(row);
            if let (Some(person), Some(of), Some(title), Some(_)) =
                (self.reference(row, "person"), self.reference(row, "of"), row.get("title"), dates.0)
            {
                offices.entry((of, title.to_lowercase())).or_default().push((person, dates, row));
            }
        }
        for ((of, title), held) in &offices {
            for (place, (person, dates, row)) in held.iter().enumerate() {
                if let Some(other) = held[..place].iter().find(|other| other.0 != *person && !apart(*dates, other.1)) {
                    let message =
                        format!("\"{}\" is {title} of \"{}\" at the same time (line {})", self.id(other.0), self.id(*of), other.2.line());
                    self.warn(*row, "from", message);
                }
            }
        }
    }
}

fn aliases(row: Row<'_>) -> impl Iterator<Item = &str> {
    row.get("aliases").unwrap_or_default().split('|').map(str::trim).filter(|alias| !alias.is_empty())
}

fn dates(row: Row) -> (Option<Date>, Option<Date>) {
    let date = |column| row.get(column).and_then(Date::parse);
    (date("from"), date("until"))
}

/// Kinds that name an entity whatever stands around them; weak names and metonyms are ruled by their context.
fn asserts(kind: NameKind) -> bool {
    !matches!(kind, NameKind::Weak | NameKind::Metonym | NameKind::Part)
}

/// Names that are found without another name of the entity.
fn stands_alone(name: Name) -> bool {
    asserts(name.kind) && name.kind != NameKind::Short
}

/// Whether one time ends before the other starts. Both may share the day, month or year of the change.
fn apart(a: (Option<Date>, Option<Date>), b: (Option<Date>, Option<Date>)) -> bool {
    let before =
        |until: Option<Date>, from: Option<Date>| until.zip(from).is_some_and(|(until, from)| until.first_day() <= from.last_day());
    before(a.1, b.0) || before(b.1, a.0)
}
