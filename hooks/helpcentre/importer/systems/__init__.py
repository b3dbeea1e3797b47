"""One module for each system that articles come from: its files are read into the model."""
