"""A pack: a folder of content that the program presents. This room knows no other room."""
