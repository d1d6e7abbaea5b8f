"""Why a place cannot be had, and what helps."""

from uitpas2.activities.rules.school_classes import classes_in_words
from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class RegistrationUnknown(NotFound):
    code = "registration-unknown"
    title = TranslatedText(
        nl="Deze inschrijving vinden we niet.",
        fr="Nous ne trouvons pas cette inscription.",
        en="We cannot find this registration.",
    )


class ChildUnknown(NotFound):
    """The one answer for a child that does not exist, of another family, or guided by another partner."""

    code = "child-unknown"
    title = TranslatedText(
        nl="Dit kind vinden we niet bij jou.",
        fr="Nous ne trouvons pas cet enfant chez vous.",
        en="We cannot find this child with you.",
    )


class MomentNeeded(Rejected):
    code = "moment-needed"
    title = TranslatedText(nl="Kies eerst een moment.", fr="Choisissez d’abord un moment.", en="Choose a moment first.")


class ChildNeeded(Rejected):
    code = "child-needed"
    title = TranslatedText(
        nl="Kies minstens één kind.", fr="Choisissez au moins un enfant.", en="Choose at least one child."
    )


class TooMuchAtOnce(Rejected):
    code = "too-much-at-once"
    title = TranslatedText(
        nl="Kies hoogstens {most} plaatsen in één keer. Bevestig die eerst, en kies dan de volgende.",
        fr="Choisissez au maximum {most} places à la fois. Confirmez-les d’abord, puis choisissez les suivantes.",
        en="Choose at most {most} places at once. Confirm those first, then choose the next ones.",
    )


class Full(Conflict):
    code = "session-full"
    title = TranslatedText(
        nl="Er zijn geen plaatsen meer. Kijk of een ander moment past.",
        fr="Il n’y a plus de places. Voyez si un autre moment convient.",
        en="There are no places left. See whether another moment fits.",
    )


class AlreadyRegistered(Conflict):
    code = "already-registered"
    title = TranslatedText(
        nl="Dit kind heeft al een plaats op dit moment. Er is niets dubbel geboekt.",
        fr="Cet enfant a déjà une place à ce moment. Rien n’a été réservé deux fois.",
        en="This child already has a place at this moment. Nothing was booked twice.",
    )


class NotTakingPlace(Conflict):
    code = "session-not-taking-place"
    title = TranslatedText(
        nl="Dit moment gaat niet door. Kijk of een ander moment past.",
        fr="Ce moment n’a pas lieu. Voyez si un autre moment convient.",
        en="This moment does not take place. See whether another one fits.",
    )


class AlreadyStarted(Rejected):
    code = "session-already-started"
    title = TranslatedText(
        nl="Dit moment is al begonnen. Kies een volgend moment.",
        fr="Ce moment a déjà commencé. Choisissez un moment suivant.",
        en="This moment has already started. Choose a next one.",
    )


class NotForFamilies(Rejected):
    code = "activity-for-schools"
    title = TranslatedText(
        nl="Hiervoor schrijven alleen scholen in.",
        fr="Seules les écoles s’inscrivent à cette activité.",
        en="Only schools register for this.",
    )


class PriceNotKnown(Rejected):
    code = "registration-without-price"
    title = TranslatedText(
        nl="De organisator zette hier nog geen prijs bij. Bel de organisator, of zoek intussen iets anders.",
        fr="L’organisateur n’a pas encore indiqué de prix. Appelez-le, ou cherchez autre chose en attendant.",
        en="The organiser has not given a price yet. Call the organiser, or look for something else in the meantime.",
    )


class AgeDoesNotFit(Rejected):
    code = "age-does-not-fit"
    title = TranslatedText(
        nl="Deze activiteit is voor kinderen met een andere geboortedatum. Bij ‘Vind een plaats’ staat wat wel past.",
        fr="Cette activité s’adresse à des enfants nés à une autre date. « Trouver une place » montre ce qui convient.",
        en="This activity is for children with another birth date. ‘Find a place’ shows what does fit.",
    )


class TooYoung(AgeDoesNotFit):
    code = "age-too-young"
    title = TranslatedText(
        nl="Deze activiteit is voor wie dan minstens {age} jaar is. Bij ‘Vind een plaats’ staat wat nu al past.",
        fr="Cette activité s’adresse à ceux qui auront au moins {age} ans ce jour-là. "
        "« Trouver une place » montre ce qui convient déjà.",
        en="This activity is for those who are at least {age} by then. ‘Find a place’ shows what fits already.",
    )


class TooOld(AgeDoesNotFit):
    code = "age-too-old"
    title = TranslatedText(
        nl="Deze activiteit is voor wie dan hoogstens {age} jaar is. Bij ‘Vind een plaats’ staat wat wel past.",
        fr="Cette activité s’adresse à ceux qui auront au plus {age} ans ce jour-là. "
        "« Trouver une place » montre ce qui convient.",
        en="This activity is for those who are at most {age} by then. ‘Find a place’ shows what does fit.",
    )


class BornTooEarly(AgeDoesNotFit):
    code = "born-too-early"
    title = TranslatedText(
        nl="Deze activiteit is voor wie geboren is op {day} of later. Bij ‘Vind een plaats’ staat wat wel past.",
        fr="Cette activité s’adresse aux enfants nés le {day} ou après. « Trouver une place » montre ce qui convient.",
        en="This activity is for who was born on {day} or later. ‘Find a place’ shows what does fit.",
    )


class BornTooLate(AgeDoesNotFit):
    code = "born-too-late"
    title = TranslatedText(
        nl="Deze activiteit is voor wie geboren is op {day} of vroeger. Bij ‘Vind een plaats’ staat wat nu al past.",
        fr="Cette activité s’adresse aux enfants nés le {day} ou avant. "
        "« Trouver une place » montre ce qui convient déjà.",
        en="This activity is for who was born on {day} or earlier. ‘Find a place’ shows what fits already.",
    )


class ClassDoesNotFit(AgeDoesNotFit):
    """The class is the usual one of a birth year; the organiser itself can let a child in that sits in another."""

    code = "class-does-not-fit"
    title = TranslatedText(
        nl="Deze activiteit is voor {classes}. Zit je kind een klas hoger of lager dan de meeste kinderen van dat "
        "jaar? Bel de organisator.",
        fr="Cette activité est pour les classes suivantes : {classes}. Votre enfant est dans une classe au-dessus ou "
        "en dessous de son âge ? Appelez l’organisateur.",
        en="This activity is for {classes}. Is your child a class higher or lower than most of that year? Call the "
        "organiser.",
    )

    def __init__(self, *, class_from: int | None, class_to: int | None, field: str | None = None) -> None:
        super().__init__(field=field, class_from=class_from, class_to=class_to)
        self.classes = classes_in_words(class_from, class_to)

    @property
    def message(self) -> TranslatedText:
        return TranslatedText(
            *(self.title.in_language(one).format(classes=self.classes.in_language(one)) for one in LANGUAGES)
        )


class TooLateToCancel(Rejected):
    code = "too-late-to-cancel"
    title = TranslatedText(
        nl="Dit is al begonnen, dus uitschrijven kan niet meer. Bel de organisator als er iets is.",
        fr="L’activité a déjà commencé, il n’est plus possible de se désinscrire. Appelez l’organisateur si besoin.",
        en="This has already started, so it can no longer be cancelled. Call the organiser if something is wrong.",
    )
