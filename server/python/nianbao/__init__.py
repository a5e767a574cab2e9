"""检查政府信息公开工作年度报告：勾稽关系、缺项漏填、前后矛盾。

Checks the yearly reports of Chinese government organs on open information. Reports are texts, or the
bytes of text, Word, Excel, web and PDF files. Nothing is sent anywhere.

>>> import nianbao
>>> report = nianbao.check(open("年报.docx", "rb").read())
>>> for finding in report.findings:
...     print(finding.line, finding.message)
"""

from ._nianbao import Document, Finding, Report, UnreadableError, check, extract, fix, format, read_document

__all__ = ["Document", "Finding", "Report", "UnreadableError", "check", "extract", "fix", "format", "read_document"]
