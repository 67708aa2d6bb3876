"""Identifiers: recognition is total, canonical addresses are stable."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from bot.identity.doi import clean_doi, paper_id_of_doi
from bot.identity.identifiers import canonical_paper_url, doi_of, identify
from bot.model.papers import Scheme

HOST_NAMES = (
    "arxiv.org export.arxiv.org link.springer.com www.nature.com ieeexplore.ieee.org "
    "www.sciencedirect.com dl.acm.org openaccess.thecvf.com proceedings.mlr.press papers.nips.cc "
    "proceedings.neurips.cc ojs.aaai.org aclanthology.org openreview.net pubmed.ncbi.nlm.nih.gov "
    "www.jmir.org www.semanticscholar.org www.biorxiv.org hal.science papers.ssrn.com "
    "www.mdpi.com zenodo.org doi.org web.archive.org direct.mit.edu academic.oup.com"
)
PARTS = (
    "abs pdf html document 2312.17183v2 10.1007 10.1145 s41551-024-01246-y 10566053 pii "
    "S1566253521001159 article view index.php 28038 .. . full .pdf 10.1101 v2 record 7181-a "
    "content papers A_B_CVPR_2024_paper.pdf %2F 10.1007%2F978 hash 2023 forum PMC123"
)
HOSTS = st.sampled_from(HOST_NAMES.split())
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(PARTS.split()),
)
URLS = st.builds(
    lambda host, path, query, raw: (
        f"https://{host}/"
        + "/".join(path if raw else [quote(part, safe="%") for part in path])
        + (f"?{query}" if query else "")
    ),
    HOSTS,
    st.lists(WORDS, max_size=7),
    st.text(max_size=30) | st.sampled_from(["id=9Vrb9D0WI4", "arnumber=010566053", "id=10.1/x"]),
    st.booleans(),
)


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    identify(text)
    clean_doi(text)
    paper_id_of_doi(text)


@given(URLS)
def test_canonical_addresses_are_fixed_points(url: str) -> None:
    paper = identify(url)
    if paper is not None:
        address = canonical_paper_url(paper)
        again = identify(address)
        assert again == paper
        assert again is not None
        assert canonical_paper_url(again) == address


@given(st.from_regex(r"10\.[0-9]{4,9}/[!-~]{1,30}", fullmatch=True))
def test_the_doi_of_a_paper_named_by_doi_names_it_again(doi: str) -> None:
    paper = paper_id_of_doi(doi)
    if paper is not None:
        back = doi_of(paper)
        if back is None:
            assert paper.scheme is Scheme.ACL
        else:
            assert paper_id_of_doi(back) == paper
