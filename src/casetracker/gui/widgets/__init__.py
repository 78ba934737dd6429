"""The small parts that forms, pages and dialogs are made of; none of them knows a case store."""
