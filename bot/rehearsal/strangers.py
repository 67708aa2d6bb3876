"""Repositories of a rehearsal that no link leads to: one that is a paper's code, and others that are not.

All are invented, as their names and READMEs say.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.rehearsal.world import Repository

_TANDEM = (
    "TandemNet: Distilling Knowledge from Medical Images Using Diagnostic Reports as Optional "
    "Semantic References"
)
_REPORT_CONCEPT = "Report-Concept Textual-Prompt Learning for Enhancing X-ray Diagnosis"

#: nobody links to these; the list has no code for the two papers that they name
STRANGERS = (
    Repository(
        slug="simulated-lab/tandemnet",
        number=700_100_301,
        description="Simulated code that a search finds",
        stars=14,
        created=datetime(2017, 6, 2, 8, tzinfo=UTC),
        last_commit=datetime(2018, 3, 1, 8, tzinfo=UTC),
        readme=f"# TandemNet\n\n(Simulated README.) Official implementation of **{_TANDEM}**, "
        "MICCAI 2017.\n\n## Run\n\n    python train.py\n",
        owner_type="Organization",
        owner_name="A simulated lab",
    ),
    Repository(
        slug="simulated-stranger/awesome-prompts-for-radiology",
        number=700_100_302,
        description="Simulated list of papers",
        stars=310,
        readme="# Awesome prompts for radiology\n\n(Simulated README.)\n\n"
        f"- {_REPORT_CONCEPT}, ACM MM 2024\n",
        files=(),
        languages=(),
    ),
    Repository(
        slug="simulated-stranger/prompt-baselines",
        number=700_100_303,
        description="Simulated comparison of methods",
        stars=3,
        created=datetime(2025, 2, 2, 8, tzinfo=UTC),
        last_commit=datetime(2025, 9, 1, 8, tzinfo=UTC),
        readme="# Prompt baselines\n\n(Simulated README.) Official code of **Prompting Simulated "
        "Models with Simulated Words: A Rehearsal**.\n\n## Acknowledgement\n\nWe compare with "
        f"{_REPORT_CONCEPT}.\n",
    ),
)
