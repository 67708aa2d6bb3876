"""More wordings of missing pages, walls and parked domains, and living pages that come close to them.

They were written without a look at the rules, which had four in five of them right at first.
"""

# ruff: noqa: E501 (pages are easier to read in one line)

from __future__ import annotations

import gzip

from benchmarks.behaviours.rows import ALIVE, BLOCKED, DEAD, WORDS, add, page, says

#: page, or body and media type
Shown = str | tuple[str | bytes, str]

MISSING: dict[str, Shown] = {
    "wp": page(
        "Page not found – The Vision Lab",
        "<p>It looks like nothing was found at this location. Maybe try a search?</p>",
        h1="Oops! That page can&rsquo;t be found.",
    ),
    "apache": '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>',
    "iis": page(
        "404 - File or directory not found.",
        "<p>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</p>",
        h1="Server Error",
    ),
    "xampp": page(
        "Object not found!",
        "<p>The requested URL was not found on this server. If you entered the URL manually please check your spelling and try again.</p>",
        h1="Object not found!",
    ),
    "it": page("Pagina non trovata", "<p>Torna alla home</p>"),
    "ru": page("Страница не найдена", "<p>Вернуться на главную</p>"),
    "pt": page("Página não encontrada", "<p>Voltar ao início</p>"),
    "ko": page("페이지를 찾을 수 없습니다", "<p>홈으로</p>"),
    "pl": page("Nie znaleziono strony", "<p>Powrót</p>"),
    "tr": page("Sayfa bulunamadı", "<p>Ana sayfa</p>"),
    "nl": page("Pagina niet gevonden", "<p>Terug</p>"),
    "zh2": page("404 错误", "<p>您访问的页面不存在或已被删除</p>"),
    "zh3": page("提示信息", "<p>抱歉，您要访问的页面已经被删除</p>", h1=""),
    "gdrive": page(
        "Google Drive - Page Not Found",
        "<p>Sorry, the file you have requested does not exist.</p><p>Make sure that you have the correct URL and the file exists.</p>",
        h1="",
    ),
    "dropbox": page(
        "Dropbox - Error",
        "<p>Someone may have deleted the file or disabled sharing on the link.</p>",
        h1="That file isn&#39;t here anymore",
    ),
    "cant-find": page(
        "The Lab",
        "<p>We can&#8217;t seem to find the page you&#8217;re looking for.</p>",
        h1="Oops!",
    ),
    "doi": page(
        "DOI Not Found", "<p>This DOI cannot be found in the DOI System.</p>", h1="DOI Not Found"
    ),
    "item": page(
        "Item not found",
        "<p>The item you requested could not be found in this repository.</p>",
        h1="",
    ),
    "noexist": page("Institute", "<p>The page you requested does not exist.</p>", h1="Sorry"),
    "notexist-anymore": page("Institute", "<p>This page no longer exists.</p>", h1="Gone"),
    "json404": ('{"status":404,"message":"Not Found"}', "application/json"),
    "plain": ("Not Found", "text/plain"),
    "nosuchkey": (
        '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
        "application/xml",
    ),
    "notion": page(
        "Page not found", "<p>This content does not exist</p>", h1="This content does not exist"
    ),
    "ghpages": page(
        "Site not found &middot; GitHub Pages",
        "<p>There isn't a GitHub Pages site here.</p>",
        h1="404",
    ),
    "expired-link": page("Link expired", "<p>This link has expired or been removed.</p>"),
    "drupal": page(
        "Page not found | University of X",
        '<nav>Home About</nav><p>The requested page "/papers/42" could not be found.</p>',
    ),
    "joomla": page(
        "404 - Error: 404",
        "<p>You may not be able to visit this page because of: an out-of-date bookmark/favourite</p>",
        h1="Error: Article not found",
    ),
    "github-like": page(
        "Page not found · GitHub", "<p>This is not the web page you are looking for.</p>", h1=""
    ),
    "hf": page(
        "404 – Hugging Face", "<p>Sorry, we can't find the page you are looking for.</p>", h1="404"
    ),
    "medium": page(
        "Medium", "<p>PAGE NOT FOUND</p><p>404</p><p>Out of nothing, something.</p>", h1=""
    ),
    "sciencedirectlike": page(
        "Page not available", "<p>The page you requested is not available at this time.</p>"
    ),
    "pubdeleted": page(
        "Publication removed", "<p>This publication has been removed by its author.</p>"
    ),
    "repo-private": page("Repository unavailable", "<p>This repository has been deleted.</p>"),
    "huge404": page("404", "<p>" + "Menu entry and footer text. " * 60 + "</p>", h1="404"),
    "h2-404": "<html><head><title>Lab of Vision</title></head><body><h2>404</h2><h3>Page Not Found</h3><p>Go home</p></body></html>",
    "notfound-fr": page("Erreur 404", "<p>La page que vous recherchez n'existe pas.</p>"),
    "de2": page("Fehler 404", "<p>Die gewünschte Seite konnte nicht gefunden werden.</p>"),
    "es2": page("Error 404", "<p>Lo sentimos, la página que busca no existe.</p>"),
    "whoops": page(
        "Whoops, looks like something went wrong",
        "<p>Sorry, the page you are looking for could not be found.</p>",
        h1="",
    ),
    "laravel": page("Not Found", "<p>404 | Not Found</p>", h1=""),
    "django": page("Not Found", "<p>The requested resource was not found on this server.</p>"),
    "flask": "<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>",
    "spring": page(
        "",
        "<p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><p>There was an unexpected error (type=Not Found, status=404).</p>",
        h1="Whitelabel Error Page",
    ),
    "express": ("Cannot GET /papers/42", "text/html"),
    "express-pre": "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Cannot GET /papers/42</pre></body></html>",
    "tomcat": page(
        "HTTP Status 404 – Not Found",
        "<p>Type Status Report</p><p>Description The origin server did not find a current representation for the target resource</p>",
    ),
    "nginx": "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.18.0</center></body></html>",
    "json2": ('{"detail":"Not found."}', "application/json"),
    "json3": (
        '{"error":{"code":404,"message":"Requested entity was not found."}}',
        "application/json",
    ),
    "json4": ('{"success":false,"message":"Paper does not exist"}', "application/json"),
    "jp2": page("404 Not Found", "<p>お探しのページは見つかりませんでした。</p>"),
    "wix": page("Looks Like This Domain Isn't Connected To A Website Yet", "<p>x</p>"),
    "vercel": page("404: NOT_FOUND", "<p>Code: DEPLOYMENT_NOT_FOUND</p>", h1="404: NOT_FOUND"),
    "netlify": page(
        "Site not found",
        "<p>Looks like you followed a broken link or entered a URL that doesn't exist on Netlify.</p>",
    ),
    "heroku": page("No such app", "<p>There's nothing here, yet.</p>", h1=""),
    "readthedocs": page(
        "Maze Found",
        "<p>404 Not Found. The documentation page you requested does not exist or may have been removed.</p>",
        h1="SORRY",
    ),
    "sharepoint": page(
        "Sorry, something went wrong",
        "<p>The resource you are looking for has been removed, had its name changed, or is temporarily unavailable.</p>",
        h1="",
    ),
    "gsites": page(
        "Page Not Found", "<p>We're sorry. The page you are looking for cannot be found.</p>"
    ),
    "colab": page(
        "Notebook not found",
        "<p>There was an error loading this notebook. Ensure that the file is accessible and try again.</p>",
    ),
    "plain2": page("", "<p>The requested document was not found on this server.</p>", h1=""),
    "article": page("Article not found", "<p>The article you are looking for does not exist.</p>"),
    "gone-410": page("410 Gone", "<p>The resource is no longer available</p>"),
    "vi": page("Không tìm thấy trang", "<p>Trang bạn yêu cầu không tồn tại.</p>"),
    "ar": page("الصفحة غير موجودة", "<p>عذرا</p>"),
    "hu": page("Az oldal nem található", "<p>x</p>"),
    "el": page("Η σελίδα δεν βρέθηκε", "<p>x</p>"),
    "fi": page("Sivua ei löytynyt", "<p>x</p>"),
    "da": page("Siden blev ikke fundet", "<p>x</p>"),
    "no": page("Siden finnes ikke", "<p>x</p>"),
    "uk": page("Сторінку не знайдено", "<p>x</p>"),
    "ro": page("Pagina nu a fost găsită", "<p>x</p>"),
    "id": page("Halaman tidak ditemukan", "<p>x</p>"),
    "fa": page("صفحه یافت نشد", "<p>x</p>"),
    "he": page("הדף לא נמצא", "<p>x</p>"),
    "th": page("ไม่พบหน้า", "<p>x</p>"),
}
PARKED: dict[str, Shown] = {
    "dan": page(
        "behaviours.net",
        "<p>The domain name behaviours.net is for sale! Make an offer on dan.com</p>",
        h1="",
    ),
    "maybe": page(
        "behaviours.net - This website is for sale! - behaviours Resources and Information.",
        "<p>This domain may be for sale by its owner!</p>",
        h1="",
    ),
    "expired": page(
        "Domain expired",
        "<p>This domain has expired. If you are the owner, renew it at your registrar.</p>",
    ),
    "bodis": '<html><head><title></title></head><body><div id="target"></div><script src="https://parking.bodiscdn.com/x.js"></script></body></html>',
    "godaddy": page("p", "<p>This Web page is parked FREE, courtesy of GoDaddy.com.</p>"),
    "namecheap": page(
        "x",
        "<p>behaviours.net is registered at Namecheap. This domain was recently registered at Namecheap. Please check back later!</p>",
        h1="",
    ),
    "dan2": page(
        "behaviours.net is for sale",
        "<p>The owner of this domain is selling it. Buy now for $2,000</p>",
    ),
    "afternic": page(
        "behaviours.net",
        "<p>The domain behaviours.net is available for purchase. Afternic</p>",
        h1="",
    ),
    "registrar": page(
        "Domain Name Registration",
        "<p>behaviours.net has expired. Renew it now at our registrar</p>",
    ),
    "freepark": page(
        "behaviours.net",
        "<p>Welcome to behaviours.net. This page is parked. Sponsored listings</p>",
        h1="",
    ),
    "cn": page("behaviours.net", "<p>您访问的域名可出售! 联系我们购买此域名</p>"),
    "porkbun": page(
        "behaviours.net parked on Porkbun",
        "<p>A Brand New Domain! Congratulations! It's a great domain.</p>",
        h1="",
    ),
    "hostinger": page(
        "Parked Domain name on Hostinger DNS system",
        "<p>Happy to see your domain with Hostinger!</p>",
        h1="",
    ),
    "ionos": page(
        "behaviours.net",
        "<p>This domain name has been registered with IONOS. Not yet connected</p>",
    ),
}
#: status, page, headers
WALLS: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "cf-attn": (
        403,
        page("Attention Required! | Cloudflare", "<p>Sorry, you have been blocked</p>"),
        (),
    ),
    "checking": (
        503,
        page(
            "x",
            "<p>Checking your browser before accessing x.net. This process is automatic. DDoS protection by Cloudflare</p>",
            h1="",
        ),
        (),
    ),
    "pardon": (
        200,
        page(
            "Pardon Our Interruption",
            "<p>As you were browsing something about your browser made us think you were a bot.</p>",
        ),
        (),
    ),
    "robot": (
        200,
        page(
            "Are you a robot?",
            "<p>Please make sure your browser supports JavaScript and cookies.</p>",
        ),
        (),
    ),
    "amazon": (
        200,
        page(
            "Robot Check",
            "<p>Enter the characters you see below. Sorry, we just need to make sure you're not a robot.</p>",
            h1="",
        ),
        (),
    ),
    "f5": (
        200,
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 123456</body></html>",
        (),
    ),
    "sg": (
        202,
        '<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2Fpapers%2F42&y=ipc:1.2.3.4"></meta></head></html>',
        (),
    ),
    "sucuri": (
        200,
        "<html><title>You are being redirected...</title><noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript><script>var s={};sucuri_cloudproxy_js='';</script></html>",
        ("X-Sucuri-ID: 1",),
    ),
    "bm-verify": (
        200,
        '<html><head><meta http-equiv="refresh" content="5; URL=\'/papers/42?bm-verify=AAQ\'" /><script>var i=1;</script></head><body></body></html>',
        ("Server: AkamaiGHost",),
    ),
    "baidu": (200, page("百度安全验证", "<p>网络不给力，请稍后重试</p>"), ()),
    "hcaptcha": (
        200,
        page(
            "Verify you are human",
            "<p>Complete the check</p><script src='https://js.hcaptcha.com/1/api.js'></script>",
        ),
        (),
    ),
    "onemoment": (
        200,
        page("One moment, please...", "<p>Please wait while your request is being verified...</p>"),
        (),
    ),
    "ddosguard": (403, page("DDoS-Guard", "<p>Checking your browser</p>"), ("Server: ddos-guard",)),
    "kasada": (429, "<html><script>window.KPSDK={};</script></html>", ("x-kpsdk-ct: 1",)),
    "access-denied-200": (
        200,
        page(
            "Access Denied", "<p>You don't have permission to access this page on this server.</p>"
        ),
        (),
    ),
    "unusual": (
        200,
        page(
            "Sorry...",
            "<p>Our systems have detected unusual traffic from your computer network.</p>",
        ),
        (),
    ),
    "s-407": (407, "proxy", ()),
    "s-423": (423, "locked", ()),
    "s-498": (498, "x", ()),
    "paywall": (402, page("Subscribe to continue", "<p>x</p>"), ()),
    "geo": (451, page("Unavailable for legal reasons", "<p>x</p>"), ()),
    "unsupported": (
        200,
        page("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
        (),
    ),
    "akamai-ref": (
        200,
        page(
            "Access Denied",
            '<p>You don\'t have permission to access "http://x/" on this server.<P>Reference #18.abc</p>',
        ),
        ("Server: AkamaiGHost",),
    ),
    "cf-1015": (
        429,
        page(
            "Access denied | x.net used Cloudflare to restrict access",
            "<p>You are being rate limited. Error 1015</p>",
        ),
        ("Server: cloudflare",),
    ),
    "cf-managed": (
        403,
        page("Just a moment...", "<script>window._cf_chl_opt={}</script>"),
        ("cf-mitigated: challenge",),
    ),
    "incapsula-pardon": (
        405,
        page("Pardon Our Interruption...", "<p>As you were browsing</p>"),
        (),
    ),
    "px": (403, page("Access to this page has been denied.", "<p>Press & Hold</p>"), ()),
    "aliyun": (
        405,
        page("405", "<p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p>"),
        (),
    ),
    "wordfence": (
        403,
        page("Your access to this site has been limited", "<p>Generated by Wordfence</p>"),
        (),
    ),
    "wordfence503": (
        503,
        page(
            "Your access to this site has been limited by the site owner",
            "<p>Your access to this service has been limited. (HTTP response code 503) If you think you have been blocked in error, contact the owner. Generated by Wordfence</p>",
        ),
        (),
    ),
    "modsec": (
        406,
        page(
            "Not Acceptable!",
            "<p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p>",
        ),
        (),
    ),
    "cookiecheck": (
        200,
        page("Cookie check", "<p>Your browser must accept cookies to view this site.</p>"),
        (),
    ),
    "jsreq": (
        200,
        page(
            "Human verification",
            "<p>JavaScript is disabled. In order to continue, we need to verify that you're not a robot.</p>",
        ),
        (),
    ),
    "turnstile": (
        200,
        page("Verifying you are human. This may take a few seconds.", "<p>x</p>"),
        (),
    ),
    "bot-check": (
        200,
        page(
            "Bot Verification",
            "<p>Verifying that you are not a robot...</p><script src=https://www.google.com/recaptcha/api.js></script>",
        ),
        (),
    ),
    "paywall200": (200, page("Sign in to continue", "<form><input type=password></form>"), ()),
    "shib": (
        200,
        page(
            "Choose your institution",
            "<p>Login via OpenAthens or Shibboleth. Find your institution</p>",
        ),
        (),
    ),
    "ms-login": (
        200,
        page("Sign in to your account", "<form><input type=email name=loginfmt></form>"),
        (),
    ),
    "wp-password": (
        200,
        page(
            "Protected: Paper",
            "<form action=/wp-login.php?action=postpass><p>This content is password protected. To view it please enter your password below:</p><input type=password></form>",
        ),
        (),
    ),
    "s-444": (444, "", ()),
    "s-460": (460, "x", ()),
}
LIVING: dict[str, Shown] = {
    "title-404": page("Error 404: understanding broken links in scholarly communication"),
    "domain-sale": page("Is this domain for sale? The economics of parked pages"),
    "robots": page("Are robots human? Verify you are human tests revisited"),
    "notfound-paper": page(
        "Not Found: Exploring Absence in Visual Question Answering",
        "<p>Abstract. We study not found answers.</p>",
    ),
    "moment": page(
        "Just a Moment: Temporal Localisation in Videos", "<p>Short abstract of a paper.</p>"
    ),
    "denied": page(
        "Access Denied? A Study of Paywalls in Science",
        "<p>Short abstract of a paper about access.</p>",
    ),
    "maint": page("Predictive maintenance of turbines", "<p>We show.</p>"),
    "gallery404": page("ImageNet-404: missing modalities", "<p>Short.</p>"),
    "comment404": page(
        "Great paper", f"<p>{WORDS}</p><p>Comment: page not found when I click the link</p>"
    ),
    "cookie-banner": page(
        "A paper", f"<div class=consent>We use cookies. Accept all</div><p>{WORDS}</p>"
    ),
    "signin-header": page("A dataset", f"<a href=/login>Sign in</a><p>{WORDS}</p>"),
    "small": page("My code", "<p>Download: code.zip</p>"),
    "tiny-text": ("ok\n", "text/plain"),
    "bib": ("@article{doe, title={A}}", "application/x-bibtex"),
    "svg": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    "xml": ('<?xml version="1.0"?><record><title>A</title></record>', "application/xml"),
    "mp4": (b"\0\0\0\x18ftypmp42" + b"0" * 5000, "video/mp4"),
    "ps": (b"%!PS-Adobe-3.0\n" + b"x" * 3000, "application/postscript"),
    "docx": (
        b"PK\3\4" + b"x" * 3000,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "gz": (gzip.compress(b"x" * 9999), "application/gzip"),
    "spa-title": '<!doctype html><html><head><title>OpenReview-like</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"title":"Paper"}}}</script></body></html>',
    "frameset": '<html><head><title>Lab</title></head><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>',
    "notitle": f"<html><body><h2>Our method</h2><p>{WORDS}</p></body></html>",
    "listing": page("Index of /papers/42", '<a href="a.pdf">a.pdf</a>'),
    "soon": page("MedX: code", "<p>Code coming soon.</p>"),
    "exp": page("Missing data imputation with transformers", "<p>Abstract: data are missing.</p>"),
    "sorry": page("Sorry! A corpus of apologies", "<p>Get the corpus. File formats: JSON.</p>"),
    "removed": page("Noise removed: denoising", "<p>Short project page. Code. Paper.</p>"),
    "moved": page("Lab website (moved)", "<p>Our lab.</p>"),
    "gone": page("Gone Fishing: active learning", "<p>Paper, code.</p>"),
    "unavail": page("Learning with unavailable modalities", "<p>Paper. Code.</p>"),
    "verify": page("Verify: a fact-checking dataset", "<p>Data</p>"),
    "human": page("Human Check: evaluation of captions", "<p>Paper</p>"),
    "denied2": page("Access control in hospitals", "<p>Access denied errors are common.</p>"),
    "search-page": page("Search | Papers", "<form><input name=q></form><p>Find papers</p>"),
    "login-tutorial": page("Login forms: a usability study", f"<p>{WORDS}</p>"),
    "dataset-login": page(
        "MIMIC-CXR Database", f"<a href=/login>Log in to access the files</a><p>{WORDS}</p>"
    ),
    "parkpaper": page(
        "Car parking detection", "<p>Related searches and links. Code. Privacy Policy</p>"
    ),
    "domainad": page("Domain adaptation for sale prediction", "<p>Our code.</p>"),
    "coming": page("MedVLM", "<p>Code coming soon!</p>"),
    "undercon": page("Widgets project", "<p>This page is under construction. Paper: PDF.</p>"),
    "maintenance": page("Maintenance scheduling with RL", "<p>Repo.</p>"),
    "error500": page("500 Days of Summer dataset", "<p>Data</p>"),
    "json-list": ("[]", "application/json"),
    "csv": ("a,b\n", "text/csv"),
    "md": ("# Page not found dataset\nA dataset of 404 pages", "text/markdown"),
    "redirectjs": '<html><head><title>Redirecting...</title><script>location="/x"</script></head></html>',
    "na1": page(
        "WidgetNet", "<h2>Authors</h2><p>Jane Doe</p><p>Dataset not available</p><p>Paper</p>"
    ),
    "na2": page(
        "Our workshop",
        "<ul><li>Slides not available</li><li>Zoom link expired</li><li>Video unavailable</li></ul>",
    ),
    "na3": page(
        "Model zoo",
        "<table><tr><td>model A</td><td>404</td></tr><tr><td>model B</td><td>not found</td></tr></table>",
    ),
    "na4": page("Publications", "<p>Paper not found? Mail me.</p>"),
    "na5": page("Jane Doe", "<p>This page has moved. See my new page.</p>"),
    "na6": page(
        "Download",
        "<p>Please sign in to download</p><form><input type=password></form><p>" + WORDS + "</p>",
    ),
    "na8": page("Registered reports", "<p>This domain is registered with ICANN studies.</p>"),
    "na9": page("Register your interest", "<p>form</p><form></form>"),
    "na10": page("MICCAI workshop: registration closed", "<p>The event has expired.</p>"),
    "na11": page("Sign language recognition", "<form><input name=q></form><p>Demo.</p>"),
    "na12": page("Login-free access to medical data", "<p>Demo.</p><form></form>"),
    "na13": page("Security Check: attacks on VLMs", "<p>Code</p>"),
    "na14": page("Human verification of LLM outputs", "<p>Code and paper</p>"),
    "na15": page("Forbidden Knowledge dataset", "<p>Data</p>"),
    "na16": page("Blocked attention", "<p>Efficient.</p>"),
    "na17": page("403(b) plans: a QA dataset", "<p>Data</p>"),
    "na18": page("Access denied by design: private inference", "<p>Data</p>"),
    "na19": page("Not authorized biography corpus", "<p>Data</p>"),
    "na20": page(
        "For sale: house price dataset", "<p>house price data; domain adaptation. Sedo.</p>"
    ),
    "na21": page("Cookie check dataset of baking", "<p>Images</p>"),
    "na22": page("Find your institution in our map", "<p>Map</p>"),
    "na23": page("Seite", "<p>Datei nicht gefunden Fehler werden erkannt von unserem Tool.</p>"),
    "na24": page("论文页面", "<p>代码暂未公开</p>"),
    "na25": page("医学影像", "<p>数据集不存在标注错误</p>"),
    "na26": page("Under Construction: building detection", "<p>Code</p>"),
    "na27": page("Coming soon to theaters: trailers dataset", "<p>x</p>"),
    "na28": page("It Works! Prompting for radiology", "<p>x</p>"),
    "na29": page("Error analysis of OCR", "<p>Sorry, code is not public.</p>"),
    "na30": page("Search engines for chemistry", "<p>x</p>"),
    "na31": page("Lost in the middle", "<p>long contexts</p>"),
    "na32": page("Project moved to GitHub", "<p>Our code is on GitHub now.</p>"),
    "j1": ('{"title":"Not found: a paper","doi":"10.1/x"}', "application/json"),
    "j2": ('{"status":"ok","message":{"title":["A"],"DOI":"10.1/x"}}', "application/json"),
    "j3": ('{"code":"def f(): raise KeyError(404)","language":"python"}', "application/json"),
    "j4": ('{"errors":[],"data":[1,2,3]}', "application/json"),
    "t1": ("Usage: see README. Not found packages must be installed.", "text/plain"),
    "t2": ("User-agent: *\nDisallow:\n", "text/plain"),
    "x1": (
        '<?xml version="1.0"?><ListBucketResult><Name>b</Name></ListBucketResult>',
        "application/xml",
    ),
    "meta": page("Loading…", "<div id=app></div><script src=/a.js></script>"),
    "gdocs": page(
        "Paper - Google Docs",
        "<p>JavaScript isn't enabled in your browser, so this file can't be opened. Enable and reload.</p><script>1</script>",
    ),
    "yt": page("Talk - YouTube", "<script>1</script><div id=player></div>", h1=""),
    "drivepdf": page("paper.pdf - Google Drive", "<script>1</script>", h1=""),
    "zenodo": page(
        "Dataset | Zenodo",
        "<p>This record has been published. Version v2. Restricted: You need to request access.</p>",
    ),
    "osf": page(
        "OSF",
        "<p>OSF does not support the use of older browsers.</p><script src=a.js></script>",
        h1="",
    ),
    "cookiewall-banner": page(
        "Journal article",
        "<p>We use cookies to enhance. Please enable cookies to continue with full features.</p><p>"
        + WORDS
        + "</p>",
    ),
    "consent-dialog": page(
        "News on AI",
        "<div>Before you continue to our site, choose cookies</div><p>" + WORDS + "</p>",
    ),
}

for truth, prefix, several in (
    (DEAD, "missing", MISSING),
    (DEAD, "parked", PARKED),
    (ALIVE, "living", LIVING),
):
    for name, shown in several.items():
        content, kind = shown if isinstance(shown, tuple) else (shown, "text/html")
        add(f"{prefix}-{name}", truth, says(200, content, kind=kind))
for name, (status, text, headers) in WALLS.items():
    add(f"wall-{name}", BLOCKED, says(status, text, headers=headers))
