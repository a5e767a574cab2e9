//! As many reports as somebody wants, for benchmarks.

use std::path::{Path, PathBuf};

use crate::case::clean;
use crate::style::FAMILIES;

const REPORT: &str = include_str!("../../examples/clean.nianbao");

/// A folder below `base` with so many reports, written once: generated ones of all shapes that people paste, and the sample. A
/// tenth of them are longer by some pages of prose.
pub fn reports(base: &str, count: usize) -> PathBuf {
    let folder = Path::new(base).join(format!("bench-{count}"));
    if folder.is_dir() {
        return folder;
    }
    let kinds: Vec<String> =
        FAMILIES.iter().flat_map(|family| clean(*family, 100)).map(|it| it.text).collect();
    let part = folder.with_extension("part");
    drop(std::fs::remove_dir_all(&part));
    std::fs::create_dir_all(&part).unwrap();
    for number in 0..count {
        let text = kinds.get(number % kinds.len()).filter(|_| number % 5 > 0);
        // Nobody compares one with another.
        let mut text = format!("第{number}号𠮷石局{}", text.map_or(REPORT, String::as_str));
        if number % 10 == 0 {
            text += &"\n会议研究了信息发布的安排，要求各科室核对栏目内容，并把结果报办公室汇总。\n"
                .repeat(number % 300);
        }
        std::fs::write(part.join(format!("{number}.nianbao")), text).unwrap();
    }
    std::fs::rename(part, &folder).unwrap();
    folder
}
