//! Radicals that stand in for characters.
//!
//! PDF viewers copy ⼀ (U+2F00) for 一 and ⻔ (U+2ED4) for 门, since fonts draw both by one glyph. NFKC
//! knows only the first block and turns ⼾ into 戶, so the table is our own.

/// The characters of the Kangxi radicals, from U+2F00 on.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement that are drawn as a whole character is, each before that character.
const SUPPLEMENT: &str = "⺎尢⺒巳⺓幺⺛无⺝月⺞歹⺟母⺠民⺫目⺬示⺮竹⺰纟⺲罒⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺼月⺽臼⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The character that a radical stands for; none if the character is no radical.
pub fn of_radical(c: char) -> Option<char> {
    match c {
        '\u{2f00}'..='\u{2fd5}' => {
            let at = usize::try_from(u32::from(c) - 0x2f00).ok()?;
            KANGXI.chars().nth(at)
        }
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(radical), Some(character)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return Some(character);
                }
            }
            None
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_of_both_blocks() {
        let folded: String =
            "⼀⼆⼯⼈⾏⻔⼾⾦⻚⻅".chars().map(|c| of_radical(c).unwrap_or('?')).collect();
        assert_eq!(folded, "一二工人行门户金页见");
        assert_eq!(of_radical('一'), None);
        assert_eq!(of_radical('⺀'), None);
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(SUPPLEMENT.chars().count() % 2, 0);
    }
}
