"""How a workflow, a case and a journal look to people and to other programs: text and JSON values, no more."""
