"""How is the model of attribution trained, scored and packed?"""
