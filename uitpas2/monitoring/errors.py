"""What can go wrong when figures are made or asked for."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class ReleaseUnknown(NotFound):
    code = "release-unknown"
    title = TranslatedText(
        nl="Voor deze periode zijn er geen cijfers. Kies een kwartaal uit de lijst.",
        fr="Il n’y a pas de chiffres pour cette période. Choisissez un trimestre dans la liste.",
        en="There are no figures for this period. Choose a quarter from the list.",
    )


class NotAQuarter(Rejected):
    code = "not-a-quarter"
    title = TranslatedText(
        nl="Cijfers gaan over een heel kwartaal, zoals 2026Q3. Andere periodes laten zich van elkaar aftrekken.",
        fr="Les chiffres portent sur un trimestre entier, comme 2026Q3. D’autres périodes peuvent se soustraire.",
        en="Figures are about a whole quarter, such as 2026Q3. Other periods can be subtracted from each other.",
    )


class QuarterNotOver(Rejected):
    code = "quarter-not-over"
    title = TranslatedText(
        nl="Dit kwartaal loopt nog. Cijfers kunnen pas vanaf {ends}, want ze veranderen daarna nooit meer.",
        fr="Ce trimestre n’est pas terminé. Les chiffres pourront sortir dès le {ends} : ensuite ils ne changent plus.",
        en="This quarter is not over. Figures can be made from {ends}, because they never change afterwards.",
    )


class AlreadyReleased(Conflict):
    code = "quarter-already-released"
    title = TranslatedText(
        nl="De cijfers van {quarter} zijn al vrijgegeven en veranderen niet meer.",
        fr="Les chiffres de {quarter} sont déjà publiés et ne changent plus.",
        en="The figures of {quarter} have been released already and do not change any more.",
    )


class MunicipalitiesMissing(Conflict):
    code = "municipalities-missing"
    title = TranslatedText(
        nl="Er zijn nog geen gemeenten geladen om cijfers voor te maken.",
        fr="Aucune commune n’est encore chargée pour établir des chiffres.",
        en="No municipalities have been loaded yet to make figures for.",
    )


class ThresholdTooLow(Rejected):
    code = "threshold-too-low"
    title = TranslatedText(
        nl="Vanaf {lowest} mensen mag een cijfer getoond worden, niet vanaf {threshold}.",
        fr="Un chiffre peut être montré à partir de {lowest} personnes, pas à partir de {threshold}.",
        en="A figure may be shown from {lowest} persons, not from {threshold}.",
    )


class ReleaseUnsafe(Rejected):
    """The attack audit found a figure that can be worked out. `areas` names the first few."""

    code = "release-unsafe"
    title = TranslatedText(
        nl="Deze cijfers zijn niet vrijgegeven: een verborgen cijfer zou af te leiden zijn ({areas}).",
        fr="Ces chiffres n’ont pas été publiés : un chiffre caché pourrait être déduit ({areas}).",
        en="These figures were not released: a hidden figure could be worked out ({areas}).",
    )
