//! Which documents are copies or updates of one another.

use super::{Fingerprint, Signature};

/// A document is compared with so many neighbours for each key that it shares with others, so that the work grows no faster than the number
/// of documents where thousands of them fill in one form.
const NEIGHBOURS: usize = 32;

/// The clusters of near-duplicates among documents: for each document, in the order in which they are given, the least fingerprint of its
/// cluster. Pure, and whatever the order: the same documents give the same clusters.
///
/// Documents are in one cluster where a chain of copies joins them. A copy of a copy is a copy of the first text, and an update of an update
/// still carries its report, so the closure is right here; it would not be for names, where each step is a guess of its own.
///
/// Only documents that share one of their least hashes are compared (locality-sensitive hashing with keys of a single hash), and of these
/// those next to each other in the order of their sketches, which share the longest beginnings (Bawa, Condie and Ganesan 2005).
pub fn clusters(documents: &[(Fingerprint, &Signature)]) -> Vec<Fingerprint> {
    let mut order: Vec<(&Signature, Fingerprint, usize)> =
        documents.iter().enumerate().map(|(place, (fingerprint, signature))| (*signature, *fingerprint, place)).collect();
    order.sort_unstable();
    let mut sets = Sets::new(order.iter().map(|document| document.1).collect());
    sets.unite_equal();
    let mut keys: Vec<(u32, u32)> =
        (0_u32..).zip(&order).flat_map(|(rank, document)| document.0.keys().iter().map(move |key| (*key, rank))).collect();
    keys.sort_unstable();
    for sharing in keys.chunk_by(|a, b| a.0 == b.0) {
        for (place, (_, one)) in sharing.iter().enumerate() {
            for (_, other) in sharing[place + 1..].iter().take(NEIGHBOURS) {
                let [one, other] = [*one as usize, *other as usize];
                if sets.root(one) != sets.root(other) && order[one].0.is_copy_of(order[other].0) {
                    sets.unite(one, other);
                }
            }
        }
    }
    let mut clusters: Vec<Fingerprint> = documents.iter().map(|document| document.0).collect();
    for (rank, (.., place)) in order.iter().enumerate() {
        clusters[*place] = sets.least(rank);
    }
    clusters
}

/// Disjoint sets of documents, each with its least fingerprint.
struct Sets {
    parents: Vec<usize>,
    fingerprints: Vec<Fingerprint>,
}

impl Sets {
    fn new(fingerprints: Vec<Fingerprint>) -> Self {
        Self { parents: (0..fingerprints.len()).collect(), fingerprints }
    }

    /// Texts that are the same have one fingerprint, but may be cut into sentences differently where their lines differ.
    fn unite_equal(&mut self) {
        let mut order: Vec<usize> = (0..self.parents.len()).collect();
        order.sort_unstable_by_key(|member| self.fingerprints[*member]);
        let equal: Vec<[usize; 2]> =
            order.windows(2).map(|pair| [pair[0], pair[1]]).filter(|[a, b]| self.fingerprints[*a] == self.fingerprints[*b]).collect();
        for [a, b] in equal {
            self.unite(a, b);
        }
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.parents[member] != member {
            self.parents[member] = self.parents[self.parents[member]];
            member = self.parents[member];
        }
        member
    }

    /// The set with the least fingerprint takes the other in.
    fn unite(&mut self, one: usize, other: usize) {
        let [one, other] = [self.root(one), self.root(other)];
        let (into, from) = if self.fingerprints[one] <= self.fingerprints[other] { (one, other) } else { (other, one) };
        self.parents[from] = into;
    }

    fn least(&mut self, member: usize) -> Fingerprint {
        let root = self.root(member);
        self.fingerprints[root]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::zones;
    use crate::text::sentences;
    use proptest::prelude::*;

    const REPORT: &str = "Harbour crews walk out in Tesmark\n\n\
        TESMARK, 3 May (Courier) - Dock workers in Tesmark stopped loading ships on Friday after talks over night shifts broke down, the \
        union said. \"We waited 14 months for an answer and got a form letter,\" said its chairman, Boris Lind. The port authority called the \
        strike unlawful and said that 23 ships were waiting off the breakwater. Governor Alba Moreno urged both sides to meet before Sunday, \
        when a freighter with grain for the northern provinces is due. Nobody answered the telephone at the office of the mediator.\n";

    /// The report, with some words put in the place of others.
    fn changed(changes: &[(&str, &str)]) -> String {
        changes.iter().fold(REPORT.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    }

    const FORM: &str = "This notice is published under section 12 of the Companies Act. The register is kept by the Chamber of Veldania, Old \
        Mill Street 4, and may be read on working days from nine to noon. Objections are to be handed in within thirty days in two copies, \
        signed by the person who objects or by counsel, with proof of the interest. Late objections are not heard. ";

    fn cluster(texts: &[&str]) -> Vec<usize> {
        let signatures: Vec<_> =
            texts.iter().map(|text| (Fingerprint::of(text), Signature::of(text, &sentences(text, &zones(text))))).collect();
        let documents: Vec<_> = signatures.iter().map(|(fingerprint, signature)| (*fingerprint, signature)).collect();
        let clusters = clusters(&documents);
        clusters.iter().map(|one| clusters.iter().position(|other| one == other).unwrap_or_default()).collect()
    }

    #[test]
    fn copies_and_updates_are_told_from_other_reports() {
        let elsewhere = changed(&[("Harbour crews walk out in Tesmark", "Strike stops port"), ("TESMARK, 3 May (Courier) - ", "")]);
        let update = format!(
            "{REPORT}\nBoth sides agreed late on Saturday to meet in the town hall, a spokesman for the governor said. The 23 ships will be \
             unloaded first, beginning with the grain freighter, and the union will then vote on an offer that pays night shifts 12 per cent \
             more. Lind said that he would wait for the text before he called it anything.\n"
        );
        let correction = changed(&[("23 ships", "32 ships"), ("a form letter", "a printed form")]);
        let rival = "Port idle as dockers demand answer\n\nThe harbour of Tesmark stood still on Friday. Some four hundred men and women left \
            the quays at dawn, and by noon the cranes were locked. \"We waited 14 months for an answer and got a form letter,\" said its \
            chairman, Boris Lind, before a cheering crowd. Alba Moreno, who governs the province, called for calm and cut short a journey to \
            Orlavia. Traders fear that fruit will rot in the holds of the ships, of which there were 23 in the bay at nightfall.\n";
        let next_year = changed(&[("3 May", "9 June"), ("14 months", "6 months"), ("23 ships", "41 ships"), ("Friday", "Monday")]);
        let (one, other) = (
            format!("{FORM}Northline Bank of 7 Quay Road, number 40128, has a new manager, Carla Dietz, since 2 March."),
            format!("{FORM}The bakery Korn and Sons, number 77310 in the list of 1988, is wound up; its debts of 915 crowns are paid."),
        );
        let [korn, northline] = [
            "The bakery Korn and Sons, owned by Jonas Korn of Hill Lane, is wound up.",
            "Northline Bank has a new manager, Carla Dietz of Quay Road.",
        ]
        .map(|entry| format!("{FORM}{entry}"));
        let flash = "Tesmark dock strike ends, union says.";
        for (text, other, same, what) in [
            (REPORT, REPORT, true, "an exact copy"),
            (REPORT, &elsewhere, true, "another headline, no dateline"),
            (REPORT, &update, true, "an update with a paragraph more"),
            (REPORT, &correction, true, "a correction"),
            (REPORT, rival, false, "another report on the same event, with a quote in common"),
            (REPORT, &next_year, false, "the next report of a series"),
            (&one, &other, false, "a form filled in with other figures"),
            (&korn, &northline, false, "a form filled in with other names"),
            (REPORT, flash, false, "a flash on the same story"),
            (flash, "TESMARK DOCK STRIKE ENDS, UNION SAYS", true, "a flash in capitals"),
            ("", " ", true, "two empty documents are the same text"),
        ] {
            assert_eq!(cluster(&[text, other]) == [0, 0], same, "{what}");
        }
    }

    #[test]
    fn thousands_of_forms_take_no_longer_for_each() {
        let forms: Vec<String> = (1..4_001_u64)
            .map(|number| format!("{FORM}Entry {} of {}: firm {} has paid {}.", number * 7919, number * 31, number * 104_729, number * 13))
            .collect();
        let mut texts: Vec<&str> = forms.iter().map(String::as_str).collect();
        let again = format!("{}\nNo objection was made.", forms[1_233]);
        texts.push(&again);
        let clusters = cluster(&texts);
        let joined: Vec<usize> = (0..texts.len()).filter(|place| clusters[*place] != *place).collect();
        assert_eq!((joined, clusters[4_000]), (vec![4_000], 1_233), "only the copy");
    }

    proptest! {
        #[test]
        fn the_order_of_documents_does_not_matter(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
            let update = format!("{REPORT}\nBoth sides agreed late on Saturday to meet in the town hall, a spokesman for the governor said.");
            let correction = changed(&[("23 ships", "32 ships")]);
            let texts = [REPORT, &update, FORM, &correction, "Alba Moreno met Boris Lind.", ""];
            let shuffled: Vec<&str> = order.iter().map(|place| texts[*place]).collect();
            let expected = cluster(&texts);
            let found = cluster(&shuffled);
            for (a, place) in order.iter().enumerate() {
                for (b, other) in order.iter().enumerate() {
                    prop_assert_eq!(found[a] == found[b], expected[*place] == expected[*other]);
                }
            }
        }
    }
}
