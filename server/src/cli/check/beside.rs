//! The reports of a check beside each other: that of a year beside the one before, and that of a
//! whole beside those of its parts.
//!
//! Most reports of a folder have no such neighbour, and ten thousand analyses at once would need
//! much memory; so only those that have are looked at again.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use analysis::Analysis;
use archive::{Archive, Filed, Neighbours, ending};
use config::Config;
use form::unspaced;
use rayon::prelude::*;

use super::{Checked, Filter};
use crate::cli::settings::Settings;

/// Looks again at the reports that have neighbours, beside them.
pub(super) fn compare(files: &mut [Checked], settings: &Settings, filter: &Filter) {
    let configs: Vec<Arc<Config>> = files.iter().map(|file| settings.of(&file.input)).collect();
    let archive = archive(files, &configs);
    files.par_iter_mut().zip(&configs).for_each(|(file, config)| {
        let neighbours =
            archive.neighbours(file.organ.as_deref(), file.year, &config.parts, &config.aliases);
        if !neighbours.is_empty() {
            look(file, neighbours, config, filter);
        }
    });
}

/// Looks again at a report, beside others.
pub(super) fn look(file: &mut Checked, neighbours: Neighbours, config: &Config, filter: &Filter) {
    let analysis = Analysis::among(file.text.to_string(), None, &config.options, |_| neighbours);
    file.findings = filter.select(analysis.explained().findings.clone(), config);
}

/// The reports that others are compared with.
fn archive(files: &[Checked], configs: &[Arc<Config>]) -> Archive {
    let alike = |(organ, year): (String, i32)| (ending(&organ), year);
    let known: HashSet<(String, i32)> = files.iter().filter_map(key).map(alike).collect();
    let aliases: HashSet<String> = configs
        .iter()
        .flat_map(|config| config.aliases.iter().flatten().map(|it| unspaced(it)))
        .collect();
    let parts: HashSet<&String> =
        configs.iter().flat_map(|config| config.parts.values().flatten()).collect();
    let is_neighbour = |file: &&Checked| {
        key(file).is_some_and(|(organ, year)| {
            parts.contains(&organ)
                || aliases.contains(&organ)
                || known.contains(&(ending(&organ), year.saturating_add(1)))
        })
    };
    let filed: Vec<Filed> = files
        .par_iter()
        .filter(is_neighbour)
        .map(|file| {
            let report = Arc::new(report::read(&file.text));
            Filed::new(PathBuf::from(&file.path), Arc::clone(&file.text), report)
        })
        .collect();
    let mut archive = Archive::default();
    filed.into_iter().for_each(|filed| archive.file(filed));
    archive
}

fn key(file: &Checked) -> Option<(String, i32)> {
    Some((unspaced(file.organ.as_deref()?), file.year?))
}
