//! Why two names may stand for one entity or not: the units, how each was read, and what else counted, as data and in words.

use super::organization::{self, Body};
use super::score::{Note, Pair, Score, Why};
use super::units::Units;
use super::{Prepared, Sort, Verdict, baltic_or_plain, compare};
use std::fmt;

/// What was decided about two names, and every step of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairExplanation {
    /// The decision.
    pub verdict: Verdict,
    /// The parts that count of the name that has fewer of them, as they were compared.
    pub shorter: Vec<String>,
    /// Those of the other.
    pub longer: Vec<String>,
    /// What counted, in hundredths of log-odds.
    pub steps: Vec<PairStep>,
}

/// One thing that counted for or against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairStep {
    /// A part of the one was read as a part of the other; the weakest of these scores is what the names have.
    Read {
        /// Of the name with fewer parts.
        shorter: String,
        /// Of the other.
        longer: String,
        /// How likely they are spellings of one word.
        score: i32,
    },
    /// Something else.
    Counted {
        /// In words.
        what: &'static str,
        /// A part that it is about.
        part: Option<String>,
        /// For or against.
        score: i32,
    },
}

/// Decides about two names and says why.
pub fn explain_pair(a: &str, b: &str) -> PairExplanation {
    let (a, b) = (Prepared::new(a, None), Prepared::new(b, None));
    let verdict = compare(&a, &b);
    if a.sort == Sort::Organization || b.sort == Sort::Organization {
        let [one, other] = [&a, &b].map(|name| Body::new(&name.words.list()));
        let steps = organization::readings(&one, &other);
        let steps = steps.into_iter().map(|(shorter, longer, score)| PairStep::Read { shorter, longer, score }).collect();
        return PairExplanation { verdict, shorter: one.texts(), longer: other.texts(), steps };
    }
    let texts = |units: &Units| units.list.iter().map(|unit| unit.text.clone()).collect::<Vec<_>>();
    let (short, long) = if a.units.list.len() <= b.units.list.len() { (&a.units, &b.units) } else { (&b.units, &a.units) };
    let (shorter, longer) = (texts(short), texts(long));
    let Score { pairs, notes, .. } = baltic_or_plain(&a.units, &b.units);
    let part = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
    let read = |pair: &Pair| PairStep::Read { shorter: part(&shorter, pair.short), longer: part(&longer, pair.long), score: pair.score };
    let counted =
        |note: &Note| PairStep::Counted { what: words(note.what), part: note.unit.map(|unit| part(&longer, unit)), score: note.value };
    let steps = pairs.iter().map(read).chain(notes.iter().map(counted)).collect();
    PairExplanation { verdict, shorter, longer, steps }
}

fn words(why: Why) -> &'static str {
    match why {
        Why::OthersFit => "the other parts fit: rare names say more than common ones",
        Why::FirstMissing => "the first part is missing",
        Why::LastMissing => "the last part is missing",
        Why::MiddleMissing => "a part between others is missing",
        Why::ManyPeople => "many people bear these names, and a part is missing",
        Why::Father => "with the first name missing it may be the father",
        Why::OtherOrder => "the parts stand in another order",
        Why::OneOfMany => "one part against several",
        Why::Kunya => "only one is called after a child",
        Why::WrittenTogether => "what one writes in two words the other writes in one",
        Why::Endings => "endings of another language were read away",
    }
}

impl fmt::Display for PairExplanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({}, {:+})", self.verdict.answer.as_str(), self.verdict.rule, self.verdict.score)?;
        writeln!(f, "  compared: {} | {}", self.shorter.join(" "), self.longer.join(" "))?;
        self.steps.iter().try_for_each(|step| writeln!(f, "  {:+5}  {}", step.score(), step.words()))
    }
}

impl PairStep {
    /// How much it counted.
    pub fn score(&self) -> i32 {
        match self {
            Self::Read { score, .. } | Self::Counted { score, .. } => *score,
        }
    }

    /// What it is.
    pub fn words(&self) -> String {
        match self {
            Self::Read { shorter, longer, .. } => format!("{shorter} as {longer}"),
            Self::Counted { what, part: Some(part), .. } => format!("{what}: {part}"),
            Self::Counted { what, part: None, .. } => (*what).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::explain_pair;

    #[test]
    fn a_decision_in_words() {
        let words = [
            "same (missing-part, +44)",
            "  compared: sohrab dastani | mohammad sohrab dastany",
            "   +540  sohrab as sohrab",
            "   +302  dastani as dastany",
            "    +82  the other parts fit: rare names say more than common ones",
            "   -340  the first part is missing: mohammad",
            "",
        ];
        assert_eq!(explain_pair("Sohrab Dastani", "Mohammad Sohrab Dastany").to_string(), words.join("\n"));
        let words = [
            "unsure (similar, -300)",
            "  compared: northline bank | northline bank",
            "   +500  northline as northline",
            "   +500  bank as bank",
            "",
        ];
        assert_eq!(explain_pair("Northline Bank AG", "Northline Bank Ltd").to_string(), words.join("\n"));
    }
}
