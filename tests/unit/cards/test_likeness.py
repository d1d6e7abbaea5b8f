"""Names with a slip in them, in a search."""

from uitpas2.cards.rules.likeness import is_like_typed


def test_a_slip_in_a_search_still_finds():
    assert is_like_typed("meas", "Noor", "Maes")
    assert is_like_typed("Noro Mase", "Noor", "Maes")
    assert is_like_typed("vanden broeke", "Louise", "Van den Broecke")
    assert not is_like_typed("peeters", "Noor", "Maes")
    assert not is_like_typed("noor peeters", "Noor", "Maes")
    assert not is_like_typed("", "Noor", "Maes")
