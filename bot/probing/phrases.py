"""How error pages say "not found": regular expressions for whole phrases, by language (ISO 639-1)."""

from __future__ import annotations

from collections.abc import Mapping

#: what can be missing
THING = (
    r"(?:the |this |that |your |requested |web ?|html )*"
    r"(?:page|file or directory|file|document|resource|url|item|object|paper|article"
    r"|project|site|content|record|post|entry|publication|address|link|repository|profile|dataset|model|space"
    r"|doi|handle|identifier|abstract|thesis|report|package|notebook|app|application|chapter|issue|journal"
    r"|image|photo|collection|video|user|account|product|topic|folder)"
    r"(?: (?:you (?:requested|are looking for|were looking for)|requested))?"
)
#: and how that is said of it
GONE = (
    r"(?:(?:was |is |has been |could |can ?|cannot |can't |could not |couldn't |be |not |were )*"
    r"(?:found|located)|(?:does|do|did)(?: not|n't) exist|doesn't exist|no longer exists?"
    r"|(?:is |was |has been )?(?:gone|missing|unavailable|removed|deleted|no longer available"
    r"|not available|isn't available|isn't here)(?: any ?more)?)"
)
#: what may stand before a phrase
LEAD = (
    r"(?:(?:oops|sorry|uh-?oh|whoops|hmm+|ooops|error|http|we're sorry|apologies|http error|unfortunately"
    r"|erreur|fehler|errore|erro|ошибка|hata|błąd|désolé|lo sentimos|leider|抱歉|对不起|很抱歉|错误)\W*)*"
)

PHRASES: Mapping[str, tuple[str, ...]] = {
    "*": (
        r"(?:error\W*)?(?:404|410)(?:\W*error)?",
        r"(?:http )?(?:error|status|code)\W*(?:404|410)",
        # web frameworks and hosting platforms in their own words
        r"cannot get /\S*",
        r"no such app",
        r"(?:404\W*)?(?:[a-z]+_)?not_found",
        r"there was an unexpected error \(type=not found, status=404\)",
    ),
    "en": (
        rf"(?:{THING} )?not found",
        rf"{THING} {GONE}",
        r"page missing|missing page|nothing (?:was )?found(?: here)?|nothing here|(?:410 )gone",
        r"no (?:such )?(?:page|file|document|article|paper)(?: found| here)?",
        (
            r"(?:we )?(?:can't|cannot|can not|couldn't|could not)(?: seem to)? find "
            r"(?:that|the|this|your|what you).{0,60}"
        ),
        r"(?:this |the |your )?link (?:has |is )?expired(?: or (?:has )?been removed)?",
        r"the page you(?:'re| are| were) looking for .{0,60}",
    ),
    "zh": (
        (
            r"(?:您|你)?(?:所|要)?(?:访问|請求|请求|查找|浏览)?的?(?:页面|网页|頁面|網頁|文件|内容|資源|资源)"
            r"(?:不存在|未找到|找不到|(?:已经?|可能)?被?(?:删除|移除)|不見了|丢失|走丢了|没有找到)(?:了)?"
            r"(?:或(?:者)?已?经?被?(?:删除|移除))?"
        ),
        r"(?:找不到|未找到|没有找到|無法找到|无法找到)(?:该|此|您访问的)?(?:页面|网页|頁面|網頁|文件|资源)?",
    ),
    "ja": (
        r"(?:お探しの)?(?:ページ|ファイル)(?:が|は)?(?:見つかりません(?:でした)?|存在しません|みつかりません)(?:でした)?",
    ),
    "ko": (r"(?:요청하신 )?페이지를 찾을 수 없습니다|존재하지 않는 페이지(?:입니다)?",),
    "de": (
        (
            r"(?:die |diese )?(?:(?:an)?ge\w+te |aufgerufene )?(?:seite|datei) "
            r"(?:(?:wurde|konnte) )?(?:leider )?nicht gefunden(?: werden)?"
        ),
        r"(?:die |diese )?(?:\w+te )?seite existiert (?:leider )?nicht(?: mehr)?",
    ),
    "fr": (
        r"(?:la )?page (?:est )?(?:non trouvée|introuvable|inexistante)|page non trouvee",
        r"(?:la |cette )?page (?:que vous \w+(?: \w+)? |demandée )?n'existe (?:pas|plus)",
    ),
    "es": (
        (
            r"(?:la )?página (?:que (?:está(?:s)? )?\w+ |solicitada )?no (?:encontrada|existe|disponible"
            r"|se encuentra|está disponible)(?: más)?"
        ),
        r"no se (?:ha )?encontr(?:ó|ado) la página",
    ),
    "pt": (
        r"(?:a )?página (?:que você (?:está )?\w+ |solicitada )?não (?:foi )?(?:encontrada|existe)(?: mais)?",
    ),
    "it": (
        (
            r"(?:la )?pagina (?:che (?:stai )?\w+ |richiesta )?non "
            r"(?:è stata |è )?(?:trovata|esiste|disponibile)(?: più)?"
        ),
    ),
    "nl": (r"(?:de )?pagina (?:is )?niet gevonden|pagina bestaat niet",),
    "pl": (r"nie znaleziono(?: strony)?|strona nie (?:istnieje|została znaleziona)",),
    "tr": (r"sayfa bulunamadı",),
    "ru": (r"страница не (?:найдена|существует)|(?:запрашиваемая )?страница не найдена",),
    "uk": (r"сторінк[уа] не (?:знайден[оа]|існує)",),
    "bg": (r"страницата не (?:е намерена|съществува)",),
    "sr": (r"страница није пронађена|stranica nije pronađena",),
    "cs": (r"stránka (?:nebyla )?nenalezena|stránka neexistuje",),
    "sk": (r"stránka sa nenašla",),
    "sv": (r"sidan (?:kunde )?(?:inte )?hittades(?: inte)?",),
    "da": (r"siden (?:blev )?ikke fundet|siden findes ikke",),
    "no": (r"siden (?:ble )?ikke funnet|siden finnes ikke|fant ikke siden",),
    "fi": (r"sivua ei löyty(?:nyt)?",),
    "hu": (r"(?:az |a )?(?:keresett )?oldal nem található",),
    "ro": (r"pagina nu (?:a fost găsită|există)",),
    "el": (r"η σελίδα δεν (?:βρέθηκε|υπάρχει)",),
    "vi": (r"không tìm thấy trang(?: này)?|trang (?:này |bạn \w+(?: \w+)? )?không tồn tại",),
    "id": (r"halaman (?:tidak|tak) (?:ditemukan|tersedia|dijumpai)",),
    "th": (r"ไม่พบหน้า(?:ที่\S*)?",),
    "hi": (r"पृष्ठ नहीं मिला",),
    "ar": (r"(?:ال)?صفحة (?:المطلوبة )?غير موجودة|لم يتم العثور على الصفحة",),
    "fa": (r"صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد",),
    "he": (r"(?:הדף|העמוד) (?:המבוקש )?לא נמצא",),
}
