//! Working on many files at once, with a progress bar when it takes a while.

use std::mem::take;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::Failure;
use super::files::{Input, Unread};

/// Who waits less long needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Does the work for each input, on all cores; results in the order of the inputs. A fault of the
/// program itself costs one file, not the run.
pub(super) fn each<T: Send>(
    inputs: &[Input],
    work: impl Fn(&Input) -> std::result::Result<T, Unread> + Sync,
) -> (Vec<T>, Vec<Unread>) {
    let progress = Progress::new(inputs.len());
    let one = |input: &Input| {
        let result = catch_unwind(AssertUnwindSafe(|| work(input)));
        progress.step();
        result.unwrap_or_else(|_| Err(crashed(input)))
    };
    let results: Vec<_> = inputs.par_iter().map(one).collect();
    progress.bar.finish_and_clear();
    let mut done = Vec::with_capacity(results.len());
    let mut unread = Vec::new();
    for result in results {
        match result {
            Ok(result) => done.push(result),
            Err(error) => unread.push(error),
        }
    }
    (done, unread)
}

/// How many inputs are worked on before what was made of them is used: enough for all cores, few enough
/// to be held.
const CHUNK: usize = 256;

/// Does the work for each input, on all cores, and meanwhile uses what was made of those before, in the
/// order of the inputs. However many there are, only some are held.
pub(super) fn each_in_turn<T: Send>(
    inputs: &[Input],
    work: impl Fn(&Input) -> std::result::Result<T, Unread> + Sync,
    mut consume: impl FnMut(std::result::Result<T, Unread>) -> std::result::Result<(), Failure>,
) -> std::result::Result<(), Failure> {
    let progress = Progress::new(inputs.len());
    let one = |input: &Input| {
        let result = catch_unwind(AssertUnwindSafe(|| work(input)));
        progress.step();
        result.unwrap_or_else(|_| Err(crashed(input)))
    };
    let all = |chunk: &[Input]| -> Vec<_> { chunk.par_iter().map(one).collect() };
    let mut made = Vec::new();
    for chunk in inputs.chunks(CHUNK) {
        made = thread::scope(|scope| {
            let working = scope.spawn(|| all(chunk));
            let used = take(&mut made).into_iter().try_for_each(&mut consume);
            let next = working.join().unwrap_or_else(|panic| resume_unwind(panic));
            used.map(|()| next)
        })?;
    }
    progress.bar.finish_and_clear();
    made.into_iter().try_for_each(consume)
}

fn crashed(input: &Input) -> Unread {
    Unread {
        path: input.path(),
        message: "程序处理这个文件时出错，这是程序的毛病，请把上面的英文报错告诉开发者".to_owned(),
    }
}

/// A bar on standard error that shows itself only after a while, and only on a terminal.
struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    fn new(count: usize) -> Self {
        let length = u64::try_from(count).ok();
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
        // The template is checked by a test; the usual style does as well.
        let style = ProgressStyle::with_template(TEMPLATE).ok();
        let style = style.unwrap_or_else(ProgressStyle::default_bar);
        // The usual blocks are two columns wide in many a Chinese terminal, and the line too long.
        let bar = bar.with_style(style.progress_chars("=> "));
        Self { bar, started: Instant::now() }
    }

    fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

const TEMPLATE: &str = "[{bar:30}] 已完成 {pos}/{len} 个文件";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_can_be_drawn() {
        assert!(ProgressStyle::with_template(TEMPLATE).is_ok());
    }

    #[test]
    fn what_is_made_in_turn_comes_in_the_order_of_the_inputs() {
        let inputs: Vec<Input> =
            (0..1000).map(|number| Input::File(number.to_string().into())).collect();
        let mut seen = Vec::new();
        let work = |input: &Input| {
            assert_ne!(input.path(), "700", "this file crashes the program");
            Ok(input.path())
        };
        let consume = |made: std::result::Result<String, Unread>| {
            seen.push(made.unwrap_or_else(|unread| unread.path));
            Ok(())
        };
        assert!(each_in_turn(&inputs, work, consume).is_ok());
        assert_eq!(seen, (0..1000).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn a_crash_costs_one_file() {
        let inputs = [Input::File("一".into()), Input::File("二".into()), Input::File("三".into())];
        let (done, unread) = each(&inputs, |input| {
            assert_ne!(input.path(), "二", "this file crashes the program");
            Ok(input.path())
        });
        assert_eq!(done, ["一", "三"]);
        assert_eq!(unread.len(), 1);
    }
}
