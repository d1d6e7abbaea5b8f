"""The five ways in which something can go wrong that is nobody's bug.

A feature names its own errors in its `errors` room, each with a stable `code` and a `title` in three languages.
Which HTTP status belongs to a family is known in `web.problems` alone.
"""

from __future__ import annotations

from typing import ClassVar

from uitpas2.kernel.text import TranslatedText


class DomainError(Exception):
    """Something the caller can understand and act on.

    `field` names the input it belongs to, so that a form can show it there. `details` are plain values for
    machines; never put a name, a national number or a ground of entitlement in them.
    """

    code: ClassVar[str]
    title: ClassVar[TranslatedText]

    def __init__(self, *, field: str | None = None, **details: object) -> None:
        super().__init__(self.code)
        self.field = field
        self.details = details

    @property
    def message(self) -> TranslatedText:
        """The title with the details filled in: what is the matter, and what can be done."""
        return self.title.fill(**self.details)


class NotFound(DomainError):
    """It does not exist, or belongs to somebody else: the answer is the same."""

    code = "not-found"
    title = TranslatedText(
        nl="Dit bestaat niet, of je hebt er geen toegang toe.",
        fr="Ceci n’existe pas, ou vous n’y avez pas accès.",
        en="This does not exist, or you have no access to it.",
    )


class NotAllowed(DomainError):
    """The actor's role does not include this."""

    code = "not-allowed"
    title = TranslatedText(
        nl="Dit mag je niet met deze rol. Vraag het aan iemand die het wel mag.",
        fr="Votre rôle ne le permet pas. Demandez à quelqu’un qui y a accès.",
        en="Your role does not include this. Ask somebody whose role does.",
    )


class Conflict(DomainError):
    """Somebody else was first, or the thing is in another state by now."""

    code = "conflict"
    title = TranslatedText(
        nl="Dit is intussen veranderd. Bekijk hoe het er nu voor staat.",
        fr="La situation a changé entre-temps. Vérifiez l’état actuel.",
        en="This has changed in the meantime. Look how it stands now.",
    )


class Rejected(DomainError):
    """A rule says no; the message says which and what would change it."""

    code = "rejected"
    title = TranslatedText(
        nl="Dit kan niet volgens de regels.",
        fr="Les règles ne le permettent pas.",
        en="The rules do not allow this.",
    )


class Unavailable(DomainError):
    """Not now; the same request may succeed in a moment."""

    code = "unavailable"
    title = TranslatedText(
        nl="Dit lukt nu even niet. Probeer het over een minuut opnieuw.",
        fr="Ce n’est pas possible pour le moment. Réessayez dans une minute.",
        en="This does not work right now. Try again in a minute.",
    )


FAMILIES: tuple[type[DomainError], ...] = (NotFound, NotAllowed, Conflict, Rejected, Unavailable)
