"""Statements of the bank: CODA as Febelfin lays it out, and the CSV of several banks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.billing.bank import IBAN, Coda
from uitpas2.billing.errors import (
    BankFileBroken,
    BankFileForOtherAccount,
    BankFileUnreadable,
    ColumnsUnknown,
)
from uitpas2.billing.rules.bank_files import read_bank_file
from uitpas2.billing.rules.matching import Waiting, match_all
from uitpas2.billing.rules.statements import Statement, keyed
from uitpas2.billing.rules.words import LineState, PaymentSource
from uitpas2.kernel.money import Euro

OGM = "090933755493"


def read(text: str) -> Statement:
    return read_bank_file(text.encode("latin-1"), own_iban=IBAN)


def test_a_coda_gives_what_came_in_with_its_structured_communication() -> None:
    coda = (
        Coda().credit(1234, f"101{OGM}").move(-500, "HUUR").credit(200, f"102{OGM}").move(300, "Kamp Noor", payer="J")
    )

    statement = read(coda.text())

    assert (statement.source, statement.account, statement.outgoing) == (PaymentSource.CODA, IBAN, 1)
    assert [(line.amount, line.communication, line.text) for line in statement.lines] == [
        (Euro(1234), OGM, ""),
        (Euro(200), OGM, ""),
        (Euro(300), "", "Kamp Noor"),
    ]
    assert statement.lines[0].payer == "LOTTE MAES"
    assert (statement.lines[0].day, statement.lines[0].number) == (date(2026, 11, 12), 3)


def test_a_communication_that_people_typed_is_found_in_free_text_over_several_records() -> None:
    long = "Betaling van de opvang in de maand oktober voor Noor, graag noteren: +++090/9337/55493+++ dank u"

    (line,) = read(Coda().move(1000, long).text()).lines

    assert line.named == [OGM]


def test_of_a_sum_with_its_parts_the_parts_count_and_without_them_the_sum() -> None:
    with_parts = Coda().move(3000, kind="2").move(1000, f"101{OGM}", structured=True, kind="6", detail=1)
    with_parts.move(2000, "de rest", kind="6", detail=2)
    alone = Coda().move(3000, kind="2")
    detailed = Coda().move(3000, "betaling", kind="3").move(2900, "netto", kind="8", detail=1)

    assert [line.amount for line in read(with_parts.text()).lines] == [Euro(1000), Euro(2000)]
    assert [line.amount for line in read(alone.text()).lines] == [Euro(3000)]
    assert [line.amount for line in read(detailed.text()).lines] == [Euro(3000)]


@pytest.mark.parametrize(
    ("spoil", "line", "words"),
    [
        (lambda text: text.replace("0000000000012340", "00000000000123X0", 1), 3, "bedrag"),
        (lambda text: text.replace("1211260310", "3213260310"), 3, "bestaande dag"),
        (lambda text: text[: text.index("\r\n8")] + "\r\n", 5, "laatste regel"),
        (lambda text: text.replace("\r\n8031", "\r\n7031"), 6, "soort regel"),
        (lambda text: text.replace("0000000001012340", "0000000001012350"), 6, "saldo"),
        (lambda text: text.replace("OPVANG DE", "OPVANG VAN DE"), 1, "128"),
    ],
)
def test_a_broken_coda_is_refused_with_the_line_where_it_breaks(spoil: object, line: int, words: str) -> None:
    text = spoil(Coda().credit(1234, f"101{OGM}").text())  # type: ignore[operator]

    with pytest.raises(BankFileBroken) as caught:
        read(text)

    assert caught.value.details["line"] == line
    assert words in caught.value.message.nl
    assert caught.value.message.is_complete()


def test_the_statement_of_another_account_is_refused() -> None:
    with pytest.raises(BankFileForOtherAccount):
        read(Coda(iban="BE62510007547061").credit(1, "x").text())


KBC_NAMES = (
    "Rekeningnummer;Rubrieknaam;Naam;Munt;Afschriftnummer;Datum;Omschrijving;Valuta;Bedrag;Saldo;credit;debet;"
    "rekeningnummer tegenpartij;BIC tegenpartij;Naam tegenpartij;Adres tegenpartij;gestructureerde mededeling;"
    "Vrije mededeling"
)
KBC = f"""{KBC_NAMES}
{IBAN};;D;EUR;2026031;12/11/2026;OV;12/11/2026;12,34;1.012,34;12,34;;;;LOTTE MAES;;***090/9337/55493***;
{IBAN};;D;EUR;2026032;13/11/2026;OV;13/11/2026;-50,00;962,34;;-50,00;;;BAKKER;;;factuur
{IBAN};;D;EUR;2026033;14/11/2026;OV;14/11/2026;1.000,00;1.962,34;1.000,00;;;;JAN;;;kamp Noor
"""
FRENCH = "Date,Montant,Communications,Nom contrepartie\n2026-11-12,12.34,090/9337/55493,Lotte\n"


def test_the_csv_of_a_bank_gives_the_same() -> None:
    statement = read(KBC)

    assert (statement.source, statement.account, statement.outgoing) == (PaymentSource.CSV, IBAN, 1)
    assert [(line.amount, line.named, line.payer) for line in statement.lines] == [
        (Euro(1234), [OGM], "LOTTE MAES"),
        (Euro(100_000), [], "JAN"),
    ]
    assert read(FRENCH).lines[0].named == [OGM]


def test_columns_can_be_named_and_are_listed_when_nobody_knows_them() -> None:
    text = "Wanneer;Hoeveel;Waarom\n12/11/2026;12,34;090/9337/55493\n"

    with pytest.raises(ColumnsUnknown) as caught:
        read(text)
    named = {"day": "Wanneer", "amount": "hoeveel", "communication": "Waarom"}
    statement = read_bank_file(text.encode(), own_iban=IBAN, columns=named)

    assert "Wanneer, Hoeveel, Waarom" in caught.value.message.nl
    assert statement.lines[0].amount == Euro(1234)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Datum;Bedrag;Mededeling\n12/11/2026;12,34;x\n31/02/2026;1,00;x\n", 3),
        ("Datum;Bedrag;Mededeling\n12/11/2026;veel;x\n", 2),
    ],
)
def test_a_broken_csv_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BankFileBroken) as caught:
        read(text)

    assert caught.value.details["line"] == line


@pytest.mark.parametrize("content", [b"", b"  \n ", b"PK\x03\x04\x00\x00binary"])
def test_what_is_no_statement_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(BankFileUnreadable):
        read_bank_file(content, own_iban=IBAN)


def test_a_line_keeps_its_key_in_another_reading_and_two_alike_have_two() -> None:
    text = "Datum;Bedrag;Mededeling\n12/11/2026;5,00;x\n12/11/2026;5,00;x\n"
    longer = text + "13/11/2026;5,00;x\n"

    first, second = [key for key, _ in keyed(read(text))]

    assert first != second
    assert [key for key, _ in keyed(read(longer))][:2] == [first, second]


def test_money_is_matched_by_communication_then_suggested_by_an_amount_that_is_unique() -> None:
    coda = (
        Coda().credit(700, f"101{OGM}").move(500, "voor Noor").move(900, "wat anders").move(300, "twee wachten hierop")
    )
    bills = [
        Waiting("named", OGM, Euro(1000)),
        Waiting("by-amount", "000000000097", Euro(500)),
        Waiting("one", "000000000198", Euro(300)),
        Waiting("two", "000000000299", Euro(300)),
    ]
    lines = keyed(read(coda.text()))

    found = match_all(lines, bills, known_keys={lines[2][0]})

    assert [(match.state, match.bill_id) for match in found] == [
        (LineState.MATCHED, "named"),
        (LineState.SUGGESTED, "by-amount"),
        (LineState.DUPLICATE, None),
        (LineState.UNMATCHED, None),
    ]


@pytest.mark.parametrize("name", ["a\x00b", "\x00" * 3])
def test_a_file_with_what_no_database_can_keep_is_refused_wherever_it_stands(name: str) -> None:
    rows = "".join(f"12/11/2026;{number},00;huur\n" for number in range(1, 400))
    content = f"Datum;Bedrag;Mededeling\n{rows}12/11/2026;5,00;{name}\n".encode()

    with pytest.raises(BankFileUnreadable):
        read_bank_file(content, own_iban=IBAN)
