from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.domain.interests import INTERESTS, interest, touched
from bot.sources.sample import sample

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_every_topic_of_the_shipped_records_belongs_to_one_field() -> None:
    bodies = [row.body for table in sample() for row in table.rows]
    used = {topic for body in bodies for topic in cast("Iterable[str]", body.get("topics") or ())}
    known = [topic for one in INTERESTS for topic in one.topics]
    assert used - set(known) == set()
    assert len(known) == len(set(known))


def test_a_field_is_found_by_its_id_and_named_in_both_languages() -> None:
    cancer = interest("cancer")
    assert cancer is not None
    assert (cancer.title("en"), cancer.title("bg")) == ("Cancer", "Онкология")
    assert interest("nothing") is None


def test_topics_touch_fields_in_the_order_people_see_them() -> None:
    assert touched(["ai", "cancer", "rare-cancers", "unheard-of"]) == ("cancer", "ai-data")
