//! The server through the protocol, as an editor speaks to it: one file a subject, linked once.

mod actions;
mod beside;
mod capabilities;
mod cells;
mod commands;
mod compare;
mod completion;
mod diagnostics;
mod export;
mod faults;
mod format;
mod hints;
mod hover;
mod incremental;
mod inert;
mod lifecycle;
mod navigation;
mod outline;
mod preview;
mod pull;
mod repairs;
mod robust;
mod settings;
mod sync;
mod tally;
mod tokens;
