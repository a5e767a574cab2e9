//! `check --fix --diff`: what mending would change, and nothing is written.

use std::io;
use std::sync::Arc;

use analysis::Analysis;
use analysis::mend::{FixPolicy, Mended, mend};
use finding::Finding;
use report::changes::{self, Change};
use text::position::LineIndex;

use super::{Filter, tell_changes};
use crate::cli::files::{self, Found, Source};
use crate::cli::settings::Settings;
use crate::cli::{Outcome, Result, Terminal, patch, progress};

/// A report and what mending makes of it.
struct Changed {
    source: Source,
    /// The mended text; none if there is nothing to mend.
    mended: Option<Arc<str>>,
    changes: Vec<Change>,
    settled: usize,
}

/// Shows the changes as a patch, then the figures among them.
pub(super) fn run(
    found: Found,
    filter: &Filter,
    policy: FixPolicy,
    terminal: &mut Terminal,
) -> Result {
    let Found { inputs, mut unread, empty_folders } = found;
    let settings = Settings::default();
    let (files, failed) = progress::each(&inputs, |input| {
        let config = settings.of(input);
        let counts = |finding: &Finding| filter.admits(finding, &config);
        let source = input.read()?;
        let before = Analysis::with(source.text.clone(), &config.options);
        let Mended { analysis: after, settled, .. } = mend(&before, policy, counts);
        let changes = after.as_ref().map_or_else(Vec::new, |after| {
            changes::figures((&before.text, &before.report), (&after.text, &after.report))
        });
        Ok(Changed { source, mended: after.map(|after| after.text), changes, settled })
    });
    unread.extend(failed);
    unread.extend(settings.into_faults());
    let encodings: Vec<_> =
        files.iter().map(|file| (file.source.input.path(), file.source.encoding)).collect();
    files::tell_encodings(&encodings, terminal)?;
    files::tell_empty_folders(&empty_folders, terminal)?;
    files::tell_unread(&unread, terminal)?;
    let changed = tell(&files, terminal)?;
    Ok(match changed {
        _ if !unread.is_empty() => Outcome::Failed,
        0 => Outcome::Clean,
        _ => Outcome::Findings,
    })
}

/// Answers with how many files would change.
fn tell(files: &[Changed], terminal: &mut Terminal) -> io::Result<usize> {
    let (mut changed, mut settled) = (0, 0);
    for file in files {
        let Some(mended) = &file.mended else { continue };
        let path = file.source.input.path();
        changed += 1;
        settled += file.settled;
        patch::write(&path, &file.source.text, mended, terminal)?;
        tell_changes(&path, &file.changes, &LineIndex::new(mended), &mut terminal.err)?;
    }
    let looked = files.len();
    match changed {
        0 => writeln!(terminal.err, "看了 {looked} 个文件，没有能自动改的。")?,
        _ => writeln!(
            terminal.err,
            "会改 {changed} 个文件、{settled} 处，现在还没有写入。去掉 --diff 就会写入。"
        )?,
    }
    Ok(changed)
}
