"""Domains that are parked, for sale or filled with advertising: two independent signs, never one."""

from __future__ import annotations

import re

from bot.probing.pages import LITTLE_TEXT, Page
from bot.urls import WebUrl, registrable_domain

#: where domains are sold; a link list points there only by accident
_MARKETS = frozenset(
    (
        "afternic.com", "atom.com", "bodis.com", "brandbucket.com", "buydomains.com", "dan.com",
        "dnparking.com", "domainmarket.com", "domainnamesales.com", "dynadot.com", "efty.com",
        "flippa.com", "hugedomains.com", "parkingcrew.net", "perfectdomain.com", "sav.com",
        "sedo.com", "sedoparking.com", "squadhelp.com", "uniregistry.com", "undeveloped.com",
    )
)  # fmt: skip
#: hosts of scripts, frames and pictures that only parking services use
_SERVICES = re.compile(
    r"(?:sedoparking\.com|parkingcrew\.net|bodis(?:cdn)?\.com|above\.com|parklogic\.com|skenzo\.com|"
    r"cashparking\.com|fabulous\.com|rookmedia\.net|voodoo\.com|ztomy\.com|parking\.reg\.ru|"
    r"domainnamesales\.com|dsparking\.com|smartname\.com|namedrive\.com|parkingpage\.|"
    r"d38psrni17bvxu\.cloudfront\.net|img1\.wsimg\.com/parking-lander|hugedomains\.com|"
    r"afternic\.com|dan\.com|sedo\.com|undeveloped\.com|namecheap\.com/domains/)"
)
_SAYS = re.compile(
    r"(?:this |the )?(?:premium )?domain(?: name)?(?: \S+\.\S+)? (?:is|may be|might be|could be)?\s*"
    r"(?:listed )?(?:for sale|available for (?:purchase|sale)|parked|expired|has expired)"
    r"|buy this (?:premium )?domain|purchase this domain|make an offer (?:on|for) this domain"
    r"|inquire about this domain|get this domain|is for sale!?\s|parked (?:free|domain)|domain parking"
    r"|this domain has (?:recently )?(?:expired|been registered)|domain (?:name )?(?:has )?expired"
    r"|related (?:searches|links)\W.{0,80}privacy policy"
    r"|(?:web ?site|page) is parked|域名.{0,6}(?:出售|转让)|diese domain steht zum verkauf"
    r"|domaine est à vendre|dominio (?:está )?en venta|ドメイン(?:は|が).{0,6}販売",
    re.IGNORECASE,
)
_NAME = r"\S+\.[a-z]{2,24}"
_REGISTRAR = (
    r"(?:namecheap|godaddy|gandi|porkbun|dynadot|name\.com|ionos|hostinger|ovh|strato|aruba|sav\.com|sedo"
    r"|united domains|squarespace|network solutions|bluehost|hetzner|loopia|one\.com|register\.it|nic\.ru"
    r"|reg\.ru|tucows|enom|epik|spaceship|namesilo|domeneshop|infomaniak|transip|all-inkl|atom\.com)\b"
)
#: what only a registrar's or a parking service's own page says; enough by itself
_TELLS = re.compile(
    r"parked free,? courtesy of"
    rf"|\b(?:domain|dominio|domaine|website|{_NAME})(?: name| \S+\.\S+)? "
    rf"(?:(?:is|was|has been|ist|è|est) )?(?:recently )?"
    rf"(?:registered|listed for sale|registrato|registrado|enregistré)\s"
    rf"(?:at|with|by|on|presso|chez|en|via) {_REGISTRAR}"
    rf"|\bdomain (?:ist|wurde) (?:bei|über) {_REGISTRAR} registriert|domaine a bien été créé"
    r"|hier entsteht eine neue (?:internetpräsenz|webseite|website|homepage)"
    r"|\bdomain (?:name )?(?:has been|was|is) registered by a customer"
    r"|domain isn't connected to a website yet|parked (?:on porkbun|domain name on hostinger)"
    r"|future home of something quite cool|this (?:web ?site|site) is for sale",
    re.IGNORECASE,
)
#: advertising with which names that ran out are filled; a paper about gambling uses other words
_SPAM = re.compile(
    r"\b(?:slot gacor|slot88|slot online|situs (?:slot|judi)|judi (?:online|bola|slot)|togel|maxwin"
    r"|rtp (?:slot|live)|bandar (?:judi|togel|bola)|agen (?:slot|judi|bola)|daftar slot|link alternatif"
    r"|casino bonus|free spins|no deposit bonus|online casinos?|real money casino|cassino online"
    r"|apostas online|casino en ligne|cialis|viagra|escort (?:service|girls|bayan)|bahis siteleri"
    r"|nhà cái|cá cược|payday loans?)\b"
    r"|娱乐城|博彩|六合彩|时时彩|彩票平台|棋牌|体育投注|真人荷官|บาคาร่า|สล็อต|온라인 ?카지노|먹튀|토토사이트",
    re.IGNORECASE,
)
#: how many different ones, and how many in all, make a page one of these
SPAM_WORDS = 3
SPAM_TIMES = 8
#: a page of one line that sends every visitor to a parking service's own path
_LANDER = re.compile(
    r"<script>\s*window\.onload\s*=\s*function\s*\(\)\s*\{\s*window\.location(?:\.href)?\s*=\s*"
    r"[\"']/lander\b",
    re.IGNORECASE,
)
#: characters; what is sent there by a script has nothing else in its page
LONGEST_LANDER = 2_000
#: sellers and parking services by name, where domains are the subject
_SELLERS = re.compile(
    r"\bdomain\b.{0,400}\b(?:sedo|afternic|hugedomains|dan\.com|bodis|parkingcrew|undeveloped|namebright"
    r"|godaddy|namecheap|squadhelp|brandbucket|domainagents|dynadot|epik|uniregistry)\b",
    re.IGNORECASE | re.DOTALL,
)
_PATH = re.compile(
    r"/(?:lander|parking|park|sk-park|domain_profile\.cfm|buy-domain)\b", re.IGNORECASE
)
#: characters; a parking page has nothing to read
LONGEST_PARKING_PAGE = 1_500


def may_be_parked(host: str, title: str) -> bool:
    """Does a title alone give reason to look closer?"""
    lower = title.lower()
    return "domain" in lower or "sale" in lower or ".".join(host.split(".")[-2:]) in lower


def is_for_sale(start: WebUrl, final: WebUrl, page: Page) -> bool:
    """Is this a parking or sales page of the domain that was asked for?

    Signs: its title says so, its text does, the text names a seller; it loads a parking service; it
    sits at a market or under ``/lander``; its title is nothing but the domain. One alone is never
    enough (an article about domain names says so too, and every shop of domains is a living page for
    itself), and a page with much to read is none.
    """
    name = registrable_domain(start.host)
    market = registrable_domain(final.host)
    if page.has_paper_metadata or name in _MARKETS:
        return False
    at_market = market in _MARKETS and market != name
    signs = (
        at_market,
        at_market and name in str(final).lower(),
        bool(_PATH.search(final.path)) and final.path != start.path,
        bool(_SERVICES.search(page.resources)),
        bool(_SAYS.search(f"{page.title} ")),
        bool(_SAYS.search(page.text[:2_000])),
        bool(_SELLERS.search(page.text[:2_000])),
        *[_offers(name, page)] * (2 if page.text_length <= LITTLE_TEXT else 1),
        page.title.lower().strip(" .!") in (name, start.host, f"www.{name}"),
        *[bool(_TELLS.search(f"{page.title} {page.text[:2_000]}"))] * 2,
        # a parking script and nothing to read: the script is the page
        bool(_SERVICES.search(page.resources)) and page.text_length == 0,
    )
    return sum(signs) >= 2 and (at_market or page.text_length <= LONGEST_PARKING_PAGE)


def is_lander(html: str) -> bool:
    """Does the page do nothing but send the visitor's browser to a parking page of the same domain?"""
    return len(html) <= LONGEST_LANDER and bool(_LANDER.search(html))


def is_taken_over(page: Page) -> bool:
    """Is the page filled with the advertising for which names that ran out are bought?"""
    if page.has_paper_metadata:
        return False
    text = f"{page.title} {page.heading} {page.text[:2_000]}".lower()
    found = [match[0] for match in _SPAM.finditer(text)]
    return len(set(found)) >= SPAM_WORDS and len(found) >= SPAM_TIMES


def _offers(name: str, page: Page) -> bool:
    """Does it say of its own domain, by name, that it is for sale, parked or expired?"""
    if not name:
        return False
    return bool(
        re.search(
            rf"\b{re.escape(name)}\b.{{0,20}}\b(?:is|has|may be)\b.{{0,12}}"
            r"(?:for sale|available for (?:purchase|sale)|parked|expired)",
            f"{page.title} | {page.text[:2_000]}",
            re.IGNORECASE,
        )
    )
