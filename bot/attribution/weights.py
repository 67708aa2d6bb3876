"""The weight of each rule in log-odds. Written by benchmarks/train_attribution.py."""

from __future__ import annotations

#: log-odds of a link about which nothing is found
BIAS = -0.12

#: score below which contrary evidence accuses: chosen so that no honest pair of the corpus, and
#: fewer than one in 200 of their mutations, comes near it (benchmarks/README.md)
ACCUSE_BELOW = 0.08

WEIGHTS: dict[str, float] = {
    "claims-paper": 4.09,
    "paper-links-here": 4.00,
    "repository-named-after-method": 2.55,
    "authors-agree": 2.00,
    "readme-about-method": 1.94,
    "mentions-paper": 1.87,
    "repository-named-after-title": 1.70,
    "owner-is-author": 1.50,
    "folder-fits": 1.50,
    "contributors-are-authors": 1.50,
    "copyright-is-authors": 1.50,
    "cites-among-own-works": 1.36,
    "files-named-after-method": 1.29,
    "dates-agree": 0.00,
    "older-than-paper": -0.46,
    "paper-links-elsewhere": -1.00,
    "paper-link-of-other-title": -1.00,
    "other-time": -1.04,
    "words-absent": -1.20,
    "cited-as-reference": -1.22,
    "other-authors": -1.51,
    "other-identifier": -1.54,
    "method-not-mentioned": -1.57,
    "name-fits-other-paper": -1.79,
    "sibling-claimed": -3.00,
    "list-of-papers": -4.00,
    "general-tool": -4.02,
    "claims-other-paper": -4.03,
    # decided by the address alone
    "not-a-repository": -4.60,
    "note": 0.00,
}
