"""How fast studydeck is, measured beside what a learner would use instead. Run: python -m bench"""
