"""Does a repository hold any code yet, or only the promise of it?

GitHub's language statistics know no language, and the root folder holds nothing but texts and pictures
about the repository. A folder of something else (annotations, weights) makes it more than a promise,
unless the README itself says that the code is still to come.
"""

from __future__ import annotations

import re

#: names of files that say something about a repository and do nothing
_ABOUT = re.compile(
    r"""(?ix)
    (?: readme | licen[sc]e | copying | notice | citation | authors | contributors | contributing
      | code_of_conduct | changelog | changes | news | todo | security | funding | index | \.nojekyll
    ) (?: [._-][\w.-]* )? \Z
    | \.git(?:ignore|attributes|keep|modules) \Z
    | \.ds_store \Z
    | .* \. (?: md | rst | txt | png | jpe?g | gif | svg | webp | bmp | tiff? | pdf | mp4 | webm | mov
              | pptx? | docx? | bib | cff | ico ) \Z
    """
)
#: names of folders that hold pictures and papers
_ABOUT_FOLDER = re.compile(
    r"(?i)(?:\.github|\.idea|\.vscode|assets?|docs?|figs?|figures?|images?|imgs?|img|pics?|pictures?"
    r"|media|static|resources?|res|gifs?|demo_?images?|papers?|posters?|slides)\Z"
)
#: languages that draw a page or a paper; alone they are no code of a method
_PAGE_LANGUAGES = frozenset({"HTML", "CSS", "SCSS", "Sass", "Less", "TeX", "Markdown"})
_ANNOUNCES = re.compile(
    r"""(?ix)
    \b coming \s+ (?: very \s+ )? soon \b
    | \b stay \s+ tuned \b
    | \b (?: code | codes | implementation | source | scripts? | models? | weights | checkpoints?
           | dataset | data | repo(?:sitory)? | it | they | everything ) \b [^.!?\n]{0,60}
      \b (?: will \s+ be | to \s+ be | is \s+ to \s+ be | (?:is|are) \s+ being )
      [^.!?\n]{0,30}
      \b (?: released? | available | public(?:ly)? | published | uploaded | updated
             | open-?sourced? | cleaned | added ) \b
    | \b (?: will | we'll | plan \s+ to | going \s+ to ) \s+ (?: soon \s+ )?
      (?: release | publish | upload | open-?source | make ) \b
      [^.!?\n]{0,60} \b (?: code | implementation | repo | models? | soon ) \b
    | \b under \s+ construction \b
    | \b (?: todo | to \s+ do ) \b [^\n]{0,40} \b (?: release | upload | code ) \b
    | 代码 [^。\n]{0,15} (?: 即将 | 稍后 | 后续 | 将会? | 整理 ) | 即将 (?: 开源 | 发布 | 公开 ) | 敬请期待
    """
)


def is_code_free(
    *,
    files: tuple[str, ...],
    folders: tuple[str, ...],
    languages: tuple[str, ...],
    readme: str | None,
) -> bool | None:
    """True when there is no code in it, None when the root folder is not known.

    ``files`` and ``folders`` are the names in the root folder.
    """
    if not files and not folders:
        return None
    if not set(languages) <= _PAGE_LANGUAGES:
        return False
    if any(not _ABOUT.match(name) for name in files):
        return False
    others = [name for name in folders if not _ABOUT_FOLDER.match(name)]
    if not others:
        return True
    return len(others) == 1 and not languages and announces_code(readme)


def announces_code(readme: str | None) -> bool:
    """The README says that the code is still to come."""
    return readme is not None and _ANNOUNCES.search(readme[:20_000]) is not None
