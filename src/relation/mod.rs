//! Stage 6: takes sentences with entities, gives evidence: who, what, whom, where, when, how sure, and who says so.

mod cooccur;
mod evidence;
mod ontology;

pub use cooccur::{CO_OCCURS, Cooccurrence};
pub use evidence::{Attribution, Confidence, Evidence, Modality, PlaceRef, Polarity, TimeRef};
pub use ontology::{Ontology, RelationIx, RelationType};
