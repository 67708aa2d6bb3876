"""Where the bot must not go, and what is no URL."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    DOMAIN,
    INVALID,
    SKIPPED,
    UNSAFE,
    add,
    at,
    goes,
    says,
)

for name, url in (
    ("loopback", "http://127.0.0.1/"),
    ("loopback-port", "http://127.0.0.1:8080/admin"),
    ("loopback-v6", "http://[::1]/"),
    ("loopback-mapped", "http://[::ffff:127.0.0.1]/"),
    ("loopback-decimal", "http://2130706433/"),
    ("loopback-hex", "http://0x7f.1/"),
    ("loopback-short", "http://127.1/"),
    ("loopback-octal", "http://0177.0.0.1/"),
    ("loopback-fullwidth", "http://127。0。0。1/"),
    ("zero", "http://0.0.0.0/"),
    ("private-10", "https://10.0.0.1/"),
    ("private-192", "https://192.168.1.1/router"),
    ("metadata", "http://169.254.169.254/latest/meta-data/"),
    ("metadata-azure", "http://168.63.129.16/"),
    ("nat64", "http://[64:ff9b::7f00:1]/"),
    ("six-to-four", "http://[2002:7f00:1::]/"),
    ("multicast", "http://224.0.0.1/"),
    ("localhost", "http://localhost/"),
    ("internal-name", "http://metadata.google.internal/computeMetadata/v1/"),
    ("user-info", "https://github.com@evil.example/"),
    ("javascript", "javascript:alert(1)"),
    ("file", "file:///etc/passwd"),
):
    add(f"unsafe-{name}", UNSAFE, url=url)
add("resolves-to-loopback", UNSAFE)
add("resolves-to-metadata", UNSAFE)
add("resolves-to-both", UNSAFE)
add("redirect-to-metadata", UNSAFE, goes(302, "http://169.254.169.254/latest/meta-data/"))
add("redirect-to-loopback", UNSAFE, goes(301, "http://127.0.0.1:22/"))
add("redirect-to-private-name", UNSAFE, goes(302, at("resolves-to-loopback")))
add("redirect-to-file", UNSAFE, goes(302, "file:///etc/passwd"))
add("redirect-to-javascript", UNSAFE, goes(302, "javascript:alert(1)"))
add("redirect-to-disguise", UNSAFE, goes(302, "http://0x7f000001/"))
add(
    "refresh-to-metadata",
    UNSAFE,
    says(
        body=(
            '<html><head><meta http-equiv="refresh" content="0;url=http://169.254.169.254/"></head></html>'
        )
    ),
)
add("unsafe-port", UNSAFE, url=f"https://resolves-publicly.{DOMAIN}:22/")


for name, url in (
    ("no-scheme", "www.example.org/paper"),
    ("typo-scheme", "htps://example.org/"),
    ("no-host", "https:///paper"),
    ("space-in-host", "https://exa mple.org/"),
    ("empty-label", "https://example..org/"),
    ("long-label", "https://" + "a" * 64 + ".org/"),
    ("port-too-high", "https://example.org:70000/"),
    ("port-word", "https://example.org:http/"),
    ("open-bracket", "https://[::1/"),
    ("bad-quad", "https://300.1.2.3/"),
    ("backslash", "https://example.org\\paper"),
    ("one-slash", "https:/example.org/paper"),
):
    add(f"invalid-{name}", INVALID, url=url)
add("skipped-mail", SKIPPED, url="mailto:someone@example.org")
add("skipped-ftp", SKIPPED, url="ftp://ftp.example.org/paper.ps")
add("skipped-walled", SKIPPED, url="https://ieeexplore.ieee.org/document/123456/")
