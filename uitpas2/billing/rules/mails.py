"""What families are written about bills. A reminder asks and offers; it costs nothing and threatens with nothing."""

from __future__ import annotations

from uitpas2.cards.rules.mails import MailText
from uitpas2.kernel.text import TranslatedText

BILL_MADE = MailText(
    kind="bill-made",
    subject=TranslatedText(
        nl="Rekening van {organiser}: {amount}, te betalen tegen {due}",
        fr="Facture de {organiser} : {amount}, à payer pour le {due}",
        en="Bill of {organiser}: {amount}, to be paid by {due}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{organiser} maakte een rekening voor {what}: {amount}.\n\nBetaal ze ten laatste op "
        "{due}, op rekening {iban} van {payee}, met de mededeling {communication}. In je account zie je waarvoor ze "
        "is, en kan je de betaalcode scannen met de app van je bank.\n\nLukt het niet op tijd, of klopt er iets niet? "
        "Laat het weten aan {organiser}: betalen in delen kan ook.",
        fr="Bonjour {guardian},\n\n{organiser} a établi une facture pour {what} : {amount}.\n\nPayez-la au plus tard "
        "le {due} sur le compte {iban} de {payee}, avec la communication {communication}. Votre compte en montre le "
        "détail, et un code à scanner avec l’application de votre banque.\n\nCe n’est pas possible à temps, ou "
        "quelque chose n’est pas correct ? Dites-le à {organiser} : vous pouvez aussi payer en plusieurs fois.",
        en="Hello {guardian},\n\n{organiser} made a bill for {what}: {amount}.\n\nPay it by {due} to {iban} of "
        "{payee}, with the communication {communication}. In your account you see what it is for, and can scan the "
        "payment code with the app of your bank.\n\nNot possible in time, or is something wrong? Tell {organiser}: "
        "paying in parts is possible too.",
    ),
)
BILL_REMINDER = MailText(
    kind="bill-reminder",
    subject=TranslatedText(
        nl="Nog even denken aan de rekening van {organiser}: {amount}",
        fr="Un petit rappel : la facture de {organiser}, {amount}",
        en="A friendly reminder: the bill of {organiser}, {amount}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\nVan de rekening {number} van {organiser} staat er nog {amount} open. Misschien kruiste "
        "je betaling deze brief: dan hoef je niets te doen.\n\nAnders betaal je op {iban} van {payee}, met de "
        "mededeling {communication}. Er komen geen kosten bij.\n\nIs het nu niet te doen? Dat kan. Vraag {organiser} "
        "om in delen te betalen, dan sturen we geen herinneringen meer.",
        fr="Bonjour {guardian},\n\nIl reste {amount} à payer de la facture {number} de {organiser}. Votre paiement a "
        "peut-être croisé ce message : dans ce cas, ne faites rien.\n\nSinon, payez sur le compte {iban} de {payee}, "
        "avec la communication {communication}. Aucun frais ne s’ajoute.\n\nC’est difficile pour le moment ? Cela "
        "arrive. Demandez à {organiser} de payer en plusieurs fois : nous n’enverrons plus de rappel.",
        en="Hello {guardian},\n\nOf bill {number} of {organiser}, {amount} is still open. Perhaps your payment crossed "
        "this message: then there is nothing to do.\n\nOtherwise pay to {iban} of {payee}, with the communication "
        "{communication}. Nothing is added to it.\n\nIs it not possible now? That happens. Ask {organiser} to pay in "
        "parts, and we send no more reminders.",
    ),
)
