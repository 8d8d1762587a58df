"""Where the statements come from: passages kept as fingerprints, and the pages that they are looked for in."""
