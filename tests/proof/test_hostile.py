"""A conclusion of another shape than the format's gets faults or is refused; nothing breaks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import FLAT_BREAD
from thoroughness import examples

from whycry_expert import InputError
from whycry_expert.printable import json_escaped, one_line
from whycry_expert.proof.checker import check_conclusion

KNOWLEDGE = {"title": "Why is the bread flat?", "version": "0.1.0", "digest": FLAT_BREAD.digest}
FIELDS = st.sampled_from(
    ["id", "rule", "asserted", "kind", "cycle", "alternative", "answer", "certainty", "options", "flour", "risen"]
)
BROKEN = st.floats(-9, 9).filter(lambda value: value % 1)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(-9, 9).filter(lambda value: value % 1)
    | st.text(max_size=4)
    | FIELDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=12,
)
PARTS = ["facts", "notices", "trace", "readings", "leading", "limits", "help", "advice"]


@examples(300, by_day=40)
@given(st.dictionaries(st.sampled_from(PARTS), ANYTHING))
def test_any_shape_is_judged_and_found_wanting(parts):
    told = {"format_version": 1, "knowledge": KNOWLEDGE, **parts}
    verdict = check_conclusion(json_escaped(json.dumps(told)).encode(), "x", FLAT_BREAD)
    assert not verdict.holds
    assert all(str(fault) == one_line(str(fault)) for fault in verdict.faults)


@given(ANYTHING, ANYTHING)
def test_without_format_or_digest_it_is_refused(version, knowledge):
    told = json.dumps({"format_version": [version], "knowledge": knowledge})
    with pytest.raises(InputError):
        check_conclusion(told.encode(), "x", FLAT_BREAD)
