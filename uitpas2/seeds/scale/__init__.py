"""Very many invented holders, and a very large offer (`uitpas2 seed scale`), to see the platform at Flanders' size.

**How this stands to "writes go through services".** Services take one person at a time and ask the database a dozen
questions for each; 600,000 of them would take hours. Here the same rules are applied to thousands at once: serials,
card numbers, keys of codes, blind indexes, sealed facts and trail lines come from the functions that the services
use, rights from the rule book's own decision, search names from the model. What a service asks because somebody else
may be writing too is asked once for a chunk; the tables' constraints hold as ever, and `check invariants` and `trail
verify` agree.

**What is made up shows.** Streets are called Verzinstraat, mail addresses end in `.example`, the trail names
`system:seed-scale`. Beside people whom neither this nor the demo made, nothing is filled in.

A chunk is one transaction and its people have ids that follow from the seed number: filling again adds nothing, a run
that was stopped goes on, a larger number adds the difference.
"""

from uitpas2.seeds.scale.filling import SEED, Figures, RealPeople, fill
from uitpas2.seeds.scale.offer import OfferFigures, fill_offer

__all__ = ["SEED", "Figures", "OfferFigures", "RealPeople", "fill", "fill_offer"]
