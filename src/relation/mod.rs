//! Stage 6: takes sentences with entities, gives evidence: who, what, whom, where, when, how sure, and who says so.
//!
//! A sentence becomes items (names, and words with a part of speech), and these a clause graph, twice: by a cascade over phrases and by a
//! dependency parser. Rules read the graphs.

mod across;
mod affect;
mod analyses;
mod aside;
mod cascade;
mod certainty;
mod clause;
mod contest;
mod cooccur;
mod denote;
mod dependency;
mod evidence;
mod extract;
mod factuality;
mod fixed;
mod happening;
mod inflect;
mod item;
mod kin;
mod lexicon;
mod locate;
mod mediate;
mod membership;
mod noun;
mod office;
mod ontology;
#[doc(hidden)]
pub mod parse;
mod phrase;
mod place;
mod report;
mod side;
mod speech;
mod subject;
mod tag;
mod time;
mod trim;
mod union;
mod verb;

pub use analyses::{Analyses, BuiltInParser, Parser, Word};
pub use cooccur::{CO_OCCURS, Cooccurrence, cooccurrences};
pub use evidence::{Attribution, Confidence, Evidence, Modality, PlaceRef, Polarity, TimeRef};
pub use extract::relations;
pub use ontology::{Ontology, RelationIx, RelationType};

/// Reads the tables and the model of this stage, which are otherwise read when they are first asked for.
pub(crate) fn read_tables() {
    lexicon::Lexicon::built_in();
    parse::english();
}
