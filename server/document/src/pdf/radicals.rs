//! Radicals in place of the characters that look like them.
//!
//! Programs that make PDFs from a font's own tables (browsers among them) name a glyph by the first
//! of the characters that share it, which for 一, 工 or 长 is a radical: ⼀ (U+2F00), ⼯, ⻓ (U+2ED3).
//! Nobody writes radicals in a report.

/// The characters for U+2F00 to U+2FD5, in order.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛\
工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用\
田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤\
走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠\
鼻齊齒龍龜龠";

/// The same for those of the supplement (U+2E80 to U+2EF3) that look like a whole character.
const SUPPLEMENT: &[(char, char)] = &[
    ('⺎', '兀'),
    ('⺓', '幺'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺻', '聿'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// The character that a radical stands for.
pub(super) fn folded(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => {
            let index = usize::try_from(u32::from(c) - 0x2F00).unwrap_or(usize::MAX);
            KANGXI.chars().nth(index).unwrap_or(c)
        }
        '\u{2e80}'..='\u{2ef3}' => SUPPLEMENT
            .iter()
            .find(|(radical, _)| *radical == c)
            .map_or(c, |(_, character)| *character),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_folded() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(
            "⼀⼆⼯⼈⼾⾏⽅⿓⿕⻓⻔⻅".chars().map(folded).collect::<String>(),
            "一二工人户行方龍龠长门见"
        );
        assert_eq!(folded('一'), '一');
    }
}
