"""What can go wrong with rights. Each says what is the matter and what helps."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class RightUnknown(NotFound):
    code = "right-unknown"
    title = TranslatedText(
        nl="Dit recht vinden we niet.", fr="Nous ne trouvons pas ce droit.", en="We cannot find this right."
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


class RightChangeImpossible(Conflict):
    """`state` says in words how the right stands: « this right … »."""

    code = "right-change-impossible"
    title = TranslatedText(
        nl="Dat kan nu niet: dit recht {state}. Er is niets veranderd.",
        fr="Ce n’est pas possible maintenant : ce droit {state}. Rien n’a changé.",
        en="That is not possible now: this right {state}. Nothing has changed.",
    )

    def __init__(self, *, state: TranslatedText) -> None:
        super().__init__(state=state.en)
        self.state = state

    @property
    def message(self) -> TranslatedText:
        texts = {
            language: self.title.in_language(language).format(state=self.state.in_language(language))
            for language in LANGUAGES
        }
        return TranslatedText.from_dict(texts)


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
