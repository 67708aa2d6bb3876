"""Identifiers of the ACL Anthology (aclanthology.org/info/ids)."""

from __future__ import annotations

import re

from bot.identity.address import Address
from bot.model.papers import PaperId, Scheme

_HOSTS = (
    "aclanthology.org",
    "aclweb.org",
    "aclanthology.info",
    "aclanthology.coli.uni-saarland.de",
)
#: P19-1001 until 2020, 2023.acl-long.1 since
_OLD = re.compile(r"[a-z]\d{2}-\d{4}\Z")
_NEW = re.compile(r"\d{4}\.[a-z0-9]+(?:-[a-z0-9]+)?\.\d{1,5}\Z")
_FILE = re.compile(r"(?:v\d)?\.(?:pdf|bib|xml|endf|html)\Z")
#: events whose DOIs are ``10.18653/v1/<id>`` without exception
_WITH_DOI = re.compile(
    r"(?:[PDNE]1[6-9]-\d{4}|\d{4}\.(?:acl|emnlp|naacl|eacl|aacl|findings)-[a-z]+\.\d+)\Z"
)


def acl_id(text: str) -> PaperId | None:
    """Parse an Anthology identifier in any case, with or without file ending."""
    value = _FILE.sub("", text.strip().lower())
    if _OLD.match(value):
        return PaperId(scheme=Scheme.ACL, value=value.upper())
    if _NEW.match(value):
        return PaperId(scheme=Scheme.ACL, value=value)
    return None


def recognise_acl(address: Address) -> PaperId | None:
    """The Anthology identifier: always the last segment, whatever the site looked like then."""
    if not address.under(*_HOSTS) or "attachments" in address.segments or not address.segments:
        return None
    return acl_id(address.segments[-1])


def acl_doi(value: str) -> str | None:
    """DOI by rule, None where the event registered none or others."""
    return f"10.18653/v1/{value.lower()}" if _WITH_DOI.match(value) else None


def acl_url(value: str) -> str:
    """The page of the paper."""
    return f"https://aclanthology.org/{value}/"
