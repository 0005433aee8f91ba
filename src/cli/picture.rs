//! When a graph is too large for a picture, and what to do about it.

use super::console::Console;
use super::words::group;
use crate::export::Format;
use crate::graph::GraphView;
use std::path::Path;

/// Drawings with more nodes take minutes to make and tell nobody anything.
const DRAWN: usize = 1500;

/// Warns where a file is a picture of more than anybody can see. Files for programs that let their reader search and filter are none.
pub(super) fn warn(path: &Path, view: &GraphView<'_>, console: &mut Console<'_>) {
    let nodes = view.nodes().len();
    if nodes > DRAWN && Format::from_path(path).is_ok_and(Format::is_picture) {
        console.warn(format!(
            "{} has {} entities; pictures of more than {} are slow to draw and hard to read: try --top 300, --backbone 0.05, --k-core 3, \
             --min-weight 2, --min-documents 5 or --no-cooccurrence, --ego NAME for the surroundings of one, or open a .graphml in Gephi",
            path.display(),
            group(nodes as u64),
            group(DRAWN as u64)
        ));
    }
}
