"""``check --format junit``: one test case a link, one suite a host."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree as ET

from bot.model.check import CheckedLink, CheckReport
from bot.model.verdicts import Health
from bot.reports.check.levels import level, message
from bot.text import plain
from bot.urls import host_of, redacted


def text(report: CheckReport) -> str:
    """JUnit XML as Jenkins and GitLab read it. Errors fail, blocked and skipped links are skipped."""
    suites: dict[str, list[CheckedLink]] = defaultdict(list)
    for link in report.links:
        suites[host_of(link.url) or "(no host)"].append(link)
    root = ET.Element("testsuites")
    for number, (host, links) in enumerate(sorted(suites.items())):
        root.append(_suite(number, host, links, report))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _suite(number: int, host: str, links: list[CheckedLink], report: CheckReport) -> ET.Element:
    failing = sum(level(link) == "error" for link in links)
    suite = ET.Element(
        "testsuite",
        {
            "id": str(number),
            "package": "listbot",
            "name": host,
            "hostname": "localhost",
            "timestamp": report.at.strftime("%Y-%m-%dT%H:%M:%S"),
            "tests": str(len(links)),
            "failures": str(failing),
            "errors": "0",
            "skipped": str(sum(_is_skipped(link) for link in links)),
            "time": f"{sum(link.elapsed_ms for link in links) / 1000:.3f}",
        },
    )
    properties = ET.SubElement(suite, "properties")
    # one at least: Jenkins's schema has no room for an empty list
    ET.SubElement(properties, "property", {"name": "listbot", "value": report.version})
    for link in links:
        suite.append(_case(link, host))
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err")
    return suite


def _case(link: CheckedLink, host: str) -> ET.Element:
    case = ET.Element(
        "testcase",
        {
            "classname": host,
            "name": _xml(redacted(link.url)),
            "time": f"{link.elapsed_ms / 1000:.3f}",
        },
    )
    if level(link) == "error":
        failure = ET.SubElement(
            case,
            "failure",
            {"type": link.verdict.health.value, "message": _xml(link.verdict.reason)},
        )
        places = "\n".join(str(place.span) for place in link.places)
        failure.text = _xml(message(link)) + "\n" + _xml_lines(places)
    elif _is_skipped(link):
        ET.SubElement(case, "skipped")
    return case


def _is_skipped(link: CheckedLink) -> bool:
    return link.verdict.health in (Health.BLOCKED, Health.SKIPPED)


def _xml(text_: str) -> str:
    """Characters that XML 1.0 forbids cannot be escaped, so they are dropped."""
    return plain(text_)


def _xml_lines(text_: str) -> str:
    return "\n".join(plain(line) for line in text_.splitlines())
