//! What the pages have in common: colours, and who may put a script or a style into them.
//!
//! Whoever shows a page may add a script of its own, with the same nonce: what stands for a place of the
//! text says in `data-line` and `data-character` where that is. No page has a script itself.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const COLOURS: &str = include_str!("page/colours.css");

/// A word that only the page and whoever shows it know; what bears it is let through by the page's
/// content security policy.
#[derive(Debug, Clone)]
pub struct Nonce(String);

impl Nonce {
    /// The nonce, if it is written as the policy wants it: letters, digits and `+ / - _ =`.
    pub fn new(nonce: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "+/-_=".contains(c);
        (!nonce.is_empty() && nonce.chars().all(allowed)).then(|| Self(nonce.to_owned()))
    }
}

/// A whole page.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) style: &'static str,
    /// None for a page that is read from a file, and has no script.
    pub(super) nonce: Option<&'a Nonce>,
    pub(super) content: Markup,
}

impl Page<'_> {
    pub(super) fn document(&self) -> String {
        let markup = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(self.nonce));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content="nianbao";
                    title { (self.title) }
                    style nonce=[self.nonce.map(|nonce| &nonce.0)] { (PreEscaped(COLOURS)) (PreEscaped(self.style)) }
                }
                body { main { (self.content) } }
            }
        };
        markup.into_string()
    }
}

fn policy(nonce: Option<&Nonce>) -> String {
    match nonce {
        None => "default-src 'none'; style-src 'unsafe-inline'".to_owned(),
        Some(Nonce(nonce)) => {
            format!("default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'")
        }
    }
}
