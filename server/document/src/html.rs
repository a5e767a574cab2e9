//! Web pages, and what browsers, Word and Excel put on the clipboard.
//!
//! HTML is whatever browsers make of it: tags that nobody closed, tables in tables, bytes in another
//! encoding than the page says. What a page has around its article is left out where its markup
//! tells, or where it is nothing but links.

mod decode;
mod dom;
mod flow;
mod furniture;

use crate::document::{Document, Losses};
use crate::flow::blocks;
use crate::format::Format;
use crate::refusal::Refusal;

pub(crate) use decode::is_surely_utf8;
use dom::Tree;
use flow::Reader;

/// Reads a page.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    Ok(document(&decode::decode(bytes)))
}

/// Reads a page, or a piece of one, that is text already.
pub(crate) fn document(text: &str) -> Document {
    let tree = Tree::parse(decode::fragment(text));
    let furniture = furniture::find(&tree);
    let mut reader = Reader { tree: &tree, furniture: &furniture, losses: Losses::default() };
    let flow = reader.read();
    Document { format: Format::Html, blocks: blocks(flow), losses: reader.losses }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        crate::write(&document(html)).text
    }

    #[test]
    fn tags_that_nobody_closed_are_closed() {
        assert_eq!(
            text("<p>一<p>二<table><tr><td>甲<td>1<tr><td>乙<td>2</table>三"),
            "一\n\n二\n\n| 甲 | 1 |\n| 乙 | 2 |\n\n三\n"
        );
    }

    #[test]
    fn breaks_and_blanks_of_the_source_are_no_text() {
        assert_eq!(
            text("<table><tr><th>商业<br>企业<th><p>科研</p>\n  <p>机构</p><th>其\n  他</table>"),
            "| 商业企业 | 科研机构 | 其他 |\n"
        );
        assert_eq!(
            text("<p>&nbsp;&nbsp;一是<b>加强</b>\n 学习。<br>二是</p>"),
            "一是加强学习。\n\n二是\n"
        );
    }

    #[test]
    fn spans_are_kept_and_layout_tables_are_not() {
        let inner = "<table><tr><td rowspan=2>三<td>甲<td>1<tr><td>乙<td>2</table>";
        let outer = format!("<table><tr><td>标题</td></tr><tr><td>前{inner}后</td></tr></table>");
        assert_eq!(text(&outer), "标题\n\n前\n\n| 三 | 甲 | 1 |\n|  | 乙 | 2 |\n\n后\n");
    }

    #[test]
    fn what_stands_beside_the_cells_of_a_table_is_shown_before_it() {
        let table = "<table><center>甲</center><tr>乙<td>丙<td>1<font>丁</font></tr></table>";
        assert_eq!(text(table), "甲乙\n\n| 丙 | 1丁 |\n");
    }

    #[test]
    fn scripts_and_what_is_hidden_are_no_text() {
        assert_eq!(
            text(
                "<script>var a='<td>1</td>'</script><style>p{}</style><!-- 注 --><p>正文<span style='display: none'>隐</span></p>"
            ),
            "正文\n"
        );
    }

    #[test]
    fn numbers_of_lists_are_written() {
        assert_eq!(text("<ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>"), "3.甲\n\n4.乙\n\n丙\n");
        assert_eq!(text("<ol style='list-style-type: cjk-ideographic'><li>甲</ol>"), "一、甲\n");
    }

    #[test]
    fn what_a_page_has_around_its_article_is_left_out() {
        let page = "<div class=nav><a href=/>首页</a><a href=/a>公开</a></div>\
            <div>您的位置：<a href=/>首页</a> &gt; <a href=/b>年报</a></div>\
            <h1>某局2023年年度报告</h1><div id=zoom><p>一、总体情况</p><p>本机关坚持以公开为常态、不公开为例外，做好政府信息公开工作，见<a href=c>附件</a>。</p></div>\
            <ul><li><a href=1>甲</a><li><a href=2>乙</a><li><a href=3>丙</a></ul>\
            <div class='footer'>主办：某局</div>";
        assert_eq!(
            text(page),
            "某局2023年年度报告\n\n一、总体情况\n\n本机关坚持以公开为常态、不公开为例外，做好政府信息公开工作，见附件。\n"
        );
    }

    #[test]
    fn a_clipboard_ends_where_it_ends() {
        let clipboard = "Version:0.9\r\nStartHTML:00000097\r\n<html><body>\r\n<!--StartFragment--><p>甲</p><!--EndFragment-->\r\n</body></html>\0";
        assert_eq!(text(clipboard), "甲\n");
    }

    #[test]
    fn gbk_is_read_whatever_the_page_calls_it() {
        let page = "<html><meta http-equiv='Content-Type' content='text/html; charset=gb2312'><p>申请人情况：朱镕基、喆</p>";
        let bytes = encoding_rs::GBK.encode(page).0;
        let document = read(&bytes).expect("it is a page");
        assert_eq!(crate::write(&document).text, "申请人情况：朱镕基、喆\n");
        let document = read(page.as_bytes()).expect("it is UTF-8, whatever it says");
        assert_eq!(crate::write(&document).text, "申请人情况：朱镕基、喆\n");
    }
}
