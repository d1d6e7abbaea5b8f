"""What a family is written when somebody would like to guide it.

The person who asks is named, as the family knows them, and never the organisation: its name may say why a family is
helped, and a mail lies open on a telephone. The account names the organisation.
"""

from __future__ import annotations

from uitpas2.cards.rules.mails import MailText, Weight
from uitpas2.kernel.text import TranslatedText

_SUBJECT = TranslatedText(
    nl="{code} is de code voor {asker}",
    fr="{code} est le code pour {asker}",
    en="{code} is the code for {asker}",
)
WANTS_TO_GUIDE = MailText(
    kind="client-code",
    weight=Weight.CODE,
    subject=_SUBJECT,
    body=TranslatedText(
        nl="Dag {guardian},\n\n{asker} wil samen met jullie activiteiten zoeken voor {child}, en {child} inschrijven. "
        "Willen jullie dat? Geef dan deze code door:\n\n{code}\n\n{asker} ziet dan de naam, de leeftijd en de kaart "
        "van {child}, en wat jullie samen regelen. De code werkt een half uur. Wil je dit niet, of ken je {asker} "
        "niet? Doe dan niets: zonder de code verandert er niets.\n\nJe kunt er altijd mee stoppen, in je account bij "
        "Mijn gezin.",
        fr="Bonjour {guardian},\n\n{asker} voudrait chercher avec vous des activités pour {child}, et inscrire "
        "{child}. Vous le souhaitez ? Transmettez alors ce code :\n\n{code}\n\n{asker} verra le nom, l’âge et la "
        "carte de {child}, et ce que vous organisez ensemble. Le code fonctionne une demi-heure. Vous ne le souhaitez "
        "pas, ou ne connaissez pas {asker} ? Ne faites rien : sans le code, rien ne change.\n\nVous pouvez y mettre "
        "fin à tout moment, dans votre compte, sous Ma famille.",
        en="Hello {guardian},\n\n{asker} would like to look for activities for {child} together with you, and register "
        "{child}. Do you want that? Then give them this code:\n\n{code}\n\n{asker} then sees the name, the age and the "
        "card of {child}, and what you arrange together. The code works for half an hour. You do not want this, or do "
        "not know {asker}? Then do nothing: without the code nothing changes.\n\nYou can stop it at any time, in your "
        "account under My family.",
    ),
)
WANTS_TO_GUIDE_AND_SEE = MailText(
    kind="client-code",
    weight=Weight.CODE,
    subject=_SUBJECT,
    body=TranslatedText(
        nl="Dag {guardian},\n\n{asker} wil samen met jullie activiteiten zoeken voor {child}, {child} inschrijven, en "
        "ook zien of {child} er geraakte. Willen jullie dat allemaal? Geef dan deze code door:\n\n{code}\n\n{asker} "
        "ziet dan de naam, de leeftijd en de kaart van {child}, wat jullie samen regelen, en of {child} daar kwam. "
        "Liever niet dat laatste? Zeg het: dan vraagt {asker} een andere code.\n\nDe code werkt een half uur. Wil je "
        "dit niet, of ken je {asker} niet? Doe dan niets: zonder de code verandert er niets.\n\nJe kunt er altijd mee "
        "stoppen, in je account bij Mijn gezin.",
        fr="Bonjour {guardian},\n\n{asker} voudrait chercher avec vous des activités pour {child}, inscrire {child}, "
        "et voir aussi si {child} y était. Vous souhaitez tout cela ? Transmettez alors ce code "
        ":\n\n{code}\n\n{asker} verra le nom, l’âge et la carte de {child}, ce que vous organisez ensemble, et si "
        "{child} y était. Plutôt pas cette dernière chose ? Dites-le : {asker} demandera un autre code.\n\nLe code "
        "fonctionne une demi-heure. Vous ne le souhaitez pas, ou ne connaissez pas {asker} ? Ne faites rien : sans le "
        "code, rien ne change.\n\nVous pouvez y mettre fin à tout moment, dans votre compte, sous Ma famille.",
        en="Hello {guardian},\n\n{asker} would like to look for activities for {child} together with you, register "
        "{child}, and also see whether {child} got there. Do you want all of that? Then give them this "
        "code:\n\n{code}\n\n{asker} then sees the name, the age and the card of {child}, what you arrange together, "
        "and whether {child} came. Rather not the last? Say so: {asker} then asks for another code.\n\nThe code works "
        "for half an hour. You do not want this, or do not know {asker}? Then do nothing: without the code nothing "
        "changes.\n\nYou can stop it at any time, in your account under My family.",
    ),
)
GUIDED_ON_PAPER = MailText(
    kind="client-on-paper",
    subject=TranslatedText(
        nl="{asker} zoekt met jullie mee voor {child}",
        fr="{asker} cherche avec vous pour {child}",
        en="{asker} looks along with you for {child}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\njullie tekenden een papier: {asker} mag samen met jullie activiteiten zoeken voor "
        "{child}, en {child} inschrijven. {asker} ziet daarvoor de naam, de leeftijd en de kaart van {child}, en wat "
        "jullie samen regelen.\n\nKlopt dat niet, of wil je het niet meer? Stop het in je account bij Mijn gezin, of "
        "vraag het aan de balie van je gemeente. In je account lees je ook waarom het op papier gebeurde.",
        fr="Bonjour {guardian},\n\nvous avez signé un papier : {asker} peut chercher avec vous des activités pour "
        "{child}, et inscrire {child}. Pour cela, {asker} voit le nom, l’âge et la carte de {child}, et ce que vous "
        "organisez ensemble.\n\nCe n’est pas exact, ou vous ne le souhaitez plus ? Mettez-y fin dans votre compte, "
        "sous Ma famille, ou demandez-le au guichet de votre commune. Votre compte dit aussi pourquoi cela s’est fait "
        "sur papier.",
        en="Hello {guardian},\n\nyou signed a paper: {asker} may look for activities for {child} together with you, "
        "and register {child}. For that {asker} sees the name, the age and the card of {child}, and what you arrange "
        "together.\n\nIs that a mistake, or do you no longer want it? Stop it in your account under My family, or ask "
        "at the counter of your municipality. Your account also says why it was done on paper.",
    ),
)
GUIDED_ON_PAPER_AND_SEEN = MailText(
    kind="client-on-paper",
    subject=GUIDED_ON_PAPER.subject,
    body=TranslatedText(
        nl="Dag {guardian},\n\njullie tekenden een papier: {asker} mag samen met jullie activiteiten zoeken voor "
        "{child}, {child} inschrijven, en zien of {child} er geraakte. {asker} ziet daarvoor de naam, de leeftijd en "
        "de kaart van {child}, wat jullie samen regelen, en of {child} daar kwam.\n\nKlopt dat niet, of wil je het "
        "(of een deel) niet meer? Pas het aan in je account bij Mijn gezin, of vraag het aan de balie van je "
        "gemeente. In je account lees je ook waarom het op papier gebeurde.",
        fr="Bonjour {guardian},\n\nvous avez signé un papier : {asker} peut chercher avec vous des activités pour "
        "{child}, inscrire {child}, et voir si {child} y était. Pour cela, {asker} voit le nom, l’âge et la carte de "
        "{child}, ce que vous organisez ensemble, et si {child} y était.\n\nCe n’est pas exact, ou vous n’en voulez "
        "plus (une partie) ? Changez-le dans votre compte, sous Ma famille, ou demandez-le au guichet de votre "
        "commune. Votre compte dit aussi pourquoi cela s’est fait sur papier.",
        en="Hello {guardian},\n\nyou signed a paper: {asker} may look for activities for {child} together with you, "
        "register {child}, and see whether {child} got there. For that {asker} sees the name, the age and the card of "
        "{child}, what you arrange together, and whether {child} came.\n\nIs that a mistake, or do you no longer want "
        "it (or part of it)? Change it in your account under My family, or ask at the counter of your municipality. "
        "Your account also says why it was done on paper.",
    ),
)
GUIDED_FROM_COUNTER = MailText(
    kind="client-referred",
    subject=TranslatedText(
        nl="Iemand zoekt met jullie mee voor {child}",
        fr="Quelqu’un cherche avec vous pour {child}",
        en="Somebody looks along with you for {child}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\nje vroeg aan de balie van {municipality} of iemand samen met jullie activiteiten kan "
        "zoeken voor {child}. Dat is nu geregeld: ze nemen contact op, of je kunt hen zelf bellen. Wie het is, lees je "
        "in je account bij Mijn gezin.\n\nKlopt dat niet, of wil je het niet meer? Stop het in je account, of vraag "
        "het aan de balie.",
        fr="Bonjour {guardian},\n\nvous avez demandé au guichet de {municipality} si quelqu’un pouvait chercher avec "
        "vous des activités pour {child}. C’est arrangé : on vous contactera, ou vous pouvez appeler vous-même. Votre "
        "compte dit qui c’est, sous Ma famille.\n\nCe n’est pas exact, ou vous ne le souhaitez plus ? Mettez-y fin "
        "dans votre compte, ou demandez-le au guichet.",
        en="Hello {guardian},\n\nyou asked at the counter of {municipality} whether somebody can look for activities "
        "for {child} together with you. That is arranged now: they contact you, or you can call them yourself. Who it "
        "is stands in your account under My family.\n\nIs that a mistake, or do you no longer want it? Stop it in your "
        "account, or ask at the counter.",
    ),
)
