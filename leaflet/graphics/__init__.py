"""Holds colours, outlines and pictures as plain values; knows nothing of leaflets."""
