from decimal import Decimal
from typing import Literal, Optional, TypedDict, Union, final

Input = Union[str, bytes]
"""A text, or the bytes of a text (UTF-8, GB18030, UTF-16), Word, Excel, web or PDF file."""

class UnreadableError(ValueError):
    """Bytes that cannot be read; the message says why, in Chinese."""

@final
class Finding:
    """Something that is wrong with a report."""

    rule: str
    title: str
    """What readers call the rule, in Chinese."""
    severity: Literal["error", "warning", "info"]
    level: Literal["错误", "警告", "提示"]
    message: str
    """What is wrong and what to do, in Chinese."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    start: int
    """``report.text[start:end]`` is what it is about."""
    end: int
    place: Optional[str]
    """Where it stands in a file that is no text."""
    fixes: list[tuple[str, bool]]
    """What would mend it, each with whether it touches no figure."""

@final
class Report:
    """A report that was checked."""

    organ: Optional[str]
    year: Optional[int]
    edition: Optional[str]
    """Of the form: ``"2021"``, ``"2019"``."""
    findings: list[Finding]
    text: str
    @property
    def errors(self) -> int: ...
    @property
    def warnings(self) -> int: ...

@final
class Document:
    """A Word, Excel, web or PDF file as the text of a report."""

    text: str
    format: str
    losses: list[str]
    """What is not in the text, a sentence for each kind of thing."""

class Figure(TypedDict):
    """A cell of an official table; docs/data.md says what each column means."""

    organ: Optional[str]
    year: Optional[int]
    edition: str
    table_id: str
    block_id: str
    row_id: str
    column_id: str
    table_name: str
    block_name: Optional[str]
    row_name: str
    column_name: str
    unit: str
    state: Literal["number", "blank", "slash", "invalid", "missing"]
    written: Optional[str]
    value: Optional[Decimal]
    sums_hold: Optional[bool]
    file: str
    line: Optional[int]
    place: Optional[str]
    schema_version: int

def check(
    report: Input,
    *,
    last_year: Optional[Input] = None,
    organ_kind: Optional[Literal["government", "township", "subdistrict", "department"]] = None,
) -> Report:
    """Check a report, alone or beside that of the year before."""

def format(report: Input) -> str:
    """The text with its tables in the canonical shape, as ``nianbao fmt`` does it."""

def fix(report: Input, *, unsafe: bool = False) -> str:
    """The text with all mended that can be mended without touching a figure; with ``unsafe``, figures too."""

def extract(report: Input, *, file: str = "") -> list[Figure]:
    """The figures, a row for each cell of the official tables, as many for every report."""

def read_document(data: bytes) -> Document:
    """A Word, Excel, web or PDF file as the text of a report."""
