"""The languages that the answers of an example may be found to be in, as codes of ISO 639."""

UNSEEN, UNCLEAR = "", "und"
"""A row that was not looked at; one whose language cannot be told: no answer, too short, or nothing but numbers."""

NO_LANGUAGE = "zxx"
"""Program text, numbers and the like."""

_TWO_LETTERS = (
    "af am an ar as az ba be bg bn br bs ca cs cy da de dz el en eo es et eu fa fi fo fr fy ga gd gl gu ha he hi hr ht"
    " hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lg ln lo lt lv mg mk ml mn mr ms mt my ne nl nn no oc om or"
    " pa pl ps pt qu ro ru rw sa se si sk sl sn so sq sr st sv sw ta te tg th tk tl tr tt ug uk ur uz vi vo wa xh yo"
    " zh zu"
)
CODES = (UNSEEN, UNCLEAR, NO_LANGUAGE, *_TWO_LETTERS.split())
"""A row's language is an index into these: the languages with two letters that py3langid's model knows."""
