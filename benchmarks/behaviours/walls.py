"""Walls: a person would get in."""

from __future__ import annotations

from benchmarks.behaviours.rows import (
    BLOCKED,
    DOMAIN,
    add,
    goes,
    page,
    says,
)
from benchmarks.simulated_web import Call

for status in (401, 402, 403, 406, 418, 451, 999):
    add(f"status-{status}", BLOCKED, says(status, "no"))
add("always-429", BLOCKED, says(429, "slow down", headers=("Retry-After: 1",)))
add("always-429-for-long", BLOCKED, says(429, "slow down", headers=("Retry-After: 86400",)))
add("status-400", BLOCKED, says(400, "bad request"))
add("status-405", BLOCKED, says(405, "no"))
add(
    "cloudflare-403",
    BLOCKED,
    says(
        403, page("Just a moment...", ""), headers=("cf-mitigated: challenge", "Server: cloudflare")
    ),
)
add(
    "cloudflare-503",
    BLOCKED,
    says(503, page("Just a moment...", "<script>window._cf_chl_opt={}</script>")),
)
add(
    "cloudflare-200",
    BLOCKED,
    says(200, page("Just a moment...", "<script>window._cf_chl_opt={}</script>")),
)
add(
    "cloudflare-1020",
    BLOCKED,
    says(403, page("Access denied", "error code: 1020"), headers=("Server: cloudflare",)),
)
add("akamai", BLOCKED, says(403, page("Access Denied", "Reference #18.2d5 errors.edgesuite.net")))
add(
    "imperva-200",
    BLOCKED,
    says(
        200,
        '<html><head><META NAME="robots" CONTENT="noindex,nofollow"></head><body>'
        '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1">Request unsuccessful. '
        "Incapsula incident ID: 1-2</iframe></body></html>",
        headers=("X-Iinfo: 1", "X-CDN: Imperva"),
    ),
)
add(
    "datadome-403",
    BLOCKED,
    says(
        403,
        "<html><head><title>paper.test</title></head><body><script>var dd={'rt':'c'}"
        '</script><script src="https://ct.captcha-delivery.com/c.js"></script></body></html>',
    ),
)
add("aws-202", BLOCKED, says(202, "", headers=("x-amzn-waf-action: challenge",)))
add("aws-202-bare", BLOCKED, says(202, ""))
add(
    "aws-405",
    BLOCKED,
    says(405, page("Human Verification", ""), headers=("x-amzn-waf-action: captcha",)),
)
add(
    "aws-200",
    BLOCKED,
    says(
        200,
        '<html><head><title></title><script>window.gokuProps = {"key":"x"};</script>'
        "</head><body></body></html>",
    ),
)
add(
    "client-challenge",
    BLOCKED,
    says(
        200,
        '<html><head><title>Client Challenge</title><script src="/_fs-ch-1T1w'
        '/script.js"></script></head><body><noscript>JavaScript is disabled in your browser.'
        "</noscript></body></html>",
    ),
)
add(
    "client-challenge-pdf",
    BLOCKED,
    says(
        200,
        '<html><head><title>Client Challenge</title><script src="/_fs-ch-1'
        '/script.js"></script></head><body></body></html>',
    ),
    path="/content/paper.pdf",
)
add(
    "anubis",
    BLOCKED,
    says(
        200,
        '<html><head><title>Making sure you&#39;re not a bot!</title><script id="anubis_challenge" '
        'type="application/json">{}</script></head><body><h1>Making sure you\'re not a bot!</h1>'
        "</body></html>",
    ),
)
add(
    "perimeterx",
    BLOCKED,
    says(403, page("Access to this page has been denied", '<div id="px-captcha"></div>')),
)
add(
    "vercel",
    BLOCKED,
    says(
        429,
        page("Vercel Security Checkpoint", "We're verifying your browser"),
        headers=("x-vercel-mitigated: challenge",),
    ),
)
add("captcha-page", BLOCKED, says(200, page("Security check", "<p>Please solve the captcha.</p>")))
add("cookies-not-supported", BLOCKED, goes(302, "/papers/42/x?error=cookies_not_supported&code=1"))


async def radware(call: Call) -> None:
    if call.host.startswith("radware."):
        call.answer(302, "", headers=(f"Location: https://validate.{DOMAIN}/x?ssc=1",))
    else:
        script = "<script src='https://validate.perfdrive.com/x.js'></script>"
        call.answer(200, page("Radware Captcha Page", script))


add("radware", BLOCKED, radware, also=(f"validate.{DOMAIN}",))
add(
    "login-redirect",
    BLOCKED,
    goes(
        302,
        "/users/sign_in?return=/papers/42",
        says(200, page("Sign in", '<input type="password">')),
    ),
)
add(
    "login-page",
    BLOCKED,
    says(200, page("Log in to continue", '<form><input type="password" name="p"></form>')),
)
add(
    "consent",
    BLOCKED,
    goes(
        302,
        "/consent?continue=/papers/42",
        says(200, page("Before you continue", "<p>Cookies?</p>")),
    ),
)
add(
    "springer-without-metadata",
    BLOCKED,
    says(body=page("SpringerLink", "<p>Loading</p>")),
    url="https://link.springer.com/article/10.1007/s00330-024-1",
)
add(
    "nature-challenge",
    BLOCKED,
    says(body=page("Client Challenge", "<p>A required part of this site couldn't load.</p>")),
    url="https://www.nature.com/articles/s41591-024-1",
)
