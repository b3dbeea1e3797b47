"""The ids that new steps of a published section get."""

from helpcentre.content.step_ids import assign_steps
from helpcentre.content.steps import Step


def test_each_of_many_equal_steps_has_an_id_of_its_own() -> None:
    steps = [Step("a", place, "Wait.") for place in range(1, 40_001)]  # to count anew for each would take hours
    assigned = assign_steps(steps, [], published=["a"], taken=["a-step-x"], gone=frozenset())
    ids = [id_ for _, id_ in assigned.steps]
    assert len({*ids}) == len(steps)
    digits = steps[0].fingerprint
    assert ids[:2] == [f"a-step-{digits[:4]}", f"a-step-{digits[:5]}"]
    assert ids[8:11] == [f"a-step-{digits}", f"a-step-{digits}-2", f"a-step-{digits}-3"]
