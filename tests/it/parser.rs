//! Relations are read from the trees of the parser that is given.

use super::support::{document, pipeline};
use nisba::gazetteer::built_in;
use nisba::relation::parse::Analysis;
use nisba::relation::{Analyses, Parser, Word};

/// Reads every sentence from right to left: what stands before the verb is its object.
#[derive(Debug)]
struct Backwards;

impl Parser for Backwards {
    fn parse(&self, words: &[Word<'_>]) -> Vec<Analysis<'static>> {
        let verb = words.iter().position(|word| word.form == "attacked").expect("the verb of the test");
        let analysis = |(place, word): (usize, &Word<'_>)| {
            let (head, relation, xpos) = match place {
                _ if place == verb => (0, "root", "VBD"),
                _ if !word.name => (verb + 1, "punct", "."),
                _ if place < verb => (verb + 1, "obj", "NNP"),
                _ => (verb + 1, "nsubj", "NNP"),
            };
            Analysis { head, relation, upos: "", xpos, margin: i32::MAX }
        };
        words.iter().enumerate().map(analysis).collect()
    }
}

fn attacks(analyses: Analyses) -> Vec<(String, String)> {
    let pipeline = pipeline(&[built_in()]).with_analyses(analyses);
    let found = pipeline.analyze(&document("Ruritania aside, Eritrea attacked Ethiopia.")).relations;
    let name = |entity| pipeline.gazetteer().entity(entity).name.to_owned();
    found.iter().map(|evidence| (name(evidence.subject), name(evidence.object))).collect()
}

#[test]
fn a_parser_decides_who_does_what() {
    let ends = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
    assert_eq!(attacks(Analyses::default()), ends("Eritrea", "Ethiopia"));
    assert_eq!(attacks(Analyses { cascade: true, parser: None }), ends("Eritrea", "Ethiopia"));
    assert_eq!(attacks(Analyses { cascade: false, parser: Some(Box::new(Backwards)) }), ends("Ethiopia", "Eritrea"));
}
