"""
The workflows of property management, written as a user would write them.

Each is a package that bears its name: `from propflow.workflows import complaint` gives
`complaint.dispatch` and every other part, and `complaint.complaint` the workflow.
"""
