"""Hugging Face papers: which repository the authors announced for an arXiv paper.

https://huggingface.co/docs/hub/paper-pages . ``githubRepoAddedBy`` says who linked it: "user" is
somebody's word, "auto" is a guess of the site (it links re-implementations) and is not used.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from bot.identity.arxiv import arxiv_id
from bot.identity.titles import readable
from bot.model.papers import PaperId, PaperRecord
from bot.registries.exchange import (
    Garbage,
    RawAnswer,
    Registry,
    RegistryRequest,
    as_object,
    request,
    text_of,
)


def by_arxiv(paper: PaperId) -> RegistryRequest:
    """Request for one paper page."""
    path = f"/api/papers/{quote(paper.value, safe='')}"
    return request(Registry.HUGGING_FACE, path, meaningful=(404,))


def read(raw: RawAnswer, asked: PaperId, *, at: datetime) -> PaperRecord:
    """The record; one that says nothing when the site has no such page. Raises Garbage."""
    nothing = PaperRecord(id=asked, source=Registry.HUGGING_FACE, fetched_at=at)
    if raw.status == 404:
        return nothing
    found = as_object(raw)
    if arxiv_id(text_of(found.get("id"))) != asked:
        raise Garbage("answered for another paper")
    repository = text_of(found.get("githubRepo"))
    by_a_person = found.get("githubRepoAddedBy") == "user"
    return PaperRecord(
        id=asked,
        source=Registry.HUGGING_FACE,
        title=readable(text_of(found.get("title"))),
        code_urls=(repository,) if repository.startswith("https://") and by_a_person else (),
        fetched_at=at,
    )
