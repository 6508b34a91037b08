"""Verdicts that contradict each other: a status and its comment, an outcome and its outlook.

A controller is shown only what no reading reconciles: partly and under way go with everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..normalize.status import Verdict, plain_denial, stated_verdict
from ..schema import Assignment, Finding, Goal, Report

SURE = 0.8
_OPPOSED = {
    "achieved": frozenset({"not_achieved", "not_started", "postponed", "discontinued"}),
    "not_achieved": frozenset({"achieved"}),
    "not_started": frozenset({"achieved"}),
    "discontinued": frozenset({"achieved"}),
}


def status_against_comment(report: Report) -> Iterator[Finding]:
    """Give records whose comment says the opposite of their status, in its first or last sentence or as a whole."""
    for where, record in _records(report):
        status, comment = record.status, record.comment
        if status is None or not comment or status.code not in _OPPOSED or status.basis == "sentence":
            continue
        said = _said(comment, status.code)
        if said is None or (record.forecast and record.forecast.code == said.code):
            continue
        printed = status.raw or status.icon or status.code
        message = f"«{printed[:80]}» says {status.code}, its comment «{said.raw[:160]}» says {said.code}"
        yield _conflict(message, f"{where}/status", record)


def outcome_against_forecast(report: Report) -> Iterator[Finding]:
    """Give records that are done already and are not expected to be."""
    for where, record in _records(report):
        status, forecast = record.status, record.forecast
        if not status or not forecast or min(status.confidence, forecast.confidence) < SURE:
            continue
        if status.code == "achieved" and forecast.code in {"not_achieved", "not_started"}:
            message = f"the outcome «{status.raw or status.icon}» is achieved, the forecast «{forecast.raw}» is not"
            yield _conflict(message, f"{where}/forecast", record)


def _records(report: Report) -> Iterator[tuple[str, Goal | Assignment]]:
    for i, goal in enumerate(report.goals):
        yield f"/goals/{i}", goal
    for i, assignment in enumerate(report.assignments):
        yield f"/assignments/{i}", assignment


def _said(comment: str, code: str) -> Verdict | None:
    """Give what a comment says for sure against a status."""
    paragraphs = comment.split("\n")
    stated = stated_verdict(paragraphs)
    said = stated.verdict if stated and stated.verdict.confidence >= SURE else None
    if said is None and code == "achieved" and len(paragraphs) == 1:
        said = plain_denial(comment)
    if said is None or said.tense != "outcome" or said.code not in _OPPOSED[code]:
        return None
    return said


def _conflict(message: str, where: str, record: Goal | Assignment) -> Finding:
    return Finding(
        code="status_conflict",
        origin="report",
        severity="warning",
        message=message,
        where=where,
        source=record.source,
    )


CHECKS = (status_against_comment, outcome_against_forecast)
