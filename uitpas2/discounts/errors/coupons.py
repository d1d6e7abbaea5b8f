"""What can be refused around coupons and vouchers, with when or where they can be used."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class CouponUnknown(NotFound):
    """There is no such coupon, it is somebody else's, or this holder does not have it: the answer is the same."""

    code = "coupon-unknown"
    title = TranslatedText(
        nl="Deze bon vinden we niet.", fr="Nous ne trouvons pas ce bon.", en="We cannot find this coupon."
    )


class CouponRefused(Rejected):
    """The holder has the coupon, and it cannot be used here or now. Days among the details are told in words."""

    code = "coupon-refused"
    title = TranslatedText(
        nl="Deze bon kan hier nu niet gebruikt worden.",
        fr="Ce bon ne peut pas être utilisé ici maintenant.",
        en="This coupon cannot be used here now.",
    )

    def __init__(self, *, field: str | None = "coupon_id", day: date | None = None, **details: object) -> None:
        super().__init__(field=field, **details)
        self.day = day
        if day is not None:
            self.details["day"] = day.isoformat()

    @property
    def message(self) -> TranslatedText:
        if self.day is None:
            return super().message
        texts = {
            language: self.title.in_language(language).format(
                **{**self.details, "day": format_date(self.day, "EEEE d MMMM y", locale=language)}
            )
            for language in LANGUAGES
        }
        return TranslatedText.from_dict(texts)


class CouponNotYet(CouponRefused):
    code = "coupon-not-yet"
    title = TranslatedText(
        nl="Deze bon geldt vanaf {day}.", fr="Ce bon est valable à partir du {day}.", en="This coupon holds from {day}."
    )


class CouponOver(CouponRefused):
    code = "coupon-over"
    title = TranslatedText(
        nl="Deze bon gold tot en met {day}.",
        fr="Ce bon était valable jusqu’au {day} inclus.",
        en="This coupon held up to and including {day}.",
    )


class CouponWithdrawn(CouponRefused):
    code = "coupon-withdrawn"
    title = TranslatedText(
        nl="De gemeente trok deze bon in. Je kunt hem niet meer gebruiken.",
        fr="La commune a retiré ce bon. Il ne peut plus être utilisé.",
        en="The municipality withdrew this coupon. It can no longer be used.",
    )


class CouponNotHere(CouponRefused):
    code = "coupon-not-here"
    title = TranslatedText(
        nl="Deze bon geldt niet voor deze activiteit. Op de bon staat waar hij wel geldt.",
        fr="Ce bon ne vaut pas pour cette activité. Le bon indique où il est valable.",
        en="This coupon does not hold for this activity. The coupon says where it does.",
    )


class PriceTooLow(CouponRefused):
    """`amount` is told as text without a sign of currency: 10,00."""

    code = "coupon-price-too-low"
    title = TranslatedText(
        nl="Deze bon geldt pas vanaf een prijs van € {amount}.",
        fr="Ce bon ne vaut qu’à partir d’un prix de {amount} €.",
        en="This coupon only holds from a price of €{amount}.",
    )


class CouponUsedUp(CouponRefused):
    code = "coupon-used-up"
    title = TranslatedText(
        nl="Deze bon is helemaal gebruikt.", fr="Ce bon est entièrement utilisé.", en="This coupon is all used up."
    )


class CouponUsedForNow(CouponRefused):
    """Used as often as this day, week, month or year allows."""

    code = "coupon-used-for-now"
    title = TranslatedText(
        nl="Deze bon is voor nu gebruikt. Vanaf {day} kan het weer.",
        fr="Ce bon est utilisé pour l’instant. De nouveau possible à partir du {day}.",
        en="This coupon is used for now. It is possible again from {day}.",
    )


class CouponsGone(CouponRefused):
    code = "coupons-gone"
    title = TranslatedText(
        nl="Alle bonnen van deze soort zijn gebruikt: er was een vast aantal.",
        fr="Tous les bons de ce type sont utilisés : leur nombre était limité.",
        en="All coupons of this kind are used: there was a fixed number.",
    )


class CouponNotCheaper(CouponRefused):
    code = "coupon-not-cheaper"
    title = TranslatedText(
        nl="Met deze bon wordt dit niet goedkoper. Bewaar hem voor een andere keer.",
        fr="Ce bon ne rend pas ceci moins cher. Gardez-le pour une autre fois.",
        en="This coupon does not make this cheaper. Keep it for another time.",
    )


class VoucherNotUsable(CouponRefused):
    """The rule book lets a voucher pay the own part of a lower price, where the municipality accepts it."""

    code = "voucher-not-usable"
    title = TranslatedText(
        nl="Met deze cheque kun je dit niet betalen. Bewaar hem voor een andere keer.",
        fr="Ce chèque ne permet pas de payer ceci. Gardez-le pour une autre fois.",
        en="This voucher cannot pay for this. Keep it for another time.",
    )


class CouponChangeImpossible(Conflict):
    code = "coupon-change-impossible"
    title = TranslatedText(
        nl="Dat kan niet meer met deze bon: hij staat intussen anders. Bekijk hoe het er nu voor staat.",
        fr="Ce n’est plus possible avec ce bon : son état a changé. Vérifiez l’état actuel.",
        en="That is no longer possible with this coupon: it stands differently by now. Look how it stands.",
    )


class NameTells(Rejected):
    """A name or description with a word that tells why somebody has a lower price."""

    code = "coupon-name-tells"
    title = TranslatedText(
        nl="Organisatoren en gezinnen lezen dit. Schrijf het zonder “{word}”: niemand hoeft te weten waarom.",
        fr="Les organisateurs et les familles lisent ceci. Écrivez-le sans « {word} » : la raison ne regarde personne.",
        en="Organisers and families read this. Write it without “{word}”: nobody needs to know why.",
    )


class EndsTooEarly(Rejected):
    code = "coupon-ends-too-early"
    title = TranslatedText(
        nl="De laatste dag komt voor de eerste, of is voorbij. Kies een latere dag.",
        fr="Le dernier jour précède le premier, ou est passé. Choisissez un jour ultérieur.",
        en="The last day comes before the first, or is over. Choose a later day.",
    )


class LastsTooLong(Rejected):
    code = "coupon-lasts-too-long"
    title = TranslatedText(
        nl="Een bon geldt hoogstens {years} jaar. Kies een vroegere laatste dag.",
        fr="Un bon est valable {years} ans au plus. Choisissez un dernier jour plus proche.",
        en="A coupon holds for {years} years at most. Choose an earlier last day.",
    )


class ValueImpossible(Rejected):
    code = "coupon-value-impossible"
    title = TranslatedText(
        nl="Vul in hoeveel de bon waard is: een bedrag, of een percentage van 1 tot 100.",
        fr="Indiquez la valeur du bon : un montant, ou un pourcentage de 1 à 100.",
        en="Fill in what the coupon is worth: an amount, or a percentage from 1 to 100.",
    )


class AgesTurned(Rejected):
    code = "coupon-ages-turned"
    title = TranslatedText(
        nl="De hoogste leeftijd is lager dan de laagste. Draai ze om.",
        fr="L’âge maximal est inférieur à l’âge minimal. Inversez-les.",
        en="The highest age is below the lowest. Turn them around.",
    )


class OnlyOwnInhabitants(Rejected):
    code = "voucher-own-inhabitants"
    title = TranslatedText(
        nl="Een cheque geef je aan wie in je gemeente woont: jouw gemeente betaalt hem.",
        fr="Un chèque se donne aux habitants de votre commune : c’est elle qui le paie.",
        en="A voucher is for who lives in your municipality: it is your municipality that pays it.",
    )


class CardsMistyped(Rejected):
    code = "coupon-cards-mistyped"
    title = TranslatedText(
        nl="Dit is geen kaartnummer: {numbers}. Kijk nog eens naar de laatste cijfers.",
        fr="Ceci n’est pas un numéro de carte : {numbers}. Vérifiez les derniers chiffres.",
        en="This is no card number: {numbers}. Look at the last digits again.",
    )


class CardsNotOurs(Rejected):
    """How many numbers, not which: a list is no way to try out numbers."""

    code = "coupon-cards-not-ours"
    title = TranslatedText(
        nl="Van deze nummers horen er {count} niet bij een werkende kaart van je regio. Kijk de lijst na.",
        fr="Parmi ces numéros, {count} ne correspondent à aucune carte valable de votre région. Vérifiez la liste.",
        en="Of these numbers, {count} belong to no working card of your region. Check the list.",
    )


class ActivitiesNotFound(Rejected):
    code = "coupon-activities-not-found"
    title = TranslatedText(
        nl="Deze activiteit vinden we niet: {which}. Kopieer het adres van haar pagina.",
        fr="Nous ne trouvons pas cette activité : {which}. Copiez l’adresse de sa page.",
        en="We cannot find this activity: {which}. Copy the address of its page.",
    )
