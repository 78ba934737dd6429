"""How a case is kept: connection, tables, journal, vault, search index, migrations. No Qt."""
