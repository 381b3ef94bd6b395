"""Building: from a site's folders to its output tree (inspect, make, write), and the preview of saved texts."""
