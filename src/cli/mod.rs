//! The command line: one thin file per command. Nothing else knows clap, and nothing here prints but through the writers handed in.

mod add;
mod annotate;
mod args;
mod build;
mod cache;
mod completions;
mod console;
mod curation;
mod different;
mod discover;
mod drop;
mod export;
mod failure;
mod filter;
mod find;
mod gazetteer;
mod keep;
mod link;
mod near;
mod path;
mod picture;
mod progress;
mod quote;
mod remove;
mod rename;
mod same;
mod show;
mod show_json;
mod source;
mod tally;
mod verify;
mod why;
mod words;

pub use console::Console;

use args::{Cli, Command};
use clap::Parser as _;
use failure::{Failure, Outcome, Status};
use std::ffi::OsString;
use std::io::ErrorKind;

/// Runs one command line, the program's name first, and gives its exit status: 0 done, 1 nothing found, 2 wrong use or bad input,
/// 3 done with documents skipped.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(message) => return usage(&message, console),
    };
    console.quiet = cli.quiet;
    let outcome = dispatch(&cli.command, console).and_then(|status| Ok(console.out.flush().map(|()| status)?));
    match outcome {
        Ok(status) => status.code(),
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Status::Done.code(),
        Err(failure) => {
            // What was written so far belongs before the message.
            let _ = console.out.flush();
            for message in failure.messages() {
                console.error(message);
            }
            Status::Wrong.code()
        }
    }
}

fn dispatch(command: &Command, console: &mut Console<'_>) -> Outcome {
    match command {
        Command::Build(args) => build::run(args, console),
        Command::Add(args) => add::run(args, console),
        Command::Remove(args) => remove::run(args, console),
        Command::Show(args) => show::run(args, console),
        Command::Path(args) => path::run(args, console),
        Command::Why(args) => why::run(args, console),
        Command::Annotate(args) => annotate::run(args, console),
        Command::Export(args) => export::run(args, console),
        Command::Verify(args) => verify::run(args, console),
        Command::Same(args) => same::run(args, console),
        Command::Different(args) => different::run(args, console),
        Command::Drop(args) => drop::run(args, console),
        Command::Rename(args) => rename::run(args, console),
        Command::Discover(args) => discover::run(args, console),
        Command::Gazetteer(args) => gazetteer::run(args, console),
        Command::Completions(args) => completions::run(args, console),
    }
}

/// Help and version are answers; everything else that clap says is a wrong use.
fn usage(message: &clap::Error, console: &mut Console<'_>) -> u8 {
    let text = message.render();
    let wrong = message.use_stderr();
    let coloured = if wrong { console.colour_err } else { console.colour };
    let text = if coloured { text.ansi().to_string() } else { text.to_string() };
    if wrong {
        let _ = console.err.write_all(text.as_bytes());
        return Status::Wrong.code();
    }
    match console.out.write_all(text.as_bytes()).and_then(|()| console.out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            console.error(Failure::Output(error).messages().join("; "));
            Status::Wrong.code()
        }
        _ => Status::Done.code(),
    }
}
