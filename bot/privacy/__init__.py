"""What keeps people's words to themselves: expiring conversations, log filter."""
