//! The pairs of `tests/golden/running-variants.tsv`: names in other spellings that were read and judged one by one.

use crate::support::{document, pack, pipeline, read, repository};
use nisba::mention::MentionKind;
use nisba::table;

#[test]
fn judged_spellings_in_running_text() {
    let text = read(&repository("tests/golden/running-variants.tsv"));
    let table = table::parse(&text).unwrap();
    let mut faults = Vec::new();
    for row in table.rows() {
        let cell = |column| row.get(column).unwrap_or_default();
        let (spelling, country) = (cell("text"), cell("country"));
        // Where the country of the listed name is another than that of the document, the row says so by being wrong.
        let home = match (cell("judged"), cell("name")) {
            ("wrong", "Heydarabad" | "Sepidar" | "Nevve Yaraq") => "Iran",
            ("wrong", "Sulaymaniyah") => "Iraq",
            ("wrong", "Artik") => "Armenia",
            _ => country,
        };
        let entities = format!(
            "id\tname\ttype\tcountry\nlisted\t{}\t{}\t{home}\nhere\t{country}\tcountry\t\n{}",
            cell("name"),
            cell("type"),
            if home == country { String::new() } else { format!("home\t{home}\tcountry\t\n") }
        );
        let pipeline = pipeline(&[pack(&entities)]);
        let analysis = pipeline.analyze(&document(&format!("In {country}, people spoke of {spelling} for days.")));
        let right = cell("judged") == "right";
        // What is known of the world may list a spelling that is right; then it is no other spelling any more.
        let found = analysis.mentions.iter().any(|mention| {
            let listed = pipeline.gazetteer().entity(mention.entity).id == "listed";
            listed && (right || mention.kind == MentionKind::Variant)
        });
        if found != right {
            faults.push(format!("line {}: {spelling} and {}: found {found}", row.line(), cell("name")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
