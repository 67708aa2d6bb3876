"""Living pages that only look dead, walled or for sale."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    ALIVE,
    TITLE,
    WORDS,
    add,
    page,
    paper,
    says,
)

add(
    "paper-about-404", ALIVE, says(body=page("404 Not Found: a study of link rot in curated lists"))
)
add("short-paper-about-404", ALIVE, says(body=paper("Page not found")))
add(
    "error-in-title",
    ALIVE,
    says(body=page("Error correction for language models", "<p>A short abstract.</p>")),
)
add(
    "lost-and-found",
    ALIVE,
    says(body=page("Lost and found", "<p>What was missing has been found.</p>")),
)
add(
    "article-about-parking",
    ALIVE,
    says(
        body=page(
            "How domain parking works",
            f"<p>A parked page says: this domain is for sale.</p><p>{WORDS}</p>",
        )
    ),
)
add(
    "turnstile-embedded",
    ALIVE,
    says(
        body=page(
            head='<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>'
        )
    ),
)
add(
    "awswaf-embedded",
    ALIVE,
    says(
        body=page(
            "A paper",
            "<p>The abstract of the paper, which is not long but says enough about what was done, how it was"
            " measured, and why anybody should read on.</p>",
            head='<script src="https://abc.token.awswaf.com/abc/challenge.js"></script>',
        )
    ),
)
add("cloudflare-served", ALIVE, says(headers=("Server: cloudflare", "CF-RAY: 8a1b-FRA")))
add(
    "datadome-protected", ALIVE, says(headers=("X-DataDome: protected", "Set-Cookie: datadome=abc"))
)
add("akamai-cookies", ALIVE, says(headers=("Set-Cookie: _abck=1", "Set-Cookie: bm_sz=2")))
add("imperva-cookies", ALIVE, says(headers=("X-CDN: Imperva", "Set-Cookie: visid_incap_1=2")))
add(
    "recaptcha-form",
    ALIVE,
    says(
        body=page(
            body=f'<p>{WORDS}</p><script src="https://www.google.com/recaptcha/api.js"></script>'
        )
    ),
)
add("captcha-paper", ALIVE, says(body=page("Breaking CAPTCHAs with vision-language models")))
add("title-on-404", ALIVE, says(404, page()), titles=(TITLE,))
add("title-on-403", ALIVE, says(403, page()), titles=(TITLE,))
add(
    "identifier-on-odd-page",
    ALIVE,
    says(200, page("Error", "", head=('<meta name="citation_doi" content="10.1234/widgets.42">'))),
    identifiers=("10.1234/widgets.42",),
)
add("paper-host", ALIVE, says(body=paper()), url="https://proceedings.mlr.press/v202/doe23a.html")
add("home-that-says-home", ALIVE, says(body=page("Home")), path="/")
add(
    "honest-host-with-odd-page",
    ALIVE,
    says(body=page("Sorry: a dataset of apologies", "<p>Download below.</p>")),
)
