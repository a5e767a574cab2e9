//! Where a command writes to, and how wide and how colourful that is.

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};

use anstream::AutoStream;
use console::Term;

use super::arguments;

/// Excerpts of this many columns still read well where there is no terminal to measure.
const USUAL_WIDTH: usize = 140;

/// Standard output and standard error.
pub(crate) struct Terminal {
    /// Standard output. What is written may have colours: they are left out where the output is no
    /// terminal, or where `NO_COLOR` or `--color never` asks for it.
    pub(super) out: Box<dyn Write>,
    /// Standard output for texts of the user's own, which must arrive byte by byte.
    pub(super) text: Box<dyn Write>,
    /// Standard error, with colours or without.
    pub(super) err: Box<dyn Write>,
    /// In columns, of which a Chinese character takes two.
    pub(super) width: usize,
}

impl Terminal {
    /// The terminal that the program was started in.
    pub(crate) fn new(arguments: &[OsString]) -> Self {
        let color = arguments::color(arguments);
        // Never locked for long: the progress bar and the language server write from other threads.
        let out = AutoStream::new(io::stdout(), color);
        let err = AutoStream::new(io::stderr(), color);
        let width = Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
        Self {
            out: Box::new(Patient { inner: BufWriter::new(out), closed: false }),
            text: Box::new(Patient { inner: io::stdout(), closed: false }),
            err: Box::new(Patient { inner: err, closed: false }),
            width: width.unwrap_or(USUAL_WIDTH).max(40),
        }
    }
}

/// Goes on as if nothing had happened once its reader has gone away (`nianbao … | head`): the
/// reader has what it wanted, and the exit code still tells how the check went.
struct Patient<W> {
    inner: W,
    closed: bool,
}

impl<W: Write> Patient<W> {
    fn tolerate<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let result = self.inner.write(bytes);
        self.tolerate(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.inner.flush();
        self.tolerate(result, ())
    }
}
