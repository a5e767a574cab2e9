//! The text of source files: what of it is code, and which words stand in it.

/// The source without comments, and with its texts emptied.
pub fn without_words(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/']) {
        let (before, behind) = rest.split_at(at);
        code.push_str(before);
        if let Some(comment) = behind.strip_prefix("//") {
            rest = comment.find('\n').map_or("", |end| &comment[end..]);
        } else if behind.starts_with('/') || before.ends_with('\'') {
            code.push_str(&behind[..1]);
            rest = &behind[1..];
        } else {
            code.push_str("\"\"");
            rest = &behind[text_len(behind)..];
        }
    }
    code + rest
}

/// How long a text is that begins with its quote.
fn text_len(behind: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in behind.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    behind.len()
}

/// The source without the modules that are there for tests only.
pub fn without_tests(source: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut code = String::new();
    let mut rest = source;
    while let Some((before, behind)) = rest.split_once(MARK) {
        code.push_str(before);
        let item = behind.find([';', '{']).unwrap_or(behind.len());
        let is_module = behind[..item].split_whitespace().any(|word| word == "mod");
        rest = match behind[item..].chars().next() {
            Some(';') if is_module => &behind[item + 1..],
            // They close the file.
            Some('{') if is_module => "",
            _ => behind,
        };
    }
    code + rest
}

/// The texts of a source in Rust, comments aside.
pub fn literals(source: &str) -> Vec<&str> {
    let mut literals = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let behind = &rest[at..];
        let len = match behind.as_bytes() {
            [b'/', b'/', ..] => behind.find('\n').unwrap_or(behind.len()),
            // A character.
            [b'\'', b'"', b'\'', ..] => 3,
            [b'"', ..] => {
                let len = text_len(behind);
                literals.push(&behind[1..len - usize::from(len > 1)]);
                len
            }
            _ => 1,
        };
        rest = &behind[len..];
    }
    literals
}

/// The lines of a script that are not comments.
pub fn script_lines(source: &str) -> impl Iterator<Item = &str> {
    let is_comment = |line: &&str| {
        ["//", "--", "*", "/*"].iter().any(|mark| line.trim_start().starts_with(mark))
    };
    source.lines().filter(move |line| !is_comment(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_comments_and_characters() {
        let source = "let a = \"一 \\\" 二\"; // \"三\"\nlet b: &'a str = '\"'; c(\"四\")";
        assert_eq!(literals(source), ["一 \\\" 二", "四"]);
        assert_eq!(script_lines("a\n  // b\n-- c\nd // e").collect::<Vec<_>>(), ["a", "d // e"]);
        assert_eq!(without_words("a(\"b\") // c"), "a(\"\") ");
        assert_eq!(without_tests("a;\n#[cfg(test)]\nmod tests {\n b }\n"), "a;\n");
    }
}
