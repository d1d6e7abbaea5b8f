"""What can go wrong with tax certificates."""

from __future__ import annotations

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class CertificateUnknown(NotFound):
    code = "certificate-unknown"
    title = TranslatedText(
        nl="Dit attest bestaat niet, of je hebt er geen toegang toe.",
        fr="Cette attestation n’existe pas, ou vous n’y avez pas accès.",
        en="This certificate does not exist, or you have no access to it.",
    )


class YearNotOver(Rejected):
    code = "year-not-over"
    title = TranslatedText(
        nl="{year} is nog niet voorbij. Attesten maak je vanaf 1 januari erna.",
        fr="{year} n’est pas terminé. Les attestations s’établissent à partir du 1 janvier suivant.",
        en="{year} is not over yet. Certificates are made from 1 January after it.",
    )


class AddressNeeded(Rejected):
    code = "certificate-needs-address"
    title = TranslatedText(
        nl="Op een attest staat jullie adres en ondernemingsnummer. Vul ze eerst in bij «Hoe je rekeningen stuurt».",
        fr="Une attestation mentionne votre adresse et votre numéro d’entreprise. Complétez-les d’abord sous "
        "« Comment vous facturez ».",
        en="A certificate carries your address and enterprise number. Fill them in first under “How you send bills”.",
    )
