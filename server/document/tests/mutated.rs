//! Damaged files of every format: each is read or refused, and nothing else happens.
//!
//! `NIANBAO_CASES` sets how many variants of each file are tried, `NIANBAO_SEED` which.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::fs;
use std::path::Path;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// Some bytes changed, cut out, doubled or put elsewhere.
fn mutated(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    for _ in 0..random.usize(1..6) {
        let length = mutant.len().max(1);
        let start = random.usize(0..length);
        let end = (start + random.usize(1..200)).min(mutant.len());
        match random.u8(0..6) {
            0 => mutant.truncate(start),
            1 => drop(mutant.drain(start.min(end)..end)),
            2 => {
                let piece = mutant.get(start..end).unwrap_or_default().to_vec();
                let at = random.usize(0..length);
                mutant.splice(at..at, piece);
            }
            3 => {
                let end = end.min(start + 4);
                mutant.iter_mut().take(end).skip(start).for_each(|byte| *byte = 0xFF);
            }
            _ => mutant
                .iter_mut()
                .skip(start)
                .take(random.usize(1..4))
                .for_each(|byte| *byte = random.u8(..)),
        }
    }
    mutant
}

#[test]
fn every_damaged_file_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/documents");
    let mut random = fastrand::Rng::with_seed(setting("NIANBAO_SEED", 1));
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut read, mut refused) = (0, 0);
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        if !document::is_document(&bytes) {
            continue;
        }
        for _ in 0..setting("NIANBAO_CASES", 12) {
            match document::read(&mutated(&bytes, &mut random)) {
                Ok(document) => {
                    let written = document::write(&document);
                    assert_eq!(
                        written.text.lines().count(),
                        written.places.len(),
                        "{}",
                        path.display()
                    );
                    read += 1;
                }
                Err(refusal) => {
                    assert!(!refusal.to_string().is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(read > 0 && refused > 0, "{read} read, {refused} refused");
}
