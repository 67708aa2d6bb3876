"""Picks the real gateways; nobody else names them."""
