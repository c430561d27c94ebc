"""Pictures that the bot makes: drawn by a process of their own, because matplotlib takes seconds
and a hundred megabytes, and gives neither back."""
