//! The one order in which a table is kept, so that a difference between two versions shows what somebody changed.

/// Rewrites a tab-separated table: comments on top, then the header, then the rows sorted by their bytes column by column, each once and with
/// as many cells as the header; no white space around cells, no empty lines. A tidy table comes back as it is.
pub fn tidy_table(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (comments, lines): (Vec<&str>, Vec<&str>) =
        text.lines().filter(|line| !line.trim().is_empty()).partition(|line| line.starts_with('#'));
    let mut rows: Vec<Vec<&str>> = lines.iter().map(|line| line.split('\t').map(str::trim).collect()).collect();
    for row in &mut rows {
        trim_end(row);
    }
    let width = rows.first().map_or(0, Vec::len);
    let mut body = rows.split_off(rows.len().min(1));
    for row in body.iter_mut().filter(|row| row.len() < width) {
        row.resize(width, "");
    }
    body.sort();
    body.dedup();
    let rows = rows.iter().chain(&body).map(|row| row.join("\t"));
    let lines = comments.iter().map(|comment| comment.trim_end().to_owned()).chain(rows);
    lines.map(|line| line + "\n").collect()
}

/// Cells that a spreadsheet leaves behind are no cells.
fn trim_end(row: &mut Vec<&str>) {
    while row.last().is_some_and(|cell| cell.is_empty()) {
        row.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::tidy_table;

    #[test]
    fn comments_on_top_rows_sorted_and_once() {
        let untidy = "\u{FEFF}# people \nname\tnote\n\nZoe\t\t\t\r\nAnna \t b\n# late\nAnna\tb\nAnna\ta\nÉlodie\n";
        let tidy = "# people\n# late\nname\tnote\nAnna\ta\nAnna\tb\nZoe\t\nÉlodie\t\n";
        assert_eq!(tidy_table(untidy), tidy);
        assert_eq!(tidy_table(tidy), tidy);
    }

    #[test]
    fn nothing_is_lost_of_rows_that_are_too_long_or_tables_without_rows() {
        assert_eq!(tidy_table("name\nb\tsurplus\na\n"), "name\na\nb\tsurplus\n");
        assert_eq!(tidy_table("# only this"), "# only this\n");
        assert_eq!(tidy_table(""), "");
        assert_eq!(tidy_table("name"), "name\n");
    }
}
