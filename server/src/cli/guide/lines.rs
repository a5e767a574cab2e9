//! Asks line by line, where there is no terminal to draw in: numbered choices, an answer a line.

use std::io::{self, BufRead, Write};

use form::guide::Question;

use super::{Asker, Reply};

/// Whoever reads what is written and writes what is read.
pub(super) struct Lines<I, O> {
    pub(super) input: I,
    pub(super) output: O,
}

impl<I: BufRead, O: Write> Asker for Lines<I, O> {
    fn ask(&mut self, question: &Question, number: usize, about: &str) -> io::Result<Reply> {
        if number == 1 {
            writeln!(self.output, "{about}\n")?;
        }
        write(question, number, &mut self.output)?;
        loop {
            let back = if number > 1 { "0 回上一步，" } else { "" };
            write!(self.output, "请写序号（{back}q 退出）：")?;
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                writeln!(self.output)?;
                return Ok(Reply::Quit);
            }
            match line.trim() {
                "q" | "Q" | "退出" => return Ok(Reply::Quit),
                "0" | "上一步" if number > 1 => return Ok(Reply::Back),
                answer => match question.choice(answer) {
                    Some(at) => {
                        writeln!(self.output)?;
                        return Ok(Reply::Choice(at));
                    }
                    None => writeln!(
                        self.output,
                        "没有“{answer}”这一项，请写 1 到 {} 的数。",
                        question.choices.len()
                    )?,
                },
            }
        }
    }
}

/// A question with its choices.
pub(super) fn write(question: &Question, number: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "第 {number} 步　{}", question.topic)?;
    writeln!(out, "{}", question.question)?;
    writeln!(out, "  {}", question.note)?;
    writeln!(out, "  依据　{}\n", question.basis.text)?;
    for (at, choice) in question.choices.iter().enumerate() {
        writeln!(out, "  {}. {}（{}）", at + 1, choice.text, choice.id)?;
        if let Some(hint) = &choice.hint {
            writeln!(out, "     {hint}")?;
        }
    }
    writeln!(out)
}
