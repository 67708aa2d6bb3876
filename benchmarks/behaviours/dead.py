"""Dead pages, those that say so with a status of success included."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    DEAD,
    DOMAIN,
    WORDS,
    add,
    at,
    everywhere,
    goes,
    page,
    says,
)
from benchmarks.simulated_web import Call

add("status-404", DEAD, says(404, "not here"))
add("status-410", DEAD, says(410, "gone"))
add("branded-404", DEAD, says(404, page("Page not found | The Lab", f"<p>{WORDS}</p>")))
add("no-such-host", DEAD)
add("moved-to-404", DEAD, goes(301, "/new/42", says(404, "not here")))
add("redirect-to-no-such-host", DEAD, goes(301, at("no-such-host")))


async def head_is_fine(call: Call) -> None:
    call.answer(200 if call.method == "HEAD" else 404, "not here")


add("head-200-get-404", DEAD, head_is_fine)
add("pdf-404", DEAD, says(404, "not here"), path="/paper.pdf")
add("soft-404-title", DEAD, says(200, page("404 Not Found", "<p>The page does not exist.</p>")))
add("soft-404-everywhere", DEAD, everywhere(200, page("Page not found", f"<p>{WORDS[:900]}</p>")))
add(
    "soft-404-segment",
    DEAD,
    says(200, page("Page not found - Institute of Things", "<p>Try our search.</p>")),
)
add(
    "soft-404-heading",
    DEAD,
    says(200, page("Institute of Things", "<p>Back to the home page.</p>", h1="Page not found")),
)
add("soft-404-chinese", DEAD, says(200, page("页面不存在", "<p>返回首页</p>")))
add("soft-404-japanese", DEAD, says(200, page("ページが見つかりません", "<p>トップへ</p>")))
add("soft-404-german", DEAD, says(200, page("Seite nicht gefunden", "<p>Zur Startseite</p>")))
add("soft-404-french", DEAD, says(200, page("Page introuvable", "<p>Retour</p>")))
add("soft-404-spanish", DEAD, says(200, page("Página no encontrada", "<p>Volver</p>")))
add("soft-404-text", DEAD, says(200, "404 page not found\n", kind="text/plain"))
add("soft-404-json", DEAD, says(200, '{"error": "document not found"}', kind="application/json"))
add(
    "soft-404-sentence",
    DEAD,
    says(200, page("", "<p>Sorry, the page you requested could not be found.</p>", h1="")),
)
add(
    "soft-404-redirect",
    DEAD,
    goes(302, "/404.html", says(200, page("Oops", "<p>Try the menu.</p>"))),
)
add(
    "soft-404-not-found-path",
    DEAD,
    goes(302, "/notfound", says(200, page("Hello", "<p>Try the menu.</p>"))),
)
add(
    "soft-404-sibling",
    DEAD,
    everywhere(
        200, page("Oops", "<p>Something is missing here. Use the menu above, or write to us.</p>")
    ),
)
add("soft-404-moved", DEAD, goes(301, "/new/42", says(200, page("Error 404", "<p>Nothing.</p>"))))
add(
    "parked",
    DEAD,
    says(
        200,
        page(
            f"parked.{DOMAIN}",
            "<p>This domain is for sale! Buy this domain.</p>",
            head='<script src="https://img1.wsimg.com/parking-lander/x.js"></script>',
        ),
    ),
)
add(
    "parked-links",
    DEAD,
    says(
        200,
        page(
            "behaviours.net",
            "<p>Related searches: loans, cars. Privacy Policy</p>"
            '<script src="https://www.sedoparking.com/x.js"></script>',
        ),
    ),
)
add(
    "sold",
    DEAD,
    goes(
        302,
        f"https://www.hugedomains.com/domain_profile.cfm?d={DOMAIN}",
        says(200, page("behaviours.net is for sale", "<p>Buy this domain today.</p>")),
    ),
)
add(
    "lander",
    DEAD,
    goes(
        302,
        "/lander",
        says(200, page(f"lander.{DOMAIN}", "<p>The domain lander is parked free.</p>")),
    ),
)
