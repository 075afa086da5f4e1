"""How the line recogniser is made: lines, features, training, export, figures.

Nothing of the product imports this package; it needs the packages of the group `training`.
"""
