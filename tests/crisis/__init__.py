"""What the crisis rules recognise, measured on messages they were not made from."""
