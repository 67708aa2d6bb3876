"""Laws of triage with several lists: whatever people do and however often lists come and go."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.model.findings import Finding
from bot.model.settings import Settings
from bot.triage.drafts import read_body
from tests.property.test_triage import POOL, _people
from tests.triage_builders import a_night
from tests.unit.pipeline.test_triage_of_several import ALONE, BOTH, A, B, Nights

FINDINGS = st.lists(st.sampled_from(POOL), max_size=4, unique_by=lambda f: f.fingerprint)


@pytest.mark.slow
@given(
    st.lists(st.tuples(FINDINGS, FINDINGS, st.sampled_from([ALONE, BOTH, BOTH])), max_size=4),
    st.data(),
)
@settings(
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
def test_nothing_is_told_twice_in_a_list_and_a_second_run_writes_nothing(
    days: list[tuple[list[Finding], list[Finding], Settings]],
    data: st.DataObject,
) -> None:
    nights = Nights()
    for of_a, of_b, configured in days:
        _people(nights.forge, data)
        nights.found(A, a_night(*of_a))
        nights.found(B, a_night(*of_b))
        before = set(nights.forge.issues)
        nights.night(configured)  # runs twice, and checks that the second run is silent
        names = {one.name for one in configured.each_list()}
        # what two lists had is there twice until it is told again, when there is one list again
        asking = {
            (one.name, finding.fingerprint)
            for one in configured.each_list()
            for finding in (of_b if one.name == "b" else of_a)
        }
        told: Counter[tuple[str, str]] = Counter()
        dashboards: Counter[str] = Counter()
        for issue in nights.forge.issues.values():
            body = read_body(issue.body)
            if body is None or not issue.is_open:
                continue
            control = body.control
            if control.kind == "dashboard":
                dashboards[control.of_list] += 1
            elif control.kind == "issue" and control.state == "open":
                told.update(asking & {(control.of_list, known) for known in control.evidence})
            assert control.of_list in names
        assert set(told.values()) <= {1}
        assert set(dashboards.values()) <= {1}
        new = [nights.forge.issues[n] for n in set(nights.forge.issues) - before]
        assert sum("Link health" not in issue.title for issue in new) <= 3
        branches = [pull.branch for pull in nights.forge.open_pulls()]
        assert len(branches) == len(set(branches))
