"""How right the program is, against what people marked."""
