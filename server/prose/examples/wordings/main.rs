//! Prints `docs/wordings.md`: how many of the sentences of `wordings.tsv` are read as they should be.

mod page;

fn main() {
    #[allow(clippy::print_stdout, reason = "the page is what the program is for")]
    {
        print!("{}", page::page(&page::sentences()));
    }
}
