from bot.domain.naming import address, title


def test_a_slip_of_the_facts_is_shown_as_the_organisation_writes_itself() -> None:
    assert title("RoHeath", "", "en") == title("RoHeath", "", "bg") == "ROHEALTH"


def test_people_see_the_bulgarian_name_in_bulgarian_where_there_is_one() -> None:
    assert title("Plovdiv", "Община Пловдив", "bg") == "Община Пловдив"
    assert title("Plovdiv", "Община Пловдив", "en") == "Plovdiv"
    assert title("Oxentia", "", "bg") == "Oxentia"


def test_a_website_without_its_scheme_becomes_a_link() -> None:
    assert address("www.oxentia.com") == "https://www.oxentia.com"
    assert address("http://spinoff.bg/") == "http://spinoff.bg/"
    assert address("") == ""
