//! `nisba completions`: what a shell needs to complete commands and options.

use super::args::Cli;
use super::console::Console;
use super::failure::{Outcome, Status};
use clap::CommandFactory as _;
use clap_complete::Shell;

/// Write the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nisba completions bash > ~/.local/share/bash-completion/completions/nisba
  nisba completions zsh > ~/.zfunc/_nisba
  nisba completions fish > ~/.config/fish/completions/nisba.fish")]
pub(super) struct Args {
    /// Which shell
    shell: Shell,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nisba", &mut script);
    console.out.write_all(&script)?;
    Ok(Status::Done)
}
