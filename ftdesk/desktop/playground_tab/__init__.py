"""The playground: talk to a model, and make examples of good answers."""
