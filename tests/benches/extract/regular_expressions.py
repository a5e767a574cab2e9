import glob
import re
import time

import pandas as pd

TITLE = re.compile(r"^(.*?)(20\d\d)\s*年.*年度报告", re.M)
ROW = re.compile(r"^\s*\|(.+)\|\s*$|^([^\t\n]*\t.+)$", re.M)
NUMBER = re.compile(r"^-?[\d,，]+(?:\.\d+)?$")
COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = [
    ("received", r"一、.*新收"), ("carried_in", r"二、.*结转"), ("granted", r"（一）予以公开"), ("partial", r"（二）部分公开"),
    ("state_secret", r"1[.．、].*国家秘密"), ("forbidden", r"2[.．、].*(?:禁止|法律)"), ("stability", r"3[.．、].*三安全"),
    ("third_party", r"4[.．、].*第三方"), ("internal", r"5[.．、].*内部"), ("deliberative", r"6[.．、].*过程性"),
    ("enforcement", r"7[.．、].*案卷"), ("query", r"8[.．、].*查询"), ("not_held", r"1[.．、].*不掌握"),
    ("creation", r"2[.．、].*(?:没有现成|另行制作)"), ("unclear", r"3[.．、].*(?:补正后|仍不明确)"), ("petition", r"1[.．、].*信访"),
    ("repeated", r"2[.．、].*重复"), ("publication", r"3[.．、].*出版"), ("excessive", r"4[.．、].*大量"),
    ("confirmation", r"5[.．、].*确认"), ("not_corrected", r"1[.．、].*逾期不补正|1[.．、].*不补正"), ("fee", r"2[.．、].*(?:缴费|费)"),
    ("misc", r"3[.．、].*其他"), ("outcome_total", r"（七）总计"), ("carried_out", r"四、.*结转"),
    ("reconsideration", r"行政复议"), ("direct", r"未经复议"), ("after", r"复议后"), ("regulations", r"^规章"),
    ("documents", r"行政规范性文件"), ("licences", r"行政许可"), ("penalties", r"行政处罚"), ("coercion", r"行政强制"), ("charges", r"行政事业性收费"),
]
ROWS = [(name, re.compile(pattern)) for name, pattern in ROWS]


def figures(path):
    text = open(path, encoding="utf-8").read()
    title = TITLE.search(text)
    organ, year = (title.group(1), int(title.group(2))) if title else (None, None)
    rows = []
    for match in ROW.finditer(text):
        cells = [re.sub(r"\s+", "", cell) for cell in re.split(r"[|\t]", match.group(1) or match.group(2))]
        name = next((name for name, pattern in ROWS if any(pattern.search(cell) for cell in cells[:3])), None)
        if name is None:
            continue
        values = [cell for cell in cells if NUMBER.match(cell)]
        for column, written in zip(COLUMNS, values):
            rows.append((organ, year, name, column, written, pd.to_numeric(re.sub("[,，]", "", written)), path))
    table = pd.DataFrame(rows, columns=["organ", "year", "row", "column", "written", "value", "file"])
    wide = table.pivot_table(index="column", columns="row", values="value", aggfunc="first")
    if {"received", "carried_in", "outcome_total", "carried_out"} <= set(wide.columns):
        holds = wide["received"] + wide["carried_in"] == wide["outcome_total"] + wide["carried_out"]
        table["holds"] = table["column"].map(holds)
    return table


start = time.perf_counter()
tables = [figures(path) for path in sorted(glob.glob("*.nianbao"))[:COUNT]]
pd.concat(tables, ignore_index=True).to_parquet("../bench-regular-expressions.parquet")
print(time.perf_counter() - start, sum(map(len, tables)))
