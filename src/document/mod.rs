//! Stage 1: takes files, gives documents: text, metadata, date and zones. The only stage that opens inputs.

mod cue;
mod date;
mod dateline;
mod encoding;
mod facts;
mod input;
pub(crate) mod line;
mod parts;
mod read;
pub(crate) mod shape;
mod zone;

pub use date::Date;
pub use dateline::document_date;
pub use input::{Format, Input, Skipped, SkippedKind, expand};
pub use parts::read_parts;
pub use read::{Batch, Ids, Notice, NoticeKind, read, read_all, read_bytes};
pub use zone::{Zone, ZoneKind, zones};

use std::collections::BTreeMap;

/// One text with what is known about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Stable name: the path below the argument that named the file, or the `id` of a JSON Lines object.
    pub id: String,
    /// The text as it was read, without a byte order mark; every span counts its bytes.
    pub text: String,
    /// Headline from the metadata, where there is one.
    pub title: Option<String>,
    /// Date from the metadata, from a date line of the text, or from `--date`.
    pub date: Option<Date>,
    /// Outlet or collection from the metadata.
    pub source: Option<String>,
    /// Address from the metadata.
    pub url: Option<String>,
    /// All other metadata, as text.
    pub extra: BTreeMap<String, String>,
}
