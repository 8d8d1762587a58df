"""The screens: the only room that knows Textual, and one that nothing imports but the program's entry."""
