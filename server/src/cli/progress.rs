//! Working on many files at once, with a progress bar when it takes a while.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

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
