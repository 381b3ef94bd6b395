"""The desk: a page in the browser of this machine in which a clerk writes, sees, checks and publishes"""
