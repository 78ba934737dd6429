"""The command line: the second client of the services, for scripts, for servers and for people who like it."""
