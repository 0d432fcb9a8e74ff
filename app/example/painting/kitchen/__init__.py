"""The kitchen that the example pictures are drawn from: light, worktops, crockery, tools and food."""
