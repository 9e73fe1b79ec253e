"""How is the classifier of PLOVER roots trained? Data, folds, fitting, writing."""
