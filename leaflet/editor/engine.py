"""Runs the rules of `leaflet check` on a leaflet."""

from __future__ import annotations

import datetime
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from leaflet import shipped
from leaflet.content.acceptance import Acceptance
from leaflet.content.clinic import Clinic
from leaflet.document import review
from leaflet.document.document import Document
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.errors import Fault, LeafletError, Severity, expect, meant, shown
from leaflet.source.value import Name
from leaflet.source.walk import walk

if TYPE_CHECKING:
    from leaflet.document.block import Block
    from leaflet.errors import Place
    from leaflet.source.value import LanguageTag

GROUPS = (
    "safety",
    "readability",
    "style",
    "completeness",
    "honesty",
    "currency",
    "clinic",
    "spelling",
)


class Rule(NamedTuple):
    """One rule; a file in `checks/`, with hyphens for underscores in its name."""

    id: str
    group: str
    severity: Severity
    title: str
    """The rule in one sentence: the first line of the module's docstring."""
    why: str
    """The rest of it."""
    source: str
    """Where the rule comes from: a name, and an address where there is one."""
    languages: tuple[str, ...]
    """Those whose words it knows, by the first part of their tags; nothing if it needs none."""
    flaws: Callable[[Manuscript], Iterable[Flaw]]

    def reads(self, language: LanguageTag) -> bool:
        """Return whether it can read a leaflet in a language."""
        return not self.languages or language.primary in self.languages


class Finding(NamedTuple):
    """One flaw that a rule found, with its place and whether it is accepted."""

    rule: Rule
    """Its id, its group, what it asks for, and why."""
    flaw: Flaw
    """What it has against a place of the leaflet."""
    accepted: str = ""
    """The reason why it is accepted, or nothing."""

    @property
    def code(self) -> str:
        """The id of the rule, such as `long-sentence`."""
        return self.rule.id

    @property
    def severity(self) -> Severity:
        """How grave it is: `error`, `warning` or `note`."""
        return self.rule.severity

    @property
    def problem(self) -> str:
        """What is wrong, in a plain sentence."""
        return self.flaw.problem

    @property
    def hint(self) -> str:
        """A way out, or nothing."""
        return self.flaw.hint

    @property
    def place(self) -> Place | None:
        """The place of the flaw."""
        return self.flaw.place

    @property
    def path(self) -> str:
        """The path of the key that it stands under, such as `body[3].faqs.items[1].answer`."""
        return self.place.key if self.place else ""

    @property
    def fault(self) -> Fault:
        """The finding as a fault, with the id of the rule as its code."""
        return Fault(self.code, self.problem, self.place, self.hint, severity=self.severity)


class Checked(NamedTuple):
    """The findings of all rules in one leaflet."""

    manuscript: Manuscript
    """The leaflet as the rules read it."""
    findings: tuple[Finding, ...]
    """In the order of the file."""

    @property
    def name(self) -> str:
        """Name of the file, as the user gave it."""
        place = self.manuscript.flaw("").place
        return place.file if place else ""

    @property
    def unread(self) -> tuple[Rule, ...]:
        """The rules that know nothing of the leaflet's language, and so found nothing."""
        language = self.manuscript.document.language
        return tuple(each for each in rules() if not each.reads(language))

    @property
    def open(self) -> tuple[Finding, ...]:
        """The open findings, which nobody accepted."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The accepted findings, each with its reason."""
        return tuple(finding for finding in self.findings if finding.accepted)

    def count(self, severity: Severity) -> int:
        """Return the number of open findings of a severity."""
        return sum(finding.rule.severity == severity for finding in self.open)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, group by group."""
    found = map(_rule, shipped.module_names("editor/checks"))
    return tuple(sorted(found, key=lambda rule: (GROUPS.index(rule.group), rule.id)))


def rule(name: str) -> Rule:
    """Return the rule with the id `name`; LeafletError if there is none."""
    for each in rules():
        if each.id == name:
            return each
    raise LeafletError(
        Fault("unknown-name", f"there is no rule called `{shown(name)}`", None, _meant(name))
    )


def _meant(name: str) -> str:
    """Return a hint with the nearest rule, or where all are listed."""
    return meant(name, [each.id for each in rules()], "see `leaflet check --list`")


def _rule(name: str) -> Rule:
    module = shipped.module("editor/checks", name)
    title, _, why = (inspect.getdoc(module) or "").partition("\n")
    facts = (module.GROUP, module.SEVERITY, title, " ".join(why.split()), module.SOURCE)
    languages = getattr(module, "LANGUAGES", ())
    return Rule(name.replace("_", "-"), *facts, languages, module.flaws)


def check(
    document: Document,
    clinic: Clinic | None = None,
    *,
    today: datetime.date | None = None,
    profile: str | None = None,
) -> Checked:
    """Read a leaflet as an editor: is it plain, complete, honest and up to date?

    The clinic and the profile (such as `uk-nhs`) are those that the content names unless others
    are given. Dates are held against `today`, by default the day on the clock. Raises LeafletError
    where an `accept:` names no rule, or there is no such profile.
    """
    expect("check(document)", document, Document, source="leaflet.read")
    expect("check(clinic)", clinic, Clinic, None, source="leaflet.clinic")
    expect("check(today)", today, datetime.date, None)
    expect("check(profile)", profile, str, None)
    if clinic:
        document = structs.replace(document, clinic=clinic)
    if profile:
        document = structs.replace(document, profile=Name(profile))
    manuscript = Manuscript(document, today or review.today())
    _refuse_unknown(document)
    found = [
        Finding(each, flaw, _reason(each, flaw, document)) for each, flaw in _found(manuscript)
    ]
    return Checked(
        manuscript, tuple(sorted(found, key=lambda finding: (finding.place or ("",))[:3]))
    )


def _found(manuscript: Manuscript) -> Iterator[tuple[Rule, Flaw]]:
    """Yield what each rule finds; notes without hints where nobody may change the words."""
    reports_only = manuscript.profile.reports_only
    for each in rules():
        if not each.reads(manuscript.document.language):
            continue
        for flaw in each.flaws(manuscript):
            if reports_only:
                yield each._replace(severity="note"), flaw._replace(hint="")
            else:
                yield each, flaw


def _reason(rule: Rule, flaw: Flaw, document: Document) -> str:
    """Return the reason why a flaw is accepted, by the nearest block or the leaflet, or ""."""
    holders: tuple[Block | Document, ...] = (*reversed(flaw.blocks), document)
    reasons = (holder.accept.reason(rule.id) for holder in holders if holder.accept)
    return next(filter(None, reasons), "")


def _refuse_unknown(document: Document) -> None:
    """Raise LeafletError for accepted rules that do not exist."""
    known = {each.id for each in rules()}
    faults = []
    for acceptance in walk((document.accept, document.blocks), Acceptance):
        for name, _ in acceptance.reasons:
            if name.text not in known:
                problem = f"`{shown(name.text)}` is not a rule of leaflet check"
                faults.append(
                    Fault("unknown-name", problem, name.span and name.span.place, _meant(name.text))
                )
    if faults:
        raise LeafletError(*faults)
