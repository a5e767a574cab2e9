//! Whether the process that started the server is still there.

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// Whether a process of this number is running.
pub(super) fn is_alive(id: u32) -> bool {
    let id = Pid::from_u32(id);
    let mut system = System::new();
    let wanted = ProcessesToUpdate::Some(&[id]);
    system.refresh_processes_specifics(wanted, true, ProcessRefreshKind::nothing());
    system.process(id).is_some()
}
