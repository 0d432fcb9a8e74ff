"""The domain: a group, its people, boards, recipes and links. No HTTP, no files, no pictures."""
