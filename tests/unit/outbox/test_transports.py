"""How a mail goes over the line."""

from datetime import UTC, datetime

from uitpas2.outbox.rules import Mail
from uitpas2.outbox.services.transports import as_message


def test_a_name_with_a_line_break_neither_stops_a_mail_nor_adds_a_line_to_its_head() -> None:
    mail = Mail("ouder@gezin.example", "Rekening van Noor\r\nBcc: wie@dan.example", "Dag")

    message = as_message(mail, "uitpas2 <post@uitpas.example>", datetime(2026, 11, 25, tzinfo=UTC))

    assert message["Bcc"] is None
    assert message["Subject"] == "Rekening van Noor Bcc: wie@dan.example"
