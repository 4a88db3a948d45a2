"""Labels in a column never overlap, keep their order, and stay within their room."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.plot.spacing import apart

LABELS = st.lists(st.tuples(st.floats(0, 200), st.floats(5, 30)), min_size=1, max_size=12)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # of a busy machine


@PATIENT
@given(LABELS)
def test_labels_are_apart_and_in_the_room(labels):
    wanted, heights = sorted(y for y, _ in labels), [height for _, height in labels]
    room = max(200.0, sum(heights))
    placed = apart(wanted, heights, room)
    for (y, height), (below, other) in pairwise(zip(placed, heights, strict=True)):
        assert below - y >= (height + other) / 2 - 1e-6
    assert placed[0] - heights[0] / 2 >= -1e-6
    assert placed[-1] + heights[-1] / 2 <= room + 1e-6


@PATIENT
@given(LABELS)
def test_labels_that_do_not_touch_stay_where_they_are_wanted(labels):
    wanted = [15.0 + 40 * n for n in range(len(labels))]
    assert apart(wanted, [height for _, height in labels], wanted[-1] + 15) == wanted
