//! Tables of packs from text: tab-separated, comma-separated, or one JSON object a line.

use super::row::{Form, Rows, csv_places};
use crate::error::{Error, Result};
use crate::table;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use std::borrow::Cow;
use std::fmt::{self, Write};
use std::path::Path;
use std::rc::Rc;

/// Reads a tab-separated table.
pub(super) fn from_tsv(path: &Rc<Path>, text: Cow<'static, str>) -> Result<Rows> {
    let parsed = table::parse(&text).map_err(|fault| Error::gazetteer(path, fault.message).at(fault.line, Some(fault.column)))?;
    let mut rows = Rows::new(path, Form::Tsv, Cow::Borrowed(""));
    rows.header = Some(parsed.header);
    for column in &parsed.columns {
        rows.column(column);
    }
    for row in parsed.rows() {
        let mut start = offset(&text, row.text());
        rows.begin(row.line(), start);
        for (column, cell) in (0..).zip(row.text().split('\t')).take(parsed.columns.len()) {
            if !cell.trim().is_empty() {
                rows.push(column, start..start + cell.len());
            }
            start += cell.len() + 1;
        }
    }
    Ok(rows.over(text))
}

/// The byte at which a part of a text begins.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr() - text.as_ptr().addr()
}

/// Reads a comma-separated table with a header.
pub(super) fn from_csv(path: &Rc<Path>, text: Cow<'static, str>) -> Result<Rows> {
    // Unequal lengths are ours to report: the reader does not say where a row has too much.
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
    let fault = |error: &csv::Error| {
        let line = error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        Error::gazetteer(path, error.to_string()).at(line, Some(1))
    };
    let header = reader.headers().map_err(|error| fault(&error))?.clone();
    let mut rows = Rows::new(path, Form::Csv, Cow::Borrowed(""));
    if header.iter().all(|name| name.trim().is_empty()) {
        return Err(Error::gazetteer(path, "no header line").at(1, Some(1)));
    }
    let columns: Vec<u32> = header.iter().map(|name| rows.add_column(name.trim())).collect();
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    rows.header = Some(lines.of(header.position()).0);
    for record in reader.records() {
        let record = record.map_err(|error| fault(&error))?;
        let (line, byte) = lines.of(record.position());
        if record.len() != columns.len() {
            let message = format!("the row has {} cells, the header {}", record.len(), columns.len());
            let place = csv_places(text.get(byte..).unwrap_or_default()).nth(columns.len().min(record.len() - 1));
            let (further, column) = place.unwrap_or((0, 1));
            return Err(Error::gazetteer(path, message).at(line + further, Some(column)));
        }
        rows.begin(line, byte);
        for (column, cell) in columns.iter().zip(&record) {
            rows.push_decoded(*column, |decoded| decoded.push_str(cell));
        }
    }
    Ok(rows.over(text))
}

/// A walk over the records of a comma-separated table, in order, that counts lines once.
struct Lines<'t> {
    text: &'t str,
    /// Byte of the last record.
    at: usize,
    /// Its line.
    line: usize,
}

impl Lines<'_> {
    /// Line and byte of the next record.
    fn of(&mut self, position: Option<&csv::Position>) -> (usize, usize) {
        let mut start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        // The reader counts empty lines and comments before a record to it.
        while let Some(line) = self.text.get(start..).and_then(|rest| rest.split_inclusive('\n').next()) {
            if !line.starts_with('#') && !line.trim_end_matches(['\r', '\n']).is_empty() {
                break;
            }
            start += line.len();
        }
        self.line += self.text.get(self.at..start).unwrap_or_default().matches('\n').count();
        self.at = start;
        (self.line, start)
    }
}

/// Reads one JSON object per line; lists become cells joined by `|`.
pub(super) fn from_jsonl(path: &Rc<Path>, text: Cow<'static, str>) -> Result<Rows> {
    let mut rows = Rows::new(path, Form::Jsonl, Cow::Borrowed(""));
    for (line, object) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        rows.begin(line + 1, offset(&text, object));
        let mut deserializer = serde_json::Deserializer::from_str(object);
        let read = Object { rows: &mut rows, text: &text }.deserialize(&mut deserializer);
        if read.and_then(|()| deserializer.end()).is_err() {
            return Err(refusal(path, line + 1, object));
        }
    }
    Ok(rows.over(text))
}

/// Why a line is no row.
fn refusal(path: &Rc<Path>, line: usize, object: &str) -> Error {
    let Err(error) = serde_json::from_str::<Value>(object) else {
        return Error::gazetteer(path, "no JSON object").at(line, Some(1));
    };
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let byte = error.column().saturating_sub(1);
    let column = object.char_indices().take_while(|(at, _)| *at < byte).count() + 1;
    Error::gazetteer(path, format!("no JSON object: {message}")).at(line, Some(column))
}

/// Reads an object into the row begun last.
struct Object<'r, 't> {
    rows: &'r mut Rows,
    text: &'t str,
}

impl<'de> DeserializeSeed<'de> for Object<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { rows, text } = self;
        while let Some(column) = map.next_key_seed(Key(rows))? {
            map.next_value_seed(Whole { rows, text, column })?;
        }
        Ok(())
    }
}

/// Reads a key as the number of its column.
struct Key<'r>(&'r mut Rows);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = u32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u32, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<u32, E> {
        Ok(self.0.column(key))
    }
}

/// Reads a value into the cell of a column.
struct Whole<'r, 't> {
    rows: &'r mut Rows,
    text: &'t str,
    column: u32,
}

impl<'de> DeserializeSeed<'de> for Whole<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Whole<'_, '_> {
    fn decoded<T, E>(self, write: impl FnOnce(Part<'_>) -> Result<T, E>) -> Result<T, E> {
        self.rows.push_decoded(self.column, |decoded| write(Part(decoded)))
    }
}

impl<'de> Visitor<'de> for Whole<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        let start = offset(self.text, text);
        self.rows.push(self.column, start..start + text.len());
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.decoded(|part| part.visit_str(text))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.decoded(|part| part.visit_unit())
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.decoded(|part| part.visit_bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.decoded(|part| part.visit_i64(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.decoded(|part| part.visit_u64(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.decoded(|part| part.visit_f64(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.decoded(|part| part.visit_seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.decoded(|part| part.visit_map(map))
    }
}

/// Appends a value to a cell: the items of a list joined by `|`, an object as it is written.
struct Part<'o>(&'o mut String);

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Part<'_> {
    fn write(self, value: impl fmt::Display) {
        // A string takes whatever is written to it.
        let _ = write!(self.0, "{value}");
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push_str(text);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        match Number::from_f64(value) {
            Some(number) => self.write(number),
            None => self.write(value),
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut first = true;
        loop {
            let before = self.0.len();
            if !first {
                self.0.push('|');
            }
            first = false;
            if items.next_element_seed(Part(self.0))?.is_none() {
                self.0.truncate(before);
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        self.write(value);
        Ok(())
    }
}
