//! Standard input and output, with no more threads between them and the server than needed.
//!
//! The runtime's own streams hand each read and each write to a pool of threads, and every handing
//! over wakes somebody; for small messages that takes longer than the check itself. Here one thread
//! reads all the time, and what is written is written at once.

use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures::stream;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::unbounded_channel;
use tokio_util::io::StreamReader;

/// How much is read at once, at most.
const CHUNK: usize = 64 * 1024;

/// What comes in. Read ahead without limit, so that a client which writes and does not read never
/// waits for a server that waits for it.
///
/// # Errors
/// If the system gives no thread.
pub(super) fn input() -> io::Result<impl AsyncRead + Unpin> {
    let (sender, receiver) = unbounded_channel();
    let read = move || {
        let mut input = io::stdin();
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match input.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => Ok(Cursor::new(chunk.get(..read).unwrap_or_default().to_vec())),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let failed = read.is_err();
            if sender.send(read).is_err() || failed {
                break;
            }
        }
    };
    std::thread::Builder::new().name("input".to_owned()).spawn(read)?;
    let chunks =
        stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver)));
    Ok(StreamReader::new(Box::pin(chunks)))
}

/// Where answers go. A write may block, and with it the server: the client has to read, or there is
/// nothing to do.
///
/// # Errors
/// If the system does not give the stream away.
pub(super) fn output() -> io::Result<impl AsyncWrite + Unpin> {
    Ok(Output(unbuffered_stdout()?))
}

/// Standard output without the buffer of the standard library, which writes line by line and would
/// cut each message in two.
#[cfg(unix)]
fn unbuffered_stdout() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn unbuffered_stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

struct Output(File);

impl AsyncWrite for Output {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(self.0.write(bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.0.flush())
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_flush(context))?;
        Poll::Ready(Ok(()))
    }
}
