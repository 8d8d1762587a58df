"""Where statements come from: passages kept as fingerprints, and the pages they are looked for in."""
