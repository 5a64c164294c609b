"""For users of spaCy: findings on a `Doc` of their own, and labelled agreements to train on."""
