"""The certificates of a year as the XML that Belcotax-on-web takes, as far as public facts say how.

Source of names, order and lengths: the schema of Belcotax for income year 2025 as published with its validation module,
and the brochure for senders of the Federal Public Service Finance. Not validated with the tax office: whoever sends the
file runs the module of that year over it first. National numbers are not in it; their fields stay empty.

Amounts are whole cents and days DD-MM-YYYY. A control total of a record is the sum of its amounts with their total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as Xml

from uitpas2.kernel.money import Euro

NOTICE = (
    " Childcare 281.86. Not validated with the tax office: run the validation module of Belcotax-on-web first. "
    "National numbers are left out. "
)
BELGIUM = "00150"
DUTCH = "1"
PERIODS = 4

# Field numbers of each of the four periods: first day, last day, amount, days, tariff.
_PERIOD_FIELDS = (
    ("f86_2055_begindate1", "f86_2056_enddate1", "f86_2060_amount1", "f86_2110_numberofday1", "f86_2111_dailytariff1"),
    ("f86_2093_begindate2", "f86_2144_enddate2", "f86_2061_amount2", "f86_2113_numberofday2", "f86_2115_dailytariff2"),
    ("f86_2157_begindate3", "f86_2158_enddate3", "f86_2062_amount3", "f86_2116_numberofday3", "f86_2117_dailytariff3"),
    ("f86_2161_begindate4", "f86_2162_enddate4", "f86_2063_amount4", "f86_2119_numberofday4", "f86_2120_dailytariff4"),
)
LENGTHS = {
    "v0014_naam": 41,
    "v0015_adres": 32,
    "v0016_postcode": 4,
    "v0017_gemeente": 27,
    "v0018_telefoonnummer": 12,
    "v0021_contactpersoon": 34,
    "v0023_emailadres": 44,
    "v0024_nationaalnr": 10,
    "a1005_registratienummer": 10,
    "a1011_naamnl1": 28,
    "a1012_naamnl2": 31,
    "a1013_adresnl": 200,
    "a1014_postcodebelgisch": 4,
    "a1015_gemeente": 27,
    "f2013_naam": 41,
    "f2015_adres": 200,
    "f2016_postcodebelgisch": 4,
    "f2017_gemeente": 27,
    "f86_2102_childaddress": 41,
    "f86_2106_childname": 41,
    "f86_2107_childfirstname": 30,
    "f86_2140_childmunicipality": 27,
    "f86_2154_certifiermunicipality": 27,
    "f86_2155_certifiername": 41,
    "f86_2156_certifieradres": 200,
}


@dataclass(frozen=True, slots=True)
class Place:
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """The organiser and who certifies it; `certifier_code` is empty for one that certifies itself."""

    name: str
    number: str
    place: Place
    phone: str
    email: str
    certifier_code: str = ""
    certifier_name: str = ""
    certifier_number: str = ""
    certifier_place: Place = Place()


@dataclass(frozen=True, slots=True)
class Period:
    starts: date
    ends: date
    days: int
    tariff: Euro | None
    amount: Euro


@dataclass(frozen=True, slots=True)
class Sheet:
    """One certificate."""

    reference: str
    debtor: str
    debtor_place: Place
    child_first_name: str
    child_last_name: str
    child_place: Place
    birth_date: date | None
    periods: tuple[Period, ...]


def belcotax_xml(sender: Sender, year: int, sheets: Sequence[Sheet], *, made_on: date) -> bytes:
    """The file of a year, with the totals that its receiver counts after."""
    root = Xml.Element("Verzendingen")
    root.append(Xml.Comment(NOTICE))
    sending = Xml.SubElement(root, "Verzending")
    _fields(sending, _head(sender, year, made_on))
    declaration = Xml.SubElement(Xml.SubElement(sending, "Aangiften"), "Aangifte")
    first, second = sender.name[:28], sender.name[28:]
    _fields(
        declaration,
        {
            "a1002_inkomstenjaar": str(year),
            "a1005_registratienummer": sender.number,
            "a1011_naamnl1": first,
            "a1012_naamnl2": second,
            "a1013_adresnl": sender.place.street,
            "a1014_postcodebelgisch": sender.place.postal_code,
            "a1015_gemeente": sender.place.city,
            "a1016_landwoonplaats": BELGIUM,
            "a1020_taalcode": DUTCH,
        },
    )
    listed = Xml.SubElement(Xml.SubElement(declaration, "Opgaven"), "Opgave32586")
    for number, sheet in enumerate(sheets, start=1):
        _fields(Xml.SubElement(listed, "Fiche28186"), _sheet(sender, year, number, sheet))
    count, numbers = len(sheets), len(sheets) * (len(sheets) + 1) // 2
    control = sum(2 * period.amount.cents for sheet in sheets for period in sheet.periods)
    _fields(
        declaration,
        {
            "r8002_inkomstenjaar": str(year),
            "r8005_registratienummer": sender.number,
            "r8010_aantalrecords": str(count + 2),
            "r8011_controletotaal": str(numbers),
            "r8012_controletotaal": str(control),
            "r8013_totaalvoorheffingen": "0",
        },
    )
    _fields(
        sending,
        {
            "r9002_inkomstenjaar": str(year),
            "r9010_aantallogbestanden": "3",
            "r9011_totaalaantalrecords": str(count + 4),
            "r9012_controletotaal": str(numbers),
            "r9013_controletotaal": str(control),
            "r9014_controletotaal": "0",
        },
    )
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="UTF-8", xml_declaration=True))


def _head(sender: Sender, year: int, made_on: date) -> dict[str, str]:
    return {
        "v0002_inkomstenjaar": str(year),
        "v0010_bestandtype": "BELCOTAX",
        "v0011_aanmaakdatum": _day(made_on),
        "v0014_naam": sender.name,
        "v0015_adres": sender.place.street,
        "v0016_postcode": sender.place.postal_code,
        "v0017_gemeente": sender.place.city,
        "v0018_telefoonnummer": re.sub(r"\D", "", sender.phone),
        "v0021_contactpersoon": sender.name,
        "v0022_taalcode": DUTCH,
        "v0023_emailadres": sender.email,
        "v0024_nationaalnr": sender.number,
        "v0025_typeenvoi": "0",
        "v0028_landwoonplaats": BELGIUM,
    }


def _sheet(sender: Sender, year: int, number: int, sheet: Sheet) -> dict[str, str]:
    total = sum(period.amount.cents for period in sheet.periods)
    found = {
        "f2002_inkomstenjaar": str(year),
        "f2005_registratienummer": sender.number,
        "f2008_typefiche": "28186",
        "f2009_volgnummer": str(number),
        "f2010_referentie": sheet.reference,
        "f2011_nationaalnr": "",
        "f2013_naam": sheet.debtor,
        "f2015_adres": sheet.debtor_place.street,
        "f2016_postcodebelgisch": sheet.debtor_place.postal_code,
        "f2017_gemeente": sheet.debtor_place.city,
        "f2018_landwoonplaats": BELGIUM,
        "f2028_typetraitement": "0",
        "f2029_enkelopgave325": "0",
        "f2114_voornamen": "",
        "f86_2031_certificationautorisation": sender.certifier_code,
        "f86_2059_totaalcontrole": str(2 * total),
        "f86_2064_totalamount": str(total),
        "f86_2100_certifierpostnr": sender.certifier_place.postal_code,
        "f86_2101_childcountry": BELGIUM,
        "f86_2102_childaddress": sheet.child_place.street,
        "f86_2106_childname": sheet.child_last_name,
        "f86_2107_childfirstname": sheet.child_first_name,
        "f86_2109_certifiercbenumber": sender.certifier_number,
        "f86_2139_childpostnr": sheet.child_place.postal_code,
        "f86_2140_childmunicipality": sheet.child_place.city,
        "f86_2153_nnchild": "",
        "f86_2154_certifiermunicipality": sender.certifier_place.city,
        "f86_2155_certifiername": sender.certifier_name,
        "f86_2156_certifieradres": sender.certifier_place.street,
        "f86_2163_childbirthdate": _day(sheet.birth_date) if sheet.birth_date else "",
    }
    for names, period in zip(_PERIOD_FIELDS, sheet.periods, strict=False):
        tariff = str(period.tariff.cents) if period.tariff is not None else ""
        values = (_day(period.starts), _day(period.ends), str(period.amount.cents), str(period.days), tariff)
        found.update(zip(names, values, strict=True))
    return dict(sorted(found.items(), key=lambda one: _order(one[0])))


def _order(name: str) -> tuple[bool, int]:
    """Fields of every certificate first, then those of this one; in each, by their numbers."""
    return name.startswith("f86_"), int(name.split("_")[1] if name.startswith("f86_") else name[1:5])


def _fields(parent: Xml.Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        text = " ".join(value.split())[: LENGTHS.get(name, 200)]
        if text or name in {"f2011_nationaalnr", "f86_2153_nnchild"}:
            Xml.SubElement(parent, name).text = text


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def faults(content: bytes) -> list[str]:
    """What our own rules find wrong in such a file; it says nothing about the rules of the tax office."""
    root = Xml.fromstring(content)  # noqa: S314  our own file
    found = []
    sheets = root.findall(".//Fiche28186")
    for sheet in sheets:
        amounts = [int(one.text or 0) for one in sheet if re.fullmatch(r"f86_206[0-3]_amount\d", one.tag)]
        number = sheet.findtext("f2009_volgnummer")
        if sum(amounts) != int(sheet.findtext("f86_2064_totalamount") or 0):
            found.append(f"sheet {number}: the amounts do not add up to the total")
        if 2 * sum(amounts) != int(sheet.findtext("f86_2059_totaalcontrole") or 0):
            found.append(f"sheet {number}: the control total is another one")
        if [_order(one.tag) for one in sheet] != sorted(_order(one.tag) for one in sheet):
            found.append(f"sheet {number}: the fields are not in their order")
        if not (sheet.findtext("f2013_naam") and sheet.findtext("f86_2106_childname")):
            found.append(f"sheet {number}: a name is missing")
    control = sum(int(sheet.findtext("f86_2059_totaalcontrole") or 0) for sheet in sheets)
    for name, expected in (
        ("r8010_aantalrecords", len(sheets) + 2),
        ("r8012_controletotaal", control),
        ("r9011_totaalaantalrecords", len(sheets) + 4),
        ("r9013_controletotaal", control),
    ):
        if int(root.findtext(f".//{name}") or -1) != expected:
            found.append(f"{name} is not {expected}")
    found.extend(
        f"{one.tag} is longer than {LENGTHS[one.tag]}"
        for one in root.iter()
        if one.tag in LENGTHS and len(one.text or "") > LENGTHS[one.tag]
    )
    return found
