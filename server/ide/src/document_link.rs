//! Addresses in the prose that can be opened.

use std::ops::Range;

use analysis::Analysis;
use report::InlineKind;

/// A piece of text and the address that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    pub range: Range<usize>,
    pub target: String,
}

/// The addresses of a report. One without a scheme is taken for a web page.
pub fn document_links(analysis: &Analysis) -> Vec<DocumentLink> {
    let urls = analysis.report.inlines.iter().filter(|inline| inline.kind == InlineKind::Url);
    urls.filter_map(|inline| {
        let written = analysis.text.get(inline.range.clone())?;
        // What ends a sentence does not belong to the address.
        let address = written.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '>']);
        let target =
            if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
        Some(DocumentLink { range: inline.range.start..inline.range.start + address.len(), target })
    })
    .collect()
}
