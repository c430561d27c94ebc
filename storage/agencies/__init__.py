"""What is kept of the agencies: their chats, who was invited to bind one, who stands in for whom,
their templates, their mornings, and the threads of their chats."""
