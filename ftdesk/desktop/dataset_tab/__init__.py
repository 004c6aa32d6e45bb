"""The dataset tab: a table of examples over a file, a form and raw JSON for one of them, findings, counts and cost."""
