//! `nisba gazetteer check`: what is wrong with a pack, and what may be.

use crate::cli::args::ShapeArgs;
use crate::cli::console::Console;
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::show_json::object;
use crate::cli::words::count;
use crate::compile::PackSource;
use crate::error::Error;
use crate::gazetteer::{Finding, Gazetteer, Severity, built_in, check};
use serde::Serialize;
use std::path::PathBuf;

/// Check packs: rows that cannot be read, references to nothing, names that two entities claim
///
/// Without a pack the tables of the program are checked. Every finding names file, line and column.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba gazetteer check my-names.tsv
  nisba gazetteer check people/ places.csv --format json
  nisba gazetteer check

Keys of the JSON: errors, warnings (both numbers), findings [{severity, file, line, column, message}].
Exit status: 0 no error (there may be warnings), 2 an error, or with --strict a warning.")]
pub(super) struct Args {
    /// Tables (.tsv, .csv, .jsonl), folders of tables, or compiled files
    #[arg(value_name = "PACK")]
    packs: Vec<PathBuf>,
    /// Leave the built-in entities out: references must hold within the packs
    #[arg(long)]
    only_gazetteer: bool,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    shape: ShapeArgs,
}

#[derive(Serialize)]
struct Line {
    severity: &'static str,
    file: String,
    #[serde(rename = "line")]
    number: Option<usize>,
    column: Option<usize>,
    message: String,
}

#[derive(Serialize)]
struct Whole {
    errors: usize,
    warnings: usize,
    findings: Vec<Line>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let lines = findings(args)?;
    let errors = lines.iter().filter(|line| line.severity == "error").count();
    let whole = Whole { errors, warnings: lines.len() - errors, findings: lines };
    if args.shape.is_json() {
        object(console, &whole)?;
    } else {
        for finding in &whole.findings {
            let numbers = [finding.number, finding.column].into_iter().flatten();
            let place = numbers.fold(finding.file.clone(), |place, number| format!("{place}:{number}"));
            writeln!(console.out, "{place}: {}: {}", finding.severity, finding.message)?;
        }
        console.report(format!(
            "{}, {}.",
            count(whole.errors as u64, "error", "errors"),
            count(whole.warnings as u64, "warning", "warnings")
        ));
    }
    Ok(if whole.errors > 0 || args.strict && whole.warnings > 0 { Status::Wrong } else { Status::Done })
}

fn findings(args: &Args) -> Result<Vec<Line>, Failure> {
    let mut packs = if args.only_gazetteer { Vec::new() } else { vec![built_in()] };
    let built_in = if args.packs.is_empty() { 0 } else { packs.len() };
    let mut faults = Vec::new();
    for path in &args.packs {
        // A pack that is not there is a wrong use, one that cannot be read is a finding.
        path.metadata().map_err(|error| Error::io(path, "read the gazetteer pack", &error))?;
        match PackSource::open(path).and_then(PackSource::into_packs) {
            Ok(texts) => {
                for text in texts {
                    match text.parse() {
                        Ok(pack) => packs.push(pack),
                        Err(fault) => faults.push(fault),
                    }
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    if packs.is_empty() && faults.is_empty() {
        return Err(Failure::usage("name the packs to check"));
    }
    match Gazetteer::load(&packs) {
        Err(more) => faults.extend(more),
        Ok(gazetteer) if faults.is_empty() => {
            return Ok(packs[built_in..].iter().flat_map(|pack| check(pack, &gazetteer)).map(line).collect());
        }
        Ok(_) => {}
    }
    Ok(faults.iter().map(fault).collect())
}

fn line(finding: Finding) -> Line {
    Line {
        severity: if finding.severity == Severity::Error { "error" } else { "warning" },
        file: finding.table.display().to_string(),
        number: Some(finding.line),
        column: finding.column,
        message: finding.message,
    }
}

fn fault(error: &Error) -> Line {
    let (number, column) = error.place();
    let file = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    Line { severity: "error", file, number, column, message: error.message().to_owned() }
}
