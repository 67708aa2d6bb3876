"""Code links of a list: which are judged again, and what is remembered of the judgements."""

from __future__ import annotations

from bot.model.entries import Catalogue
from bot.pipeline.observe import Observed
from bot.pipeline.store import KnownAttribution, Store


def judge_code(
    catalogue: Catalogue,
    store: Store,
    observed: Observed,  # noqa: ARG001
) -> dict[tuple[str, str], KnownAttribution]:
    """Judgements by (entry id, URL)."""
    links = {(link.entry_id, link.url) for link in catalogue.links()}
    return {key: known for key, known in store.attributions.items() if key in links}
