//! Evidence as JSON Lines: every line stands for itself, for scripts and for whoever wants to check sentences one by one.

use super::evidence::evidence_id;
use crate::graph::{EvidenceRow, GraphView};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// One line: the row of the `.json` export, and what one would have to look up elsewhere.
#[derive(Serialize)]
struct Line<'v> {
    /// The same in every graph that holds this piece of evidence.
    id: String,
    subject_label: &'v str,
    subject_type: &'v str,
    relation_label: &'v str,
    /// Whether both ends play the same part.
    symmetric: bool,
    object_label: &'v str,
    object_type: &'v str,
    /// Whether it counts in an edge of the graph: plans, possibilities, denials and negations do so only where they were asked for.
    counted: bool,
    #[serde(flatten)]
    row: &'v EvidenceRow,
}

/// Writes one object a line, in the order of the `.json` export.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counted: BTreeSet<&EvidenceRow> = view.edges().iter().flat_map(|edge| edge.rows.iter().copied()).collect();
    let nodes = view.graph().nodes();
    let facts = |id: &str| nodes.get(id).map_or(("", ""), |facts| (facts.label.as_str(), facts.type_name.as_str()));
    for row in view.evidence() {
        let (subject_label, subject_type) = facts(&row.subject);
        let (object_label, object_type) = facts(&row.object);
        let relation = view.graph().relation(&row.relation);
        let line = Line {
            id: evidence_id(row),
            subject_label,
            subject_type,
            relation_label: &relation.label,
            symmetric: relation.symmetric,
            object_label,
            object_type,
            counted: counted.contains(row),
            row,
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{HOSTILE, hostile, text};
    use super::*;
    use crate::graph::samples::small;
    use crate::graph::{Filter, Include};
    use serde_json::Value;

    #[test]
    fn every_line_is_a_row_that_reads_back() {
        for graph in [hostile(HOSTILE), small().0.graph(&small().1)] {
            let view = graph.view(&Filter::default());
            let written = text(&view, Format::JsonLines);
            let read: Vec<EvidenceRow> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(read.iter().collect::<Vec<_>>(), view.evidence());
            let ids: BTreeSet<_> = view.evidence().into_iter().map(evidence_id).collect();
            assert_eq!(ids.len(), read.len(), "no two pieces of evidence have one id");
        }
    }

    #[test]
    fn lines_say_what_counts() {
        let (world, pages) = small();
        let graph = world.graph(&pages);
        let counted = |include: Include| {
            let written = text(&graph.view(&Filter { include, ..Filter::default() }), Format::JsonLines);
            let lines = written.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
            lines.filter(|line| line["counted"] == true).map(|line| line["modality"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
        };
        assert_eq!(counted(Include::default()), ["asserted".to_owned()].into());
        let all = Include { planned: true, possible: true, denied: true, negated: true };
        assert_eq!(counted(all), ["asserted", "denied", "planned"].map(str::to_owned).into());
    }
}
