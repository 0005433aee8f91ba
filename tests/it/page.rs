//! What the script of the page has to do as the program does it.

use crate::support::{read, repository};
use nisba::gazetteer::fold_name;

#[test]
fn names_fold_in_the_program_as_in_the_page() {
    let text = read(&repository("tests/page/fold.tsv"));
    let rows: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').expect("two columns")).collect();
    assert!(rows.len() > 20);
    for (name, folded) in rows {
        assert_eq!(fold_name(name), folded, "{name}: tests/page/unit.test.mjs holds the page against the same table");
    }
}
