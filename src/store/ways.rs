//! The ways between two entities of a store, found without reading what is said along all the others.

use super::Part;
use crate::error::Result;
use crate::graph::Filter;
use crate::relation::CO_OCCURS;
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The edges of an entity.
const AROUND: &str = "
    SELECT object, relation, weight FROM edges WHERE subject = ?1 UNION ALL SELECT subject, relation, weight FROM edges WHERE object = ?1";

/// Ways are looked for over so many edges; beyond, the whole graph is the better place.
const WAYS: usize = 10_000_000;

/// The joined pairs on the ways of some length, each once, and the number of these ways.
struct Found {
    pairs: BTreeSet<[i64; 2]>,
    number: usize,
}

impl Part<'_> {
    /// Adds everything that is said along the shortest ways between two entities that a filter leaves and, where these are fewer than `number`,
    /// along those that are a step longer; where it leaves none, along the shortest of all, so that it can be said that there is one. False
    /// where the whole graph is the better place to look: the filter looks at more than edges tell, ways that are longer still would be
    /// needed, both ends are one, or there is too much to look at.
    ///
    /// # Errors
    /// A damaged file.
    pub fn add_ways(&mut self, a: &str, b: &str, number: usize, filter: &Filter) -> Result<bool> {
        let Some(passable) = Passable::of(filter) else { return Ok(false) };
        let (Some(a), Some(b)) = (self.number(a)?, self.number(b)?) else { return Ok(true) };
        if a == b {
            return Ok(false);
        }
        let look = |longer, passable: &Passable<'_>| self.store.done(ways(&self.store.db, [a, b], longer, passable));
        for longer in [0, 1] {
            let Some(mut found) = look(longer, &passable)? else { return Ok(false) };
            let none = found.number == 0;
            if none {
                let Some(any) = look(0, &Passable::default())? else { return Ok(false) };
                found = any;
            }
            if none || found.number >= number {
                for [a, b] in found.pairs {
                    self.add_evidence(&["e.subject = ?1 AND e.object = ?2", "e.subject = ?2 AND e.object = ?1"], params![a, b])?;
                }
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Which edges count.
#[derive(Debug, Default)]
struct Passable<'f> {
    /// Those of so much weight.
    min_weight: u64,
    /// Only these relations; none for all.
    relations: Option<&'f BTreeSet<String>>,
    no_cooccurrence: bool,
}

impl<'f> Passable<'f> {
    /// What a filter asks of edges, where it asks nothing else.
    fn of(filter: &'f Filter) -> Option<Self> {
        let Filter { min_weight, relations, no_cooccurrence, .. } = filter;
        let same = Filter { min_weight: *min_weight, relations: relations.clone(), no_cooccurrence: *no_cooccurrence, ..Filter::default() };
        let listed = Some(relations).filter(|relations| !relations.is_empty());
        // What is not said as a fact adds nothing to the weight.
        (*filter == same).then_some(Self { min_weight: (*min_weight).max(1), relations: listed, no_cooccurrence: *no_cooccurrence })
    }

    fn lets(&self, relation: &str, weight: u64) -> bool {
        weight >= self.min_weight
            && self.relations.is_none_or(|relations| relations.contains(relation))
            && !(self.no_cooccurrence && relation == CO_OCCURS)
    }
}

/// The shortest ways and those that are up to `longer` steps longer; none where there is too much to look at.
fn ways(db: &Connection, [a, b]: [i64; 2], longer: usize, passable: &Passable<'_>) -> rusqlite::Result<Option<Found>> {
    let mut sides = [Side::new(a), Side::new(b)];
    let (mut around, mut seen) = (Joined::new(), 0);
    // The smaller rim goes on until the two meet, and then until both together reach as far as the longest way: whatever lies on a way is then
    // next to something that one of the two has looked at.
    let mut limit = None;
    while limit.is_none_or(|limit| sides[0].radius + sides[1].radius < limit) {
        let smaller = usize::from(sides[1].rim.len() < sides[0].rim.len());
        let one = if sides[smaller].rim.is_empty() { 1 - smaller } else { smaller };
        if sides[one].rim.is_empty() {
            break;
        }
        seen += sides[one].grow(db, &mut around, passable)?;
        if seen > WAYS {
            return Ok(None);
        }
        limit = limit.or_else(|| sides[0].meets(&sides[1]).map(|shortest| shortest + longer));
    }
    let Some(limit) = limit else { return Ok(Some(Found { pairs: BTreeSet::new(), number: 0 })) };
    let [from, to] = [a, b].map(|end| distances(&around, end, limit));
    let length = |one: i64, other: i64| Some(from.get(&one)? + 1 + to.get(&other)?);
    let joined = around.iter().flat_map(|(&one, others)| others.iter().map(move |&other| [one, other]));
    let on_a_way = joined.filter(|&[one, other]| one != other && length(one, other).is_some_and(|length| length <= limit));
    let pairs: BTreeSet<_> = on_a_way.map(|[one, other]| [one.min(other), one.max(other)]).collect();
    Ok(Some(Found { number: count(&pairs, [a, b], &to, limit), pairs }))
}

/// How many ways of at most `limit` steps lead from one end to the other. `limit` is at most a step more than the shortest way has, so that none
/// comes to an entity twice: without that detour it would be shorter than the shortest.
fn count(pairs: &BTreeSet<[i64; 2]>, [a, b]: [i64; 2], to: &HashMap<i64, usize>, limit: usize) -> usize {
    let mut around = Joined::new();
    for &[one, other] in pairs {
        around.entry(one).or_default().push(other);
        around.entry(other).or_default().push(one);
    }
    let mut number = 0_usize;
    let mut rim = BTreeMap::from([(a, 1_usize)]);
    for left in (0..limit).rev() {
        let mut next: BTreeMap<i64, usize> = BTreeMap::new();
        for (entity, ways) in &rim {
            for other in around.get(entity).into_iter().flatten().filter(|other| to.get(other).is_some_and(|steps| *steps <= left)) {
                let sum = next.entry(*other).or_default();
                *sum = sum.saturating_add(*ways);
            }
        }
        number = number.saturating_add(next.remove(&b).unwrap_or(0));
        rim = next;
    }
    number
}

/// Who is joined to whom, as far as it was looked at.
type Joined = HashMap<i64, Vec<i64>>;

/// What is so many steps away from one end.
struct Side {
    steps: HashMap<i64, usize>,
    rim: Vec<i64>,
    radius: usize,
}

impl Side {
    fn new(entity: i64) -> Self {
        Self { steps: HashMap::from([(entity, 0)]), rim: vec![entity], radius: 0 }
    }

    /// One step further; gives the number of edges that were looked at.
    fn grow(&mut self, db: &Connection, around: &mut Joined, passable: &Passable<'_>) -> rusqlite::Result<usize> {
        let mut rows = db.prepare_cached(AROUND)?;
        let (mut next, mut seen) = (Vec::new(), 0);
        self.radius += 1;
        for &entity in &self.rim {
            let mut others = Vec::new();
            let mut edges = rows.query([entity])?;
            while let Some(edge) = edges.next()? {
                seen += 1;
                if passable.lets(edge.get_ref(1)?.as_str()?, edge.get(2)?) {
                    others.push(edge.get(0)?);
                }
            }
            others.sort_unstable();
            others.dedup();
            for &other in &others {
                around.entry(other).or_default().push(entity);
                if let Entry::Vacant(free) = self.steps.entry(other) {
                    free.insert(self.radius);
                    next.push(other);
                }
            }
            around.entry(entity).or_default().extend(others);
        }
        self.rim = next;
        Ok(seen)
    }

    /// The length of the shortest way, where the two have met.
    fn meets(&self, other: &Self) -> Option<usize> {
        let (less, more) = if self.steps.len() < other.steps.len() { (self, other) } else { (other, self) };
        less.steps.iter().filter_map(|(entity, steps)| Some(steps + more.steps.get(entity)?)).min()
    }
}

/// How far away everything is that is not farther than `limit`.
fn distances(around: &Joined, end: i64, limit: usize) -> HashMap<i64, usize> {
    let mut steps = HashMap::from([(end, 0)]);
    let mut rim = vec![end];
    for radius in 1..=limit {
        let others = rim.iter().flat_map(|entity| around.get(entity).into_iter().flatten().copied());
        let next: Vec<i64> = others.filter(|other| !steps.contains_key(other)).collect::<BTreeSet<_>>().into_iter().collect();
        steps.extend(next.iter().map(|&entity| (entity, radius)));
        rim = next;
    }
    steps
}
