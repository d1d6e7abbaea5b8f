"""What can be refused around attendance. None of it tells what a child pays, or why."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class SessionUnknown(NotFound):
    code = "session-not-found"
    title = TranslatedText(
        nl="Dit moment vinden we niet.",
        fr="Nous ne trouvons pas ce moment.",
        en="We cannot find this session.",
    )


class NotExpected(NotFound):
    """The child has no place in this session, or belongs to somebody else's list: the answer is the same."""

    code = "not-expected"
    title = TranslatedText(
        nl="Dit kind staat niet op de lijst van dit moment.",
        fr="Cet enfant n’est pas sur la liste de ce moment.",
        en="This child is not on the list of this session.",
    )


class NotToday(Rejected):
    """Whoever is on duty notes the day itself; the office may mend until it is closed."""

    code = "attendance-not-today"
    title = TranslatedText(
        nl="Deze lijst is niet van vandaag. Alleen het kantoor van je organisatie kan ze nog verbeteren.",
        fr="Cette liste n’est pas d’aujourd’hui. Seul le bureau de votre organisation peut encore la corriger.",
        en="This list is not today’s. Only your organisation’s office can still mend it.",
    )


class TooEarly(Rejected):
    """Before the day one can only note who told us they will not come."""

    code = "attendance-too-early"
    title = TranslatedText(
        nl="Wie er is, noteer je op de dag zelf. Nu kun je alleen noteren wie verwittigde.",
        fr="Les présences se notent le jour même. Pour l’instant, vous ne pouvez noter que les excusés.",
        en="Who is there is noted on the day itself. For now you can only note who told us.",
    )


class DayClosed(Conflict):
    code = "attendance-closed"
    title = TranslatedText(
        nl="Deze lijst is afgesloten. Er verandert niets meer aan.",
        fr="Cette liste est clôturée. Plus rien n’y change.",
        en="This list is closed. Nothing about it changes any more.",
    )


class NoSuchStep(Conflict):
    """The state of the child is another one by now, and from there this step does not exist."""

    code = "attendance-no-such-step"
    title = TranslatedText(
        nl="Dat kan niet meer: iemand noteerde intussen iets anders. Kijk hoe het er nu voor staat.",
        fr="Ce n’est plus possible : quelqu’un a noté autre chose entre-temps. Vérifiez l’état actuel.",
        en="That is no longer possible: somebody noted something else meanwhile. Look how it stands now.",
    )


class MarkKeyReused(Rejected):
    """The key of a mark came back with another child or another sign: two marks would become one."""

    code = "mark-key-reused"
    title = TranslatedText(
        nl="Deze aanduiding hoort bij een ander kind. Duid het opnieuw aan.",
        fr="Cette annotation appartient à un autre enfant. Refaites-la.",
        en="This mark belongs to another child. Make it again.",
    )


class NotOverYet(Rejected):
    code = "session-not-over"
    title = TranslatedText(
        nl="Afsluiten kan pas als het voorbij is.",
        fr="On ne peut clôturer qu’une fois que c’est fini.",
        en="It can be closed once it is over.",
    )
