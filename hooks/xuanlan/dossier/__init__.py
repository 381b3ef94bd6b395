"""The dossier of a campaign (档案): indicators, what proves each, what nothing proves, and all of it in a folder"""
