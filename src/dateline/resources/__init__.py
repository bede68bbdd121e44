"""What the steps know: tables, models, codebooks and the gazetteer, loaded once."""
