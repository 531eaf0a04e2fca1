"""What comes with propflow for its own ports: stores, channels."""
