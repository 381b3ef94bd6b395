"""Office files, PDFs and pictures as they lie in folders: what they say and what they hide"""
