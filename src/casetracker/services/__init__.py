"""One function for each thing a person does: drafts in, rows or a change set out. The faces know nothing below this."""
