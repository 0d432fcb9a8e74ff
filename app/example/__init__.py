"""An example board, so that a newcomer sees the product full. Nothing of it is loaded until somebody asks for it."""
