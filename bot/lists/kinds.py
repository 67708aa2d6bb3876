"""What a link leads to: by the author's label, else the table's column, else the host."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bot.lists.venues import is_venue
from bot.lists.words import words_of


class LinkKind(StrEnum):
    """What an entry's link leads to."""

    PAPER = "paper"
    CODE = "code"
    PROJECT = "project"
    DATASET = "dataset"
    DEMO = "demo"
    OTHER = "other"


#: looked up once: a member of an enumeration takes longer to ask for than all that is done with it
_PAPER, _CODE, _PROJECT, _DATASET, _DEMO, _OTHER = LinkKind
#: which kind of several that a label names is the one
_BY_WEIGHT: Final = (_CODE, _PAPER, _DEMO, _PROJECT, _DATASET)


def _words(kind: LinkKind, words: str) -> dict[str, LinkKind]:
    return dict.fromkeys(words.split(), kind)


#: words that say by themselves what a link is; "paper" may be misspelled, so the near misses too
_WORD: Final[dict[str, LinkKind]] = {
    **_words(
        LinkKind.PAPER,
        "paper papers pdf arxiv article articles publication preprint openreview doi manuscript "
        "abstract abs thesis acl ieee springer biorxiv medrxiv pubmed proceedings journal html "
        "cvf iclr icml neurips cvpr iccv eccv emnlp naacl aaai ijcai survey report 论文 文章 原文 "
        "论文链接 论文地址 論文 논문 papier artículo artigo статья",
    ),
    **_words(
        LinkKind.CODE,
        "code codes github gitlab gitee repo repos repository repositories implementation "
        "implementations pytorch tensorflow tf keras jax caffe caffe2 mxnet chainer matlab torch "
        "theano toolbox toolkit paddle paddlepaddle mindspore source src 代码 源码 开源 项目代码 "
        "代码链接 代码地址 código コード 코드 код quellcode",
    ),
    **_words(
        LinkKind.PROJECT,
        "project projects website websites web page homepage home site webpage projectpage "
        "project-page 主页 项目 项目主页 官网 网站 首页 项目地址 页面 "
        "プロジェクト 프로젝트 홈페이지",
    ),
    **_words(
        LinkKind.DATASET,
        "dataset datasets data download downloads corpus 数据集 数据 下载 データセット 데이터셋 데이터",
    ),
    **_words(
        LinkKind.DEMO,
        "demo demos colab playground space spaces notebook app 演示 试用 体验 在线体验",
    ),
    **_words(
        LinkKind.OTHER,
        "video videos youtube slides slide talk poster blog blogs post bibtex bib tweet twitter "
        "supp supplementary supplemental appendix review reviews media news model models weights "
        "checkpoint checkpoints huggingface modelscope zhihu medium documentation docs doc wiki "
        "tutorial leaderboard discord wechat forum presentation presentations audio bilibili csdn 视频 博客 "
        "知乎 解读 模型 幻灯片 海报 讨论 公众号",
    ),
}
#: words that may stand beside the telling one without changing it
_FILLER: Final = words_of(
    "the a an of for in on by with and or to official unofficial our full link links url here "
    "version original main extended re-implementation 3rd third party based available see "
    "access open read online camera ready pre print latest new old v1 v2 v3 v4 stars star "
    "forks badge icon 链接 地址 官方 非官方"
)
#: a picture in letters
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]*:")
_LETTER = re.compile(r"[^\W\d_]")
#: behind a label: "Code (not yet)", "Video (5 min)"
_REMARK = re.compile(r"(?<=\w)\s+\([^()]{1,24}\)\s*$")
_KNOWN: Final = _FILLER | _WORD.keys()
#: characters; a longer one is a title or a sentence
_LONGEST_LABEL: Final = 90
_MOST_WORDS: Final = 8
_SPLIT = re.compile(r"[\s/|,;:+&()\[\]{}<>（）【】「」\"'`*~.!?、，。：_–—-]+")
#: the same for ASCII texts, where white space is for ``str.split``
_NO_SIGNS: Final = "".join(" " if _SPLIT.match(chr(n)) else chr(n) for n in range(128))
#: host and path of an address that is good enough to be clicked
_PARTS = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:\[\]]+)(?::\d*)?([^?#]*)", re.IGNORECASE)
_ET_AL = re.compile(r"\bet\.? al\b|\b等\b", re.IGNORECASE)

_PAPER_HOSTS: Final = words_of(
    "arxiv.org doi.org dx.doi.org openreview.net openaccess.thecvf.com ieeexplore.ieee.org "
    "ieee.org computer.org sciencedirect.com link.springer.com springer.com nature.com dl.acm.org "
    "aclanthology.org aclanthology.info aclweb.org proceedings.mlr.press mlr.press jmlr.org "
    "papers.nips.cc papers.neurips.cc proceedings.neurips.cc nips.cc biorxiv.org medrxiv.org "
    "chemrxiv.org techrxiv.org psyarxiv.com onlinelibrary.wiley.com wiley.com mdpi.com "
    "frontiersin.org plos.org pnas.org science.org sciencemag.org cell.com tandfonline.com "
    "academic.oup.com oup.com sagepub.com semanticscholar.org ncbi.nlm.nih.gov "
    "pubmed.ncbi.nlm.nih.gov pmc.ncbi.nlm.nih.gov europepmc.org researchgate.net hal.science hal.inria.fr "
    "ecva.net bmvc2019.org bmva.org bmva-archive.org.uk isca-speech.org isca-archive.org "
    "ojs.aaai.org aaai.org ijcai.org usenix.org ceur-ws.org ssrn.com papers.ssrn.com "
    "iopscience.iop.org pubs.acs.org pubs.rsc.org aip.org spiedigitallibrary.org thelancet.com "
    "nejm.org jamanetwork.com ahajournals.org biomedcentral.com hindawi.com elifesciences.org "
    "roboticsproceedings.org robotics.sciencemag.org ndss-symposium.org citeseerx.ist.psu.edu "
    "core.ac.uk dspace.mit.edu alphaxiv.org preprints.org worldscientific.com "
    "lrec-conf.org iclr.cc icml.cc eurasip.org informs.org siam.org ams.org royalsocietypublishing.org "
    "drops.dagstuhl.de eprint.iacr.org adsabs.harvard.edu journals.aps.org link.aps.org scipost.org "
    "projecteuclid.org jstor.org inspirehep.net cambridge.org emerald.com nowpublishers.com jair.org "
    "annualreviews.org iospress.nl degruyter.com peerj.com f1000research.com copernicus.org optica.org "
    "opg.optica.org cshlp.org embopress.org bmj.com karger.com liebertpub.com direct.mit.edu "
    "mitpressjournals.org joss.theoj.org distill.pub scitepress.org igi-global.com archives-ouvertes.fr "
    "nber.org asmedigitalcollection.asme.org ascelibrary.org agu.org jci.org asm.org"
)
_CODE_HOSTS: Final = words_of(
    "github.com gitlab.com gitee.com bitbucket.org codeberg.org sourceforge.net "
    "gist.github.com raw.githubusercontent.com git.sr.ht "
    "code.google.com codeocean.com anonymous.4open.science"
)
_PROJECT_HOSTS: Final = words_of(
    "github.io gitlab.io gitee.io sites.google.com netlify.app vercel.app pages.dev "
    "readthedocs.io readthedocs.org notion.site webflow.io weebly.com wixsite.com "
    "pypi.org npmjs.com crates.io"
)
_DATASET_HOSTS: Final = words_of(
    "zenodo.org figshare.com physionet.org kaggle.com data.mendeley.com ieee-dataport.org "
    "opendatalab.com catalog.ldc.upenn.edu cancerimagingarchive.net osf.io dataverse.harvard.edu "
    "archive.ics.uci.edu synapse.org grand-challenge.org tianchi.aliyun.com aistudio.baidu.com "
    "stanfordaimi.azurewebsites.net data.world openneuro.org"
)
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp4")
_DEMO_HOSTS: Final = words_of("colab.research.google.com replicate.com streamlit.app hf.space")
_OTHER_HOSTS: Final = words_of(
    "youtube.com youtu.be vimeo.com bilibili.com twitter.com x.com medium.com zhihu.com "
    "zhuanlan.zhihu.com linkedin.com facebook.com mp.weixin.qq.com slideshare.net reddit.com "
    "discord.gg discord.com scholar.google.com orcid.org wikipedia.org t.me"
)


def kind_of_label(label: str) -> LinkKind | None:
    """The kind that a label names, or None when it names none (a title, a person, a sentence)."""
    if len(label) > _LONGEST_LABEL or label.count(" ") > 2 * _MOST_WORDS:
        return None
    return _kind_of_label(label)


@lru_cache(maxsize=4096)
def _kind_of_label(label: str) -> LinkKind | None:
    kind = kind_of_words(label)
    return _PAPER if kind is None and _is_citation(label) else kind


@lru_cache(maxsize=4096)
def kind_of_words(label: str) -> LinkKind | None:
    """The same without the labels that cite a paper ("CVPR 2024", "Moon et al.")."""
    if label.startswith("@"):
        return _OTHER  # somebody's page
    if ":" in label:
        label = _SHORTCODE.sub("", label)
    words = _split(_REMARK.sub("", label) if ")" in label else label)
    if not words or len(words) > _MOST_WORDS or "://" in label:
        return None
    found: list[LinkKind] = []
    unknown = 0
    for word in words:
        kind = _WORD.get(word)
        if kind is not None:
            found.append(kind)
        elif word not in _FILLER and _LETTER.search(word):
            unknown += 1
    if not found or unknown > 2 or unknown > len(found):
        return None
    if unknown > 1 and ": " in label:
        return None  # "Foo Recognition: a Survey" is a title
    for kind in (_PAPER, _CODE):
        if _WORD.get(words[-1]) is kind:
            return kind
    for kind in _BY_WEIGHT:
        if kind in found:
            return kind
    return _OTHER


def _is_citation(label: str) -> bool:
    """``Moon et al.`` or ``CVPR 2024``: the label of a paper; "Foo (Moon et al., 2023)" has a name."""
    if len(label) >= 90 or "://" in label:
        return False
    if " al" in label.lower() or "等" in label:
        found = _ET_AL.search(label)
        if found is not None:
            name, opened, _ = label[: found.start()].partition("(")
            return not (opened and _LETTER.search(name))
    return is_venue(label)


def _split(label: str) -> list[str]:
    """Its words in lower case, without signs."""
    text = label.lower()
    if text.isascii():
        return text.translate(_NO_SIGNS).split()
    return [word for word in _SPLIT.split(text) if word]


def is_only_kind(label: str) -> bool:
    """Nothing but words of kinds: ``[PyTorch Code]``, but not ``[NeRF-PyTorch]``."""
    if len(label) > _LONGEST_LABEL:
        return False
    first = label.partition(" ")[0]
    if first.isalpha() and first.lower() not in _KNOWN:
        return False  # as most titles
    known = False
    for word in _split(label):
        if word in _WORD:
            known = True
        elif word not in _FILLER and not word.isdigit():
            return False
    return known and label.count(" ") < _MOST_WORDS


@lru_cache(maxsize=4096)
def is_mere_label(label: str) -> bool:
    """``link``, ``here``, ``URL``: words that point at a link and name nothing."""
    words = _split(label)
    if not words:
        return False
    return _FILLER.issuperset(words) or (words[0] == "part" and "".join(words[1:]).isdigit())


@lru_cache(maxsize=4096)
def kind_of_column(header: str) -> LinkKind | None:
    """The kind of the links in a column with this header."""
    words = _split(header)
    if len(words) > 5:
        return None
    if {"published", "venue", "conference", "pub", "title", "reference", "citation"} & set(words):
        return _PAPER
    kinds = kinds_of_column(header)
    for kind in _BY_WEIGHT:
        if kind in kinds:
            return kind
    return kinds[0] if kinds else None


@lru_cache(maxsize=4096)
def kinds_of_column(header: str) -> tuple[LinkKind, ...]:
    """Every kind that a header names: ``Paper & Code`` names two, and the host must tell."""
    return tuple(dict.fromkeys(_WORD[word] for word in _split(header) if word in _WORD))


def kind_of_host(url: str) -> LinkKind | None:
    """The kind that the address itself suggests, or None."""
    if url.startswith("https://arxiv.org/"):
        return _PAPER  # most links lead to these two: no need to take them apart
    if url.startswith("https://github.com/") and not url.endswith((*_PICTURES, ".pdf")):
        return _CODE if url.rstrip("/").count("/") > 3 else _OTHER
    found = _PARTS.match(url)
    if not found:
        return None
    host, path = found[1].lower().removeprefix("www."), found[2]
    ending = path[-5:].lower()
    if ending.endswith(_PICTURES):
        return _OTHER
    if host == "huggingface.co":
        return _on_hugging_face(path)
    if ending.endswith(".pdf"):
        return _PAPER
    if host == "github.com":
        parts = path.strip("/").count("/")
        return _CODE if parts else _OTHER
    return _kind_of_name(host)


@lru_cache(maxsize=4096)
def _kind_of_name(host: str) -> LinkKind | None:
    if host.startswith(("gitlab.", "git.", "gitea.")):
        return _CODE
    suffixes = _suffixes(host)
    for hosts, kind in (
        (_DEMO_HOSTS, _DEMO),
        (_OTHER_HOSTS, _OTHER),
        (_PAPER_HOSTS, _PAPER),
        (_CODE_HOSTS, _CODE),
        (_PROJECT_HOSTS, _PROJECT),
        (_DATASET_HOSTS, _DATASET),
    ):
        if not hosts.isdisjoint(suffixes):
            return kind
    return None


def _on_hugging_face(path: str) -> LinkKind:
    first = path.strip("/").partition("/")[0]
    return {
        "datasets": _DATASET,
        "spaces": _DEMO,
        "papers": _PAPER,
    }.get(first, _OTHER)


def _suffixes(host: str) -> list[str]:
    """``a.b.org`` -> ``a.b.org``, ``b.org``, ``org``."""
    parts = host.split(".")
    return [".".join(parts[number:]) for number in range(len(parts))]
