"""One line of a file: who is meant, or everything that is wrong with it, cell by cell."""

from datetime import date

import pytest

from tests.unit.cards.test_national_number import number_for
from uitpas2.cards.rules import HolderKind
from uitpas2.cards.rules.importing import HIDDEN, Column, Place, read_row, shown

TODAY = date(2026, 11, 25)
GENT = Place("44021", "Gent", in_region=True, keeps_national_numbers=True)
PLACES = {
    "9000": (GENT,),
    "9070": (Place("44013", "Destelbergen", in_region=True, keeps_national_numbers=False),),
    "9300": (Place("41002", "Aalst", in_region=False, keeps_national_numbers=True),),
    "2990": (Place("11009", "Brecht", True, True), Place("11053", "Wuustwezel", True, True)),
}
NOOR = {
    Column.FIRST_NAME: "Noor",
    Column.LAST_NAME: "Peeters",
    Column.BIRTH_DATE: "14/03/2018",
    Column.POSTAL_CODE: "9000",
    Column.CITY: "Gent",
}
INSZ = number_for(date(2018, 3, 14), 2)


def wanted(**typed):
    found, problems = read_row(NOOR | {Column(name): text for name, text in typed.items()}, PLACES, TODAY)
    assert problems == ()
    return found


def problems(**typed) -> list[tuple[str, str]]:
    found, wrong = read_row(NOOR | {Column(name): text for name, text in typed.items()}, PLACES, TODAY)
    assert found is None
    return [(problem.column.value, problem.code) for problem in wrong]


@pytest.mark.parametrize(
    "text",
    [
        "14/03/2018",
        "14-3-2018",
        "14.03.2018",
        "2018-03-14",
        "2018/3/14",
        "2018-03-14 00:00:00",
        "14/03/2018 0:00",
        "43173",
        '="14/03/2018"',
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text):
    assert wanted(birth_date=text).birth_date == date(2018, 3, 14)


@pytest.mark.parametrize("text", ["31/02/2018", "03/14/2018", "14/03/18", "2018", "14 maart", "99999999", "0/0/2018"])
def test_a_day_that_is_none_is_not_guessed(text):
    assert problems(birth_date=text) == [("birth_date", "import-date-unreadable")]


def test_everything_is_read():
    found = wanted(
        first_name="  Zoë\n Anna ",
        street="Kouter",
        house_number="12",
        box="3",
        postal_code="B-9000",
        national_number=f"{INSZ[:6]}-{INSZ[6:9]}.{INSZ[9:]}",
        guardian_name="Lotte Maes",
        guardian_email=" Lotte@Voorbeeld.TEST ",
        reference="00123",
        card_number="0900 000 095 902",
        kind="Persoon",
        language="Français",
    )

    assert (found.first_name, found.street, found.postal_code, found.nis) == (
        "Zoë Anna",
        "Kouter 12 bus 3",
        "9000",
        "44021",
    )
    assert (found.guardian_email, found.reference, found.card_number) == (
        "lotte@voorbeeld.test",
        "00123",
        "0900000095902",
    )
    assert found.language == "fr"
    assert INSZ not in repr(found)


def test_zeros_that_a_spreadsheet_dropped_come_back():
    early = number_for(date(2005, 1, 1), 3)

    assert early.startswith("0")
    found = wanted(card_number="900000095902", birth_date="1/1/2005", national_number=early[1:])
    assert found.card_number == "0900000095902"
    assert found.national_number.may_belong_to(date(2005, 1, 1))


def test_a_group_has_no_birth_date_and_a_new_card_is_asked_for_in_words():
    group = wanted(kind="groep", birth_date="", last_name="", first_name="Chiro Sint-Jan", card="digitaal")

    assert (group.kind, group.birth_date, group.wants_digital) == (HolderKind.GROUP, None, True)
    assert wanted(card="geen").wants_digital is False
    assert wanted(card_number="digitaal").wants_digital is True


def test_where_a_postal_code_lies_in_two_municipalities_the_name_decides():
    assert wanted(postal_code="2990", city="wuustwezel").nis == "11053"
    assert wanted(city="").city == "Gent"
    assert problems(postal_code="2990", city="") == [("postal_code", "place-unknown")]
    assert problems(postal_code="2990", city="Loenhout") == [("postal_code", "place-unknown")]


WRONG = [
    ({"first_name": "", "birth_date": ""}, {"first_name": "import-cell-missing", "birth_date": "import-cell-missing"}),
    ({"first_name": "x" * 81}, {"first_name": "import-cell-too-long"}),
    ({"last_name": "x" * 1_000_000}, {"last_name": "import-cell-too-long"}),
    ({"last_name": "Peet\x07ers"}, {"last_name": "import-cell-unreadable"}),
    ({"last_name": "P\ufffdters"}, {"last_name": "import-cell-unreadable"}),
    ({"last_name": "\ud800"}, {"last_name": "import-cell-unreadable"}),
    ({"last_name": "12345"}, {"last_name": "import-name-unreadable"}),
    ({"last_name": "=cmd|' /C calc'!A0"}, {"last_name": "import-cell-formula"}),
    ({"last_name": "'=1+1"}, {"last_name": "import-cell-formula"}),  # as our own file of errors writes it
    ({"last_name": "@SUM(A1)"}, {"last_name": "import-name-unreadable"}),
    ({"birth_date": "26/11/2026"}, {"birth_date": "birth-date-impossible"}),
    ({"birth_date": "1/1/1905"}, {"birth_date": "birth-date-impossible"}),
    ({"postal_code": "1000"}, {"postal_code": "place-unknown"}),
    ({"postal_code": "9300", "city": "Aalst"}, {"postal_code": "municipality-outside-region"}),
    ({"national_number": "18.03.14-002.50"}, {"national_number": "national-number-mistyped"}),
    ({"national_number": "1,80314E+10"}, {"national_number": "import-number-shortened"}),
    ({"national_number": number_for(date(2018, 3, 15), 2)}, {"national_number": "national-number-birth-date"}),
    (
        {"national_number": INSZ, "postal_code": "9070", "city": "Destelbergen"},
        {"national_number": "national-number-not-kept"},
    ),
    ({"card_number": "0900000095903"}, {"card_number": "card-number-mistyped"}),
    ({"card_number": "9,00000095902E+11"}, {"card_number": "import-number-shortened"}),
    ({"card_number": "0900000095902", "card": "digitaal"}, {"card": "import-two-cards-wished"}),
    ({"card": "misschien"}, {"card": "import-card-wish-unknown"}),
    ({"language": "latijn"}, {"language": "import-language-unknown"}),
    ({"kind": "hond"}, {"kind": "import-kind-unknown"}),
    ({"guardian_name": "Lotte Maes"}, {"guardian_email": "import-guardian-mail-needed"}),
    ({"guardian_email": "lotte@voorbeeld.test"}, {"guardian_name": "import-guardian-name-needed"}),
    ({"guardian_name": "Lotte", "guardian_email": "lotte@"}, {"guardian_email": "email-unreadable"}),
]


@pytest.mark.parametrize(("typed", "expected"), WRONG)
def test_all_that_is_wrong_with_a_line_is_told_at_once(typed, expected):
    assert problems(**typed) == list(expected.items())


def test_an_adult_may_have_an_account_of_their_own():
    assert wanted(birth_date="1/1/1990", guardian_email="jan@voorbeeld.test").guardian_name == ""


def test_a_national_number_is_never_shown_again_and_a_long_text_not_whole():
    assert shown(Column.NATIONAL_NUMBER, INSZ) == HIDDEN
    assert shown(Column.LAST_NAME, "x" * 500) == "x" * 60 + "…"
