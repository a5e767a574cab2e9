//! Small charts below a table, for the page alone: how requests were answered, and the year against
//! the last. Bars have their names at the left and their numbers behind them.

use maud::{Markup, html};

use layout::{Change, Outcomes, Summary, YearOnYear};

/// Units of the drawing.
const WIDTH: i64 = 640;
const NAME: i64 = 168;
const BAR: i64 = 240;
const LINE: i64 = 26;

/// The charts for what a table comes to.
pub(super) fn charts(summary: &Summary) -> Markup {
    let counted = summary.outcomes.counts.iter().any(|outcome| outcome.value > 0);
    html! {
        aside.charts {
            p { "以下图形只在预览中显示，不是年报的内容。" }
            @if counted { (outcome_chart(&summary.outcomes)) }
            @if let Some(years) = &summary.years { (year_chart(years)) }
        }
    }
}

fn outcome_chart(outcomes: &Outcomes) -> Markup {
    let Outcomes { name, unit, counts } = outcomes;
    let most = counts.iter().map(|outcome| outcome.value).max().unwrap_or(0);
    let sum = counts.iter().map(|outcome| outcome.value).sum();
    let words: Vec<String> =
        counts.iter().map(|outcome| format!("{} {} {unit}", outcome.name, outcome.value)).collect();
    let drawn = html! {
        @for (line, outcome) in (0..).zip(counts) {
            (name_at(line * LINE + 18, outcome.name))
            (bar_at("now", line * LINE + 5, outcome.value, most, &share(outcome.value, sum)))
        }
    };
    figure(&format!("{name}（{unit}）"), &words.join("，"), LINE, counts.len(), &drawn)
}

fn year_chart(years: &YearOnYear) -> Markup {
    let YearOnYear { year, year_before, changes } = years;
    let most =
        changes.iter().map(|change| change.value.max(change.value_before)).max().unwrap_or(0);
    let unit = changes.first().map_or("", |change| change.unit);
    let words: Vec<String> = changes
        .iter()
        .map(|Change { name, unit, value, value_before }| {
            format!("{name}：本年 {value} {unit}，上年 {value_before} {unit}")
        })
        .collect();
    let drawn = html! {
        @for (line, change) in (0..).zip(changes) {
            @let (y, Change { name, value, value_before, .. }) = (line * LINE * 2, *change);
            @let words = format!("{year} 年：{value}（{}）", trend(value - value_before));
            @let words_before = format!("{year_before} 年：{value_before}");
            (name_at(y + 26, name))
            (bar_at("now", y + 6, value, most, &words))
            (bar_at("before", y + 26, value_before, most, &words_before))
        }
    };
    figure(&format!("与上年比较（{unit}）"), &words.join("；"), LINE * 2, changes.len(), &drawn)
}

/// A figure and its share, in rounded hundredths.
fn share(value: i64, sum: i64) -> String {
    let sum = sum.max(1);
    format!("{value}（{}%）", (value * 200 + sum) / (sum * 2))
}

/// How a figure has changed.
fn trend(difference: i64) -> String {
    match difference {
        0 => "持平".to_owned(),
        more if more > 0 => format!("增加 {more}"),
        less => format!("减少 {}", -less),
    }
}

/// A drawing with its heading; `words` say the same to those who cannot see it.
fn figure(heading: &str, words: &str, line: i64, lines: usize, drawn: &Markup) -> Markup {
    let height = line * i64::try_from(lines).unwrap_or(0);
    html! {
        figure {
            figcaption { (heading) }
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(words) { (drawn) }
        }
    }
}

fn name_at(y: i64, name: &str) -> Markup {
    html! { text.name x=(NAME - 8) y=(y) { (name) } }
}

fn bar_at(class: &str, y: i64, value: i64, most: i64, words: &str) -> Markup {
    let length = BAR * value.max(0) / most.max(1);
    html! {
        @if length > 0 { rect class=(class) x=(NAME) y=(y) width=(length) height="16" {} }
        text.value x=(NAME + length + 8) y=(y + 13) { (words) }
    }
}
