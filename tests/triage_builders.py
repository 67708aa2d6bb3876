"""Findings, nights and a small list for the tests of triage; quiet defaults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from bot.attribution.paper import PaperView
from bot.model.entries import LinkRole, SourceSpan
from bot.model.evidence import Attribution, Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.night import LinkState, Night
from bot.model.papers import Identity
from bot.model.verdicts import Health
from tests import code_findings

NOW = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
JIEBA = "https://github.com/fxsjy/jieba"
CLINICAL = "https://ojs.aaai.org/index.php/AAAI/article/view/20204"
IEEE = "https://ieeexplore.ieee.org/abstract/document/10566053/"
MEDSYN = "https://github.com/batmanlab/MedSyn"

ENTRIES = f"""\
# A list, kept by hand.
title: "Vision-language models in medical image analysis"
sections:
  - id: report-generation
    title: "Report generation"
entries:
  - id: clinical-bert
    section: report-generation
    title: "Clinical-BERT: Vision-Language Pre-training for Radiograph Diagnosis and Reports Generation"
    pdf: {CLINICAL}
    code: {JIEBA}  # is this right?
  - id: medsyn
    section: report-generation
    title: "Medsyn: Text-guided anatomy-aware synthesis of high-fidelity 3d ct images"
    pdf: {IEEE}
    code: {MEDSYN}
  - id: skin
    section: report-generation
    title: "Diffusion-based data augmentation for skin disease classification"
    pdf: {IEEE}
    code: {MEDSYN}
  - id: gone
    section: report-generation
    title: "A paper whose page is gone"
    pdf: https://papers.example/gone.pdf
    code: http://old.example/code
  - id: walker
    section: report-generation
    title: "A repository that moved house"
    pdf: https://papers.example/walker.pdf
    code: https://github.com/old-lab/walker
"""
README = "# List\n\n<!-- rendered -->\n"


def rendered(entries: str) -> str:
    """A page that changes whenever an address of the list changes."""
    urls = [line.split()[1] for line in entries.splitlines() if "://" in line]
    return README + "\n".join(f"- {url}" for url in urls) + "\n"


def line_of(entry: str, field: str = "id") -> int:
    """Line of a field of an entry in ENTRIES."""
    lines = ENTRIES.splitlines()
    start = next(n for n, line in enumerate(lines) if line == f"  - id: {entry}")
    if field == "id":
        return start + 1
    return next(n + 1 for n in range(start, len(lines)) if lines[n].strip().startswith(f"{field}:"))


def a_link(
    entry: str,
    role: LinkRole,
    url: str,
    *,
    title: str = "A paper",
    health: Health = Health.ALIVE,
    well_nights: int = 9,
    attribution: Attribution | None = None,
    identity: Identity | None = None,
    strikes: int = 0,
    strikes_needed: int = 0,
    reason: str = "answered",
) -> LinkState:
    """One link of the night."""
    return LinkState(
        entry_id=entry,
        entry_title=title,
        role=role,
        url=url,
        span=SourceSpan(file="entries.yml", line=line_of(entry, role.value)),
        health=health,
        well_nights=well_nights,
        attribution=attribution,
        identity=identity,
        strikes=strikes,
        strikes_needed=strikes_needed,
        reason=reason,
    )


@cache
def all_links() -> tuple[LinkState, ...]:
    """Every link of ENTRIES, all well."""
    titles = {
        "clinical-bert": "Clinical-BERT: Vision-Language Pre-training for Radiograph Diagnosis "
        "and Reports Generation",
        "medsyn": "Medsyn: Text-guided anatomy-aware synthesis of high-fidelity 3d ct images",
        "skin": "Diffusion-based data augmentation for skin disease classification",
        "gone": "A paper whose page is gone",
        "walker": "A repository that moved house",
    }
    urls = {
        "clinical-bert": (CLINICAL, JIEBA),
        "medsyn": (IEEE, MEDSYN),
        "skin": (IEEE, MEDSYN),
        "gone": ("https://papers.example/gone.pdf", "http://old.example/code"),
        "walker": ("https://papers.example/walker.pdf", "https://github.com/old-lab/walker"),
    }
    return tuple(
        a_link(entry, role, url, title=titles[entry])
        for entry, pair in urls.items()
        for role, url in zip((LinkRole.PDF, LinkRole.CODE), pair, strict=True)
    )


def a_night(
    *findings: Finding, at: datetime = NOW, links: Sequence[LinkState] | None = None
) -> Night:
    """A valid night with these findings."""
    return Night(
        title="Vision-language models in medical image analysis",
        file="entries.yml",
        made_at=at,
        run_at=at,
        entries=5,
        links=tuple(links if links is not None else all_links()),
        findings=findings,
    )


def with_link(
    links: Iterable[LinkState], entry: str, role: LinkRole, **changes: object
) -> tuple[LinkState, ...]:
    """The same links, one of them changed."""
    return tuple(
        replace(link, **changes)  # type: ignore[arg-type]
        if (link.entry_id, link.role) == (entry, role)
        else link
        for link in links
    )


def _finding(
    rule: Rule,
    severity: Severity,
    entry: str,
    role: LinkRole,
    summary: str,
    evidence: Sequence[Evidence],
    fixes: Sequence[SuggestedFix] = (),
    since: datetime | None = None,
) -> Finding:
    link = next(x for x in all_links() if (x.entry_id, x.role) == (entry, role))
    return Finding(
        rule=rule,
        severity=severity,
        entry_id=entry,
        entry_title=link.entry_title,
        span=link.span,
        summary=summary,
        role=role,
        url=link.url,
        evidence=tuple(evidence),
        fixes=tuple(fixes),
        since=since,
    )


def against(kind: str, detail: str, url: str | None = None) -> Evidence:
    """Evidence that contradicts the list."""
    return Evidence(kind=kind, supports=False, detail=detail, url=url, weight=-1.0)


def supporting(kind: str, detail: str) -> Evidence:
    """Evidence for the list."""
    return Evidence(kind=kind, supports=True, detail=detail, weight=0.5)


def _code(entry: str, found: Finding) -> Finding:
    """A finding about code, at its place in ENTRIES."""
    link = next(x for x in all_links() if (x.entry_id, x.role) == (entry, LinkRole.CODE))
    return replace(found, entry_title=link.entry_title, span=link.span)


def jieba() -> Finding:
    """A general library in the place of the code of a paper."""
    paper = PaperView(
        title="Clinical-BERT: Vision-Language Pre-training for Radiograph Diagnosis and Reports "
        "Generation",
        entry_id="clinical-bert",
        url=CLINICAL,
        year=2022,
    )
    readme = code_findings.READMES["fxsjy/jieba"]
    found = code_findings.wrong_code_finding(paper, "fxsjy/jieba", readme, code_findings.JIEBA)
    return _code("clinical-bert", found)


def neighbour_row() -> tuple[Finding, Finding]:
    """A row that carries both links of the row above it."""
    paper = _finding(
        Rule.WRONG_PAPER,
        Severity.DECISION,
        "skin",
        LinkRole.PDF,
        "IEEE document 10566053 is “MedSyn: Text-guided Anatomy-aware Synthesis of High-Fidelity 3D CT "
        "Images”, the paper of the entry medsyn.",
        [
            against(
                "registry-title",
                "Crossref names 10.1109/tmi.2024.3415032 “MedSyn: Text-guided "
                "Anatomy-aware Synthesis of High-Fidelity 3D CT Images”.",
                "https://doi.org/10.1109/tmi.2024.3415032",
            ),
            against(
                "same-as-neighbour", "The entry medsyn, one row above, has the same two links."
            ),
        ],
        [
            SuggestedFix(
                field="pdf",
                old=IEEE,
                new="https://arxiv.org/abs/2301.04802",
                because="arXiv 2301.04802 has exactly the title of the entry",
            )
        ],
    )
    skin = PaperView(
        title="Diffusion-based data augmentation for skin disease classification",
        entry_id="skin",
        url=IEEE,
    )
    medsyn = PaperView(
        title="Medsyn: Text-guided anatomy-aware synthesis of high-fidelity 3d ct images",
        entry_id="medsyn",
        url=IEEE,
    )
    code = _code(
        "skin",
        code_findings.wrong_code_finding(
            skin,
            "batmanlab/MedSyn",
            code_findings.READMES["batmanlab/MedSyn"],
            code_findings.MEDSYN,
            siblings=[medsyn],
        ),
    )
    return paper, code


def dead(nights: int = 3, *, archive: bool = False) -> Finding:
    """A paper link that answers 404."""
    since = NOW - timedelta(days=nights - 1)
    seen = [
        against(
            "dead-gone",
            f"{since + timedelta(days=n):%Y-%m-%d %H:%M} UTC: 404, the page does not exist",
            "https://papers.example/gone.pdf",
        )
        for n in sorted({0, *range(max(0, nights - 3), nights)})
    ]
    copy = SuggestedFix(
        field="pdf",
        old="https://papers.example/gone.pdf",
        new="https://web.archive.org/web/20261001000000/https://papers.example/gone.pdf",
        because="copied by the Internet Archive on 1 Oct 2026, before the link died",
    )
    return _finding(
        Rule.DEAD,
        Severity.DECISION,
        "gone",
        LinkRole.PDF,
        f"On {nights} nights since {since.day} Nov 2026: the page does not exist.",
        [
            *seen,
            supporting("last-alive", f"last seen alive on {since - timedelta(days=1):%Y-%m-%d}"),
        ],
        [copy] if archive else [],
        since,
    )


def hijacked() -> Finding:
    """A repository whose name somebody else has taken."""
    return _finding(
        Rule.HIJACKED,
        Severity.DECISION,
        "walker",
        LinkRole.CODE,
        "The same address now leads to another repository: the old one is gone and somebody else has "
        "taken its name.",
        [
            against(
                "another-node-id",
                "GitHub says that this is another repository of another account, created on 23 Nov "
                "2026: its identity (node id) is R_kgDOB, and was R_kgDOA when I first saw the address",
                "https://github.com/old-lab/walker",
            ),
        ],
    )


def renamed() -> Finding:
    """A repository with a new name."""
    new = "https://github.com/new-lab/walker"
    return _finding(
        Rule.RENAMED,
        Severity.FIX,
        "walker",
        LinkRole.CODE,
        "The repository is now called new-lab/walker.",
        [against("renamed", "GitHub answers for old-lab/walker with new-lab/walker", new)],
        [
            SuggestedFix(
                field="code",
                old="https://github.com/old-lab/walker",
                new=new,
                safety=FixSafety.SAFE,
                because="GitHub answers for old-lab/walker with new-lab/walker",
            )
        ],
    )


def available(url: str = "https://github.com/skin-lab/skinaug") -> Finding:
    """Code that was found for the entry about skin, which has none."""
    because = "its README says that it is the code of this paper"
    found = _finding(
        Rule.CODE_AVAILABLE,
        Severity.GOOD_NEWS,
        "skin",
        LinkRole.CODE,
        "The entry has no code, and a repository says that it is this paper's.",
        [against("confirmed-code", f"{url}: {because}", url)],
        [
            SuggestedFix(
                field="code",
                old=None,
                new=url,
                safety=FixSafety.NEEDS_DECISION,
                because=because,
            )
        ],
    )
    return replace(found, url=url)


def insecure() -> Finding:
    """An http link that has an https twin."""
    return _finding(
        Rule.INSECURE,
        Severity.FIX,
        "gone",
        LinkRole.CODE,
        "The link is http, but its page answers over https.",
        [
            against(
                "https-answers", "the same address answers over https", "https://old.example/code"
            )
        ],
        [
            SuggestedFix(
                field="code",
                old="http://old.example/code",
                new="https://old.example/code",
                safety=FixSafety.SAFE,
                because="the same address answers over https",
            )
        ],
    )
