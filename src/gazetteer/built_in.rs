//! The tables of the repository's `gazetteer/` folder, inside the binary.

use super::Pack;

/// The tables that ship with the program.
pub fn built_in() -> Pack {
    Pack::embedded(
        "gazetteer",
        &[
            ("entities.tsv", include_str!("../../gazetteer/entities.tsv")),
            ("names.tsv", include_str!("../../gazetteer/names.tsv")),
            ("roles.tsv", include_str!("../../gazetteer/roles.tsv")),
            ("distinct.tsv", include_str!("../../gazetteer/distinct.tsv")),
            ("never.tsv", include_str!("../../gazetteer/never.tsv")),
        ],
    )
}
