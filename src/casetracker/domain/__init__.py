"""What a case is: values, vocabularies, shapes and rules. No engine, no Qt."""
