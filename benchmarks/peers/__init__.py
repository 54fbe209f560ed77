"""Other engines on the same content: a composed handout in, each engine's PDF of it out."""
