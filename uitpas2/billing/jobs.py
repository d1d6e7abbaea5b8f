"""Making ordered tax certificates, with the file of all of them to print."""

from __future__ import annotations

import structlog

from uitpas2.billing import services
from uitpas2.billing.queries import certificates
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

log = structlog.get_logger()


def make_ordered_certificates(workplace: Workplace) -> int:
    """Deal with all orders; returns how many. No lock is held while the pages are drawn."""
    done = 0
    while _make_one(workplace):
        done += 1
    return done


def _make_one(workplace: Workplace) -> bool:
    actor = system_actor("make-certificates")
    with workplace.begin(actor) as work:
        ordered = services.claim_batch(work)
    if ordered is None:
        return False
    try:
        with workplace.begin(actor) as work:
            made = services.make_certificates(work, ordered.organiser_id, ordered.year)
        with workplace.reading(actor) as work:
            holding = certificates.certificates_of_year(work, ordered.organiser_id, ordered.year)
            shown = [certificates.shown(work, one) for one in holding]
            made_at = work.now
        file = services.certificates_pdf(shown, made_at=made_at) if shown else b""
    except Exception:
        log.exception("certificates failed", batch=ordered.id)
        with workplace.begin(actor) as work:
            services.fail_batch(work, ordered.id)
        return True
    with workplace.begin(actor) as work:
        services.finish_batch(work, ordered.id, file, made=len(made))
    return True
