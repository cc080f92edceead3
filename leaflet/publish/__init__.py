"""Makes files of a composed leaflet: PDF, press PDF, pictures and packs."""
