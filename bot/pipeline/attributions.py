"""Code links of a list: which are judged again, and what is remembered of the judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.attribution.judge import attribute
from bot.attribution.pages import recognise
from bot.attribution.paper import PaperView
from bot.model.entries import Catalogue, Entry, Link, LinkRole
from bot.model.papers import Identity, IdentityJudgement, PaperRecord
from bot.model.repositories import RepoFacts, RepoState
from bot.pipeline.store import KnownAttribution, Store
from bot.repositories.links import CodeLink, code_link

#: raised when the rules of attribution change: everything is judged anew
RULES = 1
#: (entry id, URL in the list's own spelling)
Key = tuple[str, str]


def to_reread(catalogue: Catalogue, store: Store) -> frozenset[str]:
    """``RepoSlug.key`` of the repositories whose texts are needed although they did not change."""
    return frozenset(
        slug.key
        for entry, link in _code_links(catalogue)
        if (slug := code_link(link.url).slug) is not None
        and not _still_holds(store.attributions.get((entry.id, link.url)), entry)
    )


def folders_wanted(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """``RepoSlug.key`` -> folders that links of the list point into."""
    wanted: dict[str, dict[str, None]] = defaultdict(dict)
    for _, link in _code_links(catalogue):
        code = code_link(link.url)
        folder = recognise(link.url, code.kind.value, code.path).folder
        if code.slug is not None and folder:
            wanted[code.slug.key][folder] = None
    return {key: tuple(folders) for key, folders in wanted.items()}


def judge_code(
    catalogue: Catalogue,
    store: Store,
    facts: Mapping[str, RepoFacts],
    identities: Iterable[IdentityJudgement],
) -> dict[Key, KnownAttribution]:
    """Judgements on every code link: anew where the texts were read in this run, else the old ones.

    ``facts``: what this run learnt, by ``RepoSlug.key``. Entries and links that left the list are
    forgotten.
    """
    records = records_of(identities)
    users = _users(catalogue)
    judged: dict[Key, KnownAttribution] = {}
    for entry, link in _code_links(catalogue):
        code = code_link(link.url)
        key = (entry.id, link.url)
        known = store.attributions.get(key)
        fresh = facts.get(code.slug.key) if code.slug else None
        if code.slug is not None and not _was_read(fresh):
            if known is not None:
                judged[key] = known
            continue
        siblings = [
            paper_view(other, records.get(other.id))
            for other in (users[code.slug.key] if code.slug else ())
            if other.id != entry.id
        ]
        judged[key] = _judge(entry, link, code, fresh, records.get(entry.id), siblings)
    return judged


def records_of(identities: Iterable[IdentityJudgement]) -> dict[str, PaperRecord]:
    """What is known of each entry's paper, by entry id.

    Where the paper link is certainly that of another paper, what the registries say about that
    other paper must not speak for the entry: its authors and its code are another's.
    """
    records: dict[str, PaperRecord] = {}
    for judged in identities:
        is_other = judged.identity is Identity.WRONG_CERTAIN
        record = judged.intended if is_other else judged.record
        if record is not None:
            records.setdefault(judged.entry_id, record)
    return records


def _judge(
    entry: Entry,
    link: Link,
    code: CodeLink,
    facts: RepoFacts | None,
    record: PaperRecord | None,
    siblings: list[PaperView],
) -> KnownAttribution:
    address = recognise(link.url, code.kind.value, code.path)
    if facts is not None and address.folder:
        readme = dict(facts.folder_readmes).get(address.folder)
        facts = replace(facts, folder_readme=readme)
    return KnownAttribution(
        judgement=attribute(paper_view(entry, record), facts, address, siblings),
        head=facts.contents_head if facts else None,
        title=entry.title,
        rules=RULES,
    )


def _was_read(facts: RepoFacts | None) -> bool:
    """This run brought the texts home, or knows that there are none."""
    if facts is None or facts.state is not RepoState.EXISTS:
        return False
    return facts.readme is not None or bool(facts.is_empty) or facts.contents_at == facts.asked_at


def _still_holds(known: KnownAttribution | None, entry: Entry) -> bool:
    return known is not None and known.title == entry.title and known.rules == RULES


def _code_links(catalogue: Catalogue) -> list[tuple[Entry, Link]]:
    return [
        (entry, link)
        for entry in catalogue.entries
        for link in entry.links
        if link.role is LinkRole.CODE
    ]


def _users(catalogue: Catalogue) -> Mapping[str, list[Entry]]:
    users: dict[str, list[Entry]] = defaultdict(list)
    for entry, link in _code_links(catalogue):
        slug = code_link(link.url).slug
        if slug is not None and entry not in users[slug.key]:
            users[slug.key].append(entry)
    return users


def paper_view(entry: Entry, record: PaperRecord | None) -> PaperView:
    """What is known about the paper that an entry names."""
    pdf = entry.link(LinkRole.PDF)
    return PaperView(
        title=entry.title,
        entry_id=entry.id,
        url=pdf.url if pdf else None,
        doi=entry.doi or (record.doi if record else None),
        arxiv=entry.arxiv or (record.arxiv if record else None),
        authors=entry.authors or (record.authors if record else ()),
        year=entry.year or (record.year if record else None),
        venue=entry.venue or (record.venue if record else None),
        other_titles=record.other_titles if record else (),
        code_urls=record.code_urls if record else (),
    )
