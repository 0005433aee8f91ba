//! `nisba gazetteer match`: names in bulk, two against each other or one against the gazetteer.

use crate::cli::args::PackArgs;
use crate::cli::console::Console;
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::source::gazetteer;
use crate::error::Error;
use crate::gazetteer::{EntityIx, Found, Gazetteer, NameKind, VariantIndex, decide, fold_name};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Say in bulk whether two names may stand for one entity, or which entity a name stands for
///
/// Names that fold alike (case, accents, apostrophes, hyphens) or are listed for one entity are the same. Other names are taken apart and
/// compared sound by sound (Mohammed, Muhammad); names in other scripts are the same only as they stand.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  printf 'al-Sharaa\\tAl Sharaa\\nBashar al-Assad\\tHafez al-Assad\\n' | nisba gazetteer match --pairs -
  nisba gazetteer match --names people.txt -g my-names.tsv > found.tsv

--pairs reads lines a<TAB>b and adds two columns: same, different or unsure, and the rule that decided:
  same-letters, same-words, one-listed-entity, spelling, initials, missing-part, other-order, written-together, same-syllables    same
  listed-apart, other-number, nothing-in-common     different
  similar, exact-only, short-name, listed-for-several, not-a-pair    unsure
--names reads a name a line and writes name<TAB>entity id<TAB>rule; the rule is listed-name, acronym, short, ..., or one of the rules of
--pairs, or, where the id is empty, no-entity or several-entities. One line comes out for each line that goes in.
Exit status: 0 done, 2 wrong use or bad input (a line without exactly one tab is answered unsure, not-a-pair).")]
#[group(id = "what", required = true, multiple = false, args = ["pairs", "names"])]
pub(super) struct Args {
    /// Lines of two names with a tab between them; - for standard input
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
    /// Lines of one name; - for standard input
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    #[command(flatten)]
    packs: PackArgs,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let gazetteer = gazetteer(&args.packs)?;
    let mut faults = Vec::new();
    if let Some(path) = &args.pairs {
        each_line(path, &mut |number, line| {
            let (verdict, rule) = if let Some((a, b)) = line.split_once('\t').filter(|(_, b)| !b.contains('\t')) {
                pair(&gazetteer, a, b)
            } else {
                faults.push(Error::input(path, "not two names with a tab between them").at(number, None));
                ("unsure", "not-a-pair")
            };
            Ok(writeln!(console.out, "{line}\t{verdict}\t{rule}")?)
        })?;
    } else if let Some(path) = &args.names {
        let index = gazetteer.variant_index();
        let variants = VariantIndex::open(&gazetteer, &index);
        each_line(path, &mut |_, line| {
            let (id, rule) = lookup(&gazetteer, variants.as_ref(), line);
            Ok(writeln!(console.out, "{line}\t{id}\t{rule}")?)
        })?;
    }
    for fault in &faults {
        console.error(fault);
    }
    Ok(if faults.is_empty() { Status::Done } else { Status::Wrong })
}

/// The lines of a file or of standard input, counted from 1.
fn each_line(path: &Path, each: &mut dyn FnMut(usize, &str) -> Result<(), Failure>) -> Result<(), Failure> {
    let failed = |error: io::Error| Error::io(path, "read", &error);
    let mut reader: Box<dyn BufRead> =
        if path.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(BufReader::new(File::open(path).map_err(failed)?)) };
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(failed)? == 0 {
            break;
        }
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = std::str::from_utf8(line).map_err(|_| Error::input(path, "not UTF-8").at(number, None))?;
        each(number, if number == 1 { line.trim_start_matches('\u{feff}') } else { line })?;
    }
    Ok(())
}

/// The entities that have a name, those beyond doubt where there are any.
fn owners(gazetteer: &Gazetteer, name: &str) -> Vec<(EntityIx, NameKind)> {
    let folded = fold_name(name);
    let kind = |entity: &EntityIx| {
        let names = gazetteer.names_of(*entity).filter(|listed| listed.kind != NameKind::Part && fold_name(listed.text) == folded);
        names.map(|listed| listed.kind).min().map(|kind| (*entity, kind))
    };
    let all: Vec<_> = gazetteer.find_name(name).iter().filter_map(kind).collect();
    let sure: Vec<_> = all.iter().copied().filter(|(_, kind)| !matches!(kind, NameKind::Weak | NameKind::Metonym)).collect();
    if sure.is_empty() { all } else { sure }
}

fn lookup<'g>(gazetteer: &'g Gazetteer, variants: Option<&VariantIndex<'_>>, name: &str) -> (&'g str, &'static str) {
    const SEVERAL: (&str, &str) = ("", "several-entities");
    let owners: Vec<_> = owners(gazetteer, name).into_iter().filter(|(_, kind)| *kind != NameKind::Acronym || is_acronym(name)).collect();
    match owners[..] {
        [] => match variants.map_or(Found::None, |variants| variants.find(name)) {
            Found::One(entity, rule) => (gazetteer.entity(entity).id, rule),
            Found::Several => SEVERAL,
            Found::None if several_bear(gazetteer, name) => SEVERAL,
            Found::None => ("", "no-entity"),
        },
        [(_, NameKind::Short)] if several_bear(gazetteer, name) => SEVERAL,
        [(entity, _)] if variants.is_some_and(|variants| variants.has_rival(name, entity)) => SEVERAL,
        [(entity, kind)] => {
            let rule = match kind {
                NameKind::Strong => "listed-name",
                NameKind::Native => "native-name",
                NameKind::Former => "former-name",
                other => other.as_str(),
            };
            (gazetteer.entity(entity).id, rule)
        }
        _ => SEVERAL,
    }
}

/// Written as acronyms are: WHO in capitals, Nato at least with one.
fn is_acronym(name: &str) -> bool {
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic());
    let long = letters.clone().count() >= 4;
    if long { letters.next().is_some_and(char::is_uppercase) } else { letters.all(char::is_uppercase) }
}

/// Whether a name is the surname of several persons.
fn several_bear(gazetteer: &Gazetteer, name: &str) -> bool {
    let folded = fold_name(name);
    let bare = folded.split_once(' ').filter(|(article, _)| matches!(*article, "al" | "el")).map_or(folded.as_str(), |(_, rest)| rest);
    gazetteer.find_surname(bare).len() > 1
}

fn pair(gazetteer: &Gazetteer, a: &str, b: &str) -> (&'static str, &'static str) {
    let (a_folded, b_folded) = (fold_name(a), fold_name(b));
    if a_folded.is_empty() || b_folded.is_empty() {
        return ("unsure", "not-a-pair");
    }
    if a_folded == b_folded {
        return ("same", "same-letters");
    }
    let [a_owners, b_owners] = [a, b].map(|name| owners(gazetteer, name));
    // What is only doubtfully a name of the entity says nothing about other words.
    let listed = |owners: &[(EntityIx, NameKind)]| owners.iter().any(|(_, kind)| *kind != NameKind::Weak);
    if listed(&a_owners) && listed(&b_owners) {
        let adjective = |owners: &[(EntityIx, NameKind)]| owners.iter().any(|(_, kind)| *kind == NameKind::Demonym);
        let short = |owners: &[(EntityIx, NameKind)]| owners.iter().all(|(_, kind)| *kind == NameKind::Short);
        // The Congo of the news is one of two.
        let part = |part: &str, whole: &str| format!(" {whole} ").contains(&format!(" {part} "));
        if (short(&a_owners) && part(&a_folded, &b_folded)) || (short(&b_owners) && part(&b_folded, &a_folded)) {
            return ("unsure", "short-name");
        }
        if a_owners.len() > 1 || b_owners.len() > 1 || adjective(&a_owners) != adjective(&b_owners) {
            return ("unsure", "listed-for-several");
        }
        let common = a_owners.iter().any(|(entity, _)| b_owners.iter().any(|(other, _)| other == entity));
        return if common { ("same", "one-listed-entity") } else { ("different", "listed-apart") };
    }
    let verdict = decide(a, b);
    (verdict.answer.as_str(), verdict.rule)
}
