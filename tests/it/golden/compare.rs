//! Wanted lines against found lines, and the notes of known failures between them.

const SHOULD_BE: &str = "FIXME should be: ";
const SHOULD_NOT_BE: &str = "FIXME should not be: ";

fn is_note(line: &str) -> bool {
    line.starts_with("FIXME")
}

/// Whether a note has come true, so that it has to go.
fn is_settled(note: &str, found: &[String]) -> bool {
    let has = |wanted: &str| found.iter().any(|line| line == wanted);
    note.strip_prefix(SHOULD_BE).is_some_and(has) || note.strip_prefix(SHOULD_NOT_BE).is_some_and(|line| !has(line))
}

/// What differs between a block and what was found; nothing where they agree.
pub(crate) fn difference(block: &[String], found: &[String]) -> Option<String> {
    let wanted: Vec<&String> = block.iter().filter(|line| !is_note(line)).collect();
    let settled: Vec<String> =
        block.iter().filter(|line| is_note(line) && is_settled(line, found)).map(|line| format!("    settled: {line}")).collect();
    let lines: Vec<String> = steps(&wanted, found).iter().map(|(mark, line)| format!("  {mark} {line}")).collect();
    let same = wanted.iter().copied().eq(found);
    (!same || !settled.is_empty()).then(|| [lines, settled].concat().join("\n"))
}

/// The block as it is found today. Notes keep their places; with `fixme` there is a new one for everything that changed.
pub(crate) fn rewritten(block: &[String], found: &[String], fixme: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let wanted: Vec<&String> = block.iter().filter(|line| !is_note(line)).collect();
    let mut steps = steps(&wanted, found).into_iter().peekable();
    let note = |lines: &mut Vec<String>, note: String| {
        if !is_settled(&note, found) && !lines.contains(&note) {
            lines.push(note);
        }
    };
    for old in block {
        if is_note(old) {
            note(&mut lines, old.clone());
            continue;
        }
        // Up to the step of this line: new lines, then the line itself, kept or lost.
        for (mark, line) in steps.by_ref() {
            if mark != '-' {
                lines.push(line.clone());
            }
            if fixme && mark == '+' {
                note(&mut lines, format!("{SHOULD_NOT_BE}{line}"));
            } else if fixme && mark == '-' {
                note(&mut lines, format!("{SHOULD_BE}{line}"));
            }
            if mark != '+' {
                break;
            }
        }
    }
    for (_, line) in steps {
        lines.push(line.clone());
        if fixme {
            note(&mut lines, format!("{SHOULD_NOT_BE}{line}"));
        }
    }
    lines
}

/// The shortest way from the wanted to the found lines: ` ` kept, `-` missing, `+` not wanted.
fn steps<'l>(wanted: &[&'l String], found: &'l [String]) -> Vec<(char, &'l String)> {
    let mut common = vec![vec![0usize; found.len() + 1]; wanted.len() + 1];
    for (w, line) in wanted.iter().enumerate().rev() {
        for (f, other) in found.iter().enumerate().rev() {
            common[w][f] = if *line == other { common[w + 1][f + 1] + 1 } else { common[w + 1][f].max(common[w][f + 1]) };
        }
    }
    let (mut w, mut f, mut steps) = (0, 0, Vec::new());
    while w < wanted.len() || f < found.len() {
        if w < wanted.len() && f < found.len() && *wanted[w] == found[f] {
            steps.push((' ', wanted[w]));
            (w, f) = (w + 1, f + 1);
        } else if w < wanted.len() && (f == found.len() || common[w + 1][f] >= common[w][f + 1]) {
            steps.push(('-', wanted[w]));
            w += 1;
        } else {
            steps.push(('+', &found[f]));
            f += 1;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split('|').filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn notes_do_not_count_but_settled_ones_have_to_go() {
        assert_eq!(difference(&lines("a|FIXME should be: b"), &lines("a")), None);
        assert!(difference(&lines("a|FIXME should be: b"), &lines("a|b")).is_some());
        assert!(difference(&lines("FIXME should not be: a"), &lines("")).is_some());
        assert_eq!(difference(&lines("a|c"), &lines("a|b")).as_deref(), Some("    a\n  - c\n  + b"));
    }

    #[test]
    fn a_rewritten_block_keeps_its_notes() {
        assert_eq!(rewritten(&lines("a|FIXME should be: x|b"), &lines("a|c"), false), lines("a|FIXME should be: x|c"));
        assert_eq!(rewritten(&lines("a|b"), &lines("a|c"), true), lines("a|FIXME should be: b|c|FIXME should not be: c"));
        assert_eq!(rewritten(&lines("a|FIXME should be: x"), &lines("a|x"), false), lines("a|x"));
    }
}
