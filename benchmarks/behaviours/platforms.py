"""What hosting platforms, code hosts, stores and registrars say, in more languages, and living pages that come close.

Three rounds, each written without a look at the rules: 66, 74 and 79 % of them were right at first.
"""

# ruff: noqa: E501 (pages are easier to read in one line)

from __future__ import annotations

from benchmarks.behaviours.rows import (
    ALIVE,
    BLOCKED,
    DEAD,
    UNSTABLE,
    WORDS,
    add,
    everywhere,
    page,
    says,
)

#: page, or body and media type
Shown = str | tuple[str, str]

MISSING: dict[str, Shown] = {
    "3-figshare": page(
        "figshare",
        "<p>The item you are trying to access does not exist, has been removed or you don't have access.</p>",
        h1="Oops",
    ),
    "3-hf-repo": page(
        "Hugging Face",
        "<p>Repository not found. If you are trying to access a private or gated repo, make sure you are authenticated.</p>",
        h1="404",
    ),
    "3-gitee": page("Gitee - 404", "<p>你所访问的页面不存在了</p>", h1=""),
    "3-baidupan": page(
        "百度网盘-链接不存在",
        "<p>啊哦，你来晚了，分享的文件已经被删除了，下次要早点哟。</p>",
        h1="",
    ),
    "3-onedrive": page(
        "This item might not exist or is no longer available",
        "<p>This item might have been deleted, expired, or you might not have access to it.</p>",
        h1="",
    ),
    "3-mega": page(
        "File download unavailable",
        "<p>The file you are trying to download is no longer available.</p>",
        h1="404",
    ),
    "3-kaggle": page(
        "Kaggle: 404",
        "<p>We can't find that page. You can search Kaggle above or go home.</p>",
        h1="404",
    ),
    "3-bitbucket": page(
        "Bitbucket",
        "<p>Repository not found</p><p>The repository does not exist or you do not have access.</p>",
        h1="",
    ),
    "3-arxiv-style": page(
        "Article not found", "<p>Article identifier '2401.99999' not recognized.</p>", h1=""
    ),
    "3-acl": page("404 - ACL Anthology", "<p>This page cannot be found.</p>"),
    "3-ssrn": page(
        "SSRN",
        "<p>This paper has been removed from SSRN at the request of the author, SSRN, or the rights holder.</p>",
        h1="",
    ),
    "3-ssrn2": page("SSRN", "<p>The abstract you requested was not found.</p>", h1=""),
    "3-dspace": page(
        "DSpace at University",
        "<p>Identifier not found. The identifier 1234/567 is not known.</p>",
        h1="Invalid Identifier",
    ),
    "3-dspace7": page(
        "DSpace",
        "<p>404 page not found. We can't find the page you're looking for. The page may have been moved or deleted.</p>",
        h1="404",
    ),
    "3-eprints": page(
        "Item withdrawn", "<p>This item has been deleted from the repository.</p>", h1=""
    ),
    "3-ojs": page("404 Not Found", "<p>The requested article is not available.</p>", h1=""),
    "3-wiki": page(
        "Foo - Wikipedia", "<p>Wikipedia does not have an article with this exact name.</p>"
    ),
    "3-mediawiki": page(
        "Method",
        "<p>There is currently no text in this page. You can search for this page title in other pages.</p>",
    ),
    "3-moodle": page(
        "Error", "<p>Can't find data record in database table course.</p>", h1="Error"
    ),
    "3-blogger": page(
        "Blog", "<p>Sorry, the page you were looking for in this blog does not exist.</p>", h1=""
    ),
    "3-blogger2": page(
        "Blog not found",
        "<p>Sorry, the blog you were looking for does not exist. However, the name is available to register!</p>",
        h1="Blog has been removed",
    ),
    "3-tumblr": page(
        "There's nothing here.",
        "<p>Whatever you were looking for doesn't currently exist at this address. Unless you were looking for this error page, in which case: Congrats! You totally found it.</p>",
        h1="",
    ),
    "3-weebly": page(
        "404 - Page Not Found", "<p>Sorry, the page you were looking for doesn't exist.</p>", h1=""
    ),
    "3-squarespace": page(
        "Page not found — Lab",
        "<p>We couldn't find the page you were looking for. This is either because: There is an error in the URL entered into your web browser. Please check the URL and try again.</p>",
        h1="",
    ),
    "3-ghost": page(
        "404 — Page not found", "<p>404 Page not found Go to the front page →</p>", h1="404"
    ),
    "3-hugo": page("404 Page not found", "<p>Back to home</p>"),
    "3-docusaurus": page(
        "Page Not Found | Docs",
        "<p>We could not find what you were looking for. Please contact the owner of the site that linked you to the original URL and let them know their link is broken.</p>",
        h1="Page Not Found",
    ),
    "3-next": page(
        "404: This page could not be found.", "<p>This page could not be found.</p>", h1="404"
    ),
    "3-nuxt": page("Error 404", "<p>Page not found: /papers/42</p>", h1="404"),
    "3-angular-cli": page(
        "MyLab",
        "<p>The page you are looking for was moved, removed, renamed or might never existed.</p>",
        h1="Oops!",
    ),
    "3-cpanel": page(
        "404",
        "<p>SORRY! If you are the owner of this website, please contact your hosting provider. It is possible you have reached this page because: The IP address has changed.</p>",
        h1="Sorry!",
    ),
    "3-surge": page("project not found", "<p>project not found</p>", h1="project not found"),
    "3-firebase": page(
        "Site Not Found",
        "<p>Why am I seeing this? There are a few potential reasons: You haven't deployed an app yet.</p>",
        h1="Site Not Found",
    ),
    "3-fly": "404 Not Found - app does not exist",
    "3-streamlit": page(
        "Streamlit", "<p>You do not have access to this app or it does not exist</p>", h1=""
    ),
    "3-pythonanywhere": page(
        "Coming Soon: PythonAnywhere", "<p>There is no website hosted here.</p>", h1="Coming Soon!"
    ),
    "3-azure": page(
        "404 Web Site not found",
        "<p>Microsoft Azure App Service - 404 Web Site not found. You may be seeing this error due to one of the reasons listed below: custom domain has not been configured inside Azure.</p>",
        h1="",
    ),
    "3-aws-s3-nobucket": (
        '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>',
        "application/xml",
    ),
    "3-azureblob": (
        '<?xml version="1.0" encoding="utf-8"?><Error><Code>BlobNotFound</Code><Message>The specified blob does not exist.</Message></Error>',
        "application/xml",
    ),
    "3-azureblob2": (
        '<?xml version="1.0" encoding="utf-8"?><Error><Code>ContainerNotFound</Code><Message>The specified container does not exist.</Message></Error>',
        "application/xml",
    ),
    "3-php-nofile": ("File not found.\n", "text/html"),
    "3-noinput": ("No input file specified.\n", "text/html"),
    "3-gdoc": page(
        "Google Docs", "<p>Sorry, the file you have requested has been deleted.</p>", h1=""
    ),
    "3-gform": page(
        "Formular",
        "<p>File in owner's trash</p><p>The file you requested is in the owner's trash.</p>",
        h1="",
    ),
    "3-youtube": page("YouTube", "<p>This video isn't available anymore</p>", h1=""),
    "3-youtube2": page(
        " - YouTube",
        "<p>Video unavailable</p><p>This video has been removed by the uploader</p>",
        h1="",
    ),
    "3-bilibili": page("出错啦! - bilibili.com", "<p>啊叻？视频不见了？</p>", h1=""),
    "3-zhihu": page("404 - 知乎", "<p>你似乎来到了没有知识存在的荒原</p>", h1="404"),
    "3-csdn": page("404", "<p>您访问的资源不存在</p>", h1=""),
    "3-weixin": page("该内容已被发布者删除", "<p>该内容已被发布者删除</p>", h1=""),
    "3-weixin2": page("此内容因违规无法查看", "<p>此内容因违规无法查看</p>", h1=""),
    "3-tw": page("找不到網頁", "<p>很抱歉，您所要查看的網頁不存在</p>"),
    "3-jp": page(
        "ページが存在しません", "<p>ご指定のページは存在しないか、移動した可能性があります。</p>"
    ),
    "3-jp3": page("エラー", "<p>このページは削除されました。</p>", h1=""),
    "3-ko2": page("에러", "<p>요청하신 페이지가 존재하지 않습니다.</p>", h1=""),
    "3-fr3": page("Page introuvable", "<p>Désolé</p>"),
    "3-fr4": page("Oups !", "<p>Cette page n'existe plus.</p>", h1="Oups !"),
    "3-de3": page("Seite nicht gefunden", "<p>Die angeforderte Seite existiert nicht (mehr).</p>"),
    "3-de4": page(
        "Institut",
        "<p>Die von Ihnen aufgerufene Seite ist leider nicht verfügbar.</p>",
        h1="Hoppla",
    ),
    "3-es3": page("Página no encontrada", "<p>x</p>"),
    "3-es4": page("¡Ups!", "<p>No hemos encontrado la página que buscas.</p>", h1="¡Ups!"),
    "3-pt2": page("Erro 404", "<p>A página que você procura não existe ou foi removida.</p>"),
    "3-it2": page("Errore 404", "<p>La pagina richiesta non esiste.</p>"),
    "3-ru2": page("Ошибка 404", "<p>Запрашиваемая страница не существует или была удалена.</p>"),
    "3-cs": page("Stránka nenalezena", "<p>x</p>"),
    "3-sv": page("Sidan kunde inte hittas", "<p>x</p>"),
    "3-ca": page("No s'ha trobat la pàgina", "<p>x</p>"),
    "3-bg": page("Страницата не е намерена", "<p>x</p>"),
    "3-sr": page("Stranica nije pronađena", "<p>x</p>"),
    "3-hi": page("पृष्ठ नहीं मिला", "<p>x</p>"),
    "3-json5": ('{"statusCode":404,"error":"Not Found","message":"Not Found"}', "application/json"),
    "3-json6": ('{"errors":[{"status":"404","title":"Resource not found"}]}', "application/json"),
    "3-json7": ('{"message":"No such paper","code":"NOT_FOUND"}', "application/json"),
    "3-json8": (
        '{"type":"about:blank","title":"Not Found","status":404,"detail":"x"}',
        "application/problem+json",
    ),
    "3-pagemoved-empty": page(
        "Missing page", "<p>The file you're looking for has moved or no longer exists.</p>", h1=""
    ),
    "3-uni": page(
        "University of X: Error",
        "<p>Error 404: the document you requested is not on this server. Personal pages of former staff have been removed.</p>",
        h1="",
    ),
    "3-expired-dl": page("Download", "<p>This download link is no longer valid.</p>", h1=""),
    "3-course-closed": page(
        "Site closed",
        "<p>This website has been permanently closed. Thank you for visiting.</p>",
        h1="",
    ),
    "3-disc": page(
        "Service discontinued",
        "<p>This service has been discontinued and is no longer available.</p>",
        h1="",
    ),
    "3-paste": page(
        "Pastebin.com - Not Found (#404)",
        "<p>This page is no longer available. It has either expired, been removed by its creator, or removed by one of the Pastebin staff.</p>",
        h1="",
    ),
    "3-cold": page("CodaLab", "<p>Competition does not exist</p>", h1="404"),
    "3-grand": page(
        "Grand Challenge", "<p>No challenge matches the given query.</p>", h1="Page not found"
    ),
    "3-zenodo-tomb": page(
        "Record deleted",
        "<p>The record you are trying to access was removed from Zenodo. The metadata of the record is kept for archival purposes.</p>",
        h1="Gone",
    ),
    "3-osf2": page(
        "OSF | Resource deleted", "<p>This project has been deleted</p>", h1="Resource deleted"
    ),
    "3-invalidid": page("Error", "<p>Invalid paper id.</p>", h1="Error"),
    "3-nothing": page(
        "Lab", "<p>Sorry, nothing matches your request. Nothing here!</p>", h1="Nothing Found"
    ),
    "3-dead-shortener": page(
        "Bitly | Link not found",
        "<p>This is a 404 error, which means you've clicked on a bad link or entered an invalid URL.</p>",
        h1="Something's wrong here...",
    ),
    "3-tinyurl": page(
        "TinyURL",
        "<p>The short link you have entered has been terminated.</p>",
        h1="Link terminated",
    ),
    "4-x2": page(
        "Lab",
        "<p>404. That's an error. The requested URL /papers/42 was not found on this server. That's all we know.</p>",
        h1="",
    ),
    "4-x3": page(
        "Error - Institute",
        "<p>The content you tried to view has been unpublished.</p>",
        h1="Error",
    ),
    "4-x4": page("HTTP 404", "<p>x</p>"),
    "4-x5": page("Dataset unavailable", "<p>This dataset has been removed by the author.</p>"),
    "4-x6": page("Page unavailable", "<p>Sorry, this page is not available.</p>"),
    "4-x7": page("Repository", "<p>The handle 10.1234/abcd does not exist.</p>", h1=""),
    "4-x8": page("Library", "<p>Record 123456 was not found.</p>", h1="Library catalogue"),
    "4-x10": page("Uh oh", "<p>You've found a dead link.</p>", h1="Uh oh"),
    "4-x11": page("MyHost", "<p>The site you were looking for couldn't be found.</p>", h1="Sorry"),
    "4-x12": page("Nothing to see here", "<p>This page isn't here any more.</p>", h1=""),
    "4-x13": page(
        "We've moved", "<p>This page has been removed. Please visit our new site.</p>", h1=""
    ),
    "4-x14": page("Lien brisé", "<p>Le document demandé n'existe pas.</p>"),
    "4-x15": page("Dokument nicht gefunden", "<p>x</p>"),
    "4-x16": page("El documento solicitado no existe", "<p>x</p>"),
    "4-x17": page("Документ не найден", "<p>x</p>"),
    "4-x18": page("错误提示", "<p>文章不存在或已被删除！</p>"),
    "4-x19": page("知乎", "<p>你访问的内容已被删除</p>", h1=""),
    "4-x20": page("该页面无法访问", "<p>该页面已下线</p>"),
    "4-x21": page("文件分享", "<p>来晚啦，该分享链接已失效</p>", h1=""),
    "4-x22": page("문서를 찾을 수 없습니다", "<p>x</p>"),
    "4-x23": page("Artikel existiert nicht", "<p>Dieser Artikel existiert nicht mehr.</p>"),
    "4-x24": page("Contenuto non disponibile", "<p>x</p>"),
    "4-x25": page("Conteúdo não encontrado", "<p>x</p>"),
    "4-x26": page("Nie ma takiej strony", "<p>x</p>"),
    "4-x27": page("Stránka neexistuje", "<p>x</p>"),
    "4-x28": page("The requested item has been deleted", "<p>x</p>"),
    "4-x29": page("Sorry!", "<p>We looked everywhere but that page is nowhere to be found.</p>"),
    "4-x30": page(
        "Broken link",
        "<p>The link you followed may be broken, or the page may have been removed.</p>",
        h1="Sorry, this page isn't available.",
    ),
    "4-x31": ("This page does not exist.", "text/plain"),
    "4-x32": ("<html><body>File does not exist</body></html>", "text/html"),
    "4-x33": ("ERROR: no such file\n", "text/plain"),
    "4-x34": ('{"error":"Paper not found"}', "application/json"),
    "4-x35": ('{"ok":false,"error":"deleted"}', "application/json"),
    "4-x36": page("Dead project", "<p>This project has been taken down.</p>"),
    "5-b1": page(
        "Lab",
        "<p>Sorry, but the page you were trying to view does not exist.</p><p>It looks like this was the result of either: a mistyped address, an out-of-date link</p>",
        h1="Not found :(",
    ),
    "5-b2": page(
        "Whoops", "<p>The page you were looking for has been moved to the great beyond.</p>"
    ),
    "5-b4": page(
        "University Library",
        "<p>This item is no longer available in our collection.</p>",
        h1="Notice",
    ),
    "5-b5": page("Institutional repository", "<p>No item with handle 123/456 exists.</p>", h1=""),
    "5-b6": page("Preprint server", "<p>Preprint not found</p>", h1=""),
    "5-b7": page(
        "Journal",
        "<p>The article requested cannot be displayed because it doesn't exist.</p>",
        h1="",
    ),
    "5-b8": page("Project site", "<p>Project 'widgets' does not exist.</p>", h1=""),
    "5-b9": page(
        "Code hosting",
        "<p>The repository you requested cannot be found or you lack the rights to see it.</p>",
        h1="",
    ),
    "5-b10": page("Deleted", "<p>This file was deleted.</p>", h1=""),
    "5-b11": page("Not available", "<p>The page is not available</p>", h1=""),
    "5-b12": page("Page removed", "<p>This page was removed on 12 May 2020.</p>", h1=""),
    "5-b13": page("File host", "<p>This file has been removed due to inactivity.</p>", h1=""),
    "5-b16": page("分享已取消", "<p>该文件的分享已被取消。</p>", h1=""),
    "5-b18": page("页面找不到了", "<p>x</p>"),
    "5-b19": page("お探しのページが見つかりませんでした", "<p>URLをご確認ください。</p>"),
    "5-b20": page("페이지가 없습니다", "<p>주소를 확인해 주세요.</p>"),
    "5-b21": page("Seite existiert nicht", "<p>x</p>"),
    "5-b22": page("Cette ressource n'est plus disponible", "<p>x</p>"),
    "5-b23": page("La página solicitada no se ha encontrado", "<p>x</p>"),
    "5-b24": page("Página inexistente", "<p>x</p>"),
    "5-b25": page("Halaman tidak ditemukan", "<p>Maaf</p>"),
    "5-b26": page("Страница удалена", "<p>x</p>"),
    "5-b28": page("Ressource nicht vorhanden", "<p>x</p>"),
    "5-b29": ("404 page not found\n", "text/plain"),
    "5-b30": ("Not found.", "text/html"),
    "5-b31": (
        '{"message":"The requested resource was not found","request_id":"a1"}',
        "application/json",
    ),
    "5-b32": page(
        "Site no longer available",
        "<p>The site you are trying to reach is no longer available.</p>",
    ),
    "5-b33": page("Workshop", "<p>This Google Site has been removed.</p>", h1=""),
    "5-b34": page("Page Gone", "<p>x</p>"),
    "5-b35": page("Something is missing", "<p>The page you want is missing.</p>"),
    "5-b36": page("Community", "<p>Thread not found.</p>", h1=""),
}
#: may come back
IDLE: dict[str, Shown] = {
    "3-plesk": page(
        "Web Server's Default Page",
        "<p>This page is generated by Plesk, the leading hosting automation software. You see this page because there is no Web site at this address.</p>",
    ),
    "3-cpanel-suspended": page(
        "Account Suspended",
        "<p>This Account has been suspended. Contact your hosting provider for more information.</p>",
        h1="Account Suspended",
    ),
    "3-apache-default": page(
        "Apache2 Ubuntu Default Page: It works",
        "<p>This is the default welcome page used to test the correct operation of the Apache2 server after installation on Ubuntu systems.</p>",
    ),
    "3-nginx-default": page(
        "Welcome to nginx!",
        "<p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>",
    ),
    "3-iis-default": "<html><head><title>IIS Windows Server</title></head><body><div><a href='http://go.microsoft.com/fwlink/'><img src='iisstart.png' alt='IIS'></a></div></body></html>",
    "3-render": page(
        "Service suspended",
        "<p>This service has been suspended by its owner.</p>",
        h1="Service Suspended",
    ),
}
PARKED: dict[str, Shown] = {
    "3-sedo": page(
        "x.net",
        "<p>The domain x.net may be for sale. Click here to inquire about this domain. This page provided to the domain owner free by Sedo's Domain Parking.</p>",
        h1="",
    ),
    "3-hugedomains": page(
        "x.net is for sale | HugeDomains",
        "<p>Take your online business to the next level. Buy this domain: $3,495. Start payment plan</p>",
        h1="x.net is for sale",
    ),
    "3-atom": page(
        "x.net | Premium domain for sale", "<p>Purchase with confidence. Listed by Atom.com</p>"
    ),
    "3-sav": page("Buy x.net", "<p>This domain is listed for sale at Sav.com</p>"),
    "3-undeveloped": page(
        "x.net",
        "<p>Is this your domain? This domain has been registered by a customer of our hosting and has no content yet.</p>",
        h1="",
    ),
    "3-ovh": page("Félicitations ! Votre domaine a bien été créé chez OVHcloud !", "<p>x</p>"),
    "3-strato": page(
        "x.net",
        "<p>Hier entsteht eine neue Internetpräsenz. Diese Domain ist bei STRATO registriert.</p>",
    ),
    "3-aruba": page("x.net", "<p>Dominio registrato presso Aruba. Sito in costruzione.</p>"),
    "3-casino": page(
        "Situs Slot Gacor Online Terpercaya 2024",
        "<p>Slot gacor hari ini, daftar slot online, judi bola, togel, maxwin rtp slot.</p>"
        + "<p>slot gacor maxwin judi online </p>" * 30,
    ),
    "3-js-lander": '<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>',
}
#: status, page, headers
WALLS: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "3-hf-gated": (
        401,
        page(
            "Access restricted",
            "<p>Access to dataset x is restricted. You must be authenticated to access it.</p>",
        ),
        (),
    ),
    "3-gitlab": (200, page("Sign in · GitLab", "<form><input type=password></form>"), ()),
    "3-cf-turn": (
        403,
        page("Just a moment...", "<div class='cf-turnstile'></div>"),
        ("Server: cloudflare",),
    ),
    "3-anubis": (
        200,
        page(
            "Making sure you&#39;re not a bot!",
            "<p>Loading...</p><p>You are seeing this because the administrator of this website has set up Anubis to protect the server against the scourge of AI companies aggressively scraping websites.</p>",
        ),
        (),
    ),
    "3-datadome": (
        403,
        "<html><head><title>x.com</title></head><body><p id=cmsg>Please enable JS and disable any ad blocker</p><script data-cfasync=false>var dd={'rt':'c','cid':'A','hsh':'x','host':'geo.captcha-delivery.com'}</script></body></html>",
        (),
    ),
    "3-imperva": (
        200,
        '<html><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body><iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1" frameborder=0>Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>',
        (),
    ),
    "3-awswaf": (
        202,
        "<!DOCTYPE html><html><head><script>window.awsWafCookieDomainList=[];window.gokuProps={}</script><script src='https://x.token.awswaf.com/challenge.js'></script></head><body></body></html>",
        ("x-amzn-waf-action: challenge",),
    ),
    "3-cnki": (200, page("安全验证", "<p>请完成下方拼图验证后继续访问</p>"), ()),
    "3-aliyun2": (200, page("访问验证", "<p>请按住滑块，拖动到最右边</p>"), ()),
    "3-quota": (
        200,
        page(
            "Google Drive - Quota exceeded",
            "<p>Sorry, you can't view or download this file at this time. Too many users have viewed or downloaded this file recently.</p>",
            h1="",
        ),
        (),
    ),
    "3-kakao": (403, page("접근이 차단되었습니다", "<p>x</p>"), ()),
    "3-campus": (
        403,
        page(
            "Forbidden",
            "<p>This resource is only accessible from within the university network (VPN).</p>",
        ),
        (),
    ),
    "3-subscr": (
        200,
        page(
            "Log in | Journal",
            "<p>Subscription required. Please log in to read the full text.</p><form><input type=password></form>",
            h1="Log in",
        ),
        (),
    ),
    "3-sophos": (403, page("Blocked by policy", "<p>Web filter</p>"), ()),
    "3-s-999": (999, "x", ()),
    "3-s-403-json": (403, '{"error":"forbidden"}', ()),
    "3-s-418": (418, "teapot", ()),
    "3-ratelimit-200": (
        200,
        page(
            "Too Many Requests",
            "<p>You have sent too many requests in a given amount of time. Please try again later.</p>",
        ),
        (),
    ),
    "3-botdetected": (
        200,
        page(
            "Bot detected",
            "<p>Our system thinks you might be a robot! Complete the captcha below.</p>",
        ),
        (),
    ),
    "3-eu-geo": (
        451,
        page(
            "451",
            "<p>We recognize you are attempting to access this website from a country belonging to the EEA.</p>",
        ),
        (),
    ),
    "3-geo200": (
        200,
        page(
            "Not available in your region", "<p>This content is not available in your country.</p>"
        ),
        (),
    ),
    "3-idp": (
        200,
        page(
            "Web Login Service",
            "<p>Username Password</p><form><input name=j_username><input type=password name=j_password></form>",
        ),
        (),
    ),
    "3-ezproxy": (
        200,
        page(
            "EZproxy Login",
            "<p>Please log in with your library account</p><form><input type=password></form>",
        ),
        (),
    ),
}
LIVING: dict[str, Shown] = {
    "3-hf-model": page(
        "org/model · Hugging Face",
        "<p>Model card. Files and versions. This model does not have enough activity to be deployed to Inference API. Downloads are not tracked for this model.</p>",
    ),
    "3-empty-folder": page(
        "paper/code at main", "<p>There are no files here yet. README coming.</p>"
    ),
    "3-ghrelease": page("Releases · org/repo", "<p>There aren't any releases here</p>"),
    "3-zenodo2": page(
        "Dataset of broken links: error pages", "<p>Files are restricted until 2027.</p>"
    ),
    "3-kaggle2": page(
        "Fake news | Kaggle", "<div id=site-content></div><script src=/app.js></script>", h1=""
    ),
    "3-pmlr": page(
        "Learning to say no: abstention",
        "<p>[abs] [PDF] Sorry, no supplementary material was found.</p>",
    ),
    "3-cvf": page(
        "CVPR 2024 Open Access Repository",
        "<p>Widgets for All. Jane Doe. [pdf] [supp] Supplementary not available</p>",
    ),
    "3-event-past": page(
        "Workshop on Missing Data 2019",
        "<p>This workshop has ended. Registration is closed. Thank you!</p>",
    ),
    "3-challenge": page(
        "FLARE challenge",
        "<p>The challenge is closed. Submissions are no longer accepted. Data remain available on request.</p>",
    ),
    "3-deprec": page(
        "OldLib documentation",
        "<p>This project is no longer maintained. Please use NewLib instead.</p>",
    ),
    "3-archived": page(
        "Dataset X",
        "<p>This dataset is no longer available for download due to privacy; the description is kept here.</p><p>"
        + WORDS
        + "</p>",
    ),
    "3-demo-off": page("MedSAM demo", "<p>The demo is currently offline. Paper. Code. BibTeX</p>"),
    "3-withdrawn": page(
        "Withdrawn: A paper on things",
        "<p>This paper has been withdrawn by Jane Doe. Abstract: we show.</p>",
    ),
    "3-retr": page(
        "RETRACTED ARTICLE: Widgets", "<p>This article has been retracted. Abstract text.</p>"
    ),
    "3-suspended": page("Suspended animation in mice", "<p>Abstract and PDF.</p>"),
    "3-account": page("Account suspended users dataset on Twitter", "<p>Data and code.</p>"),
    "3-nginx": page("Welcome to nginx performance study", "<p>PDF and data</p>"),
    "3-default": page("Default page replacement policies", "<p>We study caches. PDF.</p>"),
    "3-zh-living": page(
        "关于页面不存在问题的研究", "<p>摘要：本文研究网页链接失效。关键词：链接。</p>"
    ),
    "3-zh2": page("删除攻击下的鲁棒学习", "<p>代码 论文</p>"),
    "3-jp-living": page("研究室", "<p>卒業生のページは削除されました。新しい論文はこちら。</p>"),
    "3-de-living": page("Fehler 404: Eine Kulturgeschichte", "<p>Buch, 200 Seiten. Bestellen.</p>"),
    "3-casino-paper": page(
        "Casino loyalty card data set", "<p>Gambling research. Slot machine data and code.</p>"
    ),
    "3-slot": page(
        "Slot attention for objects",
        "<p>Slot attention. Object-centric learning. Slots compete. Code.</p>",
    ),
    "3-bot-paper": page("Not a bot: detection of social bots", "<p>Paper, code, data.</p>"),
    "3-captcha-paper": page(
        "Breaking CAPTCHA with VLMs", "<p>Complete the captcha: a study. Code.</p>"
    ),
    "3-login-widget": page(
        "Conference paper",
        "<div>Login <form action=/login><input name=user><input type=password name=pass></form></div><h2>Abstract</h2><p>"
        + WORDS
        + "</p>",
    ),
    "3-rate": page("Too many requests: load shedding in datacenters", "<p>Paper PDF</p>"),
    "3-region": page("Not available in your region: geoblocking measured", "<p>Paper PDF</p>"),
    "3-txtreadme": (
        "README\n404 images were removed. File not found errors are harmless.\n",
        "text/plain",
    ),
    "3-jsonmodel": ('{"architectures":["Bert"],"error":null,"status":"404"}', "application/json"),
    "3-atom": (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Not found: feed</title></feed>',
        "application/atom+xml",
    ),
    "3-loginfree": page("Sign in the wild: ASL dataset", "<p>Download.</p>"),
    "3-emptyish": page("P", "<p>.</p>"),
    "3-redirected": page(
        "Redirecting…",
        '<link rel="canonical" href="/x"><p><a href="/new/42">Click here if you are not redirected.</a></p><script>location="/new/42"</script>',
    ),
    "3-ndash": page("Nothing found? Query reformulation", "<p>PDF</p>"),
    "3-exp2": page(
        "Experiment expired domains: measurement", "<p>Domain has expired studies. PDF.</p>"
    ),
    "3-video": page(
        "Video unavailable: robustness to missing modalities", "<p>Project page, paper, code</p>"
    ),
    "3-abs": page(
        "A survey",
        "<h2>Abstract</h2><p>The page you are looking for does not exist is a message that people see.</p><h2>Introduction</h2><p>x</p>",
    ),
    "4-lab-closed": page(
        "Vision Lab",
        "<p>The lab was closed in 2021 when Prof. Doe retired. Former members are listed here.</p><ul><li>A. Miller</li></ul>",
    ),
    "4-data-removed": page(
        "FaceScrub dataset",
        "<p>The images have been removed. Only URLs are distributed. Request access by e-mail.</p>",
    ),
    "4-dataset-ret": page(
        "MS-Celeb-1M", "<p>This dataset has been retired. No downloads are offered.</p>"
    ),
    "4-tool": page(
        "OCR service", "<p>Upload a file. No file selected.</p><form><input type=file></form>"
    ),
    "4-search-empty": page(
        "Search results", "<form><input name=q></form><p>No results yet: enter a query.</p>"
    ),
    "4-cart": page(
        "Shop", "<p>Your basket is empty. Not sure what to buy? Book: Deep Learning.</p>"
    ),
    "4-faq": page(
        "FAQ", "<h3>Why can't I find the page I am looking for?</h3><p>We moved the wiki.</p>"
    ),
    "4-code-na": page("SegNetX", "<h2>SegNetX: segmentation</h2><p>Code is not available yet.</p>"),
    "4-paper-na": page(
        "Workshop programme", "<p>Paper 12: not available. Paper 13: PDF. Paper 14: PDF.</p>"
    ),
    "4-video-na": page(
        "Talk", "<p>This video will be available after the conference.</p><p>Slides: PDF</p>"
    ),
    "4-deprecated": page(
        "pytorch-geometric-old 0.9", "<p>This version is no longer available on conda. Use pip.</p>"
    ),
    "4-leaderboard": page(
        "Leaderboard",
        "<table><tr><td>1</td><td>MissNet</td><td>0.91</td></tr><tr><td>2</td><td>-</td><td>error</td></tr></table>",
    ),
    "4-personal": page(
        "Jane Doe", "<p>I am no longer at the University. Find me at my new page.</p>"
    ),
    "4-author-del": page(
        "Issue 12 · org/repo",
        "<p>ghost commented: this comment has been deleted.</p><p>thanks, works now</p>",
    ),
    "4-proj-end": page(
        "Project HEAL (2016-2019)",
        "<p>The project ended in 2019. This site is no longer updated.</p>",
    ),
    "4-challenge-end": page(
        "Challenge", "<p>This challenge has ended. Results are below.</p><p>1. Team A</p>"
    ),
    "4-api": page("API status", "<p>All systems operational. Error rate 0 %.</p>"),
    "4-no-abs": page("A short note on widgets", "<p>No abstract available.</p>"),
    "4-no-abs2": page("Letter to the editor", "<p>Abstract not available</p><p>Full text: PDF</p>"),
    "4-doc": page(
        "Errors — mylib documentation",
        "<p>NotFoundError: raised when the resource does not exist.</p>",
    ),
    "4-empty-list": page(
        "Publications of the group", "<p>No publications found for 2026.</p><p>2025: 3, 2024: 7</p>"
    ),
    "4-zh-a": page("数据集下载", "<p>原链接已失效，新链接：百度网盘。</p>"),
    "4-zh-b": page("课题组主页", "<p>本站不再更新。请访问新网站。</p>"),
    "4-zh-c": page("论文笔记", "<p>如果图片不存在，请刷新。</p><p>" + "深度学习" * 50 + "</p>"),
    "4-ja-a": page("データセット", "<p>以前のファイルは削除されました。新しい版はこちら。</p>"),
    "4-de-a": page(
        "Projekt", "<p>Das Projekt ist abgeschlossen. Der Server wird nicht mehr betreut.</p>"
    ),
    "4-fr-a": page(
        "Base de données", "<p>Cette base n'est plus mise à jour. Télécharger l'archive.</p>"
    ),
    "4-es-a": page("Corpus", "<p>No hay versión en inglés. Descargar.</p>"),
    "4-hf-space": page(
        "Demo - a Hugging Face Space",
        "<p>This Space is sleeping due to inactivity.</p><script src=a.js></script>",
    ),
    "4-colab": page("notebook.ipynb", "<p>Open in Colab</p><script>1</script>"),
    "4-forum": page(
        "Where did the page go? - Forum",
        "<p>I get page not found. Any help?</p><p>Fixed, thanks.</p>",
    ),
    "4-casino": page(
        "Bandit algorithms in online casinos",
        "<p>We study online casinos, free spins and no deposit bonus offers. PDF, data.</p>",
    ),
    "4-pharma": page(
        "Detecting illicit pharmacies",
        "<p>Viagra and Cialis spam; payday loans spam. A corpus.</p>",
    ),
    "4-domainreg": page(
        "Whois study", "<p>Domains registered with GoDaddy and Namecheap are compared. Data.</p>"
    ),
    "4-mail": page("Archive", "<p>Message not found in thread? Try the index.</p><p>msg1</p>"),
    "4-catchall": page(
        "Widgets 2024", "<p>We present widgets. Code is not released. Data are not public.</p>"
    ),
    "4-quota": page("Quota exceeded: fair sharing in clusters", "<p>PDF</p>"),
    "4-slow": page("Slow down to speed up", "<p>PDF. Code.</p>"),
    "4-region2": page("Restricted in your region? A measurement", "<p>PDF.</p>"),
    "4-js": page(
        "Plot",
        "<p>You need to enable JavaScript to run this app.</p><script src=a.js></script>",
        h1="",
    ),
    "4-jsonok": ('{"id":404,"title":"Widgets","status":"published"}', "application/json"),
    "4-jsonok2": ('{"status":404,"title":"Page 404","pages":[1,2]}', "application/json"),
    "4-jsonok3": (
        '{"name":"widget","version":"4.0.4","description":"handles not found errors"}',
        "application/json",
    ),
    "4-onepara": page("Widgets", "<p>Widgets not found in nature are made in labs.</p>"),
    "4-invalid": page("Invalid statistics in medicine", "<p>PDF</p>"),
    "4-unknown-paper": page("Unknown object segmentation", "<p>PDF</p>"),
    "4-expired-article": page("Expired drugs report", "<p>PDF</p>"),
    "4-missing-link": page("The missing link", "<p>PDF</p>"),
    "4-site-suspended": page("Suspended site formation in polymers", "<p>PDF</p>"),
    "4-file-removed": page(
        "File removed from the archive", "<p>In 2010 a file was removed; this essay tells why.</p>"
    ),
    "4-content-gone": page("Content unavailable to readers with dyslexia", "<p>PDF</p>"),
    "5-a1": page(
        "MedNeXt project page",
        "<p>MedNeXt. J. Doe, A. Roe. MICCAI 2023. Abstract: no abstract here. [Paper] [Code]</p>",
    ),
    "5-a2": page("Model card", "<p>License: unknown. Downloads: 0. No model card yet.</p>"),
    "5-a3": page(
        "Grant page",
        "<p>Funding for this project expired in 2020. Outputs are listed.</p><ul><li>Dataset</li></ul>",
    ),
    "5-a4": page("Server status", "<p>Error: none. Jobs: 3.</p>"),
    "5-a5": page(
        "Thesis of Jane Doe",
        "<p>Embargo until 2030: full text not available. Metadata: PhD, 2025.</p>",
    ),
    "5-a6": page(
        "Item 12345",
        "<p>Files in this item: there are no files associated with this item.</p><p>Title: Widgets. Author: J. Doe.</p>",
    ),
    "5-a7": page(
        "Poster 12", "<p>The poster could not be shown at the meeting. See the paper.</p>"
    ),
    "5-a8": page(
        "Corrigendum",
        "<p>In Table 1 the value was missing. The authors apologise for the error.</p>",
    ),
    "5-a9": page("Supplement", "<p>Video S1 not found in the online version can be requested.</p>"),
    "5-a10": page("Kubernetes: NotFound", "<p>Q: pods not found. A: check the namespace.</p>"),
    "5-a11": page(
        "Course CS231", "<p>This course is not offered this year. Slides of 2023: PDF.</p>"
    ),
    "5-a12": page(
        "Old page of the BRATS challenge",
        "<p>This page is no longer maintained. New page: braintumor.org.</p>",
    ),
    "5-a13": page(
        "GitHub - org/gone: nothing here yet", "<p>Nothing here yet. Star to be notified.</p>"
    ),
    "5-a14": page("数据集", "<p>该数据集需要申请，未经许可不得使用。</p>"),
    "5-a15": page("论文主页", "<p>代码：暂无。论文：PDF。数据：无。</p>"),
    "5-a16": page("研究紹介", "<p>データは公開していません。論文はこちら。</p>"),
    "5-a17": page("연구실", "<p>데이터는 공개되지 않습니다. 논문.</p>"),
    "5-a18": page("Proyecto", "<p>El código no está disponible todavía. Artículo: PDF.</p>"),
    "5-a19": page("Projet", "<p>Le code n'est pas encore disponible. Article : PDF.</p>"),
    "5-a20": page("Projekt", "<p>Der Code ist noch nicht verfügbar. Artikel: PDF.</p>"),
    "5-a21": page("Проект", "<p>Код пока не доступен. Статья: PDF.</p>"),
    "5-a22": page(
        "Blog: Why we removed the page view counter", "<p>It was not useful. Comments closed.</p>"
    ),
    "5-a23": page(
        "Please read",
        "<p>Access to the data requires a licence. If you have no licence, contact us.</p>",
    ),
    "5-a24": page("Registration", "<p>Registration is not open yet.</p>"),
    "5-a25": page("Video page", "<video></video><p>Your player cannot show this video.</p>"),
    "5-a26": page("Demo", "<canvas></canvas><p>WebGL is not supported? See the FAQ.</p>"),
    "5-a27": page("Tiny", "<p>No.</p>"),
    "5-a28": page("The Not Found Project", "<p>An art project on missing persons. PDF.</p>"),
    "5-a29": page("Error bars in deep learning", "<p>Code.</p>"),
    "5-a30": page("UCI: Dataset removed duplicates", "<p>csv, arff.</p>"),
    "5-a31": page("This paper is not available in English", "<p>Titre : Les widgets. PDF.</p>"),
    "5-a32": page("Content moderation dataset", "<p>Posts deleted by moderators. JSON.</p>"),
    "5-a33": page(
        "User account deletion study", "<p>When a user account is deleted, what happens? PDF.</p>"
    ),
    "5-a34": page("Link rot", "<p>Broken link</p><p>A study of link rot by J. Doe. PDF</p>"),
}

for truth, prefix, several in (
    (DEAD, "gone", MISSING),
    (UNSTABLE, "idle", IDLE),
    (DEAD, "sold", PARKED),
    (ALIVE, "lives", LIVING),
):
    for name, shown in several.items():
        content, kind = shown if isinstance(shown, tuple) else (shown, "text/html")
        add(f"{prefix}-{name}", truth, says(200, content, kind=kind))
for name, (status, text, headers) in WALLS.items():
    add(f"walled-{name}", BLOCKED, says(status, text, headers=headers))
# what such hosts say to nonsense as well, in words that no rule knows
for name, words in (
    ("share", "Sharing link has been cancelled by its owner."),
    ("zh", "你要找的页面飞走了"),
    ("el", "Δεν βρέθηκε η σελίδα που ζητήσατε."),
    ("en", "We're sorry, but we can't find a page at that address."),
    ("ur", "معذرت، یہ صفحہ موجود نہیں"),
):
    add(f"same-{name}", DEAD, everywhere(200, page("Lab", f"<p>{words}</p>", h1="")))
# ... but a program that runs in the browser says the same at every address of its host
for name, words in (
    ("noscript", "You need to enable JavaScript to run this app. It does not work without it."),
    ("loading", "Loading, please wait. If nothing happens, reload."),
):
    add(f"same-{name}", ALIVE, everywhere(200, page("App", f"<p>{words}</p>", h1="")))
