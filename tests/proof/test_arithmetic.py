"""The arithmetic of the checker and that of the engine agree, though they share nothing."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whycry_expert.knowledge import certainty
from whycry_expert.knowledge.condition import AllOf, AnyOf, FactTest, Not, Spot
from whycry_expert.proof import arithmetic
from whycry_expert.proof.conditions import alternatives

AMOUNT = st.fractions(-1, 1, max_denominator=500).filter(lambda value: abs(value) < 1)
A, B, C, D = (FactTest((Spot(name),)) for name in "abcd")


@given(st.lists(AMOUNT, max_size=8))
def test_contributions_combine_alike(amounts):
    assert arithmetic.combined(amounts) == certainty.combine(amounts)


@given(AMOUNT)
def test_points_are_alike(amount):
    assert arithmetic.points_of(amount) == Fraction(certainty.points(amount))


def test_points_of_known_ratios():
    assert arithmetic.points_of(Fraction(9, 10)) == 10
    assert arithmetic.points_of(Fraction(-9, 10)) == -10
    assert arithmetic.points_of(Fraction(0)) == 0
    assert Decimal(str(float(arithmetic.points_of(Fraction(1, 2))))) == Decimal("3.0")


@pytest.mark.parametrize("tenths", [-31, -30, -1, 0, 1, 2, 30, 31])
def test_points_a_hair_from_half_a_tenth_are_rounded_exactly(tenths):
    with localcontext() as context:
        context.prec = 60
        half_way = Fraction(Decimal(10) ** (Decimal(2 * tenths + 1) / 200))
    hair = Fraction(1, 10**50)
    for ratio, expected in ((half_way - hair, tenths), (half_way + hair, tenths + 1)):
        amount = 1 - 1 / ratio if ratio >= 1 else ratio - 1
        assert arithmetic.points_of(amount) == Fraction(expected, 10)


@given(AMOUNT)
def test_bands_are_alike(amount):
    assert arithmetic.band_of(amount) == certainty.band_of(amount).value


@given(st.dictionaries(st.sampled_from("abcdefgh"), AMOUNT, min_size=1))
def test_the_same_readings_lead(certainties):
    leading = arithmetic.leading_of(certainties)
    assert leading == certainty.leaders(certainties)
    assert arithmetic.picture_of(leading) == certainty.picture_of(leading).value


def exactly(*decimals):
    return {str(place): Fraction(decimal) for place, decimal in enumerate(decimals)}


@pytest.mark.parametrize(
    ("certainties", "leading"),
    [
        (exactly("0.3"), "0"),
        (exactly("0.299999"), ""),
        (exactly("0.6", "0.8"), "10"),
        (exactly("0.599999", "0.8"), "1"),
        (exactly("0.8", "0.8", "0.6"), "012"),
        (exactly("0", "-0.5"), ""),
    ],
)
def test_a_reading_leads_from_0_3_and_from_half_the_likelihood_ratio_of_the_highest(certainties, leading):
    assert arithmetic.leading_of(certainties) == tuple(leading)


@pytest.mark.parametrize(
    ("least", "band"), [("0.97", "very strong"), ("0.9", "strong"), ("0.68", "good"), ("0.3", "some")]
)
def test_a_band_begins_at_its_border(least, band):
    assert arithmetic.band_of(Fraction(least)) == band
    assert arithmetic.band_of(Fraction(least) - Fraction(1, 10**9)) != band


def test_what_is_below_every_band_is_slight_none_or_speaks_against():
    hair = Fraction(1, 10**9)
    assert [arithmetic.band_of(value) for value in (hair, Fraction(0), -hair)] == ["slight", "none", "speaks against"]


def test_the_strengths_are_the_same():
    assert certainty.STRENGTHS == arithmetic.STRENGTHS


def test_alternatives_stand_in_reading_order_and_those_of_the_last_part_change_fastest():
    condition = AllOf((AnyOf((A, B)), AnyOf((C, Not(AllOf((A, D)))))))
    assert alternatives(condition) == ((A, C), (A, Not(A)), (A, Not(D)), (B, C), (B, Not(A)), (B, Not(D)))


def test_an_alternative_stands_there_once_and_so_does_a_test():
    assert alternatives(AnyOf((AllOf((A, A)), A, Not(Not(A))))) == ((A,),)
