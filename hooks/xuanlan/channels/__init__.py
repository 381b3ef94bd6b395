"""Channels: what staff carry elsewhere of one notice, each made from the same text"""
