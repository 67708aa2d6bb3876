"""How error pages say "not found": regular expressions for whole phrases, by language (ISO 639-1)."""

# ruff: noqa: E501 (a phrase is easier to read in one line)

from __future__ import annotations

import re
from collections.abc import Mapping

#: nouns for what can be missing
_NOUN = (
    r"(?:page|file or directory|file|document|resource|url|item|object|paper|article"
    r"|project|site|content|record|post|entry|publication|address|link|repository|repo|profile|dataset|model"
    r"|space|doi|handle|identifier|abstract|thesis|report|package|notebook|app|application|chapter|issue"
    r"|journal|image|photo|collection|video|user|account|product|topic|folder|forum|blog|website|service|form"
    r"|survey|event|group|thread|course|competition|snippet|gist|paste|playlist|channel|workspace"
    r"|deployment|bucket|key|blob|container|preprint|manuscript|google site)"
)
#: and how it was asked for
_ASKED = (
    r"(?: (?:that )?(?:you (?:have )?(?:requested|entered|followed|selected)|requested"
    r"|you(?:'re| are| were)? (?:want|wanted|need|looking for|(?:trying|attempting|tried) to \w+)))?"
)
#: what can be missing
THING = (
    r"(?:the |this |that |your |requested |web ?|html |short |shared? |download |specified )*"
    rf"{_NOUN}(?: (?:page|id|identifier|number|name))?(?: (?:'[^']{{1,60}}'|\"[^\"]{{1,60}}\"|\S*\d\S*))?"
    rf"{_ASKED}(?: (?:on|at|in) this (?:page|site|server|address|blog))?"
)
_ONCE = (
    r"(?:(?:was |were |is |are |has |have |had |been |could |can ?|cannot |can't |could not |couldn't |be |not "
    r"|may |might |no |already |currently |permanently )*(?:found|located|recogni[sz]ed|known)"
    r"|(?:do(?:es)?|did|may|might)(?: not|n't) (?:currently )?exist|no longer exists?"
    r"|(?:(?:is|was|are|were|has|have|had|been|may|might|now|already|permanently) )*"
    r"(?:gone|missing|unavailable|removed|deleted|unpublished|taken (?:down|offline)|terminated"
    r"|deactivated|nowhere to be found|discontinued|(?:permanently|now) closed|shut down|not valid|no longer (?:available|valid|active"
    r"|accessible|hosted|online|here)|not available|isn't available|isn't here|in (?:the |its )?owner's trash)"
    r"(?: any ?more)?)"
)
#: how it is said of it: once or several times, and by whom or why
GONE = (
    rf"{_ONCE}(?:(?:,? (?:or|and) |, )(?:it )?(?:{_ONCE}|expired|renamed|moved))*"
    r"(?:,? or you (?:do not|don't|may not|might not|lack) (?:have )?(?:the )?(?:access|permissions?|rights?)(?: \w+){0,4})?"
    r"(?: (?:by|at the request of|due to|because of) [^.!?]{1,80}"
    r"| (?:from|on|at|in) (?:this|our|the) (?:web ?)?(?:site|server|repository|system|collection|catalogue|database)"
    r"| from \w+(?: (?:by|at the request of) [^.!?]{1,80})?)?"
)
#: what may stand before a phrase
LEAD = (
    r"(?:(?:oops|sorry|uh-?oh|whoops|hmm+|ooops|error|http|we're sorry|we are sorry|apologies|http error"
    r"|unfortunately|erreur|fehler|errore|erro|ошибка|hata|błąd|désolé|lo sentimos|leider|hoppla|oups|ups"
    r"|抱歉|对不起|很抱歉|错误|エラー|에러|오류)\W*)*"
)
#: what error pages say besides, in whole sentences: where to go, whom to tell, why it may be
HELP = re.compile(
    r"\W*(?:(?:please )?(?:go|return|take me|click here to go|head|let's go)(?: back)?(?: to)? .{0,40}"
    r"|(?:go )?back(?: to .{0,40})?|(?:go |return )?home(?: ?page)?|start(?: page)?|menu|search|contact(?: us)?|help|support|about(?: us)?"
    r"|(?:please )?(?:check|try|use|contact|visit|search|report|let us know|make sure|verify) .{0,120}"
    r"|(?:if|maybe|perhaps|it (?:may|might|could|looks|seems)) .{0,160}|.{0,60}(?:mistyped|spelling|typo).{0,60}"
    r"|that's (?:an error|all we know)|(?:©|copyright|powered by).{0,80}|[\w.]+/[\d.]+(?: \(\w+\))?)\W*",
    re.IGNORECASE,
)
#: words of absence in many languages; on a page with little to read they are a reason to ask a random sibling
ABSENCE = re.compile(
    r"\b(?:no|not|cannot|never|nothing|none|error|sorry|oops|unavailable|removed|deleted|expired|invalid"
    r"|suspended|terminated|discontinued|closed|missing|lost|gone|unknown|disabled|retired|withdrawn|cancell?ed|inexist\w+)\b|n't\b"
    r"|\b(?:nicht|kein\w*|fehler|gelöscht|entfernt|n'\w+|pas|supprimée?|erreur|no|não|non|erro|errore"
    r"|eliminad[oa]|rimoss[oa]|не|нет|удален\w*|удалён\w*|ошибка|inte|ikke|niet|geen|nie|brak|není|neexistuje"
    r"|bulunamadı|yok|ei|nem|nu|không|tidak|nije)\b"
    r"|不存在|没有|未找到|找不到|删除|失效|错误|抱歉|无法|不见|ません|ありません|削除|エラー|없|않|삭제|오류"
    r"|取消|飞走|δεν|غير|لم|نشد|לא|ไม่|नहीं",
    re.IGNORECASE,
)
#: what a program that runs in the browser says before it has begun; every address of its host says the same
SHELL = re.compile(r"javascript|browser|loading|please wait|cookies?\b", re.IGNORECASE)
#: headings of pages that hold a work
OF_A_WORK = re.compile(
    r"\W*(?:abstract|introduction|references|bibtex|citation|cite|keywords|authors?|paper|code|download|demo"
    r"|results|overview|摘要|关键词|论文|代码|引用|概要|초록|zusammenfassung|résumé|resumen)\W*",
    re.IGNORECASE,
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
        rf"(?:invalid|unknown|bad|no such|expired) {THING}(?: or .{{0,30}})?",
        rf"no {_NOUN} (?:with|for|at|under) .{{1,60}} (?:exists?|(?:was |could be )?found)",
        rf"{THING} can(?:not|'t) be (?:displayed|shown|opened|loaded) because it (?:does not|doesn't) exist",
        r"page missing|missing page|(?:you(?:'ve| have) (?:found|followed|reached|clicked)(?: on)? )?an? ?(?:dead|broken) link|(?:dead|broken) link|nothing (?:was )?found(?: here)?|nothing here|(?:410 )gone",
        r"no (?:such )?(?:page|file|document|article|paper)(?: found| here)?|no input file specified",
        (
            r"(?:we )?(?:can't|cannot|can not|couldn't|could not|did not|didn't)(?: seem to)? find "
            r"(?:that|the|this|your|what you|any|an?|data).{0,60}"
        ),
        rf"(?:this |the |your )?(?:\w+ )?link (?:has |is )?expired(?: or (?:has )?been removed)?|{THING} expired",
        (
            r"(?:the page|what(?:ever)?) you(?:'re| are| were) looking for .{0,40}"
            r"(?:exist|found|moved|removed|renamed|deleted|unavailable|available|here|gone|missing|lost|changed)"
            r".{0,60}"
        ),
        (
            r"there(?:'s| is| are) (?:currently )?(?:nothing|no (?:text|page|content|article|web ?site|site))"
            r"(?: hosted)?(?: here| (?:on|in|at|for) this \w+)"
        ),
        r"\w+ does not have an article with this (?:exact )?name",
        (
            r"(?:you (?:do not|don't) have (?:access|permission)(?: to)? .{0,30} (?:or|and) )"
            r"(?:it|the \w+) (?:does not|doesn't|may not) exist.{0,20}"
        ),
        r"(?:someone|somebody|the owner) (?:may|might) have (?:deleted|removed) .{0,80}",
    ),
    "zh": (
        (
            r"(?:此|该|这个|您|你)?(?:所|要)?(?:访问|請求|请求|查找|浏览|查看|分享)?的?"
            r"(?:页面|网页|頁面|網頁|文件|内容|資源|资源|(?:分享)?链接|連結|视频|文章|网站|商品|分享|仓库|项目)(?:分享的?内容)?"
            r"(?:可能)?(?:不存在|未找到|找不到|(?:已经?|可能)?被?(?:发布者|作者|用户|管理员|投稿人)?(?:自行)?(?:删除|移除)"
            r"|不見了|不见了|丢失|走丢了|没有找到|(?:已经?)?(?:失效|过期|下架|取消)|下线|(?:因\w{1,30})?无法(?:查看|访问))(?:了)?"
            r"(?:或(?:者)?已?经?被?(?:删除|移除))?"
        ),
        r"(?:找不到|未找到|没有找到|無法找到|无法找到)(?:该|此|您访问的)?(?:页面|网页|頁面|網頁|文件|资源)?",
    ),
    "ja": (
        (
            r"(?:この|その|お探しの|ご指定の|指定された)?(?:ページ|ファイル|記事|動画|コンテンツ|サイト)(?:が|は)?"
            r"(?:(?:見つ|みつ)かりません|存在しません|ありません|(?:既に|すでに)?削除され(?:ました|ています|た可能性があります)"
            r"|存在しないか\S{0,40})(?:でした)?"
        ),
    ),
    "ko": (
        (
            r"(?:요청하신 |찾으시는 |해당 |이 )?(?:페이지|게시물|파일|문서|게시글|사이트)(?:를|을|가|이|는|은)? ?"
            r"(?:찾을 수 없습니다|존재하지 않습니다|없습니다|(?:삭제|이동)되었습니다)"
        ),
        r"(?:존재하지 않는|삭제된) (?:페이지|게시물)(?:입니다)?",
    ),
    "de": (
        (
            r"(?:die |diese )?(?:(?:an)?ge\w+te |aufgerufene )?(?:seite|datei|dokument|artikel|inhalt) "
            r"(?:(?:wurde|konnte) )?(?:leider )?nicht gefunden(?: werden)?"
        ),
        r"(?:die |diese |das |dieses |der |dieser )?(?:\w+te[rs]? )?(?:seite|datei|dokument|artikel|inhalt) existiert (?:leider )?nicht(?: \(?mehr\)?)?",
        (
            r"(?:die |diese |das )?(?:von ihnen )?(?:\w+e )?(?:seite|datei|dokument|ressource|inhalt|url) ?(?:ist|wurde|steht|)"
            r"(?: leider)?(?: nicht(?: mehr)? (?:verfügbar|vorhanden|erreichbar|zur verfügung)| gelöscht| entfernt)"
        ),
    ),
    "fr": (
        r"(?:la |le |l')?(?:page|document|article|fichier|ressource|contenu)(?: demandée?)? (?:est )?(?:non trouvée?|introuvable|inexistante?)|page non trouvee",
        r"(?:la |cette |le |ce |l')?(?:page|document|article|fichier|ressource|contenu) (?:que vous \w+(?: \w+)? |demandée? )?n'(?:existe|est) (?:pas|plus)(?: disponible)?",
        r"(?:nous n'avons pas|impossible de) (?:trouvé|trouver) (?:la|cette) page.{0,40}",
        r"(?:la |cette )?page (?:a été|est) (?:supprimée|déplacée)(?: ou \w+)?",
    ),
    "es": (
        (
            r"(?:la |el |este |esta )?(?:página|documento|archivo|contenido|artículo) (?:que (?:está(?:s)? )?\w+ |solicitad[ao] )?no (?:encontrad[ao]|existe|disponible"
            r"|se encuentra|está disponible)(?: más)?"
        ),
        r"no (?:se |hemos )?(?:ha |hemos |podido )?(?:encontr(?:ó|ado|ar)|encontramos) (?:la|esa|esta) página.{0,40}|(?:la )?página (?:\w+ )?no se ha encontrado|página inexistente",
        r"(?:la |esta )?página (?:ha sido|fue) (?:eliminada|movida|borrada)(?: o \w+)?",
    ),
    "pt": (
        (
            r"(?:a |esta |o |este )?(?:página|documento|arquivo|conteúdo|artigo) (?:que você (?:está )?\w+ |solicitad[ao] )?não (?:foi |está )?"
            r"(?:encontrad[ao]|existe|disponível)(?: mais)?(?: ou .{0,30})?"
        ),
        r"não (?:encontramos|foi possível encontrar|conseguimos encontrar) (?:a|essa|esta) página.{0,40}",
    ),
    "it": (
        (
            r"(?:la |il )?(?:pagina|documento|file|contenuto|articolo) (?:che (?:stai )?\w+ |richiest[ao] )?non "
            r"(?:è stat[ao] |è )?(?:trovat[ao]|esiste|disponibile)(?: più)?"
        ),
        r"non (?:abbiamo trovato|è stato possibile trovare) (?:la|questa) pagina.{0,40}",
    ),
    "nl": (
        r"(?:de |deze )?pagina (?:is |werd |kon )?niet (?:worden )?gevonden(?: worden)?|(?:de |deze )?pagina bestaat niet(?: meer)?",
    ),
    "pl": (
        r"nie znaleziono(?: strony)?|nie ma takiej strony|(?:ta |podana )?strona (?:już )?nie (?:istnieje|została znaleziona)",
    ),
    "tr": (r"(?:aradığınız |bu )?sayfa (?:bulunamadı|mevcut değil|bulunamıyor)",),
    "ru": (
        r"(?:(?:запрашиваем\w+|запрошенн\w+|эта|этот|такая|данн\w+) )?(?:страница|документ|файл|ресурс|статья) (?:больше )?(?:не (?:найдена?|существует)|(?:был[аи]? )?(?:удалена?|перемещена?))(?: или (?:был[аи]? )?(?:удалена?|перемещена?|не существует))?",
    ),
    "uk": (r"сторінк[уа] не (?:знайден[оа]|існує)",),
    "bg": (r"страницата не (?:е намерена|беше намерена|съществува)",),
    "sr": (r"страница није пронађена|stranica nije pronađena",),
    "cs": (
        r"(?:požadovaná )?stránka (?:nebyla )?(?:ne)?nalezena|(?:tato |požadovaná )?stránka (?:již )?neexistuje",
    ),
    "sk": (r"stránka sa nenašla",),
    "sv": (r"sidan (?:kunde )?(?:inte )?(?:hittades|hittas|finns)(?: inte)?(?: längre)?",),
    "da": (
        r"siden (?:blev |kunne )?ikke (?:fundet|findes)|siden (?:findes|eksisterer) ikke(?: længere)?",
    ),
    "no": (
        r"siden (?:ble )?ikke funnet|siden (?:finnes|eksisterer) ikke(?: lenger)?|fant ikke siden",
    ),
    "fi": (r"sivua ei löyty(?:nyt)?",),
    "hu": (r"(?:az |a )?(?:keresett )?oldal nem található",),
    "ro": (r"pagina nu (?:a fost găsită|există)",),
    "el": (r"η σελίδα δεν (?:βρέθηκε|υπάρχει)",),
    "vi": (r"không tìm thấy trang(?: này)?|trang (?:này |bạn \w+(?: \w+)? )?không tồn tại",),
    "id": (r"halaman (?:tidak|tak) (?:ditemukan|tersedia|dijumpai)",),
    "th": (r"ไม่พบหน้า(?:ที่\S*)?",),
    "hi": (r"(?:यह )?(?:पृष्ठ|पेज) (?:नहीं मिला|मौजूद नहीं है)",),
    "ca": (r"no s'ha (?:pogut trobar|trobat) (?:la|aquesta) pàgina|pàgina no trobada",),
    "hr": (r"stranica (?:nije pronađena|ne postoji)",),
    "sl": (r"strani? (?:ni (?:bilo )?mogoče najti|ne obstaja)",),
    "lt": (r"puslapis nerastas",),
    "lv": (r"lapa nav atrasta",),
    "et": (r"lehte ei leitud",),
    "ar": (r"(?:ال)?صفحة (?:المطلوبة )?غير موجودة|لم يتم العثور على الصفحة",),
    "fa": (r"صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد",),
    "he": (r"(?:הדף|העמוד) (?:המבוקש )?לא נמצא",),
}
