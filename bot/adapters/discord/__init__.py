"""Discord, through discord.py: commands, buttons, forms, questions and posts in a real server."""
