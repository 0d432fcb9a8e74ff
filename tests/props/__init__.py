"""What the stories need on stage: none of it is a test, and no test is imported from anywhere."""
