//! Panics of foreign readers, kept in.
//!
//! A library that reads what anybody may have written can fail on it. Such a failure is a damaged
//! file to the user, and no line of a stack trace on the screen.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::refusal::Refusal;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader; where it panics, the file is damaged.
pub(crate) fn contain<T>(reader: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    silence();
    let outer = CONTAINED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(reader));
    CONTAINED.set(outer);
    result.unwrap_or(Err(Refusal::Damaged))
}

/// Has the program's panic hook say nothing of panics that are contained.
fn silence() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !CONTAINED.get() {
                usual(information);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_damaged_file() {
        let result: Result<(), Refusal> = contain(|| panic!("a reader fails"));
        assert_eq!(result, Err(Refusal::Damaged));
        assert_eq!(contain(|| Ok(1)), Ok(1));
        assert!(!CONTAINED.get());
    }
}
