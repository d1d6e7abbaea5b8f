"""Files of a bank, written line by line as the standard has them."""

from __future__ import annotations

from dataclasses import dataclass, field

IBAN = "BE68539007547034"


@dataclass
class Coda:
    """`Coda().credit(1234, "101" + digits).text()`"""

    iban: str = IBAN
    old_cents: int = 100_000
    moved: int = 0
    count: int = 0
    lines: list[str] = field(default_factory=list)

    def credit(self, cents: int, communication: str, *, structured: bool = True, payer: str = "LOTTE MAES") -> Coda:
        return self.move(cents, communication, structured=structured, payer=payer)

    def move(
        self,
        cents: int,
        communication: str = "",
        *,
        structured: bool = False,
        payer: str = "",
        kind: str = "0",
        detail: int = 0,
        day: str = "121126",
    ) -> Coda:
        if detail == 0:
            self.count += 1
            self.moved += cents
        zone = communication.ljust(139)
        place = f"{self.count:04d}{detail:04d}"
        sign, amount = ("0", cents) if cents >= 0 else ("1", -cents)
        reference = f"REF{self.count:04d}{detail:04d}".ljust(21)
        first = f"21{place}{reference}{sign}{amount * 10:015d}{day}{kind}0150000{int(structured)}{zone[:53]}{day}0310"
        self.lines += [
            first.ljust(125) + "1 0",
            f"22{place}{zone[53:106]}".ljust(125) + "1 0",
            f"23{place}{'BE55173363943144':37}{payer:35}{zone[106:]}".ljust(125) + "0 0",
        ]
        return self

    def text(self) -> str:
        new = self.old_cents + self.moved
        head = (
            f"0000012112672505        0123456789{'OPVANG DE DOLFIJN VZW':26}KREDBEBB   00477472701 00000".ljust(127)
            + "2"
        )
        old = f"12031{self.iban:37}0{self.old_cents * 10:015d}111126{'OPVANG':26}{'ZICHT':35}031"
        last = f"8031{self.iban:37}0{new * 10:015d}121126".ljust(127) + "0"
        end = f"9               {len(self.lines) + 2:06d}{0:015d}{self.moved * 10:015d}".ljust(127) + "2"
        return "\r\n".join([head, old, *self.lines, last, end]) + "\r\n"
