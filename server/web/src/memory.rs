//! How the page and the engine hand bytes to each other: through the memory that both see. The page asks for room, writes a
//! message there and has it answered; the answer lies where the engine says, until the next call.

#![allow(unreachable_pub, reason = "the page reaches what Rust does not")]

use std::cell::RefCell;

use crate::page::Page;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static PAGE: RefCell<Page> = RefCell::new(Page::default());
}

/// Makes room for a message of so many bytes; where it begins.
#[allow(unsafe_code, reason = "a name that the page can call; nothing unsafe happens in it")]
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *const u8 {
    ROOM.with_borrow_mut(|room| {
        room.clear();
        room.resize(length, 0);
        room.as_ptr()
    })
}

/// Answers the message in the room; where the answer begins. How long it is [`answered`] tells.
#[allow(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    let message = ROOM.take();
    let answer = PAGE.with_borrow_mut(|page| page.answer(&message));
    ROOM.with_borrow_mut(|room| {
        *room = answer;
        room.as_ptr()
    })
}

/// How many bytes the last answer has.
#[allow(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn answered() -> usize {
    ROOM.with_borrow(Vec::len)
}
