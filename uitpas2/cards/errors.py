"""What can go wrong with holders, cards and rights. Each says what is the matter and what helps."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected, Unavailable
from uitpas2.kernel.text import TranslatedText


class NumberMistyped(Rejected):
    """The check digit does not fit, or there are not thirteen digits."""

    code = "card-number-mistyped"
    title = TranslatedText(
        nl="Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers.",
        fr="Ce numéro n’est pas tout à fait correct. Vérifiez les derniers chiffres.",
        en="This number is not quite right. Have another look at the last digits.",
    )


class TokenUnreadable(Rejected):
    """It starts like one of our QR codes, but is cut off, of a later kind, or not made by us."""

    code = "card-code-unreadable"
    title = TranslatedText(
        nl="Deze code kunnen we niet lezen. Scan nog eens, of typ het nummer onder de code.",
        fr="Nous ne pouvons pas lire ce code. Scannez à nouveau ou tapez le numéro sous le code.",
        en="We cannot read this code. Scan again, or type the number below the code.",
    )


class CardUnknown(NotFound):
    """No card with this number or code that is or ever was in use, or one outside the actor's scope."""

    code = "card-unknown"
    title = TranslatedText(
        nl="Deze kaart kennen we niet. Kijk het nummer na, of vraag het aan de balie.",
        fr="Nous ne connaissons pas cette carte. Vérifiez le numéro ou demandez au guichet.",
        en="We do not know this card. Check the number, or ask at the counter.",
    )


class CardBlocked(Rejected):
    """The card was blocked or replaced. `first_name` is for the person at the door, never for a log or an answer."""

    code = "card-blocked"
    title = TranslatedText(
        nl="Deze kaart is geblokkeerd. Aan de balie is er meteen een nieuwe.",
        fr="Cette carte est bloquée. Le guichet en donne tout de suite une nouvelle.",
        en="This card is blocked. The counter hands out a new one at once.",
    )
    heading = TranslatedText(nl="Deze kaart is geblokkeerd", fr="Cette carte est bloquée", en="This card is blocked")
    _ADVICE = TranslatedText(
        nl="Vraag {first_name} om naar de balie te gaan. Daar ligt meteen een nieuwe klaar.",
        fr="Demandez à {first_name} de passer au guichet. Une nouvelle carte y est tout de suite prête.",
        en="Ask {first_name} to go to the counter. A new one is ready there at once.",
    )

    def __init__(self, first_name: str = "", *, field: str | None = None) -> None:
        super().__init__(field=field)
        self.first_name = first_name

    @property
    def advice(self) -> TranslatedText:
        """What to say to the holder, by first name."""
        return self._ADVICE.fill(first_name=self.first_name)


class CardExpired(Rejected):
    """The plastic or the printed code is past its last day; the holder keeps everything else."""

    code = "card-expired"
    title = TranslatedText(
        nl="Deze kaart is te oud om nog te gebruiken. Aan de balie is er meteen een nieuwe.",
        fr="Cette carte est trop ancienne. Le guichet en donne tout de suite une nouvelle.",
        en="This card is too old to be used. The counter hands out a new one at once.",
    )


class HolderUnknown(NotFound):
    code = "holder-unknown"
    title = TranslatedText(
        nl="Deze persoon vinden we niet. Kijk na wat je invulde.",
        fr="Nous ne trouvons pas cette personne. Vérifiez ce que vous avez saisi.",
        en="We cannot find this holder. Check what you filled in.",
    )


class RightUnknown(NotFound):
    code = "right-unknown"
    title = TranslatedText(
        nl="Dit recht vinden we niet.", fr="Nous ne trouvons pas ce droit.", en="We cannot find this right."
    )


class CardAlreadyActive(Conflict):
    code = "card-already-active"
    title = TranslatedText(
        nl="Deze persoon heeft al een kaart die werkt. Is ze kwijt of stuk? Vervang ze dan.",
        fr="Cette personne a déjà une carte valable. Perdue ou abîmée ? Remplacez-la.",
        en="This holder already has a card that works. Lost or broken? Then replace it.",
    )


class CardNotActive(Conflict):
    code = "card-not-active"
    title = TranslatedText(
        nl="Deze kaart werkte al niet meer. Er is niets veranderd.",
        fr="Cette carte n’était déjà plus active. Rien n’a changé.",
        en="This card no longer worked already. Nothing has changed.",
    )


class NumberTaken(Conflict):
    code = "card-number-taken"
    title = TranslatedText(
        nl="Dit kaartnummer is al in gebruik. Neem een andere kaart.",
        fr="Ce numéro de carte est déjà utilisé. Prenez une autre carte.",
        en="This card number is already in use. Take another card.",
    )


class NumbersUsedUp(Unavailable):
    code = "card-numbers-used-up"
    title = TranslatedText(
        nl="Er zijn geen vrije kaartnummers gevonden. Laat het de beheerder weten.",
        fr="Aucun numéro de carte libre n’a été trouvé. Prévenez l’administrateur.",
        en="No free card numbers were found. Tell the administrator.",
    )


class NoCardSystem(Rejected):
    code = "no-card-system"
    title = TranslatedText(
        nl="Deze gemeente doet nog niet mee met een kaart.",
        fr="Cette commune ne participe pas encore à une carte.",
        en="This municipality does not take part in a card yet.",
    )


class OutsideRegion(Rejected):
    code = "municipality-outside-region"
    title = TranslatedText(
        nl="{municipality} hoort niet bij jouw regio. Inschrijven kan aan de balie daar.",
        fr="{municipality} n’appartient pas à votre région. L’inscription se fait au guichet de là-bas.",
        en="{municipality} is not part of your region. Registering is done at the counter there.",
    )


class PlaceUnknown(Rejected):
    code = "place-unknown"
    title = TranslatedText(
        nl="Bij deze postcode en plaats vinden we geen Vlaamse gemeente. Kijk ze allebei na.",
        fr="Nous ne trouvons pas de commune flamande pour ce code postal et cette localité. Vérifiez les deux.",
        en="We find no Flemish municipality with this postal code and place. Check both.",
    )


class GuardianNeeded(Rejected):
    code = "guardian-needed"
    title = TranslatedText(
        nl="Voor wie jonger is dan 18 is een ouder of voogd nodig: vul naam en e-mailadres in.",
        fr="Pour les moins de 18 ans, il faut un parent ou un tuteur : indiquez son nom et son adresse e-mail.",
        en="Somebody younger than 18 needs a parent or guardian: fill in name and mail address.",
    )


class GuardianHasStarted(Conflict):
    code = "guardian-has-started"
    title = TranslatedText(
        nl="Deze ouder heeft het account al in gebruik. Een nieuwe code is niet nodig.",
        fr="Ce parent utilise déjà son compte. Un nouveau code n’est pas nécessaire.",
        en="This parent uses the account already. No new code is needed.",
    )


class GuardianOfOthers(Conflict):
    code = "guardian-of-others"
    title = TranslatedText(
        nl="Dit account is aan een andere balie gemaakt. Daar krijgt deze ouder ook een nieuwe code.",
        fr="Ce compte a été créé à un autre guichet. C’est là que ce parent reçoit aussi un nouveau code.",
        en="This account was made at another counter. That is also where this parent gets a new code.",
    )


class NationalNumberMistyped(Rejected):
    code = "national-number-mistyped"
    title = TranslatedText(
        nl="Dit rijksregisternummer klopt net niet. Kijk nog eens naar de cijfers.",
        fr="Ce numéro national n’est pas tout à fait correct. Vérifiez les chiffres.",
        en="This national number is not quite right. Have another look at the digits.",
    )


class NationalNumberOfOther(Rejected):
    code = "national-number-birth-date"
    title = TranslatedText(
        nl="Dit rijksregisternummer hoort niet bij deze geboortedatum. Kijk allebei nog eens na.",
        fr="Ce numéro national ne correspond pas à cette date de naissance. Vérifiez les deux.",
        en="This national number does not belong to this birth date. Check both.",
    )


class AlreadyRegistered(Conflict):
    code = "holder-already-registered"
    title = TranslatedText(
        nl="Er is al iemand ingeschreven met dit rijksregisternummer. Zoek op naam en geboortedatum.",
        fr="Une personne est déjà inscrite avec ce numéro national. Cherchez par nom et date de naissance.",
        en="There already is a holder with this national number. Search by name and birth date.",
    )


class PerhapsRegistered(Conflict):
    """Somebody of this name and birth date is there; only a deliberate yes registers another one."""

    code = "perhaps-registered"
    title = TranslatedText(
        nl="Er is al iemand ingeschreven met deze naam en geboortedatum. Kijk na of het dezelfde persoon is.",
        fr="Une personne avec ce nom et cette date de naissance est déjà inscrite. Vérifiez si c’est la même.",
        en="Somebody with this name and birth date is registered already. Check whether it is the same person.",
    )


class BirthDateImpossible(Rejected):
    code = "birth-date-impossible"
    title = TranslatedText(
        nl="Deze geboortedatum kan niet kloppen. Kijk nog eens naar het jaar.",
        fr="Cette date de naissance n’est pas possible. Vérifiez l’année.",
        en="This birth date cannot be right. Have another look at the year.",
    )


class RightOverlaps(Conflict):
    code = "right-overlaps"
    title = TranslatedText(
        nl="Voor deze dagen is het recht op verlaagde prijs al bewaard. Kies een begin na de laatste dag ervan.",
        fr="Le droit au prix réduit est déjà enregistré pour ces jours. Choisissez un début après son dernier jour.",
        en="The right to a lower price is already recorded for these days. Choose a start after its last day.",
    )


class RightPeriodWrong(Rejected):
    code = "right-period-wrong"
    title = TranslatedText(
        nl="Het recht duurt minstens één dag en hoogstens {months} maanden. Kies een andere laatste dag.",
        fr="Le droit dure au moins un jour et au plus {months} mois. Choisissez un autre dernier jour.",
        en="The right lasts at least one day and at most {months} months. Choose another last day.",
    )


class ProofInFuture(Rejected):
    code = "proof-in-future"
    title = TranslatedText(
        nl="Deze dag moet nog komen. Vul de dag in waarop je het bewijs zag.",
        fr="Ce jour est encore à venir. Indiquez le jour où vous avez vu la preuve.",
        en="This day is still to come. Fill in the day on which you saw the proof.",
    )


class RightNotRunning(Conflict):
    code = "right-not-running"
    title = TranslatedText(
        nl="Dit recht was al gestopt. Er is niets veranderd.",
        fr="Ce droit était déjà terminé. Rien n’a changé.",
        en="This right had ended already. Nothing has changed.",
    )


class GroundUnknown(Rejected):
    code = "right-ground-unknown"
    title = TranslatedText(
        nl="Kies waarop dit recht steunt.",
        fr="Choisissez sur quoi ce droit repose.",
        en="Choose what this right rests on.",
    )


class PurposeNeeded(Rejected):
    code = "purpose-needed"
    title = TranslatedText(
        nl="Schrijf waarvoor je dit moet weten. De ouder kan dat later lezen.",
        fr="Écrivez pourquoi vous devez le savoir. Le parent pourra le lire plus tard.",
        en="Write what you need to know this for. The parent can read it later.",
    )
