//! Bars with their names at the left and their numbers behind them.

use maud::{Markup, html};

use super::{Outcomes, Pair, Years};

/// Units of the drawing.
const WIDTH: i64 = 640;
const NAME: i64 = 168;
const BAR: i64 = 240;
const LINE: i64 = 26;

pub(super) fn outcome_chart(outcomes: &Outcomes) -> Markup {
    let Outcomes { name, unit, bars } = outcomes;
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let sum = bars.iter().map(|bar| bar.value).sum();
    let words: Vec<String> =
        bars.iter().map(|bar| format!("{} {} {unit}", bar.name, bar.value)).collect();
    let drawn = html! {
        @for (line, bar) in (0..).zip(bars) {
            (name_at(line * LINE + 18, bar.name))
            (bar_at("now", line * LINE + 5, bar.value, most, &share(bar.value, sum)))
        }
    };
    figure(&format!("{name}（{unit}）"), &words.join("，"), LINE, bars.len(), &drawn)
}

pub(super) fn year_chart(years: &Years) -> Markup {
    let Years { now, before, pairs } = years;
    let most = pairs.iter().map(|pair| pair.now.max(pair.before)).max().unwrap_or(0);
    let unit = pairs.first().map_or("", |pair| pair.unit);
    let words: Vec<String> = pairs
        .iter()
        .map(|Pair { name, unit, now, before }| {
            format!("{name}：本年 {now} {unit}，上年 {before} {unit}")
        })
        .collect();
    let drawn = html! {
        @for (line, pair) in (0..).zip(pairs) {
            @let y = line * LINE * 2;
            (name_at(y + 26, pair.name))
            (bar_at("now", y + 6, pair.now, most, &format!("{now} 年：{}（{}）", pair.now, change(pair))))
            (bar_at("before", y + 26, pair.before, most, &format!("{before} 年：{}", pair.before)))
        }
    };
    figure(&format!("与上年比较（{unit}）"), &words.join("；"), LINE * 2, pairs.len(), &drawn)
}

/// A figure and its share, in rounded hundredths.
fn share(value: i64, sum: i64) -> String {
    let sum = sum.max(1);
    format!("{value}（{}%）", (value * 200 + sum) / (sum * 2))
}

/// How a figure has changed.
fn change(pair: &Pair) -> String {
    match pair.now - pair.before {
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
