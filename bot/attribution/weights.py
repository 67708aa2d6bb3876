"""The weight of each rule, in log-odds at full strength. Written by benchmarks/train_attribution.py."""

from __future__ import annotations

BIAS = -0.18

#: score below which contrary evidence accuses
ACCUSE_BELOW = 0.06

WEIGHTS: dict[str, float] = {
    "claims-paper": 4.0,
    "cites-among-own-works": 1.5,
    "mentions-paper": 1.5,
    "repository-named-after-method": 2.5,
    "repository-named-after-title": 1.5,
    "readme-about-method": 1.5,
    "files-named-after-method": 0.8,
    "folder-fits": 1.5,
    "owner-is-author": 1.5,
    "authors-agree": 2.0,
    "dates-agree": 0.4,
    "paper-links-here": 4.0,
    "claims-other-paper": -4.0,
    "name-fits-other-paper": -1.2,
    "other-identifier": -1.5,
    "paper-link-of-other-title": -1.0,
    "other-time": -1.0,
    "other-authors": -1.5,
    "method-not-mentioned": -1.5,
    "general-tool": -4.0,
    "older-than-paper": -0.8,
    "words-absent": -1.2,
    "cited-as-reference": -1.2,
    "not-a-repository": -4.6,
    "note": 0.0,
    "sibling-claimed": -3.0,
    "paper-links-elsewhere": -1.0,
}
