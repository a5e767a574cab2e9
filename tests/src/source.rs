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
    let quote = behind.bytes().next();
    let mut escaped = false;
    for (at, byte) in behind.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if Some(byte) == quote => return at + 1,
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

/// The texts of a source, comments aside; `quotes` are the marks that they stand in.
pub fn literals<'s>(source: &'s str, quotes: &str) -> Vec<&'s str> {
    let mut literals = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(|c| quotes.contains(c) || "'/-".contains(c)) {
        let behind = &rest[at..];
        let is_comment = behind.starts_with("//") || behind.starts_with("--");
        let len = if is_comment {
            behind.find('\n').unwrap_or(behind.len())
        } else if behind.starts_with("'\"'") {
            // A character, where texts stand in other marks.
            3
        } else if behind.starts_with(|c| quotes.contains(c)) {
            let len = text_len(behind);
            literals.push(&behind[1..len - usize::from(len > 1)]);
            len
        } else {
            1
        };
        rest = &behind[len..];
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_comments_and_characters() {
        let source = "let a = \"一 \\\" 二\"; // \"三\"\nlet b: &'a str = '\"'; c(\"四\")";
        assert_eq!(literals(source, "\""), ["一 \\\" 二", "四"]);
        let source = "c('四', `五`) -- \"六\"\n\"七\"";
        assert_eq!(literals(source, "\"'`"), ["四", "五", "七"]);
        assert_eq!(without_words("a(\"b\") // c"), "a(\"\") ");
        assert_eq!(without_tests("a;\n#[cfg(test)]\nmod tests {\n b }\n"), "a;\n");
    }
}
