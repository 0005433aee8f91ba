//! How nodes and edges look in every format: colour by type, width by weight.

use crate::graph::Edge;

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

/// The colour of a type of node; colours that also colour-blind readers tell apart.
pub(super) fn colour(type_name: &str) -> Rgb {
    match type_name {
        "person" => [0x4e, 0x79, 0xa7],
        "organization" | "organisation" => [0xf2, 0x8e, 0x2b],
        "country" => [0x59, 0xa1, 0x4f],
        "place" => [0x76, 0xb7, 0xb2],
        "facility" => [0x9c, 0x75, 0x5f],
        "group" => [0xe1, 0x57, 0x59],
        "event" => [0xb0, 0x7a, 0xa1],
        _ => [0xba, 0xb0, 0xac],
    }
}

/// The same colour, light enough for black letters on it.
pub(super) fn tint(colour: Rgb) -> Rgb {
    colour.map(|part| u8::try_from((u16::from(part) + 2 * 255) / 3).unwrap_or(255))
}

/// The width of a line: from 1 upwards, and slower than the weight, as heavy edges would cover everything. Rounded to tenths.
#[expect(clippy::cast_precision_loss, reason = "a width of a line needs no precision")]
pub(super) fn width(edge: &Edge<'_>) -> f64 {
    (((edge.weight.max(1) as f64).ln() * 1.5 + 1.0) * 10.0).round() / 10.0
}
