"""Reading CODA: the coded statement of account of Belgian banks, lines of 128 characters.

Source: Febelfin, "Coded statement of account (CODA)", versions 2.3 to 2.6. Positions below are counted from 1, as
there. Record 0 begins a file and 9 ends it; 1 is the old balance with the account, 8 the new one. A movement is record
2.1, with 2.2 and 2.3 when its next code says so; 3 and 4 are information, which adds no money. Amounts have twelve
positions and three decimals, sign 0 is credit. Days are DDMMYY.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uitpas2.billing.errors import BankFileBroken
from uitpas2.billing.rules.statements import PAYER_MOST, TEXT_MOST, Incoming, Statement, clipped
from uitpas2.billing.rules.words import PaymentSource
from uitpas2.kernel.money import ZERO, Euro, total
from uitpas2.kernel.text import TranslatedText

T = TranslatedText
WIDTH = 128
STRUCTURED = ("101", "102")  # with the structured communication of Belgium; 102 is checked by the bank of who paid
SUMS = frozenset("12")  # types of movement: a sum made by the customer or the bank, of which the parts may follow
PARTS = frozenset("567")  # parts of such a sum; types 8 and 9 are details of a movement that counts itself


def is_coda(text: str) -> bool:
    first = text.split("\n", 1)[0].rstrip("\r")
    return first.startswith("00000") and len(first) >= 100 and first[14:16] == "05"


def read_coda(text: str) -> Statement:
    """One file; where banks put several accounts in it, all must be the same one. Raises BankFileBroken."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    reader = _Reader()
    for number, line in enumerate(lines, start=1):
        reader.take(number, _of_full_width(number, line))
    reader.finish(len(lines))
    return Statement(PaymentSource.CODA, reader.account, tuple(reader.found), reader.outgoing)


def _of_full_width(number: int, line: str) -> str:
    """Some programs cut the blanks at the end of a line; nothing else may be missing."""
    if len(line) > WIDTH or len(line) < 40:
        raise BankFileBroken(
            number,
            T(
                nl=f"een regel van CODA telt 128 tekens, deze telt er {len(line)}",
                fr=f"une ligne CODA compte 128 caractères, celle-ci {len(line)}",
                en=f"a line of CODA has 128 characters, this one has {len(line)}",
            ),
        )
    return line.ljust(WIDTH)


@dataclass(frozen=True, slots=True)
class _Movement:
    """`place` ends on the four digits of the detail number; `kind` is the type in the code of the transaction."""

    place: str
    is_part: bool
    kind: str
    line: Incoming


class _Reader:
    """Goes through the records in order, and holds on to the movement that is not finished."""

    def __init__(self) -> None:
        self.account = ""
        self.found: list[Incoming] = []
        self.outgoing = 0
        self._read: list[_Movement] = []
        self._begun = False
        self._ended = False
        self._statement = ""
        self._old: Euro | None = None
        self._moved: list[Euro] = []
        self._movement: list[tuple[int, str]] = []

    def take(self, number: int, line: str) -> None:
        if line[:2] != "22" and line[:2] != "23":
            self._close_movement()
        match line[0]:
            case "0":
                self._begun, self._ended = True, False
            case "1":
                self._begin_account(number, line)
            case "2":
                self._movement_record(number, line)
            case "8":
                self._end_account(number, line)
            case "9":
                self._ended = True
            case "3" | "4":
                pass
            case other:
                raise BankFileBroken(
                    number,
                    T(
                        nl=f"«{other}» is geen soort regel van CODA",
                        fr=f"« {other} » n’est pas un type de ligne CODA",
                        en=f"“{other}” is no kind of line in CODA",
                    ),
                )
        if not self._begun:
            raise BankFileBroken(
                number,
                T(nl="het begin ontbreekt", fr="le début manque", en="the beginning is missing"),
            )

    def finish(self, count: int) -> None:
        self._close_movement()
        if not self._ended:
            raise BankFileBroken(
                max(count, 1),
                T(
                    nl="het bestand houdt hier op, voor zijn laatste regel",
                    fr="le fichier s’arrête ici, avant sa dernière ligne",
                    en="the file stops here, before its last line",
                ),
            )

        parts = {one.place[:-4] for one in self._read if one.is_part and one.kind in PARTS}
        for one in self._read:
            if one.kind in PARTS if one.is_part else one.kind not in SUMS or one.place[:-4] not in parts:
                self._count(one)

    def _count(self, one: _Movement) -> None:
        if one.line.amount > ZERO:
            self.found.append(one.line)
        else:
            self.outgoing += 1

    def _begin_account(self, number: int, line: str) -> None:
        account = line[5:42].split()[0] if line[5:42].strip() else ""
        if self.account and account != self.account:
            raise BankFileBroken(
                number,
                T(
                    nl="hier begint een andere rekening; haal ze apart op",
                    fr="un autre compte commence ici ; demandez-les séparément",
                    en="another account begins here; ask for them apart",
                ),
            )
        self.account = account
        self._statement = f"{line[2:5]}/{line[58:64]}/{line[125:128]}"
        self._old = _amount(number, line[42], line[43:58])
        self._moved = []

    def _end_account(self, number: int, line: str) -> None:
        new = _amount(number, line[41], line[42:57])
        if self._old is not None and self._old + total(self._moved) != new:
            raise BankFileBroken(
                number,
                T(
                    nl="de bewegingen samen geven niet het nieuwe saldo; het bestand is niet volledig",
                    fr="les mouvements ne donnent pas le nouveau solde ; le fichier n’est pas complet",
                    en="the movements do not add up to the new balance; the file is not complete",
                ),
            )

    def _movement_record(self, number: int, line: str) -> None:
        if line[1] == "1":
            self._movement = [(number, line)]
            if line[6:10] == "0000":  # the others are parts of it
                self._moved.append(_amount(number, line[31], line[32:47]))
        elif self._movement and line[1] in "23":
            self._movement.append((number, line))
        else:
            raise BankFileBroken(
                number,
                T(
                    nl="dit vervolg hoort bij geen beweging",
                    fr="cette suite n’appartient à aucun mouvement",
                    en="this continuation belongs to no movement",
                ),
            )

    def _close_movement(self) -> None:
        if not self._movement:
            return
        (number, first), *more = self._movement
        self._movement = []
        zone = first[62:115] + "".join(line[10:63] if line[1] == "2" else line[82:115] for _, line in more)
        is_structured = first[61] == "1" and zone[:3] in STRUCTURED
        payer = next((line[47:82] for _, line in more if line[1] == "3"), "")
        line = Incoming(
            number=number,
            day=_day(number, first[115:121]),
            amount=_amount(number, first[31], first[32:47]),
            communication=zone[3:15] if is_structured else "",
            text="" if is_structured else clipped(zone, TEXT_MOST),
            payer=clipped(payer, PAYER_MOST),
            mark=f"{self._statement}/{first[2:10]}/{first[10:31].strip()}",
        )
        place = f"{self._statement}/{first[2:10]}"
        self._read.append(_Movement(place, first[6:10] != "0000", first[53], line))


def _amount(number: int, sign: str, digits: str) -> Euro:
    if not digits.isdigit() or not digits.isascii() or digits[-1] != "0" or sign not in "01":
        raise BankFileBroken(
            number,
            T(
                nl="hier hoort een bedrag van vijftien cijfers, tot op de cent",
                fr="un montant de quinze chiffres, au centime près, est attendu ici",
                en="an amount of fifteen digits, to the cent, belongs here",
            ),
        )
    cents = int(digits) // 10
    return Euro(-cents if sign == "1" else cents)


def _day(number: int, text: str) -> date:
    try:
        return date(2000 + int(text[4:6]), int(text[2:4]), int(text[:2]))
    except ValueError:
        raise BankFileBroken(
            number,
            T(
                nl=f"«{text}» is geen bestaande dag",
                fr=f"« {text} » n’est pas un jour existant",
                en=f"“{text}” is no day that exists",
            ),
        ) from None
