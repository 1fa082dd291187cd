"""What the commands about schedules share.

storing    changes a schedule, keeps what it was, and takes that back
"""
