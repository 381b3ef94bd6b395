"""Files for other programs: configurations of web servers, launchers of screens."""
