"""Campaigns: plans read out of their own notices, and what is due of them"""
