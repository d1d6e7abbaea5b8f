"""One field for a scan, a number, a name with a birth date, or a national number."""

from __future__ import annotations

import pytest

from tests.factories.cards import CardFactory, HolderFactory
from uitpas2.accounts import rules
from uitpas2.accounts.rules import Permission, Role
from uitpas2.cards import services


def test_a_card_is_found_by_number_and_by_code(desk, prepare):
    with prepare() as work:
        noor = HolderFactory()
        card = CardFactory(holder=noor)
        codes = [services.qr_token(work, card), services.live_code(work, card).text]

    for text in (f"{card.number[:4]} {card.number[4:]}", *codes):
        assert desk.submit("/counter", {"text": text}).address == f"/counter/holders/{noor.id}"


def test_people_are_found_by_name_and_birth_date_in_the_same_field(desk, prepare):
    with prepare():
        noor = HolderFactory()
        nora = HolderFactory(first_name="Nora", last_name="De Smet")

    page = desk.submit("/counter", {"text": "no 14-03-2018"})

    assert "2 personen gevonden" in page.text
    assert page.link("Nora De Smet") == f"/counter/holders/{nora.id}"
    assert page.value_of("text") == "no 14-03-2018"
    for typed in ("Peeters 14/3/2018", "2018-03-14 noor", "noor peeters gent"):
        assert desk.submit("/counter", {"text": typed}).address == f"/counter/holders/{noor.id}"


def test_a_slip_in_a_name_is_offered_and_never_opened_by_itself(desk, prepare):
    with prepare():
        noor = HolderFactory()

    page = desk.submit("/counter", {"text": "Peters 14/3/2018"})

    assert "Niemand met precies deze naam" in page.text
    assert page.link("Noor Peeters") == f"/counter/holders/{noor.id}"


def test_who_is_not_found_is_registered_with_what_was_typed(desk):
    page = desk.submit("/counter", {"text": "Daan Peeters 14/3/2018"})
    assert "Niemand gevonden in jouw regio" in page.text

    form = page.submit({}, action="/counter/holders/start")

    assert [form.value_of(name) for name in ("first_name", "last_name", "birth_date")] == [
        "Daan",
        "Peeters",
        "2018-03-14",
    ]


def test_a_wrong_digit_is_pointed_at(desk, prepare):
    with prepare():
        noor = HolderFactory()
        CardFactory(holder=noor, number="0900000095902")
        CardFactory(holder=HolderFactory(of_aalst=True), number="0900000095910")

    page = desk.submit("/counter", {"text": "0900 000 095 912"}, status=422)

    assert page.error_beside("text").startswith("Dit nummer klopt net niet.")
    assert "0900 000 095 902 cijfer 12 is anders" in page.text
    assert page.link("Noor Peeters") == f"/counter/holders/{noor.id}"
    assert "0900 000 095 910" not in page.text


SEARCHES_THAT_CANNOT_WORK = [
    ("0900 000 095 903", "Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers."),
    ("0900 000 095 90", "Een kaartnummer heeft 13 cijfers. Je typte er 12."),
    ("0900 OOO 095 902", "Op plaats 5 staat “O”."),
    ("UP1:ABC", "Deze code kunnen we niet lezen."),
    ("Noor", "Zet de geboortedatum achter de naam"),
    ("Zoë Onbekend Gent", "Met deze naam alleen vinden we niemand. Zet er de geboortedatum achter"),
    ("Noor 31/2/2018", "31/2/2018 is geen bestaande geboortedatum."),
    ("", "Scan een kaart, typ het nummer"),
]


@pytest.mark.parametrize(("typed", "sentence"), SEARCHES_THAT_CANNOT_WORK)
def test_a_search_that_cannot_work_says_what_helps(desk, typed: str, sentence: str):
    page = desk.submit("/counter", {"text": typed}, status=422)

    assert sentence in page.error_beside("text")
    assert page.value_of("text") == typed
    assert page.one("input", name="text").get("autofocus") is not None


def test_a_card_of_another_region_is_as_unknown_as_one_that_is_not_there(desk, prepare):
    with prepare():
        foreign = CardFactory(holder=HolderFactory(of_aalst=True))

    there = desk.submit("/counter", {"text": foreign.number}, status=422).error_beside("text")
    nowhere = desk.submit("/counter", {"text": "0900000095902"}, status=422).error_beside("text")

    assert there == nowhere == "Deze persoon vinden we niet. Kijk na wat je invulde."


KNOWN, UNKNOWN, WRONG = "18031400206", "18031400404", "18031400207"


@pytest.fixture
def noor(prepare) -> str:
    with prepare() as work:
        HolderFactory()  # so that the region is there
        born = {"first_name": "Noor", "last_name": "Peeters", "birth_date": HolderFactory.birth_date}
        where = {"postal_code": "9000", "city": "Gent", "municipality_nis": "44021"}
        return services.register_holder(work, **born, **where, national_number=KNOWN).id


def test_a_national_number_opens_its_holder_and_stands_nowhere(desk, noor):
    opened = desk.submit("/counter", {"text": "18.03.14-002.06"})
    refused = [desk.submit("/counter", {"text": number}, status=422) for number in (UNKNOWN, WRONG, "18.03.14-002.0")]

    assert opened.address == f"/counter/holders/{noor}"
    for page, number in zip(refused, (UNKNOWN, WRONG, "18.03.14-002.0"), strict=True):
        assert page.value_of("text") == ""
        assert number not in page.html


def test_without_the_permission_the_answer_is_neither_yes_nor_no(desk, noor, monkeypatch):
    fewer = rules.PERMISSIONS[Role.COUNTER_CLERK] - {Permission.FIND_BY_NATIONAL_NUMBER}
    monkeypatch.setitem(rules.PERMISSIONS, Role.COUNTER_CLERK, fewer)

    pages = [desk.submit("/counter", {"text": number}, status=422) for number in (KNOWN, UNKNOWN, WRONG)]

    assert "hoort niet bij jouw taken" in pages[0].error_beside("text")
    assert len({page.text for page in pages}) == 1
    assert "Rijksregisternummer" not in desk.visit("/counter").text
