//! Stage 5: takes candidates, gives one entity or none, with the reason; short forms, namesakes, places that stand for governments.
//!
//! Two passes over a document. The first collects who is named in full: the cast. The second reads short forms against the cast.
//! Related headlines and other furniture have a cast of their own.

mod capitalised;
mod cast;
mod choose;
mod cues;
mod given;
mod ground;
mod guard;
mod lexicon;
mod listed;
mod memory;
mod part;
mod place;
mod possessive;
mod reading;
mod region;
mod resolve;
pub mod rules;
mod run;
mod spelled;
mod spellings;
mod surname;
mod team;
mod title;
mod unlisted;
mod variant;
mod vocabulary;
mod weights;
mod word;

pub use lexicon::{Lexicon, TitleKind};
pub use possessive::restore_possessives;
pub use region::is_region;
pub use resolve::{Resolution, resolve};
pub use spellings::{Spellings, Variants};
pub use title::{Title, title_before};
pub use unlisted::{Unlisted, unlisted};
