//! Whether the process that started the server is still there.

/// Whether a process of this number is running.
#[cfg(unix)]
pub(super) fn is_alive(id: u32) -> bool {
    use nix::errno::Errno;
    use nix::sys::signal::kill;
    use nix::unistd::Pid;
    // No signal is sent, but it is said whether it could be; somebody else's process may not be sent any. Zero and
    // negative numbers mean others than the one.
    let id = i32::try_from(id).ok().filter(|id| *id > 0);
    id.is_some_and(|id| kill(Pid::from_raw(id), None) != Err(Errno::ESRCH))
}

/// Whether a process of this number is running.
#[cfg(windows)]
pub(super) fn is_alive(id: u32) -> bool {
    use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};
    let id = Pid::from_u32(id);
    let mut system = System::new();
    let wanted = ProcessesToUpdate::Some(&[id]);
    system.refresh_processes_specifics(wanted, true, ProcessRefreshKind::nothing());
    system.process(id).is_some()
}
