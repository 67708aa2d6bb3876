"""Two hundred real URL forms, and what each of them names."""

from __future__ import annotations

import pytest

from bot.identity.identifiers import (
    canonical_paper_url,
    doi_of,
    identify,
    identify_arxiv,
    identify_doi,
)
from bot.identity.proceedings import cvf_slug

FORMS: dict[str, str] = {
    "arxiv:2312.17183": """
        https://arxiv.org/abs/2312.17183
        http://arxiv.org/abs/2312.17183v5
        https://www.arxiv.org/abs/2312.17183
        https://arxiv.org/abs/2312.17183/
        https://arxiv.org/abs/2312.17183?context=cs.CV
        https://arxiv.org/abs/arXiv:2312.17183
        https://arxiv.org/pdf/2312.17183
        https://arxiv.org/pdf/2312.17183.pdf
        https://arxiv.org/pdf/2312.17183v2.pdf#page=3
        https://arxiv.org/html/2312.17183v1
        https://arxiv.org/html/2312.17183v1#S3
        https://arxiv.org/e-print/2312.17183
        https://arxiv.org/format/2312.17183
        https://arxiv.org/src/2312.17183v1
        https://arxiv.org/ftp/arxiv/papers/2312/2312.17183.pdf
        https://arxiv.org/2312.17183
        https://ARXIV.org/abs/2312.17183
        https://export.arxiv.org/abs/2312.17183
        https://aps.arxiv.org/abs/2312.17183
        https://browse.arxiv.org/pdf/2312.17183.pdf
        http://xxx.lanl.gov/abs/2312.17183
        https://ar5iv.org/abs/2312.17183
        https://ar5iv.labs.arxiv.org/html/2312.17183
        https://www.alphaxiv.org/abs/2312.17183
        https://www.arxiv-vanity.com/papers/2312.17183/
        https://scirate.com/arxiv/2312.17183
        https://huggingface.co/papers/2312.17183
        https://doi.org/10.48550/arXiv.2312.17183
        https://doi.org/10.48550/ARXIV.2312.17183
        https://dx.doi.org/10.48550%2FarXiv.2312.17183
        https://web.archive.org/web/20240101000000/https://arxiv.org/abs/2312.17183
        https://web.archive.org/web/2024id_/http:/arxiv.org/pdf/2312.17183v1
    """,
    "arxiv:1412.6980": "https://arxiv.org/abs/1412.6980v9",
    "arxiv:0706.1234": "https://arxiv.org/abs/0706.1234",
    "arxiv:cs/0112017": """
        https://arxiv.org/abs/cs/0112017
        https://arxiv.org/pdf/cs/0112017v1.pdf
        https://arxiv.org/abs/cs.CL/0112017
    """,
    "arxiv:hep-th/9901001": """
        https://arxiv.org/abs/hep-th/9901001
        https://arxiv.org/abs/hep-th/9901001v3
        https://arxiv.org/abs/hep-th%2F9901001
    """,
    "doi:10.1007/978-3-031-16443-9_69": """
        https://link.springer.com/chapter/10.1007/978-3-031-16443-9_69
        http://link.springer.com/chapter/10.1007/978-3-031-16443-9_69
        https://link.springer.com/chapter/10.1007%2F978-3-031-16443-9_69
        https://link.springer.com/10.1007/978-3-031-16443-9_69
        https://link.springer.com/content/pdf/10.1007/978-3-031-16443-9_69.pdf
        https://link.springer.com/content/pdf/10.1007%2F978-3-031-16443-9_69.pdf
        https://link.springer.com/chapter/10.1007/978-3-031-16443-9_69#Sec1
        https://link.springer.com/chapter/10.1007/978-3-031-16443-9_69?fromPaywallRec=false
        https://link.springer.com/epdf/10.1007/978-3-031-16443-9_69
        https://rd.springer.com/chapter/10.1007/978-3-031-16443-9_69
        https://doi.org/10.1007/978-3-031-16443-9_69
        http://dx.doi.org/10.1007/978-3-031-16443-9_69
        https://www.doi.org/10.1007/978-3-031-16443-9_69
        https://doi.org/doi:10.1007/978-3-031-16443-9_69
    """,
    "doi:10.1007/s11263-024-02032-8": """
        https://link.springer.com/article/10.1007/s11263-024-02032-8
        https://link.springer.com/article/10.1007/s11263-024-02032-8/fulltext.html
        https://link.springer.com/content/pdf/10.1007/s11263-024-02032-8.pdf?pdf=button
    """,
    "doi:10.1186/s12859-017-1609-9": """
        https://bmcbioinformatics.biomedcentral.com/articles/10.1186/s12859-017-1609-9
        https://bmcbioinformatics.biomedcentral.com/track/pdf/10.1186/s12859-017-1609-9.pdf
    """,
    "nature:s41551-024-01246-y": """
        https://www.nature.com/articles/s41551-024-01246-y
        http://nature.com/articles/s41551-024-01246-y
        https://www.nature.com/articles/s41551-024-01246-y.pdf
        https://www.nature.com/articles/s41551-024-01246-y#Sec2
        https://www.nature.com/articles/s41551-024-01246-y/figures/1
        https://www.nature.com/articles/s41551-024-01246-y_reference.pdf
        https://doi.org/10.1038/s41551-024-01246-y
        https://www.nature.com/doifinder/10.1038/s41551-024-01246-y
    """,
    "nature:sdata2018251": "https://www.nature.com/articles/sdata2018251",
    "nature:nature12373": """
        https://www.nature.com/articles/nature12373
        https://www.nature.com/nature/journal/v500/n7460/full/nature12373.html
    """,
    "nature:323533a0": "https://www.nature.com/articles/323533a0",
    "ieee:10566053": """
        https://ieeexplore.ieee.org/document/10566053
        https://ieeexplore.ieee.org/document/10566053/
        http://ieeexplore.ieee.org/document/10566053/
        https://ieeexplore.ieee.org/abstract/document/10566053/
        https://ieeexplore.ieee.org/abstract/document/10566053/authors#authors
        https://ieeexplore.ieee.org/document/10566053/?arnumber=10566053
        https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=10566053
        https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=10566053
        https://ieeexplore.ieee.org/stampPDF/getPDF.jsp?tp=&arnumber=10566053&ref=
        https://ieeexplore.ieee.org/xpls/abs_all.jsp?arnumber=10566053
        https://ieeexplore.ieee.org/xpl/articleDetails.jsp?arnumber=10566053
        https://ieeexplore.ieee.org/iel7/42/4359023/10566053.pdf
        https://ieeexplore.ieee.org/ielx7/42/4359023/10566053.pdf?arnumber=10566053
    """,
    "ieee:8736785": "https://ieeexplore.ieee.org/ielx7/6287639/8600701/08736785.pdf",
    "doi:10.1109/tmi.2024.3415032": """
        https://doi.org/10.1109/TMI.2024.3415032
        https://doi.ieeecomputersociety.org/10.1109/TMI.2024.3415032
    """,
    "doi:10.1109/cvpr.2016.90": "https://doi.org/10.1109/CVPR.2016.90",
    "pii:S1566253521001159": """
        https://www.sciencedirect.com/science/article/pii/S1566253521001159
        https://www.sciencedirect.com/science/article/abs/pii/S1566253521001159
        https://www.sciencedirect.com/science/article/pii/S1566253521001159?via%3Dihub
        https://www.sciencedirect.com/science/article/pii/S1566253521001159/pdfft?md5=x&pid=1-s2.0-y
        https://www.sciencedirect.com/science/article/am/pii/S1566253521001159
        https://linkinghub.elsevier.com/retrieve/pii/S1566253521001159
        https://linkinghub.elsevier.com/retrieve/pii/S1566-2535(21)00115-9
        https://pdf.sciencedirectassets.com/272144/1-s2.0-S1566253521001159/main.pdf
    """,
    "pii:B9780128243497000119": (
        "https://www.sciencedirect.com/science/chapter/edited-volume/pii/B9780128243497000119"
    ),
    "pii:S2589750020301874": """
        https://www.thelancet.com/journals/landig/article/PIIS2589-7500(20)30187-4/fulltext
        https://www.thelancet.com/pdfs/journals/landig/PIIS2589-7500(20)30187-4.pdf
    """,
    "pii:S2666389923000867": (
        "https://www.cell.com/patterns/fulltext/S2666-3899(23)00086-7?_returnURL=https%3A%2F%2Fx"
    ),
    "doi:10.1145/3503161.3548122": """
        https://dl.acm.org/doi/10.1145/3503161.3548122
        https://dl.acm.org/doi/abs/10.1145/3503161.3548122
        https://dl.acm.org/doi/pdf/10.1145/3503161.3548122
        https://dl.acm.org/doi/fullHtml/10.1145/3503161.3548122
        https://dl.acm.org/doi/epdf/10.1145/3503161.3548122
        https://doi.acm.org/10.1145/3503161.3548122
    """,
    "cvf:content/CVPR2024/html/Shi_ViLa-MIL_Dual-scale_CVPR_2024_paper": """
        https://openaccess.thecvf.com/content/CVPR2024/html/Shi_ViLa-MIL_Dual-scale_CVPR_2024_paper.html
        http://openaccess.thecvf.com/content/CVPR2024/html/Shi_ViLa-MIL_Dual-scale_CVPR_2024_paper.html
        https://openaccess.thecvf.com/content/CVPR2024/papers/Shi_ViLa-MIL_Dual-scale_CVPR_2024_paper.pdf
    """,
    "cvf:content/CVPR2023W/WFM/html/Doe_Some_Title_CVPRW_2023_paper": """
        https://openaccess.thecvf.com/content/CVPR2023W/WFM/html/Doe_Some_Title_CVPRW_2023_paper.html
        https://openaccess.thecvf.com/content/CVPR2023W/WFM/papers/Doe_Some_Title_CVPRW_2023_paper.pdf
    """,
    "cvf:content_cvpr_2018/html/Wang_TieNet_Text-Image_Embedding_CVPR_2018_paper": """
        http://openaccess.thecvf.com/content_cvpr_2018/html/Wang_TieNet_Text-Image_Embedding_CVPR_2018_paper.html
        http://openaccess.thecvf.com/content_cvpr_2018/papers/Wang_TieNet_Text-Image_Embedding_CVPR_2018_paper.pdf
    """,
    "cvf:content_CVPRW_2019/html/WiCV/Doe_A_B_CVPRW_2019_paper": (
        "http://openaccess.thecvf.com/content_CVPRW_2019/papers/WiCV/Doe_A_B_CVPRW_2019_paper.pdf"
    ),
    "pmlr:v227/keicher24a": """
        https://proceedings.mlr.press/v227/keicher24a.html
        http://proceedings.mlr.press/v227/keicher24a.html
        https://proceedings.mlr.press/v227/keicher24a/keicher24a.pdf
        https://raw.githubusercontent.com/mlresearch/v227/main/assets/keicher24a/keicher24a.pdf
    """,
    "pmlr:v37/ioffe15": """
        http://proceedings.mlr.press/v37/ioffe15.pdf
        http://jmlr.org/proceedings/papers/v37/ioffe15.html
        http://www.jmlr.org/proceedings/papers/v37/ioffe15.pdf
    """,
    "neurips:2023/5af741d487c5f0b08bfe56e11d1883e4": """
        https://proceedings.neurips.cc/paper_files/paper/2023/hash/5af741d487c5f0b08bfe56e11d1883e4-Abstract-Conference.html
        https://proceedings.neurips.cc/paper_files/paper/2023/file/5af741d487c5f0b08bfe56e11d1883e4-Paper-Conference.pdf
        https://papers.nips.cc/paper_files/paper/2023/hash/5af741d487c5f0b08bfe56e11d1883e4-Abstract-Conference.html
        https://papers.neurips.cc/paper_files/paper/2023/file/5af741d487c5f0b08bfe56e11d1883e4-Paper-Conference.pdf
        https://proceedings.neurips.cc/paper/2023/hash/5af741d487c5f0b08bfe56e11d1883e4-Abstract.html
    """,
    "neurips:2017/3f5ee243547dee91fbd053c1c4a845aa": """
        https://papers.nips.cc/paper/2017/file/3f5ee243547dee91fbd053c1c4a845aa-Paper.pdf
        https://proceedings.neurips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html
        https://papers.nips.cc/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html
    """,
    "neurips:2022/74a67268c5cc5910f64938cac4526a90/Datasets_and_Benchmarks": (
        "https://papers.nips.cc/paper_files/paper/2022/file/"
        "74a67268c5cc5910f64938cac4526a90-Paper-Datasets_and_Benchmarks.pdf"
    ),
    "neurips:2021/f2217062e9a397a1dca429e7d70bc6ca/round1": (
        "https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/"
        "f2217062e9a397a1dca429e7d70bc6ca-Abstract-round1.html"
    ),
    "neurips:7181-attention-is-all-you-need": """
        https://papers.nips.cc/paper/7181-attention-is-all-you-need
        http://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf
    """,
    "ojs:ojs.aaai.org/index.php/AAAI/article/view/28038": """
        https://ojs.aaai.org/index.php/AAAI/article/view/28038
        https://ojs.aaai.org/index.php/AAAI/article/view/28038/28084
        https://ojs.aaai.org/index.php/AAAI/article/download/28038/28084
    """,
    "ojs:ojs.example.org/j/index.php/abc/article/view/77": (
        "https://ojs.example.org/j/index.php/abc/article/viewFile/77/12"
    ),
    "acl:2020.findings-emnlp.191": """
        https://aclanthology.org/2020.findings-emnlp.191/
        https://aclanthology.org/2020.findings-emnlp.191
        https://aclanthology.org/2020.findings-emnlp.191.pdf
        https://www.aclweb.org/anthology/2020.findings-emnlp.191/
        https://doi.org/10.18653/v1/2020.findings-emnlp.191
    """,
    "acl:2023.acl-long.1": """
        https://aclanthology.org/2023.acl-long.1/
        https://aclanthology.org/2023.acl-long.1v2.pdf
        https://aclanthology.org/2023.acl-long.1.bib
    """,
    "acl:P16-2034": """
        https://aclanthology.org/P16-2034/
        http://www.aclweb.org/anthology/P16-2034
        http://anthology.aclweb.org/P16-2034
        https://www.aclweb.org/anthology/P16-2034.pdf
        https://aclanthology.info/papers/P16-2034/p16-2034
    """,
    "acl:S17-2171": "https://aclanthology.info/pdf/S/S17/S17-2171.pdf",
    "acl:2023.tacl-1.5": "https://aclanthology.org/2023.tacl-1.5/",
    "openreview:9Vrb9D0WI4": """
        https://openreview.net/forum?id=9Vrb9D0WI4
        https://openreview.net/pdf?id=9Vrb9D0WI4
        https://openreview.net/forum?id=9Vrb9D0WI4&noteId=abc
        https://openreview.net/attachment?id=9Vrb9D0WI4&name=supplementary_material
        http://openreview.net/forum?id=9Vrb9D0WI4&referrer=%5Bthe%20profile%5D
    """,
    "pmid:41781626": """
        https://pubmed.ncbi.nlm.nih.gov/41781626/
        https://www.ncbi.nlm.nih.gov/pubmed/41781626
        https://europepmc.org/article/MED/41781626
    """,
    "pmcid:PMC7614687": """
        https://pmc.ncbi.nlm.nih.gov/articles/PMC7614687/
        https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7614687/
        https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7614687/pdf/nihms-1.pdf
        https://europepmc.org/articles/PMC7614687
        https://europepmc.org/article/PMC/PMC7614687
    """,
    "jmir:32690": """
        https://formative.jmir.org/2024/1/e32690
        https://formative.jmir.org/2024/1/e32690/PDF
        https://www.jmir.org/2022/6/e32690/
        https://doi.org/10.2196/32690
    """,
    "jmir:preprints.32690": "https://doi.org/10.2196/preprints.32690",
    "s2:67188a50e1d8a601896f1217451b99f646af4ac8": """
        https://www.semanticscholar.org/paper/TOWARDS-A-UNIFIED-AGENT-Palo/67188a50e1d8a601896f1217451b99f646af4ac8
        https://www.semanticscholar.org/paper/67188a50e1d8a601896f1217451b99f646af4ac8
        https://api.semanticscholar.org/paper/67188a50e1d8a601896f1217451b99f646af4ac8
    """,
    "s2:8731369a707046f3f8dd463d1fd107de31d40a24": (
        "https://pdfs.semanticscholar.org/8731/369a707046f3f8dd463d1fd107de31d40a24.pdf"
    ),
    "s2:corpusid:52967399": "https://api.semanticscholar.org/CorpusID:52967399",
    "biorxiv:10.1101/2020.01.30.927871": """
        https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1
        https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1.full
        https://www.biorxiv.org/content/10.1101/2020.01.30.927871v2.full.pdf
        https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1.full-text
        https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1.abstract
        https://www.biorxiv.org/content/biorxiv/early/2020/02/02/10.1101/2020.01.30.927871.full.pdf
        https://doi.org/10.1101/2020.01.30.927871
    """,
    "biorxiv:10.1101/2023.02.21.23286251": (
        "https://www.medrxiv.org/content/10.1101/2023.02.21.23286251v1"
    ),
    "biorxiv:10.1101/331234": """
        https://www.biorxiv.org/content/early/2018/05/30/331234
        https://www.biorxiv.org/content/early/2018/05/30/331234.full.pdf
        https://www.biorxiv.org/content/331234v2
    """,
    "doi:10.1101/gr.107524.110": "https://doi.org/10.1101/gr.107524.110",
    "hal:hal-03845421": """
        https://hal.science/hal-03845421
        https://hal.science/hal-03845421v2
        https://hal.science/hal-03845421v2/document
        https://hal.archives-ouvertes.fr/hal-03845421/file/paper.pdf
        https://inria.hal.science/hal-03845421
    """,
    "ssrn:4567890": """
        https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4567890
        https://ssrn.com/abstract=4567890
        https://doi.org/10.2139/ssrn.4567890
    """,
    "mdpi:diagnostics13172760": """
        https://www.mdpi.com/2075-4418/13/17/2760
        https://www.mdpi.com/2075-4418/13/17/2760/htm
        https://www.mdpi.com/2075-4418/13/17/2760/pdf?version=1692964521
        https://doi.org/10.3390/diagnostics13172760
    """,
    "mdpi:rs15092464": "https://www.mdpi.com/2072-4292/15/9/2464",
    "zenodo:7234567": """
        https://zenodo.org/record/7234567
        https://zenodo.org/records/7234567
        https://zenodo.org/records/7234567/files/data.zip?download=1
        https://doi.org/10.5281/zenodo.7234567
    """,
    "doi:10.1080/17538947.2023.2246445": """
        https://www.tandfonline.com/doi/full/10.1080/17538947.2023.2246445
        https://www.tandfonline.com/doi/abs/10.1080/17538947.2023.2246445?journalCode=tjde20
        https://www.tandfonline.com/doi/pdf/10.1080/17538947.2023.2246445?needAccess=true
    """,
    "doi:10.1002/mp.15485": """
        https://onlinelibrary.wiley.com/doi/10.1002/mp.15485
        https://aapm.onlinelibrary.wiley.com/doi/full/10.1002/mp.15485
        https://aapm.onlinelibrary.wiley.com/doi/epdf/10.1002/mp.15485
        https://aapm.onlinelibrary.wiley.com/doi/pdfdirect/10.1002/mp.15485?download=true
    """,
    "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2": (
        "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"
    ),
    "doi:10.1016/s0140-6736(20)30183-5": "https://doi.org/10.1016/S0140-6736(20)30183-5",
    "doi:10.1016/j.media.2021.102001": """
        https://doi.org/10.1016/j.media.2021.102001
        https://doi.org/10.1016/j.media.2021.102001.
        https://doi.org/10.1016%2Fj.media.2021.102001
    """,
    "doi:10.1126/science.ade9097": """
        https://www.science.org/doi/10.1126/science.ade9097
        https://www.science.org/doi/abs/10.1126/science.ade9097
    """,
    "doi:10.34133/remotesensing.0733": (
        "https://spj.science.org/doi/full/10.34133/remotesensing.0733?af=R"
    ),
    "doi:10.3389/fpsyg.2023.1199058": """
        https://www.frontiersin.org/articles/10.3389/fpsyg.2023.1199058/full
        https://www.frontiersin.org/journals/psychology/articles/10.3389/fpsyg.2023.1199058/pdf
    """,
    "doi:10.1371/journal.pone.0123456": """
        https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456
        https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0123456&type=printable
        https://journals.plos.org/plosone/article/comments?id=10.1371%2Fjournal.pone.0123456
    """,
    "doi:10.1155/2017/7643065": "https://www.hindawi.com/journals/cin/2017/7643065/",
    "doi:10.24963/ijcai.2023/123": """
        https://www.ijcai.org/proceedings/2023/123
        https://www.ijcai.org/proceedings/2023/0123.pdf
        https://doi.org/10.24963/ijcai.2023/123
    """,
    "doi:10.1093/jamia/ocaa260": """
        https://academic.oup.com/jamia/advance-article/doi/10.1093/jamia/ocaa260/6012345
        https://doi.org/10.1093/jamia/ocaa260
    """,
    "doi:10.1162/tacl_a_00123": (
        "https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00123/43384/Some-Title-Words"
    ),
    "doi:10.1088/1361-6560/ab1234": """
        https://iopscience.iop.org/article/10.1088/1361-6560/ab1234
        https://iopscience.iop.org/article/10.1088/1361-6560/ab1234/pdf
        https://iopscience.iop.org/article/10.1088/1361-6560/ab1234/meta
    """,
    "doi:10.1117/12.2549426": (
        "https://www.spiedigitallibrary.org/conference-proceedings-of-spie/11313/1131301/T/"
        "10.1117/12.2549426.full"
    ),
    "doi:10.1148/radiol.2019190613": """
        https://pubs.rsna.org/doi/10.1148/radiol.2019190613
        https://pubs.rsna.org/doi/full/10.1148/radiol.2019190613
    """,
    "doi:10.1056/nejmoa2034577": "https://www.nejm.org/doi/full/10.1056/NEJMoa2034577",
    "doi:10.11834/jrs.20222156": "https://www.ygxb.ac.cn/zh/article/doi/10.11834/jrs.20222156/",
    "doi:10.21437/interspeech.2020-1": "https://doi.org/10.21437/Interspeech.2020-1",
    "page:https://ibrnet.github.io/static/paper.pdf": """
        https://ibrnet.github.io/static/paper.pdf
        http://ibrnet.github.io/static/paper.pdf
        https://ibrnet.github.io/static/paper.pdf#page=2
        https://ibrnet.github.io/static/paper.pdf?utm_source=x&utm_medium=y
    """,
    "page:https://eprint.iacr.org/2023/763": """
        https://eprint.iacr.org/2023/763
        https://eprint.iacr.org/2023/763/
    """,
    "page:https://academic.oup.com/jamia/article/23/2/304/2572395": (
        "https://academic.oup.com/jamia/article/23/2/304/2572395"
    ),
    "page:https://dl.acm.org/citation.cfm?id=3330648": (
        "https://dl.acm.org/citation.cfm?id=3330648"
    ),
    "page:https://arxiv.org/list/cs.CV/recent": "https://arxiv.org/list/cs.CV/recent",
    "page:https://arxiv.org/": "https://arxiv.org",
    "page:https://aclanthology.org/volumes/2023.acl-long": (
        "https://aclanthology.org/volumes/2023.acl-long/"
    ),
    "page:https://openaccess.thecvf.com/CVPR2024?day=all": (
        "https://openaccess.thecvf.com/CVPR2024?day=all"
    ),
    "page:https://openreview.net/group?id=ICLR.cc/2024/Conference": (
        "https://openreview.net/group?id=ICLR.cc/2024/Conference"
    ),
    "page:https://ieeexplore.ieee.org/Xplore/home.jsp": (
        "https://ieeexplore.ieee.org/Xplore/home.jsp"
    ),
    "page:https://github.com/owner/repo": "https://github.com/owner/repo/",
}

FORMS |= {
    "nature:s41591-023-02504-3": "https://www.nature.com/articles/s41591-023-02504-3.epdf",
    "pii:S1361841523001226": """
        https://reader.elsevier.com/reader/sd/pii/S1361841523001226?token=abc
        https://api.elsevier.com/content/article/pii/S1361841523001226
        https://www.medicalimageanalysisjournal.com/article/S1361-8415(23)00122-6/fulltext
        https://www.cell.com/action/showPdf?pii=S1361-8415%2823%2900122-6
    """,
    "cvf:content_cvpr_2016/html/Doe_Deep_Widget_Learning_CVPR_2016_paper": """
        https://www.cv-foundation.org/openaccess/content_cvpr_2016/html/Doe_Deep_Widget_Learning_CVPR_2016_paper.html
        http://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/Doe_Deep_Widget_Learning_CVPR_2016_paper.pdf
    """,
    "pmid:32123456": """
        https://pubmed.ncbi.nlm.nih.gov/?term=32123456
        https://www.ncbi.nlm.nih.gov/pubmed/?term=32123456
        https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/32123456/
    """,
    "biorxiv:10.1101/2021.05.01.442244": """
        https://www.biorxiv.org/content/biorxiv/early/2021/05/02/2021.05.01.442244.full.pdf
        https://connect.biorxiv.org/biorxiv_xml.php?doi=10.1101/2021.05.01.442244
    """,
    "mdpi:rs12101662": "https://www.mdpi.com/resolver?pii=rs12101662",
    "arxiv:2301.04802": """
        https://arxiv.org/abs/2301.04802v1,
        https://arxiv.org/pdf/2301.04802.pdf.
        https://arxiv.org/abs/2301.04802)
        https://ui.adsabs.harvard.edu/abs/2023arXiv230104802A/abstract
        https://www.catalyzex.com/paper/arxiv:2301.04802
        https://www.alphaxiv.org/zh/overview/2301.04802
        http://de.arxiv.org/abs/2301.04802
        https://cn.arxiv.org/pdf/2301.04802
    """,
    "ojs:ojs.aaai.org/index.php/AAAI/article/view/6146": """
        https://aaai.org/ojs/index.php/AAAI/article/view/6146
        https://www.aaai.org/ojs/index.php/AAAI/article/download/6146/6002
        https://ojs.aaai.org/index.php/AAAI/article/view/6146/6002
    """,
    "doi:10.1145/3292500.3330701": """
        https://dl.acm.org/citation.cfm?doid=3292500.3330701
        http://doi.acm.org/10.1145/3292500.3330701
        https://dl.acm.org/doi/epdf/10.1145/3292500.3330701
    """,
    "doi:10.1039/c9sc04026a": """
        https://pubs.rsc.org/en/content/articlelanding/2020/sc/c9sc04026a
        https://pubs.rsc.org/en/content/articlepdf/2020/sc/c9sc04026a
    """,
    "doi:10.7554/elife.12345": "https://elifesciences.org/articles/12345v2",
    "doi:10.7717/peerj.1234": "https://peerj.com/articles/1234/",
    "doi:10.7717/peerj-cs.123": "https://peerj.com/articles/cs-123.pdf",
    "doi:10.21203/rs.3.rs-1234567/v1": "https://www.researchsquare.com/article/rs-1234567/v1",
    "doi:10.20944/preprints202301.0123.v1": "https://www.preprints.org/manuscript/202301.0123/v1",
}

TABLE = [(url, expected) for expected, urls in FORMS.items() for url in urls.split()]


def test_the_table_has_two_hundred_forms() -> None:
    assert len(TABLE) >= 200
    assert len({url for url, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("url", "expected"), TABLE, ids=[url for url, _ in TABLE])
def test_every_form_names_its_paper(url: str, expected: str) -> None:
    assert str(identify(url)) == expected


@pytest.mark.parametrize(("url", "expected"), TABLE, ids=[url for url, _ in TABLE])
def test_the_canonical_address_names_the_same_paper(url: str, expected: str) -> None:
    paper = identify(url)
    assert paper is not None
    again = identify(canonical_paper_url(paper))
    assert again == paper
    assert again is not None
    assert canonical_paper_url(again) == canonical_paper_url(paper)


@pytest.mark.parametrize(
    "text",
    ["", "not a url", "ftp://arxiv.org/abs/2312.17183", "//arxiv.org/abs/2312.17183", "https://",
     "http://[::1", "arxiv.org/abs/2312.17183", "https://arxiv.org\\@evil.example/abs/2312.17183",
     "mailto:someone@example.org", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_address_names_nothing(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://arxiv.org/abs/2312.17183v5", "10.48550/arxiv.2312.17183"),
        ("https://arxiv.org/abs/cs/0112017", "10.48550/arxiv.cs/0112017"),
        ("https://www.nature.com/articles/s41551-024-01246-y", "10.1038/s41551-024-01246-y"),
        ("https://formative.jmir.org/2024/1/e32690", "10.2196/32690"),
        ("https://aclanthology.org/P16-2034/", "10.18653/v1/p16-2034"),
        ("https://aclanthology.org/W13-2322/", None),
        ("https://aclanthology.org/2023.tacl-1.5/", None),
        ("https://www.mdpi.com/2075-4418/13/17/2760", "10.3390/diagnostics13172760"),
        ("https://ieeexplore.ieee.org/document/10566053", None),
        ("https://www.sciencedirect.com/science/article/pii/S1566253521001159", None),
        ("https://example.org/", None),
    ],
)
def test_a_doi_is_given_only_where_a_rule_gives_it(url: str, doi: str | None) -> None:
    paper = identify(url)
    assert paper is not None
    assert doi_of(paper) == doi


def test_the_version_is_kept_for_the_address_and_ignored_in_comparison() -> None:
    second = identify("https://arxiv.org/pdf/2312.17183v2.pdf")
    assert second is not None
    assert second.version == 2
    assert second == identify("https://arxiv.org/abs/2312.17183")
    assert canonical_paper_url(second) == "https://arxiv.org/abs/2312.17183v2"


def test_a_neurips_hash_of_another_year_is_another_paper() -> None:
    address = "https://proceedings.neurips.cc/paper_files/paper/{}/hash/{}-Abstract-Conference.html"
    digest = "5af741d487c5f0b08bfe56e11d1883e4"
    assert identify(address.format(2023, digest)) != identify(address.format(2024, digest))


def test_bare_identifiers_are_read() -> None:
    assert str(identify_doi("doi:10.1109/TMI.2024.3415032")) == "doi:10.1109/tmi.2024.3415032"
    assert str(identify_doi(r"10.1007/978-3-031-16443-9\_69")) == "doi:10.1007/978-3-031-16443-9_69"
    assert str(identify_doi("10.48550/arXiv.2312.17183")) == "arxiv:2312.17183"
    assert str(identify_arxiv("arXiv:2312.17183v2")) == "arxiv:2312.17183"
    assert str(identify_arxiv("https://arxiv.org/abs/2312.17183")) == "arxiv:2312.17183"
    assert identify_doi("2312.17183") is None
    assert identify_arxiv("10.1109/TMI.2024.3415032") is None


def test_a_cvf_file_name_is_read() -> None:
    paper = identify(
        "https://openaccess.thecvf.com/content/CVPR2024/html/"
        "Shi_ViLa-MIL_Dual-scale_Vision-Language_CVPR_2024_paper.html"
    )
    assert paper is not None
    slug = cvf_slug(paper)
    assert slug is not None
    assert (slug.first_author, slug.title) == ("Shi", "ViLa-MIL Dual-scale Vision-Language")
    assert (slug.venue, slug.year) == ("CVPR", 2024)
