//! Inputs to documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::encoding::decode;
use super::input::{Format, Input, Skipped, SkippedKind, describe};
use super::{Date, Document};

/// What was read: never an error, since bad input costs only what is bad.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// In the order of the input.
    pub documents: Vec<Document>,
    /// Files and lines that gave no document.
    pub skipped: Vec<Skipped>,
    /// What the reader had to assume.
    pub notices: Vec<Notice>,
}

/// Something about a document that its reader had to assume or leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Id of the document, or of the file where it holds many.
    pub document: String,
    /// What it was.
    pub kind: NoticeKind,
}

/// What a reader had to assume or leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The bytes were not UTF-8 and were read in this encoding; so many places did not fit it and became U+FFFD.
    Encoding {
        /// Name of the encoding.
        encoding: &'static str,
        /// Number of replacement characters.
        replaced: usize,
    },
    /// The metadata hold a date that is none; it is kept among the other metadata.
    Date {
        /// The words in its place.
        text: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.document)?;
        match &self.kind {
            NoticeKind::Encoding { encoding, replaced: 0 } => write!(f, "not UTF-8, read as {encoding}"),
            NoticeKind::Encoding { encoding, replaced } => {
                let characters = if *replaced == 1 { "character" } else { "characters" };
                write!(f, "not UTF-8, read as {encoding}; {replaced} {characters} could not be read")
            }
            NoticeKind::Date { text } => write!(f, "\"{text}\" is no date of the form 2025-07-31"),
        }
    }
}

/// Gives every document an id of its own: a second `x` becomes `x#2`.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// The last number given for a name, so that a million equal ids take no quadratic time.
    numbers: BTreeMap<String, usize>,
}

impl Ids {
    /// Takes an id, or the first free number of it.
    pub fn claim(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        if self.taken.contains(id) {
            let number = self.numbers.entry(id.to_owned()).or_insert(1);
            while self.taken.contains(&free) {
                *number += 1;
                free = format!("{id}#{number}");
            }
        }
        self.taken.insert(free.clone());
        free
    }
}

/// Reads one input. Ids are as the input gives them and may repeat: see [`Ids`].
///
/// A byte order mark is dropped and spans count after it; nothing else of the text is changed, line ends included. The dates of the
/// documents are those of the metadata: see [`document_date`](super::document_date) for the text.
pub fn read(input: &Input) -> Batch {
    match bytes(&input.path) {
        Ok(bytes) => read_bytes(input, bytes),
        Err(reason) => Batch { skipped: vec![Skipped::file(&input.path, reason)], ..Batch::default() },
    }
}

/// Reads all inputs one after the other and makes the ids unique.
pub fn read_all(inputs: &[Input]) -> Batch {
    let mut all = Batch::default();
    let mut ids = Ids::default();
    for mut batch in inputs.iter().map(read) {
        for document in &mut batch.documents {
            document.id = ids.claim(&document.id);
        }
        all.documents.append(&mut batch.documents);
        all.skipped.append(&mut batch.skipped);
        all.notices.append(&mut batch.notices);
    }
    all
}

/// Spans count so many bytes.
pub(super) const LIMIT: u64 = u32::MAX as u64;
pub(super) const TOO_LARGE: &str = "larger than 4 GiB";

/// The bytes of a file or of standard input, up to the limit of spans.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)
    } else {
        let file = File::open(path).map_err(|error| describe(&error))?;
        let size = file.metadata().map_or(0, |data| data.len());
        if size > LIMIT {
            return Err(TOO_LARGE.into());
        }
        bytes.reserve_exact(usize::try_from(size).unwrap_or(0));
        file.take(LIMIT + 1).read_to_end(&mut bytes)
    };
    read.map_err(|error| describe(&error))?;
    if bytes.len() as u64 > LIMIT { Err(TOO_LARGE.into()) } else { Ok(bytes) }
}

/// Reads an input whose bytes are at hand.
pub fn read_bytes(input: &Input, bytes: Vec<u8>) -> Batch {
    let mut batch = Batch::default();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    if text.iter().all(u8::is_ascii_whitespace) {
        batch.skipped.push(Skipped::file(&input.path, "empty"));
        return batch;
    }
    let wide = matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if !wide && is_json_lines(input.format, text) {
        read_lines(input, text, &mut batch);
        return batch;
    }
    match decode(bytes) {
        Err(reason) => batch.skipped.push(Skipped::file(&input.path, reason)),
        Ok(decoded) => {
            if let Some((encoding, replaced)) = decoded.guess {
                batch.notices.push(Notice { document: input.id.clone(), kind: NoticeKind::Encoding { encoding, replaced } });
            }
            if wide && is_json_lines(input.format, decoded.text.as_bytes()) {
                read_lines(input, decoded.text.as_bytes(), &mut batch);
            } else if decoded.text.trim().is_empty() {
                batch.skipped.push(Skipped::file(&input.path, "empty"));
            } else if u32::try_from(decoded.text.len()).is_err() {
                batch.skipped.push(Skipped::file(&input.path, "larger than 4 GiB as UTF-8"));
            } else {
                batch.documents.push(Document { id: input.id.clone(), text: decoded.text, ..Document::default() });
            }
        }
    }
    batch
}

fn is_json_lines(format: Format, bytes: &[u8]) -> bool {
    match format {
        Format::Text => false,
        Format::JsonLines => true,
        // One broken line among the first does not make a text of the others.
        Format::Unknown => {
            let start = bytes.trim_ascii_start();
            start.starts_with(b"{") && start.split(|b| *b == b'\n').take(3).any(|line| is_object(line.trim_ascii_start()))
        }
    }
}

/// Whether a line is a JSON object.
pub(super) fn is_object(line: &[u8]) -> bool {
    line.starts_with(b"{") && serde_json::from_slice::<Map<String, Value>>(line).is_ok()
}

fn read_lines(input: &Input, bytes: &[u8], batch: &mut Batch) {
    let mut filled = false;
    for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        filled = true;
        read_line(input, number + 1, line, batch);
    }
    if !filled {
        batch.skipped.push(Skipped::file(&input.path, "empty"));
    }
}

/// Reads one line of JSON Lines that is not blank; lines are counted from 1.
pub(super) fn read_line(input: &Input, number: usize, line: &[u8], batch: &mut Batch) {
    match object(line).and_then(|object| document(object, input, number, &mut batch.notices)) {
        Ok(document) => batch.documents.push(document),
        Err((column, reason)) => {
            let skipped = Skipped { path: input.path.clone(), place: Some((number, column)), reason, kind: SkippedKind::Fault };
            batch.skipped.push(skipped);
        }
    }
}

/// A fault of a line: the column in characters, and the reason.
type Fault = (usize, String);

fn object(line: &[u8]) -> Result<Map<String, Value>, Fault> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let good = line[..error.valid_up_to()].utf8_chunks().map(|chunk| chunk.valid().chars().count()).sum::<usize>();
        (good + 1, "not UTF-8".to_owned())
    })?;
    if !text.trim_start().starts_with('{') {
        return Err((1 + text.chars().take_while(|c| c.is_whitespace()).count(), "not a JSON object".into()));
    }
    serde_json::from_str(text).map_err(|error| {
        // The parser counts bytes.
        let column = text.char_indices().take_while(|(at, _)| at + 1 < error.column()).count() + 1;
        let message = error.to_string();
        let reason = message.rfind(" at line ").map_or(message.as_str(), |at| &message[..at]);
        (column, format!("not JSON: {reason}"))
    })
}

fn document(mut object: Map<String, Value>, input: &Input, line: usize, notices: &mut Vec<Notice>) -> Result<Document, Fault> {
    let text = match object.remove("text") {
        Some(Value::String(text)) if text.chars().all(char::is_whitespace) => return Err((1, "empty text".into())),
        Some(Value::String(text)) => text,
        Some(_) => return Err((1, "\"text\" is not a string".into())),
        None => return Err((1, "no \"text\"".into())),
    };
    let mut take = |key: &str| object.remove(key).and_then(words).filter(|value| !value.trim().is_empty());
    let id = take("id").unwrap_or_else(|| format!("{}:{line}", input.id));
    let (title, date, source, url) = (take("title"), take("date"), take("source"), take("url"));
    let mut extra: BTreeMap<String, String> = object.into_iter().filter_map(|(key, value)| Some((key, words(value)?))).collect();
    let parsed = date.as_deref().and_then(metadata_date);
    if let (Some(text), None) = (date, parsed) {
        notices.push(Notice { document: id.clone(), kind: NoticeKind::Date { text: text.clone() } });
        extra.insert("date".into(), text);
    }
    Ok(Document { id, text, title, date: parsed, source, url, extra })
}

/// A value as text: strings as they are, nothing for null, the rest as JSON.
fn words(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

/// A date of the contract, also with a time behind it.
fn metadata_date(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| text.split_once(['T', ' ']).and_then(|(day, _)| Date::parse(day).filter(|date| date.is_day())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(format: Format) -> Input {
        Input { path: "x/in.jsonl".into(), id: "in.jsonl".into(), format }
    }

    #[test]
    fn a_notice_counts_the_characters_that_could_not_be_read() {
        let notice = |replaced| {
            let kind = NoticeKind::Encoding { encoding: "windows-1252", replaced };
            Notice { document: "a.txt".to_owned(), kind }.to_string()
        };
        assert_eq!(notice(0), "a.txt: not UTF-8, read as windows-1252");
        assert_eq!(notice(1), "a.txt: not UTF-8, read as windows-1252; 1 character could not be read");
        assert_eq!(notice(2), "a.txt: not UTF-8, read as windows-1252; 2 characters could not be read");
    }

    fn ids(batch: &Batch) -> Vec<&str> {
        batch.documents.iter().map(|document| document.id.as_str()).collect()
    }

    fn skipped(batch: &Batch) -> Vec<String> {
        batch.skipped.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn json_lines_keep_their_metadata() {
        let line = r#"{"id": 7, "text": "A strike.", "title": "T", "date": "2025-07-04T10:00:00Z", "source": null, "tags": ["a", 1], "by": "Anna"}"#;
        let batch = read_bytes(&input(Format::JsonLines), format!("\u{FEFF}{line}\r\n\r\n").into_bytes());
        let document = &batch.documents[0];
        assert_eq!((document.id.as_str(), document.title.as_deref(), document.source.as_deref()), ("7", Some("T"), None));
        assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2025-07-04"));
        assert_eq!(document.extra.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>(), ["by=Anna", r#"tags=["a",1]"#]);
        assert_eq!((batch.skipped.len(), batch.notices.len()), (0, 0));
    }

    #[test]
    fn a_bad_line_costs_itself() {
        let text = b"{\"text\":\"a\"}\n{\"text\":\"\xC3\xA9\" x}\n[1]\n{\"text\":5}\n{\"id\":\"b\"}\n{\"text\":\" \"}\n{\"text\":\"\xFF\"}\n{\"text\":\"z\",\"date\":\"soon\"}";
        let batch = read_bytes(&input(Format::JsonLines), text.to_vec());
        assert_eq!(ids(&batch), ["in.jsonl:1", "in.jsonl:8"]);
        assert_eq!(
            skipped(&batch),
            [
                "x/in.jsonl:2:13: not JSON: expected `,` or `}`",
                "x/in.jsonl:3:1: not a JSON object",
                "x/in.jsonl:4:1: \"text\" is not a string",
                "x/in.jsonl:5:1: no \"text\"",
                "x/in.jsonl:6:1: empty text",
                "x/in.jsonl:7:10: not UTF-8",
            ]
        );
        assert_eq!(batch.notices[0].to_string(), "in.jsonl:8: \"soon\" is no date of the form 2025-07-31");
    }

    #[test]
    fn unknown_inputs_are_json_lines_only_where_the_first_line_parses() {
        let read = |text: &str| read_bytes(&input(Format::Unknown), text.as_bytes().to_vec());
        assert_eq!(ids(&read("\n {\"text\":\"a\"}\n{\"text\":\"b\"}")), ["in.jsonl:2", "in.jsonl:3"]);
        assert_eq!(read("{sic} the strike").documents[0].text, "{sic} the strike");
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain("{\"text\":\"a\"}".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read_bytes(&input(Format::Unknown), wide).documents[0].text, "a");
    }

    #[test]
    fn texts_are_left_as_they_are_but_for_the_mark() {
        let read = |bytes: &[u8]| read_bytes(&input(Format::Text), bytes.to_vec());
        assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\n").documents[0].text, "a\r\nb\n");
        assert_eq!(skipped(&read(b"")), ["x/in.jsonl: empty"]);
        assert_eq!(skipped(&read(b"\xEF\xBB\xBF \r\n")), ["x/in.jsonl: empty"]);
        assert_eq!(skipped(&read(b"a\0")), ["x/in.jsonl: binary file (NUL byte at offset 1)"]);
        let latin = read(b"Le p\xE8re a d\xE9cid\xE9 de partir apr\xE8s la gr\xE8ve.");
        assert_eq!(latin.notices[0].to_string(), "in.jsonl: not UTF-8, read as windows-1252");
    }

    #[test]
    fn ids_are_made_unique() {
        let mut ids = Ids::default();
        let claimed: Vec<_> = ["a", "a#2", "a", "b", "a"].map(|id| ids.claim(id)).into();
        assert_eq!(claimed, ["a", "a#2", "a#3", "b", "a#4"]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_the_reason() {
        let gone = Input { path: "no/such.txt".into(), id: "such.txt".into(), format: Format::Text };
        assert_eq!(skipped(&read_all(&[gone])), ["no/such.txt: No such file or directory"]);
    }
}
