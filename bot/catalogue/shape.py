"""The shape of ``entries.yml``: its keys, their order, and the patterns of their values."""

from __future__ import annotations

import re

from bot.model.entries import LinkRole

#: keys of the file, of a section, of an entry and of ``ignore``, in the order they are written
FILE_KEYS = ("title", "sections", "entries")
SECTION_KEYS = ("id", "title")
ENTRY_KEYS = (
    "id",
    "section",
    "title",
    "pdf",
    "code",
    "project",
    "dataset",
    "year",
    "venue",
    "doi",
    "arxiv",
    "authors",
    "ignore",
)
IGNORE_KEYS = ("rules", "reason", "until")

#: entry keys that every entry must have
NEEDED_KEYS = ("id", "section", "title", "pdf")
#: entry keys that hold a link, and what it leads to
LINK_KEYS = {
    "pdf": LinkRole.PDF,
    "code": LinkRole.CODE,
    "project": LinkRole.PROJECT,
    "dataset": LinkRole.DATASET,
}

#: other lists' words for our keys
SYNONYMS = {
    "paper": "pdf",
    "link": "pdf",
    "url": "pdf",
    "github": "code",
    "repo": "code",
    "repository": "code",
    "source": "code",
    "website": "project",
    "homepage": "project",
    "page": "project",
    "data": "dataset",
    "journal": "venue",
    "conference": "venue",
    "date": "year",
    "author": "authors",
    "name": "title",
    "category": "section",
    "heading": "section",
    "key": "id",
}

ID = r"[a-z0-9-]{1,80}"
#: anything that says http or https and names a host; what else may be wrong is for the checks
URL = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*"
#: DOI Handbook, section 2.2: directory indicator 10, registrant code, suffix
DOI = r"10\.[0-9]{4,9}(\.[0-9]+)*/\S+"
#: https://info.arxiv.org/help/arxiv_identifier.html, both schemes, optional version
ARXIV = r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})(v[0-9]{1,3})?"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

ID_PATTERN = re.compile(ID)
URL_PATTERN = re.compile(URL)
DOI_PATTERN = re.compile(DOI)
ARXIV_PATTERN = re.compile(ARXIV)
DATE_PATTERN = re.compile(DATE)

#: years that a paper of a list can be from
FIRST_YEAR, LAST_YEAR = 1600, 2200
MOST_AUTHORS = 5000
MOST_RULES = 50
MOST_SECTIONS = 5000
MOST_ENTRIES = 200_000
