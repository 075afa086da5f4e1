"""Words of approval blocks: headings, sides, parts, and what stands there for seal and pen.

«УТВЕРЖДАЮ / БЕКІТЕМІН / APPROVED BY» and their like (domain.md section 15).
"""

import re

from pipeline.text.normalise import fold

_HEADINGS = (
    "утверждаю утверждено утвержден бекітемін бекітілді бекіту согласовано согласован"
    " келісілді келісемін approved agreed approve accepted endorsed confirmed одобрено"
    " мақұлданды approval signed подписано"
)
HEADINGS = tuple(fold(word) for word in _HEADINGS.split())
SENDING = tuple(map(fold, ("направляющ", "отправляющ", "жіберуші", "sending", "home", "employer")))
RECEIVING = tuple(map(fold, ("принимающ", "қабылдаушы", "receiving", "host", "hosting")))
PARTY = tuple(
    map(fold, ("сторон", "организац", "тарап", "ұйым", "party", "side", "instit", "organ"))
)
NOISE = re.compile(
    r"^\W*(?:м\W{0,2}[поo]\W{0,2}|\(?\[?(?:seal|stamp|подпись|қолы|signature|круглая печать"
    r"|дөңгелек мөр|мөр|печать|l\.?s\.?)\]?\)?)\W*$",
    re.I,
)
IN_BRACKETS = re.compile(r"[\[(](?:подпись|қолы|signature|seal|мөр|печать)[\])]", re.I)
_ABROAD = (
    "universit университет international международн халықаралық institut институт technolog"
    " college"
)
ABROAD = tuple(fold(word) for word in _ABROAD.split())
_PARTS = (
    *("name", "full name", "title", "position", "date", "signature", "institution"),
    *("organisation", "organization", "фио", "ф и о", "должность", "дата", "подпись"),
    *("организация", "аты жөні", "лауазымы", "күні", "қолы", "ұйым", "т а ә", "таә"),
)
PARTS = frozenset(map(fold, _PARTS))
"""Labels of the one who signs; every other label begins the next part of the programme."""
