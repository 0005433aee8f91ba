//! Arguments to inputs: files, folders and standard input.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Its path relative to the argument that named it, with `/`; the name of a file that was itself an argument.
    pub id: String,
    /// How it is read.
    pub format: Format,
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One document of plain text.
    Text,
    /// One document a line.
    JsonLines,
    /// JSON Lines where the first line is a JSON object, else plain text.
    Unknown,
}

/// An input, or a line of one, that gave no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// Line and column in characters, both counted from 1, where one line is at fault.
    pub place: Option<(usize, usize)>,
    /// Why, in words.
    pub reason: String,
    /// Whether that is a fault.
    pub kind: SkippedKind,
}

/// Whether it is a fault that an input gave no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkippedKind {
    /// It should have given one.
    Fault,
    /// A file of a folder that holds no document for this program: of another type, a link, a device.
    NotRead,
    /// A file of a folder that tells of the folder: `README.md`, `SOURCES.md`, `LICENSE`.
    AboutFolder,
}

impl Skipped {
    pub(super) fn file(path: &Path, reason: impl Into<String>) -> Self {
        Self { path: path.into(), place: None, reason: reason.into(), kind: SkippedKind::Fault }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Lists the files behind the arguments, in the order of the arguments and of the bytes of the paths within a folder. Hidden files are
/// passed over, links inside a folder are not followed, and files with an extension that is not read, or that tell of the folder, are skipped
/// with that reason; a file that is itself an argument is always tried. A folder without documents gives nothing.
pub fn expand(paths: &[PathBuf]) -> (Vec<Input>, Vec<Skipped>) {
    let (mut inputs, mut skipped) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input { path: path.clone(), id: "-".into(), format: Format::Unknown });
            continue;
        }
        match fs::metadata(path) {
            Err(error) => skipped.push(Skipped::file(path, describe(&error))),
            Ok(data) if data.is_dir() => walk(path, &mut inputs, &mut skipped),
            Ok(_) => {
                let id = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                inputs.push(Input { path: path.clone(), id, format: format(path).unwrap_or(Format::Unknown) });
            }
        }
    }
    (inputs, skipped)
}

/// What the extension says.
fn format(path: &Path) -> Option<Format> {
    match path.extension()?.to_string_lossy().to_ascii_lowercase().as_str() {
        "txt" | "text" | "md" | "markdown" => Some(Format::Text),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

/// Whether a file of a folder describes the others.
fn is_about_folder(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(name.as_str(), "readme" | "readme.md" | "readme.txt" | "sources.md")
        || name.starts_with("license")
        || name.starts_with("licence")
}

/// How a file of a folder is read, or why it is not.
type Found = Result<Format, (SkippedKind, String)>;

fn walk(folder: &Path, inputs: &mut Vec<Input>, skipped: &mut Vec<Skipped>) {
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut found: Vec<(PathBuf, Found)> = Vec::new();
    let not_read = |reason: &str| Err((SkippedKind::NotRead, reason.to_owned()));
    for entry in WalkDir::new(folder).into_iter().filter_entry(|entry| !hidden(entry)) {
        match entry {
            Err(error) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), describe);
                found.push((error.path().unwrap_or(folder).into(), Err((SkippedKind::Fault, reason))));
            }
            // The folder itself may be named by a link.
            Ok(entry) if entry.file_type().is_dir() || entry.depth() == 0 => {}
            Ok(entry) if entry.file_type().is_file() => {
                let format = match (format(entry.path()), entry.path().extension()) {
                    _ if is_about_folder(entry.path()) => Err((SkippedKind::AboutFolder, "about the folder, read only where named".into())),
                    (Some(format), _) => Ok(format),
                    (None, Some(extension)) => not_read(&format!("files of type .{} are not read", extension.to_string_lossy())),
                    (None, None) => not_read("files without an extension are read only where they are named"),
                };
                found.push((entry.into_path(), format));
            }
            Ok(entry) if entry.file_type().is_symlink() => found.push((entry.into_path(), not_read("links are not followed"))),
            Ok(entry) => found.push((entry.into_path(), not_read("not a regular file"))),
        }
    }
    found.sort_by(|a, b| a.0.as_os_str().as_encoded_bytes().cmp(b.0.as_os_str().as_encoded_bytes()));
    for (path, format) in found {
        match format {
            Ok(format) => {
                let parts = path.strip_prefix(folder).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
                inputs.push(Input { id: parts.collect::<Vec<_>>().join("/"), path, format });
            }
            Err((kind, reason)) => skipped.push(Skipped { path, place: None, reason, kind }),
        }
    }
}

/// The words of the operating system without Rust's "(os error N)".
pub(super) fn describe(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_documents_in_byte_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.md", "a/.hidden.txt", "a.jsonl", "B.TXT", "c.pdf", "README", ".git/x.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let (inputs, skipped) = expand(&[folder.path().into(), folder.path().join("c.pdf"), "-".into(), folder.path().join("none.txt")]);
        let ids: Vec<_> = inputs.iter().map(|input| input.id.as_str()).collect();
        assert_eq!(ids, ["B.TXT", "a.jsonl", "a/z.md", "b.txt", "c.pdf", "-"]);
        let reasons: Vec<_> = skipped.iter().map(|skipped| skipped.reason.as_str()).collect();
        assert_eq!(reasons, ["about the folder, read only where named", "files of type .pdf are not read", "No such file or directory"]);
    }
}
