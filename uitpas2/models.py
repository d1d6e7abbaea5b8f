"""Every table of the platform, for whoever needs them all: migrations, tests that create a database, checks."""

import uitpas2.accounts.models
import uitpas2.activities.models
import uitpas2.attendance.models
import uitpas2.billing.models
import uitpas2.cards.models
import uitpas2.discounts.models
import uitpas2.ledger.models
import uitpas2.loyalty.models
import uitpas2.monitoring.models
import uitpas2.outbox.models
import uitpas2.privacy.models
import uitpas2.registrations.models
import uitpas2.scanning.models
import uitpas2.trail.models
import uitpas2.web.models
import uitpas2.welfare.models  # noqa: F401
