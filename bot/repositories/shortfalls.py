"""In words: what could not be learnt about the repositories of a list, and why. No foreign text."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.repositories import RepoFacts, RepoState


def sentences(
    facts: Sequence[RepoFacts],
    *,
    had_token: bool,
    bad_token: bool,
    stops: Sequence[str],
    unread: int,
) -> tuple[str, ...]:
    """One sentence for each shortfall; none when everything is known.

    ``stops``: why an API or the pages were left alone. ``unread``: repositories whose contents
    were wanted and could not be read.
    """
    if not facts:
        return ()
    said = []
    if bad_token:
        said.append("GitHub refused the token (401); repositories were asked about without it.")
    elif not had_token:
        said.append("There is no GitHub token, so fewer facts about repositories are known.")
    said += [f"{why}." for why in dict.fromkeys(stops) if why]
    unknown = [known for known in facts if known.state is RepoState.UNKNOWN]
    if unknown:
        said.append(
            f"Nothing was learnt about {_repositories(len(unknown))} of {len(facts)}; "
            "what earlier nights know stands."
        )
    pages = [known for known in facts if known.source == "page"]
    if pages:
        said.append(
            f"Of {_repositories(len(pages))} only the public page was read: creation date, licence, "
            "languages, files and forks are not known from it."
        )
    if unread:
        said.append(
            f"README and files of {_repositories(unread)} could not be read; they are read next time."
        )
    return tuple(said)


def is_complete(
    facts: Sequence[RepoFacts],
    *,
    works_with_token: bool,
    had_token: bool,
    stops: Sequence[str],
    unread: int,
) -> bool:
    """Was everything reached that this access can reach?

    Without a token GitHub tells less, and that is no failure; only when it told nothing at all.
    """
    unknown = [known for known in facts if known.state is RepoState.UNKNOWN]
    if not had_token:
        return not facts or len(unknown) < len(facts)
    return works_with_token and not unknown and not unread and not any(stops)


def _repositories(number: int) -> str:
    return "1 repository" if number == 1 else f"{number} repositories"
