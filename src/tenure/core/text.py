"""Names as people write them, brought to a form in which they can be compared."""

import re
import unicodedata

_LEGAL_FORMS = """
    ab ag aps as asa bv bvba cia co company corp corporation cv eg ek ev gbr gmbh inc incorporated kg kgaa kk limited
    llc llp ltd ltda nv ohg oy oyj plc pte pty sa sas sarl se sl spa sprl srl ug vof zoo
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
_WORD = re.compile(r"[^\W_]+")
_STROKES = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe"}
)


def fold(text: str) -> str:
    """Lower case without accents: what two spellings of one word have in common.

    >>> fold("Königlich ESSEN Łódź")
    'koniglich essen lodz'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


_DOTTED_FORM = re.compile(r"(?<!\w)(?:z\W+o\W+o|s\W+p\W+a|s\W+a\W+r\W+l|s\W+r\W+l|s\W+a|b\W+v|n\W+v)\W*$")


def words_of(text: str) -> list[str]:
    """The words of a text as names are compared by: without case, accents and punctuation.

    >>> words_of("Müller & Söhne GmbH")
    ['muller', 'sohne', 'gmbh']
    """
    return _WORD.findall(fold(text))


def name_key(name: str) -> str:
    """A company's name without case, accents, punctuation and legal form; never empty for a name that has a letter.

    >>> name_key("Müller & Söhne GmbH & Co. KG"), name_key("Acme, Inc."), name_key("S.A.")
    ('muller sohne', 'acme', 's a')
    >>> name_key("Nordhaven Spolka z o.o."), name_key("A.B.C. S.p.A.")
    ('nordhaven spolka', 'a b c')
    """
    folded = fold(name)
    words = _WORD.findall(folded)
    stripped = [word for word in _WORD.findall(_DOTTED_FORM.sub("", folded)) if word not in LEGAL_FORMS]
    return " ".join(stripped or words)
