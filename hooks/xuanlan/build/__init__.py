"""From a site's folders to its tree: inspect, make, write; and the preview, which does it for every saved text."""
