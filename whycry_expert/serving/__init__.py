"""Serves pages to one machine: sessions in memory, who may ask for them, the framework and the server."""
