"""The validator page-validation: a second opinion, stricter than veraPDF on a few points."""

from pathlib import Path

import page

from gates.verdict import Verdict, content


def validate(pdf: bytes | Path, flavour: str) -> Verdict:
    """Flavour is `ua1` or `2a`; `assertions` are rules. Raises where the file is no PDF."""
    report = page.validate_pdf_bytes(content(pdf), profile=flavour)
    if not report.rules.total:
        raise RuntimeError(f"page-validation checked nothing for {flavour}")
    failures = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    return Verdict(report.is_compliant, report.rules.total, failures)
