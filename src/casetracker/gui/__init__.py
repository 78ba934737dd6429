"""The window: one of the two faces of the services. It holds no SQL and no rule of a case."""
