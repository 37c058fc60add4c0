"""A report as text and as Markdown; what is held back in danger is held back here too."""

from io import StringIO

from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.rendering.markdown import markdown_of
from whycry_expert.presentation.rendering.terminal import show
from whycry_expert.reasoning.report import Report


def to_text(report: Report, *, trace: bool = False) -> str:
    """Write a report as plain text, at most 80 columns wide; with `trace` everything is shown, in danger too."""
    text = StringIO()
    show(conclusion_document(report, gated_report(report, trace=trace)), text)
    return text.getvalue()


def to_markdown(report: Report, *, trace: bool = False) -> str:
    """Write a report as Markdown; with `trace` everything is shown, in danger too."""
    return markdown_of(conclusion_document(report, gated_report(report, trace=trace)))
