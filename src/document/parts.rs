//! Large inputs a part at a time, so that no corpus has to fit the memory.

use super::input::{Format, Input, Skipped, describe};
use super::read::{Batch, LIMIT, TOO_LARGE, is_object, read, read_bytes, read_line};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// Reads one input as [`read`] does and hands its documents on in order, in parts of about `limit` bytes. Only JSON Lines are cut;
/// a file that is one document comes as one part. There is at least one part.
///
/// # Errors
/// What `each` returns, which ends the reading.
pub fn read_parts<E>(input: &Input, limit: usize, each: &mut dyn FnMut(Batch) -> Result<(), E>) -> Result<(), E> {
    if input.path.as_os_str() == "-" {
        return lines(input, io::stdin().lock(), limit, each);
    }
    match (input.format, File::open(&input.path)) {
        (Format::JsonLines, Ok(file)) => lines(input, BufReader::with_capacity(1 << 16, file), limit, each),
        _ => each(read(input)),
    }
}

fn lines<E>(input: &Input, mut reader: impl BufRead, limit: usize, each: &mut dyn FnMut(Batch) -> Result<(), E>) -> Result<(), E> {
    let mut batch = Batch::default();
    let (mut held, mut number, mut filled) = (0, 0, false);
    let (mut line, mut blank) = (Vec::new(), Vec::new());
    loop {
        line.clear();
        let fault = match (&mut reader).take(LIMIT + 1).read_until(b'\n', &mut line) {
            Err(error) => Some(describe(&error)),
            Ok(_) if line.len() as u64 > LIMIT => Some(TOO_LARGE.to_owned()),
            Ok(_) => None,
        };
        if let Some(reason) = fault {
            batch.skipped.push(Skipped::file(&input.path, reason));
            return each(batch);
        }
        if line.is_empty() {
            if !filled {
                batch.skipped.push(Skipped::file(&input.path, "empty"));
            }
            return each(batch);
        }
        number += 1;
        // What is not plain UTF-8 lines is read as a whole.
        if number == 1 && matches!(line[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            return each(whole(input, line, reader));
        }
        let words = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        if words.iter().all(u8::is_ascii_whitespace) {
            if !filled {
                blank.extend_from_slice(&line);
            }
            continue;
        }
        if !filled && input.format == Format::Unknown && !is_object(words.trim_ascii()) {
            blank.append(&mut line);
            return each(whole(input, blank, reader));
        }
        filled = true;
        read_line(input, number, words.strip_suffix(b"\n").unwrap_or(words), &mut batch);
        held += line.len();
        if held >= limit {
            held = 0;
            each(std::mem::take(&mut batch))?;
        }
    }
}

/// The rest of an input behind the bytes that were taken from it.
fn whole(input: &Input, mut bytes: Vec<u8>, reader: impl Read) -> Batch {
    let fault = match reader.take(LIMIT + 1).read_to_end(&mut bytes) {
        Err(error) => describe(&error),
        Ok(_) if bytes.len() as u64 > LIMIT => TOO_LARGE.to_owned(),
        Ok(_) => return read_bytes(input, bytes),
    };
    Batch { skipped: vec![Skipped::file(&input.path, fault)], ..Batch::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn parts(format: Format, bytes: &[u8], limit: usize) -> Vec<Batch> {
        let input = Input { path: "x/in.jsonl".into(), id: "in.jsonl".into(), format };
        let mut parts = Vec::new();
        let Ok(()) = lines::<Infallible>(&input, bytes, limit, &mut |batch| {
            parts.push(batch);
            Ok(())
        });
        parts
    }

    #[test]
    fn parts_hold_what_the_whole_holds() {
        let text = b"\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n{\"id\":\"b\",\"text\":\"b\",\"date\":\"soon\"}\n[1]\n{\"text\":\"\xFF\"}\n {\"text\":\"c\"}";
        for format in [Format::JsonLines, Format::Unknown] {
            let input = Input { path: "x/in.jsonl".into(), id: "in.jsonl".into(), format };
            let whole = read_bytes(&input, text.to_vec());
            for limit in [1, 20, 1000] {
                let mut all = Batch::default();
                for mut part in parts(format, text, limit) {
                    all.documents.append(&mut part.documents);
                    all.skipped.append(&mut part.skipped);
                    all.notices.append(&mut part.notices);
                }
                assert_eq!(all, whole);
            }
        }
        assert!(parts(Format::JsonLines, text, 1).len() > 3);
    }

    #[test]
    fn other_texts_come_whole() {
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain("{\"text\":\"a\"}\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(parts(Format::Unknown, &wide, 1)[0].documents[0].text, "a");
        assert_eq!(parts(Format::Unknown, b"\nOne.\nTwo.\n", 1)[0].documents[0].text, "\nOne.\nTwo.\n");
        assert_eq!(parts(Format::Unknown, b"\n \n", 1)[0].skipped[0].reason, "empty");
        assert_eq!(parts(Format::Unknown, b"a\0", 1)[0].skipped[0].reason, "binary file (NUL byte at offset 1)");
    }
}
