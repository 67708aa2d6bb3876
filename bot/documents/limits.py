"""What a document may hold at most, and the characters that it must not hold."""

from __future__ import annotations

import re

#: bytes
LARGEST_FILE = 5_000_000
#: bytes
LARGEST_SCALAR = 10_000
#: not allowed in YAML (specification 1.2.2, section 5.1), or a line end to libyaml and to no editor
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
