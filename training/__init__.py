"""What is done in development only: reading the labelled agreements, inflecting words, training the linear reader."""
