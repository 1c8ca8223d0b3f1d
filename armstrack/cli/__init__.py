"""The commands: parse, ask, print. No rule of the field lives here."""
