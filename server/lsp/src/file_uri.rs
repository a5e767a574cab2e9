//! Addresses of files and their paths: the only place that turns one into the other.
//!
//! Clients write the address of one file in several ways (`c%3A` or `C:`, a share as `file://server/share`
//! or `file:////server/share`), and expect their own way back. Knows no document.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::Uri;

/// How a system names files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    /// `/年报/2023.nianbao`
    Unix,
    /// `C:\年报\2023.nianbao`, `\\server\share\2023.nianbao`
    Windows,
}

const HERE: System = if cfg!(windows) { System::Windows } else { System::Unix };

/// The file that an address names; none for what is no file on this system: a document that was never
/// saved, one of another scheme, a share where there are none.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    Some(PathBuf::from(Place::named(uri.as_str(), HERE)?.path(HERE)))
}

/// The address of a file, as a client writes it who has written `like`: the nearest of these counts.
pub(super) fn uri_of<'u>(path: &Path, like: impl Iterator<Item = &'u Uri>) -> Option<Uri> {
    let place = Place::of(path.to_str()?, HERE)?;
    let prefixes = like.filter_map(|like| place.shared(like.as_str(), HERE));
    let (prefix, count) = prefixes.max_by_key(|(_, count)| *count).unwrap_or_default();
    place.address(prefix, count).parse().ok()
}

/// Where a file is, whoever says it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// The server of a share; empty for this computer.
    host: String,
    /// Folders and file, from the outermost on. On Windows the drive or the share is the first.
    parts: Vec<String>,
}

impl Place {
    /// The place that an address names.
    fn named(uri: &str, system: System) -> Option<Self> {
        let (host, path) = host_and_path(uri, system)?;
        let mut parts = path.split('/').skip(1).map(decoded).collect::<Option<Vec<_>>>()?;
        match (system, host) {
            (System::Windows, "") => *parts.first_mut()? = drive(parts.first()?)?,
            (System::Unix, "") | (System::Windows, _) => {}
            (System::Unix, _) => return None,
        }
        // The drive itself is its outermost folder.
        if parts.len() == 1 && system == System::Windows {
            parts.push(String::new());
        }
        Some(Self { host: decoded(host)?, parts })
    }

    /// The place that an absolute path names.
    fn of(path: &str, system: System) -> Option<Self> {
        let split = |path: &str| path.split(['/', '\\']).map(str::to_owned).collect();
        if system == System::Unix {
            let parts = path.strip_prefix('/')?.split('/').map(str::to_owned).collect();
            return Some(Self { host: String::new(), parts });
        }
        let share = path.strip_prefix(r"\\?\UNC\").or_else(|| path.strip_prefix(r"\\"));
        if let Some(share) = share.filter(|share| !share.starts_with('?')) {
            let (host, path) = share.split_once(['/', '\\'])?;
            return Some(Self { host: host.to_owned(), parts: split(path) });
        }
        let mut parts: Vec<String> = split(path.strip_prefix(r"\\?\").unwrap_or(path));
        *parts.first_mut()? = drive(parts.first()?)?;
        Some(Self { host: String::new(), parts })
    }

    fn path(&self, system: System) -> String {
        let Self { host, parts } = self;
        match (system, parts.as_slice()) {
            (System::Unix, parts) => format!("/{}", parts.join("/")),
            (System::Windows, parts) if host.is_empty() => parts.join(r"\"),
            (System::Windows, parts) => format!(r"\\{host}\{}", parts.join(r"\")),
        }
    }

    /// What an address has in common with this place, as it is written there, and how many parts that is.
    fn shared<'u>(&self, like: &'u str, system: System) -> Option<(&'u str, usize)> {
        let other = Self::named(like, system).filter(|other| other.host == self.host)?;
        let count = self.parts.iter().zip(&other.parts).take_while(|(one, two)| one == two).count();
        let (_, written) = host_and_path(like, system)?;
        let end = written.match_indices('/').map(|(at, _)| at).nth(count).unwrap_or(written.len());
        let before = like.find(['?', '#']).unwrap_or(like.len()).checked_sub(written.len())?;
        Some((like.get(..before + end)?, count))
    }

    /// The address: `prefix` says as many parts as `count`.
    fn address(&self, prefix: &str, count: usize) -> String {
        let plain = format!("file://{}", encoded(&self.host));
        let before = if count == 0 { &plain } else { prefix };
        let rest = self.parts.iter().skip(count);
        rest.fold(before.to_owned(), |address, part| address + "/" + &encoded(part))
    }
}

/// Host and path of a file's address, as they are written; no host for this computer's.
fn host_and_path(uri: &str, system: System) -> Option<(&str, &str)> {
    let (scheme, rest) = uri.split_once(':')?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let is_file = scheme.eq_ignore_ascii_case("file") && path.starts_with('/');
    let host = if host.eq_ignore_ascii_case("localhost") { "" } else { host };
    match path.strip_prefix("//").filter(|_| host.is_empty() && system == System::Windows) {
        Some(share) => Some(share.split_at(share.find('/')?)).filter(|_| is_file),
        None => is_file.then_some((host, path)),
    }
}

/// `c:` as `C:`: a file has one path, however its drive is written.
fn drive(part: &str) -> Option<String> {
    match part.as_bytes() {
        [letter, b':'] if letter.is_ascii_alphabetic() => Some(part.to_ascii_uppercase()),
        _ => None,
    }
}

/// `%E5%B9%B4` as `年`; none for what no name of a file is.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        bytes.push(match byte {
            b'%' => u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(['\0', '/']))
}

/// `年` as `%E5%B9%B4`, and so every character that could mean something else in an address.
pub(super) fn encoded(part: &str) -> String {
    let encoded = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    part.bytes().map(encoded).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use System::{Unix, Windows};

    #[track_caller]
    fn check(system: System, uri: &str, expected: Option<&str>) {
        let place = Place::named(uri, system);
        assert_eq!(place.as_ref().map(|place| place.path(system)).as_deref(), expected, "{uri}");
        if let Some(place) = place {
            assert_eq!(Place::of(&place.path(system), system), Some(place), "{uri} and back");
        }
    }

    #[test]
    fn a_file_has_one_path_however_its_drive_is_written() {
        for uri in
            ["file:///C:/a/b.x", "file:///c%3A/a/b.x", "file:///c:/a/b.x", "FILE:///C%3a/a/b.x"]
        {
            check(Windows, uri, Some(r"C:\a\b.x"));
        }
        check(Windows, "file://localhost/c:/%E5%B9%B4%20%23.x?q#f", Some(r"C:\年 #.x"));
        check(Windows, "file:/c:/a", Some(r"C:\a"));
        check(Windows, "file:///c:", Some(r"C:\"));
    }

    #[test]
    fn a_share_has_a_server() {
        check(Windows, "file://server/share/%E5%B9%B4.x", Some(r"\\server\share\年.x"));
        check(Windows, "file:////server/share/a.x", Some(r"\\server\share\a.x"));
        check(Windows, "file://wsl%24/Debian/a", Some(r"\\wsl$\Debian\a"));
        check(Unix, "file://server/share/a.x", None);
    }

    #[test]
    fn paths_of_unix_are_what_they_are() {
        check(Unix, "file:///a/%E5%B9%B4%20%23.x", Some("/a/年 #.x"));
        check(Unix, "file:///c%3A/a", Some("/c:/a"));
        check(Unix, "file:///a//b/", Some("/a//b/"));
        check(Unix, "file:///", Some("/"));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in [
            "untitled:a.nianbao",
            "untitled:/a/b.nianbao",
            "vscode-remote://ssh/a/b.nianbao",
            "git:/a/b.nianbao",
            "http://server/share/a.nianbao",
            "file:a.nianbao",
            "file://server",
            "file:///a%00b",
            "file:///a%2Fb",
            "file:///%FF",
            "file:///%E5%B",
            "",
        ] {
            check(Unix, uri, None);
            check(Windows, uri, None);
        }
        for uri in ["file:///", "file:///a/b", "file:///cc:/b", "file:////server"] {
            check(Windows, uri, None);
        }
    }

    #[track_caller]
    fn answers(system: System, like: &[&str], path: &str, expected: &str) {
        let place = Place::of(path, system).unwrap();
        let shared = like.iter().filter_map(|like| place.shared(like, system));
        let (prefix, count) = shared.max_by_key(|(_, count)| *count).unwrap_or_default();
        assert_eq!(place.address(prefix, count), expected);
    }

    #[test]
    fn a_client_gets_its_own_way_of_writing_back() {
        let path = r"C:\年报\去年.x";
        for (like, expected) in [
            (
                "file:///c%3A/%E5%B9%B4%E6%8A%A5/a.x",
                "file:///c%3A/%E5%B9%B4%E6%8A%A5/%E5%8E%BB%E5%B9%B4.x",
            ),
            (
                "file:///C:/%e5%b9%b4%e6%8a%a5/a.x",
                "file:///C:/%e5%b9%b4%e6%8a%a5/%E5%8E%BB%E5%B9%B4.x",
            ),
            ("file:///c:/b/a.x", "file:///c:/%E5%B9%B4%E6%8A%A5/%E5%8E%BB%E5%B9%B4.x"),
            ("file:///D:/b/a.x", "file:///C%3A/%E5%B9%B4%E6%8A%A5/%E5%8E%BB%E5%B9%B4.x"),
            ("untitled:a.x", "file:///C%3A/%E5%B9%B4%E6%8A%A5/%E5%8E%BB%E5%B9%B4.x"),
        ] {
            answers(Windows, &[like], path, expected);
        }
        answers(
            Windows,
            &["file:///c:/b", "file:///C:/a", "file:///D:/a"],
            r"C:\a\x y",
            "file:///C:/a/x%20y",
        );
    }

    #[test]
    fn shares_are_answered_as_shares() {
        for like in ["file://server/share/a.x", "file:////server/share/a.x"] {
            let expected = like.replace("a.x", "b/c.x");
            answers(Windows, &[like], r"\\server\share\b\c.x", &expected);
            answers(Windows, &[like], r"\\?\UNC\server\share\b\c.x", &expected);
        }
        answers(Windows, &["file://other/share/a.x"], r"\\wsl$\d\b", "file://wsl%24/d/b");
        answers(Windows, &[], r"\\?\C:\a\b", "file:///C%3A/a/b");
    }

    #[test]
    fn on_unix_only_the_encoding_differs() {
        answers(Unix, &["file:///a(1)/b.x"], "/a(1)/年", "file:///a(1)/%E5%B9%B4");
        answers(Unix, &[], "/a(1)/年", "file:///a%281%29/%E5%B9%B4");
        answers(Unix, &["file:///"], "/a", "file:///a");
    }

    #[test]
    fn an_address_answers_for_its_own_file() {
        let uri: Uri =
            if cfg!(windows) { "file:///c:/a(1)/b.x" } else { "file:///a(1)/b.x" }.parse().unwrap();
        let path = path_of(&uri).unwrap();
        assert_eq!(uri_of(&path, [&uri].into_iter()), Some(uri));
    }
}
