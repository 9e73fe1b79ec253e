"""Who is drawn into a war after whom, by which treaty or interest, and in which order?"""
