"""Who is an organiser or a member, and why: what the commands around /role share."""
