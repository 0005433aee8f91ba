//! Output files appear whole or not at all.

use super::{Format, Table, write, write_table};
use crate::error::{Error, Result};
use crate::graph::GraphView;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a view to a file, or to a folder of tables, in the format that the name says. The file is written beside its place and then put
/// there; where anything fails, what was there before stays, and nothing else is left.
///
/// # Errors
/// A wrong use for a name of an unknown format; otherwise what the system reports, with the path.
pub fn write_file(view: &GraphView<'_>, path: &Path) -> Result<()> {
    let format = Format::from_path(path)?;
    if format.is_folder() { write_folder(view, path) } else { write_whole(path, |out| write(view, format, out)) }
}

/// Writes a file beside its place and then puts it there.
///
/// # Errors
/// What the system reports, with the path.
pub(crate) fn write_whole(path: &Path, writer: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => return Err(Error::input(path, "is a folder; a file was to be written")),
        // A pipe or a device is not to be replaced by a file.
        Ok(there) if !there.is_file() => {
            let file = File::options().write(true).open(&target).map_err(|error| Error::io(path, "write", &error))?;
            return fill(file, writer).map(drop).map_err(|error| Error::io(path, "write", &error));
        }
        _ => {}
    }
    let attempt = move || -> io::Result<()> {
        let beside = temporary(0o666).tempfile_in(folder_of(&target))?;
        let file = beside.as_file().try_clone()?;
        fill(file, writer)?.sync_all()?;
        beside.persist(&target).map(drop).map_err(|error| error.error)
    };
    attempt().map_err(|error| Error::io(path, "write", &error))
}

fn write_folder(view: &GraphView<'_>, path: &Path) -> Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = match fs::metadata(&target) {
        Ok(there) if !there.is_dir() => {
            return Err(Error::input(path, "is a file; the tables go to a folder, so remove it or choose another name"));
        }
        Ok(_) => {
            only_tables(&target, path)?;
            true
        }
        Err(_) => false,
    };
    let attempt = || -> io::Result<()> {
        let beside = temporary(0o777).tempdir_in(folder_of(&target))?;
        for table in Table::ALL {
            let file = File::create_new(beside.path().join(table.file_name()))?;
            fill(file, |out| write_table(view, table, out))?.sync_all()?;
        }
        if !old {
            fs::rename(beside.path(), &target)?;
            // It has moved: nothing is there to be removed.
            let _ = beside.keep();
            return Ok(());
        }
        // Nothing on every system swaps two folders, so the old one waits beside until the new one is in place.
        let waiting = temporary(0o777).tempdir_in(folder_of(&target))?;
        let aside = waiting.path().join("old");
        fs::rename(&target, &aside)?;
        if let Err(error) = fs::rename(beside.path(), &target) {
            fs::rename(&aside, &target)?;
            return Err(error);
        }
        let _ = beside.keep();
        Ok(())
    };
    attempt().map_err(|error| Error::io(path, "write", &error))
}

/// Refuses a folder that holds anything but tables of an earlier run.
fn only_tables(target: &Path, shown: &Path) -> Result<()> {
    let entries = fs::read_dir(target).map_err(|error| Error::io(shown, "read", &error))?;
    for entry in entries {
        let name = entry.map_err(|error| Error::io(shown, "read", &error))?.file_name();
        if Table::ALL.iter().all(|table| name != table.file_name()) {
            let name = name.to_string_lossy();
            return Err(Error::input(shown, format!("holds \"{name}\", which would be lost; choose another name for the tables")));
        }
    }
    Ok(())
}

/// Runs a writer over a buffer and reports what the last flush says.
fn fill(file: File, writer: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    writer(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A hidden neighbour with the permissions that a new file or folder of the user has; temporary ones are private otherwise.
fn temporary(mode: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nisba-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder
}
