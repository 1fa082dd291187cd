"""What /announce and /schedule share.

drafts     keeps what is being prepared, and changes it
preview    shows it as each place will, with the next times
wording    what is still missing or doubtful, in words
"""
