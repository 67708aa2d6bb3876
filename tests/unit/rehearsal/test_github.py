"""The simulated GitHub tells renamed, archived, empty, deleted and withheld repositories apart."""

from __future__ import annotations

import base64
import json
from typing import Any

from bot.rehearsal.misfortunes import Fate, Misfortune
from bot.rehearsal.world import World
from tests.worlds import a_world, ask

API = "https://api.github.com"
QUERY = """
query($o0: String!, $n0: String!, $o1: String!, $n1: String!) {
  rateLimit { cost remaining resetAt }
  r0: repository(owner: $o0, name: $n0, followRenames: true) { ...F }
  r1: repository(owner: $o1, name: $n1, followRenames: true) { ...F }
}
fragment F on Repository {
  id nameWithOwner stargazerCount isArchived archivedAt isEmpty createdAt
  owner { __typename id login }
  licenseInfo { spdxId }
  languages(first: 10) { totalSize edges { size node { name } } }
  defaultBranchRef { name target { ... on Commit { oid committedDate
    history(first: 1) { totalCount } tree { entries { name type } } } } }
  readme: object(expression: "HEAD:README.md") { ... on Blob { text isBinary } }
}
"""


def befallen(fate: Fate, to: str | None = None) -> World:
    return a_world(Misfortune(fate=fate, repository="widget-lab/WidgetNet", to=to))


def graphql(world: World, *slugs: str, token: str = "simulated-token") -> Any:
    variables = {}
    for number, slug in enumerate(slugs):
        variables[f"o{number}"], _, variables[f"n{number}"] = slug.partition("/")
    body = json.dumps({"query": QUERY, "variables": variables}).encode()
    reply = ask(world, f"{API}/graphql", method="POST", body=body, authorization=f"bearer {token}")
    return json.loads(reply.body) if reply.status == 200 else reply.status


def test_a_batch_tells_facts_and_ignores_case() -> None:
    answer = graphql(a_world(), "WIDGET-LAB/widgetnet", "springs/x")
    assert "errors" not in answer
    first = answer["data"]["r0"]
    assert first["nameWithOwner"] == "widget-lab/WidgetNet"
    assert first["readme"]["text"].startswith("# WidgetNet")
    assert {entry["name"] for entry in first["defaultBranchRef"]["target"]["tree"]["entries"]} >= {
        "README.md",
        "train.py",
        "models",
    }
    assert answer["data"]["rateLimit"]["cost"] == 1


def test_a_deleted_repository_is_null_with_not_found_and_costs_the_others_nothing() -> None:
    answer = graphql(befallen(Fate.DELETED), "widget-lab/WidgetNet", "springs/x")
    assert answer["data"]["r0"] is None
    assert answer["data"]["r1"]["nameWithOwner"] == "springs/x"
    (error,) = answer["errors"]
    assert (error["type"], error["path"]) == ("NOT_FOUND", ["r0"])


def test_a_withheld_repository_is_null_without_not_found() -> None:
    answer = graphql(befallen(Fate.WITHHELD), "widget-lab/WidgetNet", "springs/x")
    assert answer["data"]["r0"] is None
    assert answer["errors"][0]["type"] != "NOT_FOUND"
    assert ask(befallen(Fate.WITHHELD), f"{API}/repos/widget-lab/WidgetNet").status == 451


def test_a_renamed_repository_answers_with_its_new_name_and_301() -> None:
    world = befallen(Fate.RENAMED, "widget-lab/WidgetNet2")
    assert (
        graphql(world, "widget-lab/WidgetNet", "springs/x")["data"]["r0"]["nameWithOwner"]
        == "widget-lab/WidgetNet2"
    )
    moved = ask(world, f"{API}/repos/widget-lab/WidgetNet")
    assert moved.status == 301
    target = dict(moved.headers)["location"]
    assert json.loads(ask(world, target).body)["full_name"] == "widget-lab/WidgetNet2"
    page = ask(world, "https://github.com/widget-lab/WidgetNet")
    assert dict(page.headers)["location"] == "https://github.com/widget-lab/WidgetNet2"


def test_an_empty_repository_has_no_branch_and_409_for_its_commits() -> None:
    world = befallen(Fate.EMPTIED)
    facts = graphql(world, "widget-lab/WidgetNet", "springs/x")["data"]["r0"]
    assert (facts["isEmpty"], facts["defaultBranchRef"], facts["readme"]) == (True, None, None)
    assert ask(world, f"{API}/repos/widget-lab/WidgetNet/commits?per_page=1").status == 409


def test_an_archived_repository_says_since_when() -> None:
    facts = graphql(befallen(Fate.ARCHIVED), "widget-lab/WidgetNet", "springs/x")["data"]["r0"]
    assert facts["isArchived"] is True
    assert facts["archivedAt"] == "2025-06-01T08:00:00Z"


def test_a_hijacked_name_has_another_node_id() -> None:
    before = graphql(a_world(), "widget-lab/WidgetNet", "springs/x")["data"]["r0"]
    after = graphql(befallen(Fate.HIJACKED), "widget-lab/WidgetNet", "springs/x")["data"]["r0"]
    assert before["nameWithOwner"] == after["nameWithOwner"]
    assert before["id"] != after["id"]


def test_graphql_wants_a_token_and_rest_does_not() -> None:
    world = a_world()
    assert graphql(world, "springs/x", "cranks/y", token="wrong") == 401
    reply = ask(world, f"{API}/repos/springs/x")
    assert reply.status == 200
    assert dict(reply.headers)["x-ratelimit-limit"] == "60"
    exhausted = ask(world, f"{API}/repos/springs/x", nth=61)
    assert (exhausted.status, dict(exhausted.headers)["x-ratelimit-remaining"]) == (403, "0")


def test_a_connection_without_bounds_is_refused_as_github_does() -> None:
    query = '{ repository(owner: "springs", name: "x") { languages { nodes { name } } } }'
    reply = ask(
        a_world(),
        f"{API}/graphql",
        method="POST",
        body=json.dumps({"query": query}).encode(),
        authorization="bearer simulated-token",
    )
    assert json.loads(reply.body)["errors"][0]["type"] == "MISSING_PAGINATION_BOUNDARIES"


def test_readme_comes_in_base64_or_raw_and_a_known_etag_is_304() -> None:
    world, url = a_world(), f"{API}/repos/springs/x/readme"
    reply = ask(world, url)
    text = base64.b64decode(json.loads(reply.body)["content"]).decode()
    assert ask(world, url, accept="application/vnd.github.raw+json").body.decode() == text
    etag = dict(reply.headers)["etag"]
    assert ask(world, url, if_none_match=etag).status == 304


def test_web_pages_tell_owners_feeds_and_missing_ones() -> None:
    world = a_world()
    assert b"Organization" in ask(world, "https://github.com/widget-lab").body
    assert b"<updated>" in ask(world, "https://github.com/springs/x/commits.atom").body
    assert ask(world, "https://github.com/springs/nothing").status == 404
    assert ask(world, "https://github.com/Widget-Lab/GadgetSyn.git").status == 301
    assert ask(world, "https://github.com/springs/x/blob/main/README.md").status == 200
    assert ask(world, "https://github.com/springs/x/blob/main/none.md").status == 404


def test_the_first_commit_is_reached_by_a_cursor() -> None:
    world = a_world()
    query = """query($c: String) { repository(owner: "springs", name: "x") {
      createdAt defaultBranchRef { target { oid ... on Commit {
        history(first: 1, after: $c) { totalCount nodes { committedDate } pageInfo { hasNextPage } }
    } } } } }"""

    def history(cursor: str | None) -> Any:
        body = json.dumps({"query": query, "variables": {"c": cursor}}).encode()
        reply = ask(
            world,
            f"{API}/graphql",
            method="POST",
            body=body,
            authorization="bearer simulated-token",
        )
        return json.loads(reply.body)["data"]["repository"]

    newest = history(None)
    target = newest["defaultBranchRef"]["target"]
    total = target["history"]["totalCount"]
    oldest = history(f"{target['oid']} {total - 2}")["defaultBranchRef"]["target"]["history"]
    assert oldest["nodes"] == [{"committedDate": newest["createdAt"]}]
    assert oldest["pageInfo"]["hasNextPage"] is False
