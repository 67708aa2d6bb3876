"""Words that titles of unrelated papers share, so that sharing them says little.

Stems (see ``words.topic``) that occur in at least 0.3 % of the 2,117 distinct titles of thirteen curated
paper lists of different fields, and in at least three of the lists. Counted once; the list is
short on purpose, so that words of a field the count did not see keep their full weight.
"""

from __future__ import annotations

COMMON_WORDS = """
2d 3d acceler action adaptat adaptin advance advanci adversa agent ai aligned alignin alignme
all analysi annotat answeri any anythin applica assista attack attenti augment automat autonom
aware behavio benchma better between biomedi black box buildin calibra camera caption chain
challen class classif code collabo complex composi compreh compute concept conditi consist
content context continu contras control convers convolu cross data dataset decoder decompo deep
dense depth detecti detecto diagnos dialogu differe diffusi discret distill distrib diverse
domain driven dual dynamic editing effecti efficie embeddi empower enable encoder encodin end
enhance enhanci entity evaluat example expert explain exploit explori extract factual fast
feature feedbac few fine finetun foundat free frozen fusion game general generat global good
gradien grained graph grounde groundi guided halluci hierarc high human image improve inferen
informa injecti instanc instruc integra intelli interac interpr joint knowled label languag
large latent learner learnin level leverag light llm local localiz long low machine make making
manipul mask masked matchin measuri medical medicin meet memory method mind mitigat modal
modalit model modelin multi multimo natural navigat network neural nlp non object one open
optimiz paradig paramet perform persona perspec pixel plannin point pre predict preserv pretrai
prior probabi problem process program progres prompt prompti purpose query questio ray real
reasoni recogni reconst recurre reflect region reinfor relatio remote report represe resolut
rethink retriev review robot robotic robust sam scalabl scale scaling scene search segment self
semanti sequenc set shot simple simulat single soft source space spatial specifi state structu
supervi surface survey synthes synthet system systema task techniq tempora test text textual
thought time tool trained trainin transfe transfo tree tuned tuning underst unified unifyin
univers unsuper up video view vision visual vlm vocabul vqa vulnera weakly web word world zero
"""
COMMON = frozenset(COMMON_WORDS.split())

#: family names that many millions bear: in a crowd of contributors one of them is met by chance
_COMMON_FAMILIES_WORDS = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie
tang han cao deng xiao feng zeng cheng cai peng pan yuan yu dong su lu jiang wei ye du fan tian
kim lee park choi jung kang cho yoon jang lim nguyen tran le pham sato suzuki tanaka watanabe ito
singh kumar sharma gupta patel das khan ahmed ali smith johnson williams brown jones garcia miller
davis martinez silva santos muller schmidt martin
"""
COMMON_FAMILIES = frozenset(_COMMON_FAMILIES_WORDS.split())
