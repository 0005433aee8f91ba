//! The program: hands the arguments and the outputs to [`nisba::cli`], gives its exit status.

use anstream::{AutoStream, ColorChoice};
use nisba::cli::{Console, run};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let takes_colour = |choice| choice != ColorChoice::Never;
    let colour = takes_colour(AutoStream::choice(&io::stdout()));
    let colour_err = takes_colour(AutoStream::choice(&io::stderr()));
    // Texts that are not coloured need no search for colours.
    let mut out: Box<dyn Write> = if colour { Box::new(anstream::stdout().lock()) } else { Box::new(io::stdout().lock()) };
    let mut out = BufWriter::with_capacity(1 << 16, &mut *out);
    let mut err = anstream::stderr().lock();
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let watched = io::stderr().is_terminal();
    let mut console = Console { out: &mut out, err: &mut err, colour, colour_err, width: seen.or(columns), watched, quiet: false };
    ExitCode::from(run(std::env::args_os(), &mut console))
}
