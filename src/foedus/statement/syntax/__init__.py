"""How do the words of an English sentence hang together?"""
