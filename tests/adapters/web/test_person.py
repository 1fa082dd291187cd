"""What the page shows of whoever reads it follows what they change in their profile."""

from bot.commands import ALL
from bot.commands.profile_set import ProfileSet
from tests.adapters.web.rig import served


async def test_a_profile_that_changes_the_time_zone_changes_the_zone_that_the_page_tells_times_by() -> None:
    async with served(commands=ALL) as rig:
        page = await rig.browser().open("guest")
        assert page.you["zone"] == "Europe/Sofia"
        await page.press(ProfileSet(zone="America/New_York").pack())
        await page.hear("you", zone="America/New_York")


async def test_a_profile_that_changes_the_language_changes_the_language_switch() -> None:
    async with served(commands=ALL) as rig:
        page = await rig.browser().open("guest", language="en")
        await page.press("1 profile-set language=bg")
        await page.hear("you", language="bg")
