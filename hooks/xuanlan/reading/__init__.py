"""Reading what people write: encodings, YAML with places, declared fields and their validation."""
