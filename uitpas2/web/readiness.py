"""Whether this process can do its work: its database answers and has the newest tables."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from uitpas2.database import migrate
from uitpas2.kernel.errors import Unavailable
from uitpas2.kernel.text import TranslatedText


class NotReady(Unavailable):
    code = "not-ready"
    title = TranslatedText(
        nl="Het platform is nog niet klaar voor vragen: de databank antwoordt niet of is nog niet bijgewerkt.",
        fr="La plateforme n’est pas encore prête : la base de données ne répond pas ou n’est pas à jour.",
        en="The platform is not ready yet: the database does not answer or has not been brought up to date.",
    )


def refuse_unready(engine: Engine) -> None:
    """Raises NotReady when the database does not answer or waits for a migration."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        at_newest = migrate.current(engine) == migrate.head()
    except SQLAlchemyError:
        raise NotReady(database="no answer") from None
    if not at_newest:
        raise NotReady(database="not at the newest migration")
