"""Claims by citation, and which BibTeX entry is the repository's own."""

from __future__ import annotations

from bot.attribution.bibtex import family_names, find_entries, without_latex
from bot.attribution.citations import about_claims, citation_file_claims, readme_claims
from bot.attribution.claims import Claim, ClaimKind
from bot.attribution.readme import read


def _entry(title: str, author: str = "Doe, Jane and Roe, Rick", year: int = 2024) -> str:
    return f"@article{{key{year},\n  title={{{title}}},\n  author={{{author}}},\n  year={{{year}}}\n}}\n"


def _bibtex(readme: str) -> list[tuple[ClaimKind, str]]:
    wanted = (ClaimKind.BIBTEX, ClaimKind.FURTHER)
    return [
        (claim.kind, claim.title) for claim in readme_claims(read(readme)) if claim.kind in wanted
    ]


def test_the_first_entry_under_citation_is_the_own_work_and_the_next_are_not() -> None:
    entries = _entry("A First Work on Things") + _entry("Another Work")
    readme = f"# X\n\n## Citation\n\n```bibtex\n{entries}```\n"
    assert _bibtex(readme) == [
        (ClaimKind.BIBTEX, "A First Work on Things"),
        (ClaimKind.FURTHER, "Another Work"),
    ]


def test_entries_in_acknowledgements_and_for_data_sets_are_not_the_own_work() -> None:
    for heading in ("Acknowledgements", "Related projects", "Datasets"):
        readme = (
            f"# X\n\n## {heading}\n\nWe build on great work:\n\n```\n{_entry('A Base Model')}```\n"
        )
        assert _bibtex(readme) == [(ClaimKind.FURTHER, "A Base Model")], heading


def test_a_request_to_cite_counts_whatever_else_the_sentence_says() -> None:
    readme = (
        "# X\n\n## Citing X\n\nIf you use X in your research or the baseline results, please use this"
        " entry.\n\n"
        f"```\n{_entry('X: A Library')}```\n"
    )
    assert _bibtex(readme) == [(ClaimKind.BIBTEX, "X: A Library")]


def test_bibtex_is_read_as_authors_write_it() -> None:
    text = (
        '@Article { a , Title = "Quoted {T}itle, with comma" , author = {M{\\"u}ller, Eva and '
        "Jos\\'e Garc\\'ia}, YEAR = 2021 }\n@inproceedings{b,\ntitle={An Unclosed Title\nauthor={X}\n"
        "@misc{c, title = {{Third}}}"
    )
    titles = [entry.title for entry in find_entries(text)]
    assert titles[0] == "Quoted Title, with comma"
    assert titles[-1] == "Third"
    first = find_entries(text)[0]
    assert first.authors == ("muller", "garcia")
    assert first.year == 2021


def test_names_and_latex() -> None:
    assert family_names("Doe, Jane and Rick Roe AND others") == ("doe", "roe")
    assert without_latex("{B}ERT {\\textit{and}} $x$~y") == "BERT and x y"


def test_entries_without_a_title_and_thousands_of_entries_are_harmless() -> None:
    assert find_entries("@string{x = {y}} @comment{z, title={No}}") == []
    assert len(find_entries(_entry("T") * 3000)) == 40


def test_a_reference_written_out_is_a_claim_and_the_next_one_a_further() -> None:
    readme = (
        "# X\n\n## Citation\n\n"
        "Doe, J., Roe, R. (2022). Mapping the Sea Floor with Borrowed Sonars. Nature Oceans.\n\n"
        "Doe, J. and Poe, M., 2019. Drifting Buoys as Cheap Thermometers. Ocean Letters.\n"
    )
    claims = {claim.title: claim.kind for claim in readme_claims(read(readme))}
    assert claims["Mapping the Sea Floor with Borrowed Sonars"] is ClaimKind.REFERENCE
    assert claims["Drifting Buoys as Cheap Thermometers"] is ClaimKind.FURTHER


def test_a_citation_file_gives_its_titles_however_broken_it_is() -> None:
    text = 'cff-version: 1.2.0\ntitle: "Tool: A Name"\n  bad: [yaml\npreferred-citation:\n'
    text += "  title: The Paper\n"
    titles = [claim.title for claim in citation_file_claims(text)]
    assert titles == ["Tool: A Name", "The Paper"]
    assert citation_file_claims(None) == citation_file_claims("") == []
    bib = citation_file_claims("@article{a,\n title = {A Work in a File}\n}")
    assert [claim.title for claim in bib] in (["A Work in a File"], [])


def test_description_and_home_page_are_read_too() -> None:
    claims: list[Claim] = about_claims(
        "[ICLR 2024] Learning to Fold Proteins from Sparse Distances",
        "https://arxiv.org/abs/2401.12345",
    )
    assert claims[0].kind is ClaimKind.DESCRIPTION
    assert claims[0].title == "Learning to Fold Proteins from Sparse Distances"
    assert claims[1].ids == {"2401.12345"}
    assert about_claims("a small helper for shell scripts", "https://example.org") == []
