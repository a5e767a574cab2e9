//! Asks in a terminal: arrow keys choose, and the hint of the choice at hand is shown below.
//!
//! Drawn with console, which indicatif brings: dialoguer and inquire show fixed lists, without a word
//! on the choice at hand.

use std::io;

use console::{Key, Term, style};
use form::guide::Question;
use unicode_width::UnicodeWidthChar as _;

use super::{Asker, Reply};

pub(super) struct Menu {
    term: Term,
}

impl Menu {
    pub(super) fn new() -> Self {
        Self { term: Term::stdout() }
    }

    pub(super) fn is_terminal(&self) -> bool {
        self.term.is_term()
    }

    fn draw(&self, lines: &[String], drawn: usize) -> io::Result<()> {
        let (rows, _) = self.term.size();
        // What has scrolled away cannot be drawn over.
        if drawn >= usize::from(rows) {
            self.term.clear_screen()?;
        } else {
            self.term.clear_last_lines(drawn)?;
        }
        lines.iter().try_for_each(|line| self.term.write_line(line))
    }

    fn choose(&self, question: &Question, number: usize, about: &str) -> io::Result<Reply> {
        let mut current = 0;
        let mut drawn = 0;
        loop {
            let (_, columns) = self.term.size();
            let lines = frame(question, number, about, current, usize::from(columns));
            self.draw(&lines, drawn)?;
            drawn = lines.len();
            match press(&self.term.read_key_raw()?, current, question.choices.len()) {
                Press::Move(to) => current = to,
                Press::Reply(Reply::Back) if number == 1 => {}
                Press::Reply(reply) => {
                    self.draw(&[], drawn)?;
                    return Ok(reply);
                }
            }
        }
    }
}

impl Asker for Menu {
    fn ask(&mut self, question: &Question, number: usize, about: &str) -> io::Result<Reply> {
        self.term.hide_cursor()?;
        let reply = self.choose(question, number, about);
        self.term.show_cursor()?;
        reply
    }
}

/// What a key does.
#[derive(Debug, PartialEq, Eq)]
enum Press {
    /// To the choice at this position.
    Move(usize),
    Reply(Reply),
}

/// What a key does at a choice, of so many.
fn press(key: &Key, current: usize, count: usize) -> Press {
    let last = count.saturating_sub(1);
    match key {
        Key::ArrowUp | Key::BackTab | Key::Char('k') => {
            Press::Move(current.checked_sub(1).unwrap_or(last))
        }
        Key::ArrowDown | Key::Tab | Key::Char('j') => {
            Press::Move(if current < last { current + 1 } else { 0 })
        }
        Key::Home => Press::Move(0),
        Key::End => Press::Move(last),
        Key::Enter | Key::ArrowRight | Key::Char(' ') => Press::Reply(Reply::Choice(current)),
        Key::ArrowLeft | Key::Backspace | Key::Char('0') => Press::Reply(Reply::Back),
        Key::Escape | Key::CtrlC | Key::Char('q' | 'Q') => Press::Reply(Reply::Quit),
        Key::Char(digit) => match digit.to_digit(10).and_then(|it| usize::try_from(it).ok()) {
            Some(number) if (1..=count).contains(&number) => {
                Press::Reply(Reply::Choice(number - 1))
            }
            _ => Press::Move(current),
        },
        _ => Press::Move(current),
    }
}

/// The lines that show a question, none wider than the terminal.
fn frame(
    question: &Question,
    number: usize,
    about: &str,
    current: usize,
    columns: usize,
) -> Vec<String> {
    let mut lines = Vec::new();
    if number == 1 {
        lines.extend(wrapped(about, columns, ""));
        lines.push(String::new());
    }
    lines.extend(wrapped(&format!("第 {number} 步　{}", question.topic), columns, ""));
    let bold = |line| style(line).bold().to_string();
    lines.extend(wrapped(&question.question, columns, "").into_iter().map(bold));
    lines.extend(wrapped(&question.note, columns, "  "));
    lines.push(String::new());
    for (at, choice) in question.choices.iter().enumerate() {
        let chosen = at == current;
        let text = format!("{} {}. {}", if chosen { '>' } else { ' ' }, at + 1, choice.text);
        let text = wrapped(&text, columns, "");
        lines.extend(
            text.into_iter().map(
                |line| {
                    if chosen { style(line).cyan().bold().to_string() } else { line }
                },
            ),
        );
    }
    let hint = question.choices.get(current).and_then(|choice| choice.hint.as_deref());
    lines.push(String::new());
    lines.extend(wrapped(hint.unwrap_or_default(), columns, "  "));
    let back = if number > 1 { "，← 上一步" } else { "" };
    let keys = format!("↑↓ 选择，回车确定{back}，q 退出");
    lines.extend(wrapped(&keys, columns, "").into_iter().map(|line| style(line).dim().to_string()));
    lines
}

/// The text in lines that fit, each behind the indent; one blank line if there is nothing to say.
fn wrapped(text: &str, columns: usize, indent: &str) -> Vec<String> {
    // A mark that must not begin a line may stand in the last two columns.
    let room = columns.saturating_sub(indent.len() + 2).max(2);
    let mut lines = vec![indent.to_owned()];
    let mut used = 0;
    for c in text.chars() {
        let width = c.width_cjk().unwrap_or(0);
        if used + width > room && !"，。；：、？！）”》".contains(c) {
            lines.push(indent.to_owned());
            used = 0;
        }
        used += width;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use console::strip_ansi_codes;
    use form::current_form;
    use form::guide::{Guide, Next, guide};
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    fn requests() -> &'static Guide {
        guide("requests").expect("there is such a guide")
    }

    fn first() -> Question {
        match requests().walk(current_form(), i32::MAX, []).map(|progress| progress.next) {
            Ok(Next::Question(question)) => question,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn keys_move_choose_go_back_and_quit() {
        for (key, expected) in [
            (Key::ArrowUp, Press::Move(2)),
            (Key::ArrowDown, Press::Move(1)),
            (Key::End, Press::Move(2)),
            (Key::Enter, Press::Reply(Reply::Choice(0))),
            (Key::Char('3'), Press::Reply(Reply::Choice(2))),
            (Key::Char('4'), Press::Move(0)),
            (Key::Char('𠮷'), Press::Move(0)),
            (Key::ArrowLeft, Press::Reply(Reply::Back)),
            (Key::Char('q'), Press::Reply(Reply::Quit)),
            (Key::CtrlC, Press::Reply(Reply::Quit)),
        ] {
            assert_eq!(press(&key, 0, 3), expected, "{key:?}");
        }
        assert_eq!(press(&Key::ArrowDown, 2, 3), Press::Move(0));
        assert_eq!(press(&Key::ArrowUp, 2, 3), Press::Move(1));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let question = first();
        for columns in [20, 40, 80, 200] {
            for current in 0..question.choices.len() {
                for line in frame(&question, 1, &requests().about, current, columns) {
                    let plain = strip_ansi_codes(&line).into_owned();
                    assert!(plain.width_cjk() <= columns, "{columns}: {plain}");
                }
            }
        }
    }

    #[test]
    fn the_choice_at_hand_is_marked_and_explained() {
        let question = first();
        let shown = frame(&question, 2, "", 6, 200).join("\n");
        let shown = strip_ansi_codes(&shown);
        assert!(shown.contains("\n> 7. 年底还没有答复\n"), "{shown}");
        let hints = |at: usize| question.choices.get(at).and_then(|choice| choice.hint.clone());
        assert!(hints(6).is_some_and(|hint| shown.contains(&hint)), "{shown}");
        assert!(hints(0).is_some_and(|hint| !shown.contains(&hint)), "{shown}");
        assert!(shown.contains("← 上一步"), "{shown}");
    }
}
