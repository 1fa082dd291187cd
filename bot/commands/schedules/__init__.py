"""What the commands about schedules share.

storing    changes a schedule, keeps what it was, and takes that back
changing   how a change goes: stored if it still is what was seen, shown, with the way back
cards      a schedule as organisers see it
offers     what can be done with it, as buttons
occurring  single occurrences to choose from
posted     what of it stands in its places
receipts   a delivery as organisers see it
approval   a second organiser agrees
"""
