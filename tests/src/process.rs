//! What the system tells of a process.

/// Resident memory of a process in kilobytes, where the system tells it.
pub fn memory(id: u32) -> Option<usize> {
    told(id, "VmRSS:")
}

/// The most that it ever was.
pub fn most_memory(id: u32) -> Option<usize> {
    told(id, "VmHWM:")
}

fn told(id: u32, what: &str) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(what))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
