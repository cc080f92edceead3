"""Thousands of leaflets in one run: rows of clinics, chunks of work, engines and a manifest."""
