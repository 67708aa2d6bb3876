"""Reports as they come: a lively one, a hostile one, one before the first night, a big one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice

from bot.model.entries import LinkRole, Section
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth, Report
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Cost, Incident, Run
from bot.model.verdicts import Flag, Health
from tests.builders import NIGHT_ONE, a_report, a_verdict, an_entry, an_entry_health, night

#: ways in which text has become script: in elements, attributes, styles, addresses, templates, encodings
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--></p><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '" autofocus onfocus=alert(1) x="',
    '<a href="javascript:alert(1)">click</a>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<base href=https://evil.example/>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} {%print(1)%}",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
    "\ufeff<script\x0b>alert(1)</script\u2028> +ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u202e</option></select><script>alert(1)</script>\x00\x1b]0;x\x07",
    "W" * 600,
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://good.example",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/"onmouseover="alert(1)',
    "https://evil.example/'><script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://user:secret@evil.example/?token=secret",
    "https://evil.example/" + "a" * 2000,
)


def a_finding(entry: EntryHealth, rule: Rule, severity: Severity, **fields: object) -> Finding:
    """A finding about an entry's first link, with two pieces of evidence and a fix."""
    link = entry.links[0].link
    values: dict[str, object] = {
        "summary": "On 2 nights since 2 Nov 2026: the page does not exist (404).",
        "role": link.role,
        "url": link.url,
        "evidence": (
            Evidence(kind="seen", supports=False, detail="404 on 2 Nov", url=link.url),
            Evidence(kind="seen", supports=False, detail="404 on 3 Nov"),
        ),
        "fixes": (SuggestedFix(field="pdf", old=link.url, new="https://doi.org/10.1000/182"),),
        **fields,
    }
    return Finding(
        rule=rule,
        severity=severity,
        entry_id=entry.entry.id,
        entry_title=entry.entry.title,
        span=entry.entry.span,
        **values,  # type: ignore[arg-type]
    )


def lively(count: int = 40) -> Report:
    """Every state, every severity, three sections, ten nights of history, an incident, a cost."""
    healths = islice(cycle((*Health, *[Health.ALIVE] * 8)), count)
    flags = cycle((frozenset[Flag](), frozenset({Flag.ARCHIVED}), frozenset({Flag.WRONG_CODE})))
    entries = [_entry(n, health, next(flags)) for n, health in enumerate(healths)]
    findings = [
        a_finding(entries[4], Rule.DEAD, Severity.DECISION),
        a_finding(entries[5], Rule.WRONG_CODE, Severity.DECISION, fixes=(), evidence=()),
        a_finding(entries[1], Rule.MOVED, Severity.FIX),
        a_finding(entries[2], Rule.SHARED_CODE, Severity.QUESTION),
        a_finding(entries[3], Rule.ARCHIVED, Severity.NOTICE, fixes=()),
        a_finding(entries[6], Rule.CODE_ARRIVED, Severity.GOOD_NEWS, fixes=()),
        a_finding(entries[7], Rule.METADATA, Severity.NOTICE),
    ]
    incident = Incident(host="papers.example", failed=5, asked=6, reason="unreachable")
    report = a_report(
        *entries,
        findings=tuple(findings),
        run=Run(at=night(9), incidents=(incident,)),
        missing=("GitHub did not answer for 3 repositories.",),
    )
    sections = tuple(Section(id=f"part-{n}", title=f"Part {n}") for n in range(3))
    return replace(
        report,
        runs=10,
        catalogue=replace(report.catalogue, sections=sections),
        cost=Cost(
            requests=(("a.example", 3), ("b.example", 12)),
            received=123_456,
            graphql_points=2,
            registry_calls=(("crossref", 4),),
            seconds=61.2,
        ),
    )


def _entry(number: int, health: Health, flags: frozenset[Flag]) -> EntryHealth:
    slug = RepoSlug(owner="people", name=f"code-{number}")
    repository = RepoFacts(
        slug=slug,
        state=RepoState.EXISTS,
        stars=number * 37 % 1000,
        last_commit=NIGHT_ONE - timedelta(days=number * 91 % 1000),
    )
    entry = an_entry(
        f"paper-{number}",
        title=f"Paper {number}: Text-Guided Segmentation of Whole-Slide Images by Prompts",
        pdf=f"https://papers.example/content/{number}/A_Rather_Long_Name_of_a_Paper_{number}.html",
        code=f"https://github.com/{slug}" if number % 3 else None,
        section=f"part-{number % 3}",
        line=10 + number * 6,
    )
    verdict = a_verdict(health, target=entry.links[0].url, strikes=2, strikes_needed=6)
    found = an_entry_health(
        entry, verdict, a_verdict(target="https://x.example/", flags=flags), repository=repository
    )
    past = [Health.ALIVE] * 8 + [health, health]
    history = tuple((night(n), state) for n, state in enumerate(past))
    changed = health is Health.UNSTABLE
    links = [replace(link, history=history, changed=changed) for link in found.links]
    return replace(found, links=tuple(links))


def hostile() -> Report:
    """Every attack as title, section, reason, evidence, host and address."""
    entries = []
    for number, attack in enumerate(ATTACKS):
        entry = an_entry(
            f"e{number}",
            title=attack,
            pdf=ADDRESSES[number % len(ADDRESSES)],
            code="https://github.com/a/b",
            section=attack,
        )
        state = (Health.UNSTABLE, Health.DEAD, Health.BLOCKED)[number % 3]
        entries.append(an_entry_health(entry, a_verdict(state, reason=attack)))
    severities = cycle(Severity)
    findings = [
        a_finding(
            entry,
            Rule.DEAD,
            next(severities),
            summary=attack,
            role=LinkRole.PDF,
            url=address,
            evidence=tuple(
                Evidence(kind="x", supports=False, detail=attack, url=url)
                for url in (address, None)
            ),
            fixes=(SuggestedFix(field="pdf", old=attack, new=address),),
        )
        for entry, attack, address in zip(entries, ATTACKS, cycle(ADDRESSES), strict=False)
    ]
    report = a_report(
        *entries,
        findings=tuple(findings),
        run=Run(
            at=NIGHT_ONE,
            incidents=tuple(Incident(host=a, failed=3, asked=3, reason=a) for a in ATTACKS),
        ),
        title=" ".join(ATTACKS),
        missing=ATTACKS,
    )
    sections = tuple(Section(id=attack, title=attack) for attack in ATTACKS)
    requests = tuple((attack, 1) for attack in ATTACKS)
    return replace(
        report,
        catalogue=replace(report.catalogue, sections=sections),
        cost=Cost(requests=requests),
    )


def not_run_yet() -> Report:
    """A list before its first night."""
    report = lively()
    entries = [an_entry_health(entry.entry) for entry in report.entries]
    return replace(a_report(*entries), catalogue=report.catalogue)


def big() -> Report:
    """Two thousand entries."""
    return lively(2000)


def empty() -> Report:
    """A list without an entry, after a night."""
    return a_report(run=Run(at=NIGHT_ONE))
