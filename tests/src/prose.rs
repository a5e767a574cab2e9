//! The words of a faultless report: nothing in them may give any rule of design part 6 cause for an error or a warning.

use fastrand::Rng;

use crate::figures::Figures;
use crate::form::Form;

/// Who reports, and for which year.
#[derive(Clone, Debug)]
pub struct Author {
    pub organ: String,
    pub year: i32,
    /// 人民政府, of which more is asked than of a department.
    pub government: bool,
}

/// Whether the prose names figures (the true ones) or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    Nothing,
    TrueFigures,
}

/// An invented organ; no two indices below 960 give the same one, so that no report has last year's beside it.
pub fn author(rng: &mut Rng, index: usize, year: i32) -> Author {
    assert!(index < 960, "no name is left for report {index}");
    let first: Vec<char> = "云清临青白石松平安丰永宁".chars().collect();
    let second: Vec<char> = "榛苇蓼蕨荻芷蘅荇芨茴".chars().collect();
    let offices =
        ["档案局", "林业局", "水务局", "统计局", "教育局", "民政局", "审计局", "人民政府"];
    let area = *rng.choice(&["县", "区"]).unwrap();
    let place = format!("{}{}", first[index / 8 % 12], second[index / 96 % 10]);
    let office = offices[index % 8];
    Author { organ: format!("{place}{area}{office}"), year, government: office == "人民政府" }
}

pub fn preamble(author: &Author) -> String {
    let year = author.year;
    format!(
        "根据《中华人民共和国政府信息公开条例》第五十条的规定，编制本报告。本报告所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。"
    )
}

/// Section 一: subsection headings and paragraphs in turn, all five aspects.
pub fn overview(author: &Author, figures: &Figures, naming: Naming) -> Vec<String> {
    let mut handling =
        "完善申请的登记、审核、办理、答复、归档等环节，依法保障公众获取政府信息的权利。".to_owned();
    if naming == Naming::TrueFigures {
        handling.push_str(&requests(figures));
        handling.push_str(&challenges(figures));
    }
    let supervision = if author.government {
        "将政府信息公开纳入年度工作考核，组织开展社会评议，落实责任追究制度，加强对所属部门的业务指导。"
    } else {
        "明确分管负责同志和承办科室，定期组织业务培训，自觉接受社会监督。"
    };
    [
        "（一）主动公开情况",
        "坚持以公开为常态、不公开为例外，及时发布机构职能、政策文件和财政预决算等内容，同步做好政策解读，回应社会关切。",
        "（二）依申请公开情况",
        &handling,
        "（三）政府信息管理情况",
        "严格执行信息发布审查制度，坚持先审查、后公开，动态更新公开指南和公开目录。",
        "（四）政府信息公开平台建设情况",
        "加强门户网站公开专栏建设，优化栏目设置，方便公众查阅和检索。",
        "（五）监督保障情况",
        supervision,
    ]
    .map(str::to_owned)
    .to_vec()
}

fn requests(figures: &Figures) -> String {
    let sheet = &figures.requests;
    let row = |id| sheet.number(id, "total");
    let group = |prefix| sheet.group(prefix, "total");
    if row("received") + row("carried_in") == 0 {
        return "全年未收到政府信息公开申请。".to_owned();
    }
    format!(
        "全年新收政府信息公开申请{}件，上年结转{}件；共办结{}件，其中予以公开{}件，部分公开{}件，不予公开{}件，无法提供{}件，不予处理{}件，其他处理{}件；结转下年度继续办理{}件。",
        row("received"),
        row("carried_in"),
        row("outcome_total"),
        row("granted"),
        row("partial"),
        group("refused"),
        group("unavailable"),
        group("unprocessed"),
        group("other"),
        row("carried_out"),
    )
}

fn challenges(figures: &Figures) -> String {
    let row = |id| figures.challenges.number(id, "total");
    let litigation = row("direct_litigation") + row("litigation_after_reconsideration");
    if row("reconsideration") + litigation == 0 {
        return "未发生因政府信息公开引发的行政复议、行政诉讼案件。".to_owned();
    }
    format!(
        "因政府信息公开被申请行政复议{}件，被提起行政诉讼{litigation}件。",
        row("reconsideration")
    )
}

pub fn problems() -> Vec<String> {
    [
        "存在的主要问题：一是政策解读的形式还不够丰富；二是承办人员的业务能力有待提升。",
        "改进情况：一是综合运用图解、问答等形式，提高解读的质量；二是加强业务培训和案例研讨，提升办理水平。",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Section 六, with what the 2021 form asks about the fee for handling applications.
pub fn other_matters(form: &Form, figures: &Figures, naming: Naming) -> Vec<String> {
    let notices = figures.requests.number("other.fee_unpaid", "total");
    let text = match naming {
        _ if form.edition == "2019" => "本年度没有其他需要报告的事项。".to_owned(),
        Naming::Nothing => {
            "本机关严格按照《政府信息公开信息处理费管理办法》的规定办理信息处理费收取事宜。"
                .to_owned()
        }
        Naming::TrueFigures if notices == 0 => {
            "本年度未收取信息处理费，发出收费通知的件数和总金额，以及实际收取的总金额均为0。"
                .to_owned()
        }
        Naming::TrueFigures => format!(
            "本年度依照规定发出信息处理费收费通知{notices}件，总金额{}元，实际收取的总金额为0元。",
            notices * 100
        ),
    };
    vec![text]
}
