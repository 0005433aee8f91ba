//! What a line is by its shape: slogan, slug, byline, link, related headline, caption.

use super::cue;
use super::dateline;
use super::line::{Line, is_bullet, is_bulleted, is_space, is_terminator};

/// Longer lines are no furniture by shape.
const LONGEST: usize = 400;

/// A code of an agency's picture desk: capitals joined by hyphens or slashes, as in `PORT-STRIKE-GREECE-FERRIES`.
pub(super) fn is_slug(text: &str) -> bool {
    // Hardly any line gets past its first word.
    let is_code = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'_');
    let parts = || text.split(['-', '/', '_']);
    text.len() <= LONGEST
        && text.bytes().all(is_code)
        && text.bytes().filter(u8::is_ascii_uppercase).count() >= 8
        && parts().count() >= 3
        && parts().all(|part| !part.is_empty())
}

/// Two or more sentences of at most three words each and ten in all: `Fast. Fair. Free.`
pub(super) fn is_slogan(line: &Line<'_>) -> bool {
    if !line.is_terminated() || line.words(11) > 10 {
        return false;
    }
    let parts: Vec<_> = line.text.split(is_terminator).map(|part| part.trim_matches(is_space)).filter(|part| !part.is_empty()).collect();
    parts.len() >= 2 && parts.iter().all(|part| part.split_whitespace().count() <= 3 && part.chars().count() > 1)
}

/// `By Anna Brandt and Jo Keller, Nordhafen Herald`: only names, and no full stop.
pub(super) fn is_byline(line: &Line<'_>) -> bool {
    let Some(rest) = line.text.strip_prefix("By ").or_else(|| line.text.strip_prefix("BY ")) else { return false };
    let small = |word: &str| {
        matches!(word, "and" | "in" | "for" | "with" | "of" | "al" | "de" | "van" | "von" | "bin" | "&" | "|" | "-" | "–" | "—")
    };
    let mut words = rest.split_whitespace();
    !line.is_terminated()
        && (2..=10).contains(&words.clone().take(11).count())
        && words.all(|word| small(word) || word.starts_with(char::is_uppercase) || word.starts_with("al-") || word.starts_with("el-"))
        // A sentence or a headline may start so too, but then it goes on without names: "By Sea and By Land" stays a headline above.
        && !rest.split_whitespace().any(|word| matches!(word, "By" | "The" | "A"))
}

/// A line of hardly more than an address of the web or of mail.
pub(super) fn is_address(line: &Line<'_>) -> bool {
    if line.text.len() > LONGEST {
        return false;
    }
    let words = line.words(7);
    words <= 6 && (words <= 3 || !line.is_terminated()) && line.text.split_whitespace().any(is_link)
}

/// Whether a word is an address of the web or of mail.
pub(crate) fn is_link(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let domain = |host: &str| {
        host.rsplit_once('.').is_some_and(|(name, end)| name.len() > 1 && end.len() >= 2 && end.bytes().all(|b| b.is_ascii_lowercase()))
    };
    word.contains("://") || word.starts_with("www.") || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && domain(host))
}

/// A headline of another article: a bullet at its start or a separator before its end, and a full date as its last words.
pub(super) fn is_related(line: &Line<'_>) -> bool {
    if line.text.len() > LONGEST {
        return false;
    }
    let Some(at) = dateline::date_at_end(line.text).filter(|_| !line.text.contains("(@")) else { return false };
    let before = line.text[..at].trim_end_matches(is_space);
    let separated = before.ends_with(|c: char| is_bullet(c) || matches!(c, '|' | '(' | '[' | '/'));
    let last = before.rsplit(is_space).next().unwrap_or_default();
    let in_sentence = before.ends_with(',')
        || matches!(last, "on" | "of" | "in" | "by" | "since" | "until" | "from" | "to" | "and" | "before" | "after" | "dated" | "through");
    let words = before.trim_matches(|c: char| !c.is_alphanumeric());
    !words.is_empty()
        && if is_bulleted(line.text) { separated || !in_sentence } else { separated && !line.is_terminated() && words.contains(' ') }
}

/// Words under a picture: few sentences with a credit in the brackets that close them.
pub(super) fn is_caption(line: &Line<'_>) -> bool {
    if line.text.len() > LONGEST + 200 {
        return false;
    }
    if !matches!(line.text.as_bytes().last(), Some(b'.' | b')' | b']')) {
        return false;
    }
    let bare = line.text.trim_end_matches('.');
    let Some(close) = bare.chars().next_back().filter(|c| matches!(c, ')' | ']')) else { return false };
    let open = if close == ')' { '(' } else { '[' };
    let Some(at) = bare.rfind(open) else { return false };
    let credit = &bare[at + 1..bare.len() - 1];
    if !(1..=8).contains(&credit.split_whitespace().take(9).count()) {
        return false;
    }
    let by = credit.split_once('/').is_some_and(|(name, agency)| {
        let name_like = |text: &str| text.trim().starts_with(char::is_uppercase);
        name_like(name) && name_like(agency) && name.contains(' ')
    });
    // A full stop behind the brackets closes a sentence that happens to name its source, unless the brackets name a photographer too.
    let stopped = bare.len() < line.text.len();
    let sentences = bare[..at].matches(". ").count();
    sentences <= 3 && (by || !stopped && cue::is_credit(credit))
}

/// Whether a line starts as a byline does.
pub(super) fn is_byline_start(text: &str) -> bool {
    text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}
