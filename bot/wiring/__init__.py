"""Picks the real gateways; nobody else names them.

A module for each kind of run, so that a run loads the gateways that it asks and no others.
"""
